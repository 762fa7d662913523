from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from foodsave.kitchen.insights.period import ALWAYS
from foodsave.kitchen.insights.spending import LineFact, ReceiptFact, spending_of


def receipt(number="r1", total=1000, *, on=date(2026, 3, 9), store="Lidl", currency="PLN", deposit=0):
    return ReceiptFact(number, on, store, None, currency, total, deposit)


def line(net, *, of="r1", product="milk", group="milk_fresh"):
    return LineFact(of, product, "Mleko", "mleko", group, net)


def told(spending):
    return {entry.key: entry.spent.money for entry in spending.entries}


def test_spending_by_store_and_month_is_of_whole_receipts():
    receipts = [receipt(), receipt("r2", 250, on=date(2026, 4, 1), store="Żabka"), receipt("r3", 1, store=None)]

    assert told(spending_of(receipts, [line(900)], ALWAYS, "store")) == {
        "lidl": {"PLN": 1000},
        "zabka": {"PLN": 250},
        "unknown": {"PLN": 1},
    }
    assert told(spending_of(receipts, [], ALWAYS, "month")) == {"2026-03": {"PLN": 1001}, "2026-04": {"PLN": 250}}


def test_spending_by_category_leaves_the_rest_of_a_total_unassigned():
    lines = [line(600), line(450, product=None, group=None)]

    spending = spending_of([receipt(total=1000)], lines, ALWAYS, "category")

    assert told(spending) == {"dairy_eggs": {"PLN": 600}, "unknown": {"PLN": 450}, "unassigned": {"PLN": -50}}
    assert spending.unassigned.money == {"PLN": -50}
    assert spending.entries[-1].key == "unassigned"


def test_spending_by_product_joins_lines_of_one_product_or_name():
    lines = [line(100), line(200), line(50, product=None), line(25, product=None)]

    spending = spending_of([receipt(total=375)], lines, ALWAYS, "product")

    assert told(spending) == {"milk": {"PLN": 300}, "name:mleko": {"PLN": 75}}
    assert spending.entries[0].spent.lines == 2


def test_spending_flags_receipts_without_a_total():
    spending = spending_of([receipt(total=None), receipt("r2", 500)], [line(300)], ALWAYS, "month")

    assert (spending.no_total.money, spending.no_total.receipt_ids) == ({"PLN": 300}, ("r1",))
    assert spending.total.money == {"PLN": 800}


def test_spending_tells_deposits_apart_from_the_total():
    spending = spending_of([receipt(deposit=150)], [], ALWAYS, "store")

    assert (spending.total.money, spending.deposits.money) == ({"PLN": 1000}, {"PLN": 150})


def test_spending_passes_over_lines_of_other_receipts():
    assert told(spending_of([receipt(total=10)], [line(10), line(99, of="r9")], ALWAYS, "product")) == {
        "milk": {"PLN": 10}
    }


amounts = st.integers(-500, 5000)
receipts_drawn = st.lists(
    st.tuples(st.one_of(st.none(), amounts), st.sampled_from(("PLN", "EUR")), st.lists(amounts, max_size=5)), max_size=6
)


@given(receipts_drawn, st.sampled_from(("month", "store", "category", "product")))
def test_spending_parts_always_sum_to_the_totals(drawn, by):
    receipts, lines, expected = [], [], {}
    for number, (total, currency, nets) in enumerate(drawn):
        receipts.append(receipt(str(number), total, currency=currency))
        lines += [line(net, of=str(number), product=str(net % 3), group=None) for net in nets]
        expected[currency] = expected.get(currency, 0) + (sum(nets) if total is None else total)

    spending = spending_of(receipts, lines, ALWAYS, by)

    summed = dict.fromkeys(expected, 0)
    for entry in spending.entries:
        for currency, minor in entry.spent.money.items():
            summed[currency] += minor
    assert spending.total.money == expected
    assert summed == expected
