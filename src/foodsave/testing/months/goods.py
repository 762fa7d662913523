"""What the simulated household buys: names as tills print them, with what the catalog would make of them."""

from __future__ import annotations

import random
from dataclasses import dataclass

from foodsave.kitchen.catalog.groups import storage_group
from foodsave.kitchen.catalog.service import Proposal
from foodsave.kitchen.receipts.reading import ReadLine, ReceiptReading

# till name, product, storage group, whether it is weighed, cheapest and dearest price in minor units
_GOODS = (
    ("MLEKO UHT 1L", "Mleko UHT", "milk_uht", False, 289, 449),
    ("JOGURT NAT 400G", "Jogurt naturalny", "yogurt", False, 229, 399),
    ("MASLO 200G", "Masło", "butter", False, 499, 899),
    ("JAJA 10SZT", "Jaja", "eggs", False, 899, 1499),
    ("CHLEB 500G", "Chleb", "bread", False, 349, 699),
    ("RYZ 1KG", "Ryż", "rice_groats", False, 399, 799),
    ("POMIDORY LUZ", "Pomidory", "vegetable", True, 799, 1899),
    ("JABLKA LUZ", "Jabłka", "fruit", True, 249, 549),
    ("ZIEMNIAKI LUZ", "Ziemniaki", "root_veg", True, 149, 399),
    ("FILET KURCZAK", "Filet z kurczaka", "poultry_raw", True, 1799, 2699),
    ("SZYNKA 150G", "Szynka", "cold_cuts", False, 599, 1099),
    ("SER GOUDA 250G", "Ser gouda", "hard_cheese", False, 799, 1299),
    ("CZEKOLADA 100G", "Czekolada", "sweets", False, 399, 699),
    ("WODA 1,5L", "Woda", "water", False, 149, 299),
    ("COS INNEGO", "Coś innego", "", False, 99, 2999),
)
_NOT_KEPT = (
    ("REKLAMOWKA", "Reklamówka", "bag_deposit", False, 35, 99),
    ("PAPIER TOAL 8SZT", "Papier toaletowy", "non_food", False, 899, 1999),
)
_STORES = (("Biedronka", "Biedronka 1234"), ("Lidl", "Lidl"), (None, "Sklep u Zosi"), (None, None))


@dataclass(frozen=True, slots=True)
class DrawnReading:
    """A reading as the reader would hand it over, with what the catalog makes of its lines."""

    reading: ReceiptReading
    matched: tuple[Proposal, ...]


def draw_purchase(rng: random.Random, day: str, number: int) -> DrawnReading:
    """Return a receipt with discounts and deposits; some have no date, no total, or one that the lines do not give."""
    goods = [rng.choice(_GOODS if rng.random() < 0.9 else _NOT_KEPT) for _ in range(rng.randint(1, 14))]
    lines = tuple(_line(rng, *good) for good in goods)
    total: int | None = sum(line.line_total_minor - line.discount_minor for line in lines)
    balanced = rng.random() < 0.9
    if not balanced:
        total = None if rng.random() < 0.4 else max(0, (total or 0) + rng.randint(-900, 900))
    deposit = rng.choice((None, None, None, 50, 100, 300))
    chain, store = rng.choice(_STORES)
    reading = ReceiptReading(
        store=store,
        chain=chain,
        nip=None,
        date=day if rng.random() < 0.95 else None,
        time=f"{rng.randint(7, 21):02}:{rng.randint(0, 59):02}",
        number=str(number),
        total_minor=total,
        currency=rng.choices(("PLN", None, "EUR"), (85, 10, 5))[0],
        deposit_minor=deposit,
        payable_minor=None if total is None or deposit is None else total + deposit,
        lines=lines,
        balanced=balanced,
        confidence=0.9,
    )
    return DrawnReading(reading, tuple(_proposal(product, group) for _, product, group, *_ in goods))


def _line(
    rng: random.Random, name: str, product: str, group: str, weighed: bool, cheapest: int, dearest: int
) -> ReadLine:
    del product, group
    price = rng.randint(cheapest, dearest)
    qty = f"{rng.randint(50, 2500) / 1000:.3f}" if weighed else str(rng.choice((1, 1, 1, 2, 3, 6)))
    thousandths = int(qty.replace(".", "")) if weighed else int(qty) * 1000
    total = (2 * price * thousandths + 1000) // 2000
    # a discount of other lines is sometimes printed below this one and exceeds it
    discount = rng.choices((0, rng.randint(1, max(1, total)), total, total + 100), (75, 20, 3, 2))[0]
    return ReadLine(
        name=name,
        qty=qty,
        unit_price_minor=price,
        line_total_minor=total,
        vat="A",
        discount_minor=discount,
        confidence=0.9,
        page=0,
        box=(0.0, 0.0, 1.0, 1.0),
    )


def _proposal(product: str, group: str) -> Proposal:
    if not group:
        return Proposal(product, None, "pantry", True, "unknown", None)
    known = storage_group(group)
    return Proposal(product, group, known.place, known.food, "catalog", product)
