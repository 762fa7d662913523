"""Biedronka: run-together names on paper with the reduced value below, and the table of its e-receipts."""

from __future__ import annotations

from random import Random

from foodsave.testing.receipts.layouts.fiscal_parts import (
    print_deposit,
    print_foot,
    print_head,
    print_payment,
    print_tax,
    print_total,
    shop_address,
)
from foodsave.testing.receipts.layouts.item_rows import ItemForm, opust_with_value, print_items
from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, qty_label, qty_text, zl
from foodsave.testing.receipts.names import camel, cut
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms
from foodsave.testing.receipts.sheet import PrintedSheet, PrintedSpan

_NIP = "7791011327"


def _seller(till: Till) -> list[str]:
    street, town = shop_address(till)
    shop = f"Biedronka Codziennie niskie ceny {till.rng.randint(1001, 7999)}"
    return [shop, f"{town} {street}", "Jeronimo Martins Polska S.A.", "62-025 Kostrzyn"]


def _opust(till: Till, line: BasketLine, _name: str) -> None:
    opust_with_value(till, line, "")


def print_paper(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a paper receipt: tax letter in a column before the quantity and glued to the value."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((38, 40))), "Biedronka")
    print_head(till, _seller(till), _NIP, form=rng.choice(("3322", "plain")))
    width, wraps = rng.randint(18, 20), rng.random() < 0.2

    def shown(line: BasketLine, name: str) -> str:
        if len(name) > width:
            till.sheet.left(name)
            return " " * width + f" {line.letter}"
        return f"{name:<{width}} {line.letter}"

    form = ItemForm(
        name=lambda line: camel(line.good.name, width + 8 if wraps else width),
        shown=shown,
        discount=_opust,
    )
    print_items(till, form)
    print_tax(till)
    print_total(till)
    print_deposit(till)
    print_payment(till)
    print_foot(till)
    return till


def _rabat(till: Till, line: BasketLine, _name: str) -> None:
    till.sheet.pair("rabat", f"-{zl(line.discount_minor)}", at=2)


def print_paper_2018(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a paper receipt of 2018: `Name A 2,000 x 0,25 0,50`."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((40, 42))), "Biedronka")
    print_head(till, _seller(till), _NIP, numbered="", form="3322", dated=True)
    form = ItemForm(
        name=lambda line: camel(line.good.name, 16),
        amounts=lambda line: f"{qty_text(line, decimals=3)} x {zl(line.unit_price_minor)} {zl(line.total_minor):>6}",
        shown=lambda line, name: f"{name} {line.letter}",
        discount=_rabat,
    )
    print_items(till, form)
    print_tax(till, sales="Sprzed. opodatk. {}", tax="Kwota {} {}%", total="Podatek PTU")
    print_total(till)
    print_payment(till, "", "")
    print_foot(till)
    return till


_COLUMNS = (("Nazwa", 0.0, "left"), ("PTU", 22, "left"), ("Ilość", 32, "right"), ("Cena", 40, "right"))


def _table_row(till: Till, line: BasketLine, name: str) -> None:
    till.sheet.row(
        PrintedSpan(name, 0),
        PrintedSpan(line.letter, 23.5, "centre"),
        PrintedSpan(f"{qty_text(line, point='.', decimals=3)} x", 33, "right"),
        PrintedSpan(zl(line.unit_price_minor), 40, "right"),
        PrintedSpan(zl(line.total_minor), till.sheet.columns, "right"),
        height=1.15,
    )


def _ereceipt_item(till: Till, line: BasketLine) -> None:
    name = cut(camel(line.good.name, 19) if till.rng.random() < 0.6 else line.good.name, 19)
    _table_row(till, line, name)
    index = till.add(line, name, qty=qty_label(line))
    if line.discount_minor:
        till.sheet.discount(index, line.discount_minor)
        till.sheet.pair("Rabat", zl(-line.discount_minor), at=1.2)
        till.sheet.right(zl(line.net_minor), bold=True)


def _ereceipt_head(till: Till) -> None:
    sheet, bought = till.sheet, till.purchase
    street, town = shop_address(till)
    sheet.art("logo")
    sheet.centre("Biedronka", bold=True)
    for text in (f"Sklep {till.rng.randint(1001, 7999)}", "Jeronimo Martins Polska S.A.", f"{street}, {town}"):
        sheet.centre(text)
    sheet.centre("NIP 779-10-11-327")
    till.nip = _NIP
    sheet.blank(height=0.6)
    sheet.left(bought.at.strftime("%d.%m.%Y %H:%M"))
    sheet.centre("NIEFISKALNY")
    sheet.blank(height=0.6)
    spans = [PrintedSpan(text, at, "right" if align == "right" else "left") for text, at, align in _COLUMNS]
    sheet.row(*spans, PrintedSpan("Wartość", sheet.columns, "right"))


def _page_foot(till: Till, page: int, pages: int) -> None:
    till.sheet.art("line", height=0.8)
    till.sheet.pair(f"{till.purchase.number}/{till.purchase.at:%d.%m.%Y}", f"Strona {page} z {pages}")


def print_ereceipt(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set an e-receipt: a table over one or two pages, dots in quantities and commas in money."""
    sheet = PrintedSheet(48, face="sans", paper=(255, 255, 255), leading=2.2)
    till = Till(purchase, rng, sheet, "Biedronka")
    till.number = str(purchase.number)
    _ereceipt_head(till)
    breaks = rng.randint(6, 20) if len(purchase.lines) > 6 else len(purchase.lines)
    pages = 2 if len(purchase.lines) > breaks or rng.random() < 0.3 else 1
    for index, line in enumerate(purchase.lines):
        if index == breaks:
            _page_foot(till, 1, pages)
            sheet.page_break()
        _ereceipt_item(till, line)
    if pages == 2 and len(sheet.pages) == 1:
        _page_foot(till, 1, pages)
        sheet.page_break()
    _ereceipt_summary(till)
    _page_foot(till, pages, pages)
    return till


def _ereceipt_summary(till: Till) -> None:
    sheet, bought = till.sheet, till.purchase
    for tax in bought.tax_table:
        sheet.pair(f"Sprzedaż opodatkowana {tax.letter}", zl(tax.gross_minor))
        sheet.pair(f"PTU {tax.letter} {tax.rate}%", zl(tax.tax_minor))
    sheet.pair("Suma PTU", zl(bought.tax_minor))
    sheet.pair("Suma PLN", zl(bought.total_minor), bold=True, scale=1.3)
    print_deposit(till)
    sheet.blank(height=0.6)
    sheet.left(f"Kasa {bought.till} Kasjer")
    sheet.pair("Karta płatnicza", zl(bought.payable_minor))
    sheet.pair("Numer transakcji", str(bought.number))


LAYOUTS = {
    "paper": ReceiptLayout(print_paper),
    "paper_2018": ReceiptLayout(print_paper_2018, terms=PurchaseTerms(years=(2016, 2018), deposits=False)),
    "ereceipt": ReceiptLayout(print_ereceipt, "pdf", PurchaseTerms(cancelled=0)),
}
