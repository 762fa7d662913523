from datetime import date

import pytest
import typer

from foodsave.cli.pantry_words import lots_named, read_day, read_price, read_quantity
from foodsave.errors import Conflict, Invalid
from foodsave.kitchen.pantry.models import LotRow


def lot(number: int, name: str, product: str | None = None) -> LotRow:
    return LotRow(id=f"lot {number}", name=name, product_id=product or name)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("300 g", "300", "g"),
        ("300g", "300", "g"),
        ("0,5 l", "0.5", "l"),
        ("2 szt.", "2", "szt"),
        ("2 sztuki", "2", "szt"),
        ("1 op", "1", "op"),
        ("2 opakowania", "2", "op"),
        ("pół litra", "0.5", "l"),
        ("3 łyżki", "3", "łyżka"),
        ("0.001 kg", "0.001", "kg"),
        ("2 cups", "480", "ml"),
        ("1 lb", "453.592", "g"),
    ],
)
def test_read_quantity_understands_what_people_write(text: str, amount: str, unit: str):
    quantity = read_quantity(text)

    assert (quantity.amount, quantity.unit) == (amount, unit)


@pytest.mark.parametrize("text", ["all", "wszystko", "Całość", "ALL"])
def test_read_quantity_of_all_is_none(text: str):
    assert read_quantity(text) is None


@pytest.mark.parametrize(("text", "milli"), [("2", 2_000_000), ("0,25", 250_000), ("pół", 500_000)])
def test_read_quantity_of_a_bare_number_counts_in_the_unit_of_the_lot(text: str, milli: int):
    assert (read_quantity(text, "kg").milli, read_quantity(text, "kg").unit) == (milli, "kg")


@pytest.mark.parametrize("text", ["", "abc", "-5 g", "0 sztuk", "5 g mąki", "2-3 szt", "3 ząbki", "0.0001 g", "9" * 12])
def test_read_quantity_refuses_what_is_no_amount(text: str):
    with pytest.raises(Invalid):
        read_quantity(text)


@pytest.mark.parametrize(
    ("text", "price"), [("3,99", (399, "PLN")), ("3.99 eur", (399, "EUR")), (" 12 ", (1_200, "PLN"))]
)
def test_read_price_is_in_the_currency_of_the_household_unless_told(text: str, price: tuple[int, str]):
    assert read_price(text, "PLN") == price


def test_read_day_takes_only_whole_dates():
    assert read_day("2026-03-09") == date(2026, 3, 9)
    with pytest.raises(typer.BadParameter, match="jutro"):
        read_day("jutro")


def test_lots_named_are_those_of_one_product_in_their_order():
    rows = [lot(1, "Mleko UHT 3,2%"), lot(2, "Chleb żytni"), lot(3, "Mleko UHT 3,2%")]

    assert [row.id for row in lots_named(rows, "mleko uht")] == ["lot 1", "lot 3"]
    assert [row.id for row in lots_named(rows, "ZYTNI")] == ["lot 2"]
    assert lots_named(rows, "masło") == []
    assert lots_named(rows, "%") == []


def test_lots_named_exactly_win_over_longer_names():
    rows = [lot(1, "Mleko kokosowe"), lot(2, "Mleko")]

    assert [row.id for row in lots_named(rows, "mleko")] == ["lot 2"]


def test_lots_named_like_several_products_are_not_guessed():
    with pytest.raises(Conflict, match="Mleko kokosowe, Mleko owsiane") as refusal:
        lots_named([lot(1, "Mleko kokosowe"), lot(2, "Mleko owsiane")], "mleko")

    assert refusal.value.reason == "ambiguous"
