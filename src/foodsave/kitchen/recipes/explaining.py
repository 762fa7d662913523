"""Why a dish stands where it stands: the lots it uses, what is lacking, what stays, and the money, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from foodsave.core.profiles.service import Locale
from foodsave.kit.money import format_minor
from foodsave.kit.quantity import Unit
from foodsave.kit.wire import MoneyAnswer, QuantityAnswer
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.catalog.weights import half_up
from foodsave.kitchen.catalog.wording import money_phrase
from foodsave.kitchen.pantry.ledger import part_of_price
from foodsave.kitchen.recipes.allocation import Filled
from foodsave.kitchen.recipes.cookable import Cookable, milli_taken, price_of_lacking
from foodsave.kitchen.recipes.facts import facts_of_needs
from foodsave.kitchen.recipes.presenting import ingredient_name, quantity_answer, summary_of
from foodsave.kitchen.recipes.recipe import Need, Recipe
from foodsave.kitchen.recipes.schemas import (
    AllergenAnswer,
    CookableAnswer,
    LackAnswer,
    ProposalAnswer,
    SubstituteAnswer,
    UseAnswer,
)
from foodsave.kitchen.recipes.stand_ins import StandIn, stand_ins
from foodsave.kitchen.recipes.stock import Shelf, StockLot, risk_percent


@dataclass(frozen=True, slots=True)
class Explainer:
    """Turns results into answers for one household."""

    shelf: Shelf
    locale: Locale
    currency: str
    avoid: frozenset[Allergen] = frozenset()

    def cookable(self, found: Cookable, recipe: Recipe) -> CookableAnswer:
        """Return a ranked dish as an answer."""
        return CookableAnswer(
            recipe=summary_of(recipe, self.locale, found.facts),
            people=found.people,
            readiness=found.readiness,
            missing_count=found.missing,
            saved=self._money(found.saved_minor),
            cost=self._money(found.cost_minor),
            net=self._money(found.net_minor),
            unpriced=found.unpriced,
            unvalued=found.unvalued,
            why=self.why(found),
            uses=self.uses(found, recipe),
            lacks=self.lacks(found, recipe),
        )

    def proposal(self, found: Cookable, recipe: Recipe) -> ProposalAnswer:
        """Return what cooking a dish would take."""
        value = value_taken(found)
        return ProposalAnswer(
            recipe=summary_of(recipe, self.locale, found.facts),
            people=found.people,
            readiness=found.readiness,
            deductions=self.uses(found, recipe),
            lacks=self.lacks(found, recipe),
            value=None if value is None else self._money(value),
        )

    def uses(self, found: Cookable, recipe: Recipe) -> list[UseAnswer]:
        """Return what the dish takes of which lot, in the order of its ingredients."""
        taken = {use.lot.id: 0 for line in found.filled for use in line.uses}
        answers = []
        for position, line in enumerate(found.filled):
            name = ingredient_name(line.need, recipe.ingredients[position].text, self.locale)
            for use in line.uses:
                before = taken[use.lot.id]
                taken[use.lot.id] = min(before + use.milli, use.lot.milli)
                if taken[use.lot.id] > before:
                    answers.append(self._use(name, use.lot, before, taken[use.lot.id]))
        return answers

    def lacks(self, found: Cookable, recipe: Recipe) -> list[LackAnswer]:
        """Return what is not there, what must be got first."""
        lines = [(n, line) for n, line in enumerate(found.filled) if line.state != "covered"]
        lines.sort(key=lambda pair: (not pair[1].counts_as_missing, pair[0]))
        return [self._lack(line, recipe.ingredients[n].text, found.filled, recipe.course) for n, line in lines]

    def why(self, found: Cookable) -> str:
        """Return one sentence that says why the dish is proposed."""
        parts = _why_pl(found, self._amount) if self.locale == "pl" else _why_en(found, self._amount)
        text = "; ".join(parts)
        return f"{text[0].upper()}{text[1:]}."

    def _use(self, name: str, lot: StockLot, before: int, taken: int) -> UseAnswer:
        """Return what an ingredient takes of a lot: from what others took `before` to what is `taken` then in all.

        So the values of a lot that ingredients share sum to what the ledger books for it.
        """
        values = [part_of_price(lot.value_minor, lot.milli, milli) for milli in (before, taken)]
        value = None if values[0] is None or values[1] is None else values[1] - values[0]
        return UseAnswer.model_validate(
            {
                "ingredient": name,
                "lot_id": lot.id,
                "product": lot.name,
                "place": lot.place,
                "amount": quantity_answer(taken - before, lot.unit),
                "left": quantity_answer(lot.milli - taken, lot.unit),
                "expires_on": lot.expires_on,
                "risk_percent": risk_percent(lot.expires_on, self.shelf.today),
                "value": None if value is None else self._money(value),
            }
        )

    def _lack(self, line: Filled, text: str | None, filled: Sequence[Filled], course: str | None) -> LackAnswer:
        cost = price_of_lacking(line, self.shelf) if line.counts_as_missing else None
        found = stand_ins(line, filled, self.shelf, course, self.avoid) if line.counts_as_missing else []
        return LackAnswer.model_validate(
            {
                "ingredient": ingredient_name(line.need, text, self.locale),
                "food": line.need.food_id,
                "state": line.state,
                "amount": _lacking(line),
                "optional": line.need.optional,
                "cost": None if cost is None else self._money(half_up(Fraction(*cost))),
                "substitutes": [self._substitute(stand_in) for stand_in in found],
            }
        )

    def _substitute(self, found: StandIn) -> SubstituteAnswer:
        polish = self.locale == "pl"
        facts = facts_of_needs([Need(found.food.id, None, None)])
        name = found.food.pl.one if polish else found.food.en
        return SubstituteAnswer(
            food=found.food.id,
            name=name,
            amount=quantity_answer(found.quantity.milli, found.quantity.unit),
            at_home=found.at_home,
            role=found.substitution.role,
            note=found.substitution.note_pl if polish else found.substitution.note_en,
            allergens=AllergenAnswer(contains=sorted(facts.contains), unclear=[name] if facts.unclear else []),
        )

    def _money(self, minor: int) -> MoneyAnswer:
        return MoneyAnswer(amount=format_minor(minor), currency=self.currency)

    def _amount(self, minor: int) -> str:
        return money_phrase(minor, self.currency, self.locale)


def value_taken(found: Cookable) -> int | None:
    """Return what the parts that a dish takes had cost in minor units; None when the price of one is unknown."""
    lots = {use.lot.id: use.lot for line in found.filled for use in line.uses}
    total = 0
    for lot_id, milli in milli_taken(found).items():
        value = part_of_price(lots[lot_id].value_minor, lots[lot_id].milli, milli)
        if value is None:
            return None
        total += value
    return total


def _lacking(line: Filled) -> QuantityAnswer | None:
    if line.need.unit is None or line.milli is None:
        return None
    milli = max(1, half_up(Fraction(line.lacking))) if line.lacking else line.milli
    return quantity_answer(milli, Unit(line.need.unit))


def _soonest(found: Cookable) -> StockLot | None:
    lots = [use.lot for line in found.filled for use in line.uses if use.lot.expires_on is not None]
    return min(lots, key=lambda lot: (lot.use_first_on, lot.id), default=None)


def _why_pl(found: Cookable, amount: Callable[[int], str]) -> list[str]:
    soonest, parts = _soonest(found), list[str]()
    if soonest is not None:
        parts.append(f"najpierw do zużycia: {soonest.name} (do {soonest.expires_on:%d.%m.%Y})")
    if found.saved_minor:
        parts.append(f"ratuje jedzenie warte około {amount(found.saved_minor)}")
    if found.unvalued:
        parts.append(f"bez znanej ceny w domu: {found.unvalued}")
    if found.missing:
        parts.append(f"brakuje {found.missing} {'składnika' if found.missing == 1 else 'składników'}")
        parts[-1] += f" ({_cost(found, amount, 'około {}', 'bez znanej ceny: {}')})"
        if not found.unpriced:
            parts.append(f"bilans {amount(found.net_minor)}")
    elif found.readiness == "with_staples":
        parts.append("zakładam, że podstawowe produkty są w domu")
    else:
        parts.append("wszystko jest w domu")
    return parts


def _why_en(found: Cookable, amount: Callable[[int], str]) -> list[str]:
    soonest, parts = _soonest(found), list[str]()
    if soonest is not None:
        parts.append(f"to be used first: {soonest.name} (by {soonest.expires_on})")
    if found.saved_minor:
        parts.append(f"saves food worth about {amount(found.saved_minor)}")
    if found.unvalued:
        parts.append(f"at home without a known price: {found.unvalued}")
    if found.missing:
        parts.append(f"{found.missing} {'ingredient' if found.missing == 1 else 'ingredients'} to get")
        parts[-1] += f" ({_cost(found, amount, 'about {}', 'without a known price: {}')})"
        if not found.unpriced:
            parts.append(f"balance {amount(found.net_minor)}")
    elif found.readiness == "with_staples":
        parts.append("basic staples are presumed to be at home")
    else:
        parts.append("everything is at home")
    return parts


def _cost(found: Cookable, amount: Callable[[int], str], about: str, unknown: str) -> str:
    """Return what must be bought in words: what is known of it, and how much is not."""
    told = [about.format(amount(found.cost_minor))] if found.unpriced < found.missing else []
    told += [unknown.format(found.unpriced)] if found.unpriced else []
    return ", ".join(told)
