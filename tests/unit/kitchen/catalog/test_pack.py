import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodsave.kit.quantity import MAX_MILLI
from foodsave.kitchen.catalog.pack import bought_quantity, pack_size


@pytest.mark.parametrize(
    ("name", "amount", "unit"),
    [
        ("MASLO EXTRA 200G", "200", "g"),
        ("SokPomarańcz1,5L", "1.5", "l"),
        ("Jogurt 4x100g", "400", "g"),
        ("JAJA M 10SZT", "10", "szt"),
        ("Piwo puszka 0.5 l", "0.5", "l"),
        ("WodaNiegaz 6x1,5l", "9", "l"),
        ("Eggs 12 pcs", "12", "szt"),
        ("Likier 70cl", "700", "ml"),
    ],
)
def test_pack_size_reads_the_size_that_names_carry(name: str, amount: str, unit: str):
    size = pack_size(name)

    assert size is not None
    assert (size.amount, size.unit) == (amount, unit)


@pytest.mark.parametrize("name", ["Mleko 3,2%", "BANANY", "CHLEB 00123", "Vitamina 500Glow", "M10 wolny wybieg", "0g"])
def test_pack_size_is_unknown_where_no_size_is_printed(name: str):
    assert pack_size(name) is None


@pytest.mark.parametrize(
    ("name", "qty", "amount", "unit"),
    [
        ("BANANY LUZ", "0.381", "0.381", "kg"),
        ("BANANY LUZ", "1.000", "1", "kg"),
        ("MLEKO 1L", "2", "2", "l"),
        ("BUŁKA", "3.000", "3", "szt"),
        ("BUŁKA", None, "1", "szt"),
        ("SER GOUDA KG", "0,255", "0.255", "kg"),
        ("CUKIER 1KG", "1", "1", "kg"),
        ("BUŁKA", "0", "1", "szt"),
        ("BUŁKA", "-2", "1", "szt"),
    ],
)
def test_bought_quantity_multiplies_packs_and_weighs_what_is_loose(name: str, qty: str, amount: str, unit: str):
    quantity = bought_quantity(name, qty)

    assert (quantity.amount, quantity.unit) == (amount, unit)


@given(st.text(max_size=60), st.none() | st.text(max_size=12))
def test_bought_quantity_is_positive_and_bounded_for_any_print(name: str, qty: str | None):
    assert 0 < bought_quantity(name, qty).milli <= MAX_MILLI


@pytest.mark.parametrize(
    ("name", "qty", "group", "amount"),
    [
        ("JAJA L", "1", "eggs", "10"),
        ("JAJA L", None, "eggs", "10"),
        ("JAJA Z WOLNEGO WYBIEGU", "2", "eggs", "20"),
        ("JAJA L 6SZT", "1", "eggs", "6"),
        ("JAJA LUZ", "1", "eggs", "1"),
        ("JAJKA", "7", "eggs", "7"),
        ("TORTILLA", "1", "tortilla", "6"),
        ("BUŁKA KAJZERKA", "1", "rolls", "1"),
        ("JAJA L", "1", None, "1"),
    ],
)
def test_bought_quantity_counts_the_pieces_of_a_usual_pack(name: str, qty: str | None, group: str | None, amount: str):
    quantity = bought_quantity(name, qty, group)

    assert (quantity.amount, quantity.unit) == (amount, "szt" if "LUZ" not in name else quantity.unit)
