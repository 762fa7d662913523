import pytest

from foodsave.kitchen.receipts.grammar import parse_receipt
from foodsave.kitchen.receipts.grammar.english_names import find_company, find_currency, is_english
from foodsave.kitchen.receipts.grammar.english_totals import amounts_in, choose_english_total, read_english_sums
from foodsave.kitchen.receipts.grammar.lines import group_lines
from foodsave.testing.pages import page_of

GROCER = """
LEMON TREE TRADING SDN. BHD
(490898-B)
12, JALAN MAWAR 3/1, 47301 PETALING JAYA
TEL: 03-61990177
TAX INVOICE
Invoice No: 894531
Date: 14-08-2018  Time: 05:40 PM
Description  Qty  U.Price  Total(RM)
FREE RANGE EGGS 10S
5 x  7.59  37.95 S
9555023304662 BANANAS  6.52 Z
CRUSTY BREAD @3.10  2  6.20 S
MEMBER DISCOUNT  -1.20
SUB TOTAL  49.47
Rounding Adjustment  -0.02
TOTAL AFTER ROUNDING  49.45
CASH  RM 50.00
CHANGE  0.55
GST SUMMARY  AMOUNT(RM)  TAX(RM)
S = 6%  40.52  2.43
THANK YOU
"""


def lines(text):
    return group_lines([page_of(text)])


def total(text):
    return choose_english_total(read_english_sums(lines(text)), 0)[0]


def test_grocery_receipt_is_read_in_full():
    reading = parse_receipt([page_of(GROCER)])

    assert (reading.store, reading.currency, reading.number) == ("LEMON TREE TRADING SDN. BHD", "MYR", "894531")
    assert (reading.date, reading.time, reading.total_minor) == ("2018-08-14", "17:40", 4945)
    assert [(i.name, i.qty, i.line_total_minor, i.discount_minor) for i in reading.lines] == [
        ("FREE RANGE EGGS 10S", "5", 3795, 0),
        ("BANANAS", None, 652, 0),
        ("CRUSTY BREAD", "2", 620, 120),
    ]
    assert reading.balanced


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("TOTAL  21.40\nROUNDING ADJ  0.00\nTOTAL AFTER ROUNDING  21.40\nCASH  50.00\nCHANGE  28.60", 2140),
        ("SUB TOTAL  64.00\nGST 6%  3.84\nROUNDING ADJ  0.01\nNET TOTAL  67.85\nCASH  100.00\nCHANGE  32.15", 6785),
        ("TOTAL SALES  166.87\nROUNDING  -0.62\nNET TOTAL  166.85\nSR @ 6%  157.42  9.45", 16685),
        ("SUBTOTAL  85.88\n0.02\nTOTAL  85.90\nCASH  90.00\nGST SUMMARY  AMT  TAX\nSR  81.02  4.86", 8590),
        ("Total (Excluding GST):  4.54\nGST payable (6%):  0.26\nTotal (Inclusive of GST):  4.80\nTOTAL:  4.80", 480),
        ("Total  12.39\nRounding Adjustments  -0.02\nTendered-CASH RM  50.00\nChange RM  37.63", 1239),
        ("Item 2  Total with GST @6%  77.20\nTotal Saving  0.00  Total  77.20", 7720),
        ("TOTAL QTY:  15\nTOTAL SALES  RM  41.95\nTOTAL AMOUNT PAYABLE\nRM 41.95\nEDC MASTER  RM 41.95", 4195),
        ("Total 0% supplies:  44.76\nTotal 6% supplies (Inc. GST):  14.10\nTotal Payable:  58.86", 5886),
        ("Qty 8  25.15\nDue  25.15\nPay  25.15\nChange  0.00", 2515),
        ("GRAND TOTAL (RM)  1,142.06\nVISA  1,142.06", 114206),
        ("BALANCE DUE  £12.50\nCARD  12.50", 1250),
        ("THANK YOU", None),
    ],
)
def test_total_is_what_labels_and_payments_agree_on(text, amount):
    assert total(text) == amount


def test_total_is_a_printed_amount_even_where_less_was_paid():
    text = "TOTAL  77.67\nROUNDING  -0.02\nCASH  80.00\nCHANGE  2.35"

    assert choose_english_total(read_english_sums(lines(text)), 7767)[0] == 7767


def test_tax_summary_and_payment_outvote_nothing_but_a_weak_label():
    text = "TOTAL INCLUDES 6% GST  1.07\nTakeOut Total (incl GST)  18.90\nTotal Rounded  18.90\nCash Tendered  50.00"

    assert total(text) == 1890


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("TAX INVOICE\nGREEN HILL RESTAURANT\nNO 2, JALAN BULAN", "GREEN HILL RESTAURANT"),
        ("MEGA\nOAK FURNITURE SDN BHD (728515-M)\nLOT 3", "OAK FURNITURE SDN BHD"),
        ("OAK FURNITURE INTERNATIONAL SDN\nBHD (728515-M)", "OAK FURNITURE INTERNATIONAL SDN BHD"),
        ("OAK FURNITURE\nSDN BHD\nLOT 3", "OAK FURNITURE SDN BHD"),
        ("77 CORNER MART S/B (519537-X)\nLOT 1", "77 CORNER MART S/B"),
        ("RECEIPT\nThe Copper Kettle\n12 High Street", "The Copper Kettle"),
        ("12", None),
    ],
)
def test_company_is_the_line_with_a_legal_form_a_trade_or_the_first_name(text, company):
    assert find_company(lines(text)) == company


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("TOTAL RM 5.00", "MYR"),
        ("SELANGOR\nTOTAL $5.00", "MYR"),
        ("TOTAL £5.00", "GBP"),
        ("TOTAL $5.00", "USD"),
        ("TOTAL 5.00 EUR", "EUR"),
        ("TOTAL 5.00", None),
    ],
)
def test_currency_is_what_is_printed_or_implied(text, currency):
    assert find_currency(lines(text)) == currency


def test_dates_put_the_month_first_in_dollars():
    text = "THE COPPER KETTLE\nReceipt\nDate 04/05/2021\nCoffee  $3.00\nSubtotal  $3.00\nTotal  $3.00\nCash  $3.00"

    assert parse_receipt([page_of(text)]).date == "2021-04-05"


@pytest.mark.parametrize(
    ("row", "name", "qty"),
    [
        ("PEARS LOOSE\n0.50 kg @ £2.50/kg  £1.25", "PEARS LOOSE", "0.50"),
        ("PEARS 0.50kg @ £2.50/kg  £1.25", "PEARS", "0.50"),
        ("5 x PEARS @ £0.25  £1.25", "PEARS", "5"),
        ("PEARS  £1.25", "PEARS", None),
    ],
)
def test_rows_with_currency_signs_are_items_and_negative_ones_discounts(row, name, qty):
    text = f"THE COPPER KETTLE LTD\nRECEIPT\n{row}\nTRUFFLES  £4.00\nMember Price  -£0.75\nTOTAL  £4.50\nCARD  £4.50"
    reading = parse_receipt([page_of(text)])

    found = [(line.name, line.qty, line.line_total_minor, line.discount_minor) for line in reading.lines]
    assert found == [(name, qty, 125, 0), ("TRUFFLES", None, 400, 75)]
    assert (reading.currency, reading.balanced) == ("GBP", True)


def test_total_behind_other_words_ends_the_items():
    items = "MILK  2.25 A\nSOAP  8.00 B"
    text = f"CORNER STORES\n14.02.24 11.05\n{items}\n2 ITEMS  TOTAL  10.25 EUR\nCARD  10.25\nVAT RATE  NET  VAT"
    reading = parse_receipt([page_of(text)])

    assert [(line.name, line.line_total_minor) for line in reading.lines] == [("MILK", 225), ("SOAP", 800)]
    assert (reading.total_minor, reading.date, reading.balanced) == (1025, "2024-02-14", True)


def test_polish_receipts_with_english_words_stay_polish():
    assert not is_english(lines("PARAGON FISKALNY\nSUMA PLN 5,00\nTOTAL\nCASH\nKARTA"))
    assert is_english(lines(GROCER))


def test_amounts_in_reads_signs_on_either_side_and_thousands():
    assert amounts_in("RMI11.90") == [11190]
    assert amounts_in("1,234.50 -0.02 3.00-") == [123450, -2, -300]
    assert amounts_in("GST 6.00%") == []
    assert amounts_in("-£0.75 £-1.20 S$3.00") == [-75, -120, 300]


@pytest.mark.parametrize(("item", "balanced"), [("31.00", True), ("30.98", False), ("31.02", False)])
def test_items_must_give_the_subtotal_even_where_the_total_is_rounded(item, balanced):
    text = (
        "OAK HOUSE RESTAURANT\nTAX INVOICE\nDate 04-05-2018\nQTY ITEM  TOTAL\n"
        f"FRIED RICE  {item}\nSub Total  31.00\nRounding Adj  -0.02\nTotal Due  30.98\nCash  30.98"
    )

    assert parse_receipt([page_of(text)]).balanced is balanced
