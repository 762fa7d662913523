"""Why a dish stands where it stands: the lots it uses, what is lacking, what stays, and the money, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from foodsave.core.profiles.service import Locale
from foodsave.kit.money import format_minor
from foodsave.kit.quantity import Unit
from foodsave.kit.wire import MoneyAnswer, QuantityAnswer
from foodsave.kitchen.catalog.foods import Allergen
from foodsave.kitchen.catalog.weights import half_up
from foodsave.kitchen.pantry.ledger import part_of_price
from foodsave.kitchen.recipes.allocation import Filled, Use
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
        left = {use.lot.id: use.lot.milli for line in found.filled for use in line.uses}
        answers = []
        for position, line in enumerate(found.filled):
            name = ingredient_name(line.need, recipe.ingredients[position].text, self.locale)
            for use in line.uses:
                milli = min(use.milli, left[use.lot.id])
                left[use.lot.id] -= milli
                if milli:
                    answers.append(self._use(name, use, milli, left[use.lot.id]))
        return answers

    def lacks(self, found: Cookable, recipe: Recipe) -> list[LackAnswer]:
        """Return what is not there, what must be got first."""
        lines = [(n, line) for n, line in enumerate(found.filled) if line.state != "covered"]
        lines.sort(key=lambda pair: (not pair[1].counts_as_missing, pair[0]))
        return [self._lack(line, recipe.ingredients[n].text, found.filled, recipe.course) for n, line in lines]

    def why(self, found: Cookable) -> str:
        """Return one sentence that says why the dish is proposed."""
        soonest = _soonest(found)
        saved, net = self._amount(found.saved_minor), self._amount(found.net_minor)
        cost = self._amount(found.cost_minor)
        if self.locale == "pl":
            return _why_pl(found, soonest, saved, cost, net)
        return _why_en(found, soonest, saved, cost, net)

    def _use(self, name: str, use: Use, milli: int, left: int) -> UseAnswer:
        lot = use.lot
        value = part_of_price(lot.value_minor, lot.milli, milli)
        return UseAnswer.model_validate(
            {
                "ingredient": name,
                "lot_id": lot.id,
                "product": lot.name,
                "place": lot.place,
                "amount": quantity_answer(milli, lot.unit),
                "left": quantity_answer(left, lot.unit),
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
        text = format_minor(minor)
        return f"{text.replace('.', ',') if self.locale == 'pl' else text} {self.currency}"


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


def _why_pl(found: Cookable, soonest: StockLot | None, saved: str, cost: str, net: str) -> str:
    parts = []
    if soonest is not None and soonest.expires_on is not None:
        parts.append(f"zużywa {soonest.name} (do {soonest.expires_on:%d.%m.%Y})")
    parts.append(f"ratuje około {saved}")
    if found.missing:
        bought = f"za około {cost}" if not found.unpriced else f"(bez znanej ceny: {found.unpriced})"
        parts.append(f"brakuje składników: {found.missing} {bought}")
        parts.append(f"bilans {net}")
    elif found.readiness == "with_staples":
        parts.append("zakładam, że podstawowe produkty są w domu")
    else:
        parts.append("wszystko jest w domu")
    return _sentence(parts)


def _why_en(found: Cookable, soonest: StockLot | None, saved: str, cost: str, net: str) -> str:
    parts = []
    if soonest is not None and soonest.expires_on is not None:
        parts.append(f"uses {soonest.name} (by {soonest.expires_on.isoformat()})")
    parts.append(f"saves about {saved}")
    if found.missing:
        bought = f"for about {cost}" if not found.unpriced else f"(price unknown: {found.unpriced})"
        parts.append(f"ingredients to get: {found.missing} {bought}")
        parts.append(f"balance {net}")
    elif found.readiness == "with_staples":
        parts.append("basic staples are presumed to be at home")
    else:
        parts.append("everything is at home")
    return _sentence(parts)


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."
