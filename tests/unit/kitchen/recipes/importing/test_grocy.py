from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.grocy import SCHEMA, grocy_file
from foodsave.errors import FoodSaveError, Invalid, TooLarge
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.recipes.importing import grocy_file as reading
from foodsave.kitchen.recipes.importing.grocy_plan import GrocyPlan, plan_import
from foodsave.kitchen.recipes.importing.grocy_units import exact

TODAY = date(2026, 3, 10)
WHOLE = grocy_file()
PRODUCT = "INSERT INTO products (id, name, location_id, qu_id_purchase, qu_id_stock) VALUES"
CONVERSION = "INSERT INTO quantity_unit_conversions (from_qu_id, to_qu_id, factor) VALUES"


def plan(*statements: str) -> GrocyPlan:
    return plan_import(reading.read_tables(grocy_file(*statements)), TODAY)


def lots_of(found: GrocyPlan) -> dict:
    return {lot.product.name: lot for lot in found.lots}


def test_lots_are_told_in_grams_millilitres_or_pieces_by_the_units_of_grocy():
    lots = lots_of(plan())

    assert {name: lot.quantity for name, lot in lots.items()} == {
        "Mleko": Quantity(1_000_000, Unit.LITRE),
        "Mąka pszenna": Quantity(
            1_250_000, Unit.KILOGRAM
        ),  # 2.5 packs of 500 g, its own conversion before the common one
        "Jajka": Quantity(10_000, Unit.PIECE),
        "Olej rzepakowy": Quantity(750_000, Unit.MILLILITRE),
        "Zwykłe blizzbluzz": Quantity(2_000, Unit.PIECE),
        "Masło": Quantity(100, Unit.GRAM),
    }


def test_lots_keep_places_dates_and_prices_as_far_as_they_are_known():
    lots = lots_of(plan())
    milk, flour, butter = lots["Mleko"], lots["Mąka pszenna"], lots["Masło"]

    assert (milk.place, milk.purchased_on, milk.opened_on) == ("fridge", date(2026, 3, 5), date(2026, 3, 8))
    assert (milk.printed_on, milk.printed_kind, milk.price_minor) == (date(2026, 3, 20), "use_by", 399)
    assert (flour.place, flour.printed_on, flour.printed_kind, flour.price_minor) == ("pantry", None, None, 998)
    assert (lots["Jajka"].place, lots["Jajka"].price_minor, lots["Jajka"].printed_kind) == (
        "fridge",
        None,
        "best_before",
    )
    assert lots["Olej rzepakowy"].price_minor is None
    assert lots["Zwykłe blizzbluzz"].place == "freezer"
    assert butter.purchased_on == TODAY


def test_recipes_are_lines_in_the_units_that_people_chose_with_included_ones_first():
    (pancakes, dough) = plan().recipes

    assert pancakes.draft.ingredients == (
        "500 g Mąka pszenna", "woda", "500 ml Mleko", "2 Sztuki Jajka, małe", "2 łyżki Olej rzepakowy", "trochę Masło",
    )  # fmt: skip
    assert pancakes.draft.steps == ("Zagnieć.", "Wymieszaj.", "Usmaż.")
    assert (pancakes.servings, pancakes.draft.source) == (4, "Grocy")
    assert dough.draft.ingredients == ("250 g Mąka pszenna", "woda")
    assert dough.ingredients[0].need.food_id == "wheat_flour"


def test_what_cannot_be_mapped_is_told_with_its_reason():
    found = plan(
        f"{PRODUCT} (7, '  ', 1, 1, 1);",
        "INSERT INTO stock (id, product_id, amount) VALUES (7, 99, 1), (8, 1, -5), (9, 1, 'dużo'), (10, 1, 1e300);",
    )

    told = [(item.what, item.name, item.problem, item.detail) for item in found.unmapped]
    assert told == [
        ("product", "#7", "no_name", ""),
        ("product", "Zwykłe blizzbluzz", "group_unknown", ""),
        ("lot", "Zwykłe blizzbluzz", "unknown_unit", "Blorby"),
        ("lot", "Zwykłe blizzbluzz", "invalid_date", "2026-13-45"),
        ("lot", "#7", "unknown_product", ""),
        ("lot", "Mleko", "invalid_amount", "-5"),
        ("lot", "Mleko", "invalid_amount", "dużo"),
        ("lot", "Mleko", "invalid_amount", "1e+300"),
        ("recipe", "Pusty", "not_taken", "the recipe 'Pusty' has no ingredients"),
    ]


def test_what_is_no_food_is_left_out_with_its_stock():
    found = plan(
        f"{PRODUCT} (7, 'Proszek do prania', 1, 3, 3);",
        "INSERT INTO stock (id, product_id, amount) VALUES (7, 7, 8);",
    )

    assert ("Proszek do prania", "not_food") in [(item.name, item.problem) for item in found.unmapped]
    assert "Proszek do prania" not in lots_of(found)


@pytest.mark.parametrize("nestings", ["(2, 1, 1)", "(1, 1, 1)", "(2, 4, 1), (4, 1, 1)"])
def test_recipes_that_include_one_another_in_a_circle_are_refused(nestings):
    with pytest.raises(Invalid) as refusal:
        plan(f"INSERT INTO recipes_nestings (recipe_id, includes_recipe_id, servings) VALUES {nestings};")

    assert refusal.value.reason == "recipe_cycle"


def test_recipes_that_double_at_each_level_are_refused_before_they_fill_the_memory():
    levels = ", ".join(f"({n}, 'R{n}')" for n in range(10, 40))
    doubled = ", ".join(f"({n}, {n + 1}, 1), ({n}, {n + 1}, 1)" for n in range(10, 39))

    with pytest.raises(Invalid) as refusal:
        plan(
            f"INSERT INTO recipes (id, name) VALUES {levels};",
            f"INSERT INTO recipes_nestings (recipe_id, includes_recipe_id, servings) VALUES {doubled};",
        )

    assert refusal.value.reason == "recipe_cycle"


def test_conversions_in_a_circle_end():
    found = plan(f"{CONVERSION} (5, 3, 2), (3, 5, 0.5), (5, 5, 7), (5, 1, 0);")

    assert lots_of(found)["Zwykłe blizzbluzz"].quantity == Quantity(4_000, Unit.PIECE)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_grocy"), (b"hello", "not_grocy"), (b"SQLite format 3\0", "damaged_file"),
        (b"SQLite format 3\0" + b"x" * 5000, "damaged_file"), (WHOLE[:5000], "damaged_file"),
        (WHOLE[:4096] + b"\xff" * (len(WHOLE) - 4096), "damaged_file"),
        (grocy_file("DROP TABLE stock;"), "not_grocy"),
        (grocy_file("ALTER TABLE products DROP COLUMN qu_id_stock;"), "not_grocy"),
        (grocy_file("DROP TABLE stock; CREATE VIEW stock AS SELECT 1 AS product_id, 1 AS amount;"), "not_grocy"),
    ],
)  # fmt: skip
def test_file_that_is_no_whole_grocy_database_is_refused(content, code):
    with pytest.raises(Invalid) as refusal:
        reading.read_tables(content)

    assert refusal.value.reason == code


def test_file_that_is_too_large_or_has_too_many_rows_is_refused():
    rows = "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 20200) INSERT INTO stock"
    crowded = grocy_file(f"{rows} (id, product_id, amount) SELECT i, 1, 1 FROM n;")
    wordy = grocy_file("UPDATE recipes SET description = hex(zeroblob(200000));")

    for content, code in (
        (crowded, "too_many_rows"),
        (wordy, "too_long"),
        (WHOLE + b"\0" * 26_220_000, "file_too_large"),
    ):
        with pytest.raises(TooLarge) as refusal:
            reading.read_tables(content)
        assert refusal.value.reason == code


def test_file_with_a_write_ahead_log_is_read_as_it_stands():
    content = WHOLE[:18] + b"\x02\x02" + WHOLE[20:]

    assert len(reading.read_tables(content).stock) == 6


def test_columns_that_an_older_release_lacks_are_unknown():
    older = SCHEMA.replace("is_freezer TINYINT NOT NULL DEFAULT 0, ", "").replace(
        ", due_type TINYINT NOT NULL DEFAULT 1", ""
    )
    kitchen = "INSERT INTO locations (id, name) VALUES (1, 'Zamrażarka');"
    kitchen += "INSERT INTO quantity_units (id, name) VALUES (1, 'g');"
    kitchen += (
        "INSERT INTO products (id, name, location_id, qu_id_purchase, qu_id_stock) VALUES (1, 'Groszek', 1, 1, 1);"
    )
    kitchen += "INSERT INTO stock (product_id, amount) VALUES (1, 450);"

    found = plan_import(reading.read_tables(grocy_file(schema=older, kitchen=kitchen)), TODAY)

    assert [(lot.place, lot.quantity.amount) for lot in found.lots] == [("freezer", "450")]


@given(st.data())
def test_file_with_any_bytes_changed_is_read_or_refused(data):
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(16, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        found = plan_import(reading.read_tables(bytes(content)), TODAY)
    except FoodSaveError:
        return
    assert all(lot.quantity.milli > 0 for lot in found.lots)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (1, Fraction(1)), (0.1, Fraction(1, 10)), ("2.50", Fraction(5, 2)), ("x", None), (None, None), (b"1", None),
        (True, None),
        (float("inf"), None), (float("nan"), None), (1e300, None), ("1e-999999", None), ("9" * 60, None),
    ],
)  # fmt: skip
def test_exact_takes_a_number_as_it_was_written(value, number):
    assert exact(value) == number
