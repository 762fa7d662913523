"""Shops without a profile of their own: the fiscal printers that most Polish tills use, and their older forms."""

from __future__ import annotations

from random import Random

from foodsave.testing.receipts.layouts.fiscal_parts import (
    print_deposit,
    print_discounts_sum,
    print_foot,
    print_head,
    print_payment,
    print_tax,
    print_total,
    shop_address,
)
from foodsave.testing.receipts.layouts.item_rows import ItemForm, amounts_text, opust, print_items, spaced
from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, qty_text, zl
from foodsave.testing.receipts.names import cut, upper, without_diacritics
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms, valid_nip
from foodsave.testing.receipts.sheet import PrintedSheet
from foodsave.testing.receipts.truth import money_text

_SHOPS = (
    "Delikatesy Pod Lipą",
    "Sklep Spożywczy Jagódka",
    "Market Sąsiad",
    "Piekarnia Złoty Kłos",
    "Warzywniak U Zosi",
)


def _till(purchase: DrawnPurchase, rng: Random, columns: tuple[int, ...], shop: str = "") -> Till:
    return Till(purchase, rng, PrintedSheet(rng.choice(columns)), shop or rng.choice(_SHOPS))


def _seller(till: Till) -> list[str]:
    street, town = shop_address(till)
    return [till.rng.choice((till.store, till.store.upper())), town, street]


def print_online(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a receipt of an online till, at times too narrow for name and amounts on one row."""
    till = _till(purchase, rng, (32, 36, 40))
    print_head(till, _seller(till), valid_nip(rng), form=rng.choice(("plain", "3322", "3223")))
    width = rng.choice((18, 20))
    print_items(till, ItemForm(name=lambda line: upper(line.good.name, width), discount=opust))
    print_discounts_sum(till)
    print_tax(till, sales=rng.choice(("SPRZEDAŻ OPODATKOWANA {}", "Sprzed. opod. PTU {}", "SPRZED. OPODATK. {}")))
    print_total(till, rng.choice(("SUMA PLN", "SUMA: PLN", "RAZEM PLN")))
    print_deposit(till)
    print_payment(till)
    print_foot(till)
    return till


def print_old(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a receipt of an older till: `NAME A  1x2,29  2,29A`, total as `SUMA`."""
    till = _till(purchase, rng, (36, 38))
    print_head(till, _seller(till), valid_nip(rng), numbered="", form="3322", dated=True)
    form = ItemForm(
        name=lambda line: cut(line.good.name, 16),
        amounts=lambda line: amounts_text(line, qty_text(line), sign="x", gap="  ", letter=line.letter),
        shown=lambda line, name: f"{name} {line.letter}",
    )
    print_items(till, form)
    print_tax(till, sales="Sprzed. opodatk. {}", tax="Kwota PTU {} {} %", total="ŁĄCZNA KWOTA PTU")
    print_total(till, "SUMA")
    print_payment(till, "", "")
    print_foot(till, dated=False)
    return till


def print_pepco(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a receipt of a discount shop: `NAME 1 * 10,00 10,00 A`."""
    till = _till(purchase, rng, (38, 40), rng.choice(("Pepco", "Dealz")))
    print_head(till, [f"{till.store} Poland Sp. z o.o.", *_seller(till)[1:]], valid_nip(rng))
    print_items(till, ItemForm(name=lambda line: without_diacritics(upper(line.good.name, 18)), amounts=spaced))
    print_tax(till)
    print_total(till)
    print_payment(till)
    print_foot(till)
    return till


def _station_discount(till: Till, line: BasketLine, _name: str) -> None:
    till.sheet.pair("OBNIŻKA", f"-{money_text(line.discount_minor)}{line.letter}")


def print_orlen(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a receipt of a filling station: `NAME (B) K:5768 1 SZT*15.99   15.99B`."""
    till = _till(purchase, rng, (48, 50), "Orlen")
    print_head(
        till, ["ORLEN S.A.", "Stacja Paliw nr " + str(rng.randint(100, 4999)), *_seller(till)[1:]], valid_nip(rng)
    )

    def amounts(line: BasketLine) -> str:
        unit = "" if line.good.weighed else " SZT"
        price, total = money_text(line.unit_price_minor), money_text(line.total_minor)
        return f"{qty_text(line, point='.')}{unit}*{price} {total:>7}{line.letter}"

    form = ItemForm(
        name=lambda line: f"{upper(line.good.name, 17)} K:{len(line.good.name) * 347 + line.unit_price_minor}",
        amounts=amounts,
        shown=lambda line, name: name.replace(" K:", f" ({line.letter}) K:"),
        discount=_station_discount,
    )
    print_items(till, form)
    print_tax(till)
    print_total(till)
    print_payment(till)
    print_foot(till)
    return till


def print_article(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a receipt with the article number before the name: `2534695 name 1*7.95   7.95A`."""
    till = _till(purchase, rng, (46, 48), "Action")
    print_head(till, ["ACTION POLAND SP. Z O.O.", *_seller(till)[1:]], valid_nip(rng))

    def amounts(line: BasketLine) -> str:
        price, total = money_text(line.unit_price_minor), money_text(line.total_minor)
        return f"{qty_text(line, point='.')}*{price} {total:>7}{line.letter}"

    form = ItemForm(
        name=lambda line: f"{2400000 + line.unit_price_minor * 7} {cut(line.good.name.lower(), 20)}",
        amounts=amounts,
    )
    print_items(till, form)
    print_tax(till)
    print_total(till)
    print_payment(till)
    print_foot(till)
    return till


def _pharmacy_amounts(line: BasketLine) -> str:
    return f"{qty_text(line)} op * {zl(line.unit_price_minor)} = {zl(line.total_minor)} {line.letter}"


def print_pharmacy(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a pharmacy's receipt: name above `1 op * 4,50 = 4,50 B`."""
    till = _till(purchase, rng, (36, 38), "Apteka Pod Wagą")
    print_head(till, _seller(till), valid_nip(rng))
    for line in purchase.lines:
        name = cut(line.good.name, 30)
        till.sheet.left(name)
        till.sheet.right(_pharmacy_amounts(line))
        till.add(line, name, qty=qty_text(line, point="."))
    till.sheet.left("Bez recepty")
    print_tax(till)
    print_total(till)
    print_payment(till)
    print_foot(till)
    return till


LAYOUTS = {
    "online": ReceiptLayout(print_online),
    "old": ReceiptLayout(print_old, terms=PurchaseTerms((2012, 2019), discounts=0, deposits=False)),
    "pepco": ReceiptLayout(print_pepco, terms=PurchaseTerms(discounts=0, weighed=0, deposits=False)),
    "orlen": ReceiptLayout(print_orlen, terms=PurchaseTerms(weighed=0.05, deposits=False)),
    "article": ReceiptLayout(print_article, terms=PurchaseTerms(discounts=0, weighed=0, deposits=False)),
    "pharmacy": ReceiptLayout(print_pharmacy, terms=PurchaseTerms(discounts=0, weighed=0, cancelled=0, deposits=False)),
}
