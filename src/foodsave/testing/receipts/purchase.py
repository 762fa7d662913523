"""A drawn purchase: what was bought, where and when, before a chain's till prints it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from types import MappingProxyType

from foodsave.testing.receipts.goods import ENGLISH, PIECES, WEIGHED, Good

POLISH_RATES: Mapping[str, int] = MappingProxyType({"A": 23, "B": 8, "C": 5, "D": 0})
ZERO_RATE_FOOD = (dt.date(2022, 2, 1), dt.date(2024, 3, 31))
DEPOSITS_SINCE = dt.date(2025, 10, 1)
_DEVICES = ("EAO", "EAZ", "EAW", "EAT", "BFB")
_MONEY_BACK = (5, 10, 15, 20, 25, 30, 40, 50)


@dataclass(frozen=True, slots=True)
class BasketLine:
    """A bought good. `qty_thousandths` counts thousandths of a piece or kilogram, half up to the grosz."""

    good: Good
    letter: str
    qty_thousandths: int
    unit_price_minor: int
    discount_minor: int = 0
    cancelled: bool = False

    @property
    def total_minor(self) -> int:
        """The value before discounts."""
        return (self.qty_thousandths * self.unit_price_minor + 500) // 1000

    @property
    def net_minor(self) -> int:
        """The value after discounts."""
        return 0 if self.cancelled else self.total_minor - self.discount_minor


@dataclass(frozen=True, slots=True)
class PurchaseTerms:
    """What a layout lets a purchase contain.

    `years` are those in which its till was in use; `letters` replaces tax letters where a chain has its own. With
    `discounts_apart` only goods bought on a single line are discounted: where discounts stand at the end, nobody
    could tell which of two equal lines they belong to.
    """

    years: tuple[int, int] = (2024, 2026)
    discounts: float = 0.25
    weighed: float = 0.15
    cancelled: float = 0.006
    deposits: bool = True
    discounts_apart: bool = False
    language: str = "pl"
    rates: Mapping[str, int] = field(default_factory=lambda: POLISH_RATES)
    letters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One row of the tax table; `rate` in per cent."""

    letter: str
    rate: int
    gross_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class DrawnPurchase:
    """Everything a till knows when it prints."""

    lines: tuple[BasketLine, ...]
    at: dt.datetime
    number: int
    till: int
    cashier: int
    control_code: str
    device: str
    deposit_minor: int
    rates: Mapping[str, int] = field(default_factory=lambda: POLISH_RATES)

    @property
    def total_minor(self) -> int:
        """The fiscal total, without deposits."""
        return sum(line.net_minor for line in self.lines)

    @property
    def payable_minor(self) -> int:
        """What was paid: the total with deposits taken or returned."""
        return self.total_minor + self.deposit_minor

    @property
    def discounts_minor(self) -> int:
        """The sum of all discounts."""
        return sum(line.discount_minor for line in self.lines if not line.cancelled)

    @property
    def tax_table(self) -> tuple[TaxRow, ...]:
        """Letter, rate in per cent, gross and the tax in it, computed back from gross."""
        sums = self.gross_by_letter.items()
        return tuple(
            TaxRow(letter, self.rates[letter], gross, tax_in(gross, self.rates[letter])) for letter, gross in sums
        )

    @property
    def tax_minor(self) -> int:
        """The sum of the tax."""
        return sum(row.tax_minor for row in self.tax_table)

    @property
    def gross_by_letter(self) -> dict[str, int]:
        """Sales per tax letter after discounts."""
        sums: dict[str, int] = {}
        for line in self.lines:
            if not line.cancelled:
                sums[line.letter] = sums.get(line.letter, 0) + line.net_minor
        return dict(sorted(sums.items()))


def tax_in(gross_minor: int, rate: int) -> int:
    """The tax contained in a gross amount, half up to the grosz."""
    return (2 * gross_minor * rate + (100 + rate)) // (2 * (100 + rate))


def valid_nip(rng: Random) -> str:
    """Draw a Polish tax number with a right check digit (weights 6 5 7 2 3 4 5 6 7, modulo 11)."""
    while True:
        digits = [rng.randint(1, 9), *(rng.randint(0, 9) for _ in range(8))]
        check = sum(w * d for w, d in zip((6, 5, 7, 2, 3, 4, 5, 6, 7), digits, strict=True)) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


def _moment(rng: Random, years: tuple[int, int]) -> dt.datetime:
    first = dt.date(years[0], 1, 1)
    last = min(dt.date(years[1], 12, 28), dt.date(2026, 10, 31))
    day = first + dt.timedelta(days=rng.randrange((last - first).days + 1))
    return dt.datetime(day.year, day.month, day.day, rng.randint(6, 21), rng.randint(0, 59), tzinfo=dt.UTC)


def _letter(good: Good, day: dt.date, terms: PurchaseTerms) -> str:
    zero_rate = ZERO_RATE_FOOD[0] <= day <= ZERO_RATE_FOOD[1]
    letter = "D" if zero_rate and good.letter == "C" else good.letter
    return terms.letters.get(letter, letter)


def _discount(rng: Random, total_minor: int) -> int:
    if rng.random() < 0.5:
        return max(1, total_minor * rng.choice(_MONEY_BACK) // 100)
    return rng.randint(1, max(1, total_minor // 2))


def _price(rng: Random, good: Good, shelf: dict[str, int]) -> int:
    # A shop has one price for a good: the same good twice costs the same twice.
    price = rng.randint(good.low_minor, good.high_minor)
    return shelf.setdefault(good.name, price - price % 10 + 9 if rng.random() < 0.7 else price)


def _line(rng: Random, terms: PurchaseTerms, day: dt.date, name: str | None, shelf: dict[str, int]) -> BasketLine:
    if terms.language == "en":
        good = rng.choice(ENGLISH)
    else:
        good = rng.choice(WEIGHED if rng.random() < terms.weighed else PIECES)
    if name is not None:
        good = Good(name, good.letter, good.low_minor, good.high_minor, good.weighed)
    price = _price(rng, good, shelf)
    pieces = rng.choice((1, 1, 1, 1, 1, 1, 1, 2, rng.randint(2, 6), rng.randint(2, 24)))
    qty = rng.randint(60, 2600) if good.weighed else 1000 * pieces
    plain = BasketLine(good, _letter(good, day, terms), qty, price)
    if rng.random() < terms.cancelled:
        return replace(plain, cancelled=True)
    if rng.random() < terms.discounts and plain.total_minor > 20:
        return replace(plain, discount_minor=_discount(rng, plain.total_minor))
    return plain


def _discount_single_lines(lines: Sequence[BasketLine]) -> list[BasketLine]:
    bought = Counter(line.good.name for line in lines)
    return [line if bought[line.good.name] == 1 else replace(line, discount_minor=0) for line in lines]


def _deposit(rng: Random, lines: Sequence[BasketLine]) -> int:
    # Bottles bought carry a deposit; sometimes none are bought and empty ones are brought back.
    bought = [line for line in lines if not line.cancelled]
    deposit = sum(line.good.deposit_minor * line.qty_thousandths // 1000 for line in bought)
    total = sum(line.net_minor for line in bought)
    return -50 * rng.randint(1, 8) if not deposit and total > 1000 and rng.random() < 0.15 else deposit


def _count(rng: Random) -> int:
    return rng.choice((rng.randint(1, 6), rng.randint(4, 16), rng.randint(10, 28), rng.randint(20, 40)))


def draw_purchase(
    rng: Random, terms: PurchaseTerms, *, items: int | None = None, names: Sequence[str] = (), on: dt.date | None = None
) -> DrawnPurchase:
    """Draw a purchase of 1 to 40 items; `names` replaces the names of the first goods, `on` the day."""
    at = _moment(rng, terms.years)
    if on is not None:
        at = dt.datetime.combine(on, at.time(), at.tzinfo)
    count = max(items or _count(rng), len(names))
    named = [*names, *[None] * (count - len(names))]
    shelf: dict[str, int] = {}
    lines = [_line(rng, terms, at.date(), name, shelf) for name in named]
    if terms.discounts_apart:
        lines = _discount_single_lines(lines)
    if all(line.cancelled for line in lines):
        first = lines[0]
        lines[0] = replace(first, cancelled=False)
    deposit = _deposit(rng, lines) if terms.deposits and at.date() >= DEPOSITS_SINCE else 0
    return DrawnPurchase(
        lines=tuple(lines),
        at=at,
        number=rng.randint(1000, 999999),
        till=rng.randint(1, 24),
        cashier=rng.randint(2, 998),
        control_code="".join(rng.choice("0123456789ABCDEF") for _ in range(40)),
        device=f"{rng.choice(_DEVICES)} {rng.randint(19, 24)}0{rng.randint(1000000, 9999999)}",
        deposit_minor=deposit,
        rates=terms.rates,
    )
