"""The parts that Polish regulation puts on every paper receipt, in its order: head, tax table, total, payment, foot."""

from __future__ import annotations

from collections.abc import Sequence

from foodsave.testing.receipts.layouts.till import Till, zl
from foodsave.testing.receipts.purchase import valid_nip
from foodsave.testing.receipts.sheet import wrapped

STREETS = ("ul. Klonowa 8", "ul. Jasna 17", "ul. Długa 102A", "al. Wolności 5", "ul. Brzozowa 3", "os. Zielone 21")
TOWNS = ("05-110 Jabłonna", "31-202 Kraków", "61-315 Poznań", "20-611 Lublin", "15-062 Białystok", "87-100 Toruń")
SLOGANS = (
    "Dziękujemy i zapraszamy ponownie",
    "Zachowaj paragon do reklamacji",
    "Godziny otwarcia 6:00-22:00",
    "Zbieraj punkty w naszej aplikacji",
)


def shop_address(till: Till) -> tuple[str, str]:
    """Draw a street and a town."""
    return till.rng.choice(STREETS), till.rng.choice(TOWNS)


def nip_text(nip: str, form: str) -> str:
    """Write a tax number as `plain`, `3322` or `3223` with dashes."""
    if form == "plain":
        return nip
    sizes = [int(size) for size in form]
    parts, at = [], 0
    for size in sizes:
        parts.append(nip[at : at + size])
        at += size
    return "-".join(parts)


def print_head(
    till: Till, seller: Sequence[str], nip: str, *, numbered: str = "nr:", form: str = "plain", dated: bool = False
) -> None:
    """Print seller, NIP, number and heading; `dated` tills show the date beside the number."""
    sheet, bought = till.sheet, till.purchase
    for text in seller:
        sheet.centre(text)
    till.nip = nip
    till.number = str(bought.number)
    number = f"{numbered}{bought.number}"
    label = till.rng.choice(("NIP ", "NIP: ")) + nip_text(nip, form)
    if dated:
        sheet.centre(label)
        sheet.pair(bought.at.strftime(till.rng.choice(("%Y-%m-%d", "%d-%m-%Y"))), number)
    else:
        sheet.pair(label, number)
    if till.rng.random() < 0.5:
        sheet.blank(height=0.5)
    sheet.centre("PARAGON FISKALNY", bold=True, scale=till.rng.choice((1.0, 1.25, 1.5)))


def print_tax(
    till: Till, *, sales: str = "SPRZEDAŻ OPODATKOWANA {}", tax: str = "PTU {} {}%", total: str = "SUMA PTU"
) -> None:
    """Print sales and tax per letter, computed back from gross, and the sum of the tax."""
    table = till.purchase.tax_table
    for row in table:
        till.sheet.pair(sales.format(row.letter), zl(row.gross_minor))
    for row in table:
        till.sheet.pair(tax.format(row.letter, row.rate), zl(row.tax_minor))
    if total:
        till.sheet.pair(total, zl(till.purchase.tax_minor))


def print_total(till: Till, label: str = "SUMA PLN") -> None:
    """Print the total, bold and at least 1.5 times as high."""
    scale = till.rng.choice((1.5, 1.75, 2.0))
    amount = zl(till.purchase.total_minor)
    if (len(label) + len(amount) + 1) * scale > till.sheet.columns:
        scale = 1.5
    till.sheet.pair(label, amount, bold=True, scale=scale)


def print_deposit(till: Till) -> None:
    """Print returnable packaging, taken or brought back, below the total and the amount to pay."""
    deposit = till.purchase.deposit_minor
    if not deposit:
        return
    taken = deposit > 0
    till.sheet.left("OPAKOWANIA ZWROTNE " + ("WYDANIA" if taken else "PRZYJĘCIA"))
    name = till.rng.choice(("Opakowanie zwr.", "Kaucja but. PET", "Kaucja puszka"))
    till.sheet.pair(name, f"{abs(deposit) // 50} x0,50 {zl(deposit)}")
    till.sheet.pair("DO ZAPŁATY", f"{zl(till.purchase.payable_minor)} PLN", bold=True)


def print_payment(till: Till, heading: str = "ROZLICZENIE PŁATNOŚCI", unit: str = " PLN") -> None:
    """Print how the purchase was paid: by card, in cash with change, or partly by voucher."""
    due, sheet, way = till.purchase.payable_minor, till.sheet, till.rng.random()
    if heading:
        sheet.left(heading)
    if way < 0.25:
        paid = -(-due // 1000) * 1000
        sheet.pair("GOTÓWKA", zl(paid) + unit)
        sheet.pair("RESZTA", zl(paid - due) + unit)
        return
    if way < 0.35 and due > 1000:
        sheet.pair("INNA Bon", zl(1000) + unit)
        due -= 1000
    sheet.pair(till.rng.choice(("KARTA", "KARTA Karta płatnicza", "INNA Karta kred.")), zl(due) + unit)


def _print_moment(till: Till, place: str, *, dated: bool) -> None:
    bought, sheet = till.purchase, till.sheet
    form = till.rng.random() if dated else 1.0
    if form < 0.15:
        sheet.left(place)
        sheet.pair(bought.at.strftime("%Y-%m-%d"), bought.at.strftime("%H:%M"))
    elif form < 0.25:
        sheet.pair(place, bought.at.strftime("%H:%M"))
        sheet.left(bought.at.strftime("%Y-%m-%d"))
    else:
        sheet.pair(place, bought.at.strftime("%Y-%m-%d %H:%M" if dated else "%H:%M"))


def print_foot(till: Till, *, dated: bool = True) -> None:
    """Print fiscal number, till, date and time, control code, unique number and the shop's last words."""
    bought, sheet = till.purchase, till.sheet
    _print_moment(till, f"{bought.number % 100000:05d} #{bought.till:03d} {bought.cashier}", dated=dated)
    code = bought.control_code
    for part in [code] if sheet.columns >= 40 else [code[:20], code[20:]]:
        sheet.centre(part)
    sheet.centre(f"PL {bought.device}" if till.rng.random() < 0.5 else bought.device)
    if till.rng.random() < 0.08:
        sheet.left(f"NIP nabywcy: {nip_text(valid_nip(till.rng), '3322')}")
    sheet.blank(height=0.6)
    for slogan in till.rng.sample(SLOGANS, till.rng.randint(0, 2)):
        for part in wrapped(slogan, sheet.columns):
            sheet.centre(part)
    if till.rng.random() < 0.3:
        print_tail(till)
    if till.rng.random() < 0.4:
        sheet.art("bars")


def print_tail(till: Till) -> None:
    """Print what follows the fiscal receipt on the same paper: a card slip or a coupon, amounts and all."""
    sheet, due = till.sheet, zl(till.purchase.payable_minor)
    sheet.rule()
    sheet.centre("NIEFISKALNY")
    if till.rng.random() < 0.5:
        sheet.left(f"TID: {till.rng.randint(10**7, 10**8)}  KARTA: ************{till.rng.randint(1000, 9999)}")
        sheet.pair("SPRZEDAŻ:", f"PLN {due}")
        sheet.centre("Kod autoryzacji: " + str(till.rng.randint(10**5, 10**6)))
    else:
        sheet.centre("KUPON RABATOWY")
        sheet.pair("Rabat na kolejne zakupy", "-10,00")
        sheet.pair("przy zakupach za min.", "79,00 PLN")
    sheet.centre("NIEFISKALNY")


def print_discounts_sum(till: Till, label: str = "OPUSTY ŁĄCZNIE") -> None:
    """Print the sum of the discounts when there are any."""
    if till.purchase.discounts_minor:
        till.sheet.pair(label, zl(-till.purchase.discounts_minor))
