"""English receipts: shops with a goods-and-services tax, and plain ones."""

from __future__ import annotations

from random import Random

from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, qty_label
from foodsave.testing.receipts.names import upper
from foodsave.testing.receipts.purchase import DrawnPurchase, PurchaseTerms
from foodsave.testing.receipts.sheet import PrintedSheet, PrintedSpan
from foodsave.testing.receipts.truth import money_text

_COMPANIES = ("BRIGHT HARVEST SDN BHD", "TASIK GROCERS ENTERPRISE", "SUNRISE MINI MARKET", "LEMON TREE TRADING")
_PLACES = ("12, JALAN MAWAR 3/1", "NO. 7, LORONG KENARI", "UNIT 4, HARBOUR ROAD", "88, MARKET STREET")
_DATES = ("%d/%m/%Y", "%d-%m-%Y", "%d %b %Y", "%d/%m/%y", "%Y-%m-%d")


def _head(till: Till, heading: str) -> None:
    sheet, bought = till.sheet, till.purchase
    sheet.centre(till.store, bold=True)
    sheet.centre(f"({till.rng.randint(100000, 999999)}-{till.rng.choice('ABHKMTX')})")
    sheet.centre(till.rng.choice(_PLACES))
    sheet.centre(f"TEL: 03-{till.rng.randint(20000000, 89999999)}")
    sheet.centre(heading, bold=True)
    till.number = str(bought.number)
    sheet.left(f"Invoice No: {bought.number}")
    moment = bought.at.strftime(till.rng.choice(_DATES))
    sheet.pair(f"Date: {moment}", bought.at.strftime("Time: %H:%M"))
    sheet.rule()


def print_invoice(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a tax invoice: name on one row, quantity, price and value on the next."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((38, 40))), rng.choice(_COMPANIES), currency="MYR")
    sheet = till.sheet
    _head(till, "TAX INVOICE")
    sheet.row(PrintedSpan("Description", 0), PrintedSpan("Qty  U.Price   Total(RM)", sheet.columns, "right"))
    for line in purchase.lines:
        name = upper(line.good.name, 30)
        sheet.left(name)
        price, total = money_text(line.unit_price_minor), money_text(line.total_minor)
        sheet.right(f"{qty_label(line)} x {price:>8} {total:>9} {line.letter}")
        till.add(line, name, qty=qty_label(line))
    sheet.rule()
    total = money_text(purchase.total_minor)
    sheet.pair("Total Qty:", str(len(purchase.lines)))
    sheet.pair("Rounding Adjustment", "0.00")
    sheet.pair(rng.choice(("TOTAL RM", "GRAND TOTAL (RM)", "Total (Inclusive of GST)")), total, bold=True, scale=1.2)
    paid = -(-purchase.total_minor // 500) * 500
    sheet.pair("CASH", money_text(paid))
    sheet.pair("CHANGE", money_text(paid - purchase.total_minor))
    sheet.centre("GOODS SOLD ARE NOT RETURNABLE")
    sheet.centre("THANK YOU PLEASE COME AGAIN")
    return till


def print_grocery(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a plain till receipt: `2 Oat biscuits   7.98`, with savings below their item."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((34, 36))), rng.choice(_COMPANIES), currency=None)
    sheet = till.sheet
    _head(till, "RECEIPT")
    for line in purchase.lines:
        name = upper(line.good.name, 22)
        sheet.pair(name, f"{qty_label(line)} @ {money_text(line.unit_price_minor)} {money_text(line.total_minor):>6}")
        index = till.add(line, name, qty=qty_label(line), vat=False)
        if line.discount_minor:
            sheet.discount(index, line.discount_minor)
            sheet.pair("Discount", f"-{money_text(line.discount_minor)}", at=2)
    sheet.rule()
    sheet.pair("TOTAL", money_text(purchase.total_minor), bold=True, scale=1.5)
    sheet.pair(rng.choice(("VISA", "CASH", "DEBIT CARD")), money_text(purchase.total_minor))
    sheet.pair("CHANGE", "0.00")
    sheet.centre("THANK YOU FOR SHOPPING WITH US")
    return till


_TERMS = PurchaseTerms(years=(2016, 2026), discounts=0, weighed=0, cancelled=0, deposits=False, language="en")

LAYOUTS = {
    "invoice": ReceiptLayout(print_invoice, terms=_TERMS),
    "grocery": ReceiptLayout(
        print_grocery,
        terms=PurchaseTerms((2016, 2026), discounts=0.15, weighed=0, cancelled=0, deposits=False, language="en"),
    ),
}
