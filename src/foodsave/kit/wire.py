"""The shapes in which amounts and text cross the wire, refused when they cannot be kept."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from foodsave.kit.money import format_minor
from foodsave.kit.quantity import Quantity, Unit

AMOUNT_PATTERN = r"^-?[0-9]{1,9}(\.[0-9]{1,2})?$"
QUANTITY_PATTERN = r"^[0-9]{1,6}(\.[0-9]{1,6})?$"
Place = Literal["fridge", "freezer", "pantry", "counter"]


_CONTROLS = r"\x00-\x1f\x7f-\x9f"
PLAIN_PATTERN = rf"^[^{_CONTROLS}]*[^\s{_CONTROLS}][^{_CONTROLS}]*$"
PlainText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=PLAIN_PATTERN)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _written_as_day(value: object) -> object:
    """Refuse the numbers and instants that pydantic would take for days too."""
    if type(value) is not dt.date and not (isinstance(value, str) and _ISO_DAY.fullmatch(value)):
        raise ValueError("write a day as 2026-03-10")
    return value


Day = Annotated[dt.date, BeforeValidator(_written_as_day)]
# A day that somebody lived to buy food on, or that is printed on it: the rest was typed wrongly.
FoodDay = Annotated[Day, Field(ge=dt.date(1990, 1, 1), le=dt.date(2100, 12, 31))]


class Strict(BaseModel):
    """A request body: names that are not known are refused rather than ignored."""

    model_config = ConfigDict(extra="forbid")


class MoneyAnswer(BaseModel):
    """An amount such as {"amount": "12.34", "currency": "PLN"}."""

    # wider than what is taken in: sums of many lines are told too
    amount: str = Field(pattern=r"^-?[0-9]{1,15}\.[0-9]{2}$", examples=["12.34"])
    currency: str = Field(pattern=r"^[A-Z]{3}$", examples=["PLN"])


class QuantityAnswer(BaseModel):
    """An amount of food such as {"amount": "0.381", "unit": "kg"}."""

    amount: str = Field(examples=["0.381"])
    unit: Unit


class QuantityWanted(Strict):
    """An amount of food as people enter it."""

    amount: str = Field(pattern=QUANTITY_PATTERN, examples=["0.381"])
    unit: Unit

    def quantity(self) -> Quantity:
        """Return it as a quantity.

        Raises:
            Invalid: it is finer or larger than can be kept.
        """
        return Quantity.parse(self.amount, self.unit)


def money_answer(amount_minor: int | None, currency: str | None) -> MoneyAnswer | None:
    """Return an amount for the wire, or None when it or its currency is unknown."""
    if amount_minor is None or currency is None:
        return None
    return MoneyAnswer(amount=format_minor(amount_minor), currency=currency)
