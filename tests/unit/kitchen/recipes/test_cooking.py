from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.recipes.cookable import weigh_up
from foodsave.kitchen.recipes.cooking import Deduction, proposed_deductions
from foodsave.kitchen.recipes.larder import dish_of
from foodsave.kitchen.recipes.stock import Shelf
from unit.kitchen.recipes.cupboard import TODAY, line, lot, recipe


def proposed(dish, *lots, people=None):
    return proposed_deductions(weigh_up(dish_of(dish), Shelf(lots, (), TODAY), people=people))


def test_proposed_deductions_name_each_lot_once_in_its_own_unit():
    dish = recipe(line("egg", "4", "szt"), line("butter", "10"), line("butter", "1", "łyżka"))
    # a tablespoon of butter is 15 ml at 0.95, 14.25 g
    assert proposed(dish, lot("egg", "3", "szt", days=1), lot("egg", "10", "szt"), lot("butter", "200")) == [
        Deduction("egg 3", Quantity(3_000, Unit.PIECE)),
        Deduction("egg 10", Quantity(1_000, Unit.PIECE)),
        Deduction("butter 200", Quantity(24_250, Unit.GRAM)),
    ]


def test_proposed_deductions_round_half_up_and_never_take_more_than_there_is():
    dish = recipe(line("egg", "1", "szt"), servings=3)

    assert proposed(dish, lot("egg", "5", "szt"), people=2) == [Deduction("egg 5", Quantity(667, Unit.PIECE))]
    shared = recipe(line("butter", "1/3"), line("butter", "1/3"), line("butter", "1/3"))
    assert proposed(shared, lot("butter", "1")) == [Deduction("butter 1", Quantity(999, Unit.GRAM))]


def test_proposed_deductions_leave_staples_that_are_presumed_out():
    assert proposed(recipe(line("salt", "5"))) == []
