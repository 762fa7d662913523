"""English receipts: tax invoices with goods-and-services tax and rounding, restaurant bills, plain tills."""

from __future__ import annotations

from random import Random

from foodsave.testing.receipts.layouts.till import ReceiptLayout, Till, qty_label
from foodsave.testing.receipts.names import cut, upper
from foodsave.testing.receipts.purchase import BasketLine, DrawnPurchase, PurchaseTerms, tax_in
from foodsave.testing.receipts.sheet import PrintedSheet, PrintedSpan
from foodsave.testing.receipts.truth import money_text

_COMPANIES = (
    "BRIGHT HARVEST SDN BHD",
    "TASIK GROCERS ENTERPRISE",
    "SUNRISE MINI MARKET",
    "LEMON TREE TRADING",
    "KEDAI RUNCIT BAYU SDN. BHD.",
    "PURPLE ORCHID CAFE",
    "HARBOUR LIGHTS RESTAURANT (M) SDN BHD",
)
_PLACES = (
    ("12, JALAN MAWAR 3/1", "TAMAN SENTOSA, 43000 KAJANG"),
    ("NO. 7, LORONG KENARI", "10400 PENANG"),
    ("UNIT 4, HARBOUR ROAD", "50250 KUALA LUMPUR"),
    ("88, MARKET STREET", "80100 JOHOR BAHRU"),
)
_DATES = ("%d/%m/%Y", "%d-%m-%Y", "%d %b %Y", "%d/%m/%y", "%Y-%m-%d", "%d-%b-%Y", "%d.%m.%Y", "%d %B %Y")
_TOTALS = ("TOTAL", "GRAND TOTAL", "TOTAL RM", "NET TOTAL", "TOTAL DUE", "Total (Inclusive of GST)", "TOTAL PAYABLE:")
_GST = 6


def _print_head(till: Till, heading: str) -> None:
    sheet, rng = till.sheet, till.rng
    if rng.random() < 0.2:
        sheet.art("logo")
    sheet.centre(till.store, bold=rng.random() < 0.5)
    sheet.centre(f"({rng.randint(100000, 999999)}-{rng.choice('ABHKMTX')})")
    for row in rng.choice(_PLACES):
        sheet.centre(row)
    sheet.centre(f"TEL: 03-{rng.randint(20000000, 89999999)}")
    if till.currency == "MYR":
        sheet.centre(f"GST {rng.choice(('ID', 'REG NO'))}: 000{rng.randint(100000000, 999999999)}")
    sheet.centre(heading, bold=True)
    _print_moment(till)
    sheet.rule(rng.choice("-="))


def _print_moment(till: Till) -> None:
    sheet, bought, rng = till.sheet, till.purchase, till.rng
    till.number = str(bought.number)
    day = bought.at.strftime(rng.choice(_DATES))
    clock = bought.at.strftime(rng.choice(("%H:%M", "%H:%M:%S", "%I:%M %p")))
    number = f"{rng.choice(('Invoice No', 'Receipt #', 'Bill No', 'Doc No'))}: {bought.number}"
    if rng.random() < 0.5:
        sheet.left(number)
        sheet.pair(f"Date: {day}", f"Time: {clock}" if rng.random() < 0.5 else clock)
    else:
        sheet.pair(f"{day} {clock}" if rng.random() < 0.5 else f"Date : {day}  {clock}", f"Ctr {bought.till}")
        sheet.left(number)
    sheet.left(f"Cashier: {rng.choice(('AINA', 'MEI LING', 'RAJ', 'COUNTER 2'))}")


def _round_total(till: Till) -> None:
    # Malaysia has no coins below five sen: the total is rounded to them.
    rest = till.purchase.total_minor % 5
    till.rounding_minor = -rest if rest < 3 else 5 - rest


def _print_totals(till: Till, label: str) -> None:
    sheet, bought, rng = till.sheet, till.purchase, till.rng
    _round_total(till)
    total = bought.total_minor + till.rounding_minor
    sheet.pair(rng.choice(("Total Qty:", "Item Count", "No. of items:")), str(len(bought.lines)))
    sheet.pair(rng.choice(("Sub Total", "SUBTOTAL", "Total Sales (Incl. GST)")), money_text(bought.total_minor))
    if rng.random() < 0.5:
        sheet.pair(f"GST {_GST}% included", money_text(tax_in(bought.total_minor, _GST)))
    sheet.pair(rng.choice(("Rounding Adjustment", "Rounding Adj", "ROUNDING")), money_text(till.rounding_minor))
    sheet.pair(label, money_text(total), bold=True, scale=rng.choice((1.0, 1.2, 1.5)))
    _print_tender(till, total)
    tax = tax_in(bought.total_minor, _GST)
    sheet.row(PrintedSpan("GST Summary", 0), PrintedSpan("Amount(RM)   Tax(RM)", sheet.columns, "right"))
    sheet.pair(f"SR @ {_GST}%", f"{money_text(bought.total_minor - tax):>9} {money_text(tax):>9}")


def _print_tender(till: Till, total: int) -> None:
    if till.rng.random() < 0.5:
        till.sheet.pair(till.rng.choice(("VISA CARD", "MASTER", "DEBIT")), money_text(total))
        return
    paid = -(-total // 500) * 500
    till.sheet.pair("CASH", money_text(paid))
    till.sheet.pair("CHANGE", money_text(paid - total))


def _print_foot(till: Till) -> None:
    till.sheet.centre("GOODS SOLD ARE NOT RETURNABLE")
    till.sheet.centre("THANK YOU PLEASE COME AGAIN")


def print_invoice(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a tax invoice: name on one row, quantity, price and value on the next."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((38, 40))), rng.choice(_COMPANIES), currency="MYR")
    sheet = till.sheet
    _print_head(till, "TAX INVOICE")
    sheet.row(PrintedSpan("Description", 0), PrintedSpan("Qty  U.Price   Total(RM)", sheet.columns, "right"))
    coded = rng.random() < 0.4
    for line in purchase.lines:
        name = upper(line.good.name, 30)
        sheet.left(name)
        price, total = money_text(line.unit_price_minor), money_text(line.total_minor)
        amounts = f"{qty_label(line)} x {price:>8} {total:>9} {line.letter}"
        sheet.pair(f"955{line.unit_price_minor:06d}" if coded else "", amounts)
        till.add(line, name, qty=qty_label(line))
    sheet.rule()
    _print_totals(till, rng.choice(_TOTALS))
    _print_foot(till)
    return till


def print_restaurant(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a bill with the quantity first: `2 Green tea 25 bags   9.80 SR`."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((36, 40))), rng.choice(_COMPANIES), currency="MYR")
    sheet = till.sheet
    _print_head(till, rng.choice(("TAX INVOICE", "RECEIPT", "BILL")))
    sheet.pair("QTY DESCRIPTION", "AMOUNT")
    for line in purchase.lines:
        name = cut(line.good.name, 22)
        sheet.pair(f"{qty_label(line):<3} {name}", f"{money_text(line.total_minor)} SR")
        till.add(line, name, qty=qty_label(line), price=False, vat=False)
    sheet.rule()
    _print_totals(till, rng.choice(_TOTALS))
    _print_foot(till)
    return till


def _print_grocery_line(till: Till, line: BasketLine) -> None:
    name = upper(line.good.name, 22)
    amounts = f"{qty_label(line)} @ {money_text(line.unit_price_minor)} {money_text(line.total_minor):>6}"
    till.sheet.pair(name, amounts)
    index = till.add(line, name, qty=qty_label(line), vat=False)
    if line.discount_minor:
        till.sheet.discount(index, line.discount_minor)
        till.sheet.pair("Discount", f"-{money_text(line.discount_minor)}", at=2)


def print_grocery(purchase: DrawnPurchase, rng: Random) -> Till:
    """Set a plain till receipt: `OAT BISCUITS 2 @ 3.99   7.98`, with savings below their item."""
    till = Till(purchase, rng, PrintedSheet(rng.choice((34, 36))), rng.choice(_COMPANIES), currency=None)
    _print_head(till, "RECEIPT")
    for line in purchase.lines:
        _print_grocery_line(till, line)
    till.sheet.rule()
    till.sheet.pair("TOTAL", money_text(purchase.total_minor), bold=True, scale=1.5)
    _print_tender(till, purchase.total_minor)
    _print_foot(till)
    return till


def _terms(discounts: float) -> PurchaseTerms:
    return PurchaseTerms((2016, 2026), discounts, weighed=0, cancelled=0, deposits=False, language="en")


LAYOUTS = {
    "invoice": ReceiptLayout(print_invoice, terms=_terms(0)),
    "restaurant": ReceiptLayout(print_restaurant, terms=_terms(0)),
    "grocery": ReceiptLayout(print_grocery, terms=_terms(0.15)),
}
