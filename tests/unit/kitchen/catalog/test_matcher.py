from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foodsave.core.language.folding import fold
from foodsave.kitchen.catalog.groups import storage_groups
from foodsave.kitchen.catalog.lexicon import Kind, lexicon
from foodsave.kitchen.catalog.matcher import match_name

# Names as Polish and English tills print them, written for this test; several groups are right where people disagree.
NAMES = Path(__file__).with_name("till_names.tsv").read_text(encoding="utf-8").splitlines()
CASES = [(name, groups.split()) for name, groups in (line.split("\t") for line in NAMES)]
SPELLED = sorted(
    entry.text
    for entries in lexicon().singles.values()
    for entry in entries
    if entry.kind in (Kind.HEAD, Kind.FOOD) and len(entry.text) > 3
)


def test_match_finds_the_group_of_every_till_name():
    found = [(name, match_name(name).group, groups) for name, groups in CASES]

    assert [row for row in found if row[1] not in row[2]] == []


@pytest.mark.parametrize(("width", "least"), [(14, 0.92), (10, 0.88)])
def test_match_keeps_most_groups_when_names_are_cut(width, least):
    found = [(match_name(name[:width]).group, groups) for name, groups in CASES]
    right = sum(group in groups for group, groups in found) / len(CASES)

    assert right >= least


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("JOGURT TRUSKAWKOWY", "yogurt"),
        ("JOGURT Z CZEKOLADĄ", "yogurt"),
        ("SOK JABŁKOWY", "juice"),
        ("ZUPA POMIDOROWA", "soup_chilled"),
        ("CHIPSY O SMAKU SERA", "salty_snacks"),
        ("MASŁO ORZECHOWE", "honey_jam_spread"),
        ("MLEKO KOKOSOWE", "canned"),
        ("SER TOPIONY", "processed_cheese"),
        ("LODY TRUSKAWKOWE", "ice_cream"),
        ("CHLEB ZE SŁONECZNIKIEM", "bread"),
        ("PIEROGI Z TRUSKAWKAMI", "ready_meal_chilled"),
        ("KETCHUP Z CZOSNKIEM", "condiment"),
        ("KARMA Z KURCZAKIEM", "pet_food"),
        ("SZAMPON JABŁKO", "non_food"),
        ("WODA TOALETOWA", "non_food"),
        ("ANANAS NEKTAR", "juice"),
        ("POMARAŃCZA SOK", "juice"),
        ("TEEKANNE ORANGE & GINGER", "tea"),
        ("ACTIVIA MUSLI", "yogurt"),
        ("ZOTT POZIOMKA", "yogurt"),
        ("MARCHEW WORECZEK", "root_veg"),
    ],
)
def test_match_lets_the_head_noun_win_over_what_describes_it(name, group):
    assert match_name(name).group == group


@pytest.mark.parametrize(
    ("fresh", "state", "group"),
    [
        ("TRUSKAWKI", "MROŻONE", "frozen_food"),
        ("ŚLIWKI", "SUSZONE", "dried_fruit"),
        ("OGÓRKI", "KISZONE", "pickled"),
        ("PIECZARKI", "MARYNOWANE", "pickled"),
        ("MAKRELA", "WĘDZONA", "fish_smoked"),
        ("PSTRĄG", "WĘDZONY", "fish_smoked"),
        ("SCHAB", "PIECZONY", "cold_cuts"),
        ("CZOSNEK", "GRANULOWANY", "spices"),
        ("BRZOSKWINIE", "W SYROPIE", "canned"),
        ("WIŚNIE", "W CZEKOLADZIE", "sweets"),
        ("FIGI", "ŚWIEŻE", "fruit"),
        ("ROZMARYN", "DONICZKA", "herbs"),
        ("SER SALAMI", "TOPIONY", "processed_cheese"),
        ("SER KANAPKOWY", "PLEŚNIOWY", "mould_cheese"),
    ],
)
def test_match_follows_the_state_of_a_food(fresh, state, group):
    assert match_name(f"{fresh} {state}").group == group
    assert match_name(fold(f"{fresh} {state}")).group == group


def test_match_leaves_a_purpose_from_being_a_state():
    assert match_name("CEBULA DO MARYNOWANIA").group == "root_veg"


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("ŻUREK 49G", "sauce_mix_dry"),
        ("ŻUREK 450G", "soup_chilled"),
        ("IMBIR 15G", "spices"),
        ("IMBIR KG", "root_veg"),
        ("FASOLA CZERWONA 400G", "canned"),
        ("FASOLA CZERWONA 500G", "legumes_dry"),
        ("SOCZEWICA CZERWONA 400G", "legumes_dry"),
        ("BRZOSKWINIE POŁÓWKI 480G", "canned"),
        ("BRZOSKWINIE 480G", "fruit"),
    ],
)
def test_match_follows_the_net_weight(name, group):
    assert match_name(name).group == group


@pytest.mark.parametrize("name", ["", " ", "kg", "123456", "1,5L 3,2%", "qwrtpsd", "---", "???", "#", "Ñandú ☃"])
def test_match_is_unknown_rather_than_a_guess(name):
    found = match_name(name)

    assert found.group is None
    assert found.confidence == 0.0
    assert found.reason


@pytest.mark.parametrize(
    ("name", "product"),
    [
        ("BułkaGrahSłone75g", "Bułka graham słone"),
        ("CEBULA 740697C", "Cebula"),
        ("PAPRYKA ZIEL LUZ", "Papryka zielona"),
        ("SEREK HOMOG.WANIL.150g", "Serek homogenizowany waniliowy"),
        ("MLEKO UHT 3,2% 1L", "Mleko UHT"),
        ("FiletZKurczaka", "Filet z kurczaka"),
        ("CZEKOLADA WEDEL 100G", "Czekolada Wedel"),
        ("Kit Kat 45g", "Kit Kat"),
        ("ZŁOTÓWKA ABC", "Złotówka abc"),
        ("Peanut Butter Smooth", "Peanut butter smooth"),
        ("MLEKO B/LAKT 1L", "Mleko bez laktozy"),
        ("ZIEMN.CZERWONE 2KG", "Ziemniaki czerwone"),
        ("RNASŁO EXTRA", "Masło extra"),
        ("CBUŁKA GRAH", "Bułka graham"),
        ("BANANY LUZ", "Banany"),
        ("PIECZ.BRĄZOWE 250G", "Pieczarki brązowe"),
        ("KOKOSOWY NAPÓJ ROŚL.", "Kokosowy napój roślinny"),
        ("10SZT", "10SZT"),
        ("", ""),
    ],
)
def test_match_names_the_product_for_people(name, product):
    assert match_name(name).product == product


@pytest.mark.parametrize("name", ["QORVIX TRUSKAWKA", "ZELBRA POMIDOR 40G"])
def test_match_takes_one_fruit_behind_an_unknown_name_for_a_flavour(name):
    assert match_name(name).group is None


def test_match_takes_many_fruits_behind_an_unknown_name_for_fruits():
    assert match_name("QORVIX TRUSKAWKI").group == "fruit"


@pytest.mark.parametrize("letter", ["A", "B", "C", "D", "A ", "C ", "D_"])
def test_match_ignores_a_tax_letter_before_the_name(letter):
    plain, lettered = match_name("KETCHUP PIKANTNY"), match_name(f"{letter}KETCHUP PIKANTNY")

    assert (lettered.group, lettered.product) == (plain.group, plain.product)


def test_match_is_surer_of_a_spelled_name_than_of_a_brand_that_makes_everything():
    assert match_name("SER GOUDA").confidence > match_name("SOKOŁÓW 100G").confidence > 0


def test_match_gives_its_reason():
    assert match_name("TRUSKAWKI MROŻONE 450G").reason.startswith("'truskawki mrożone'")
    assert match_name("BORÓWKI MROŻONE").reason.endswith(", frozen")


@pytest.mark.parametrize("chain", [None, "lidl", "biedronka"])
def test_match_accepts_a_chain(chain):
    assert match_name("MASŁO EXTRA", chain=chain).group == "butter"


@settings(deadline=None)  # the first example loads the tables
@given(st.text(max_size=400))
def test_match_accepts_any_text(name):
    found = match_name(name)

    assert found.group is None or found.group in storage_groups()
    assert 0.0 <= found.confidence < 1.0
    assert found.product.isprintable()


@settings(deadline=None)  # the first example loads the tables
@given(st.sampled_from(SPELLED), st.booleans(), st.booleans())
def test_match_ignores_case_and_diacritics_of_known_words(text, upper, plain):
    printed = fold(text) if plain else text
    printed = printed.upper() if upper else printed

    assert match_name(printed).group == match_name(text).group


@settings(deadline=None)  # the first example loads the tables
@given(st.sampled_from([name for name, _ in CASES]), st.integers(min_value=10_000, max_value=9_999_999))
def test_match_ignores_the_article_number_behind_a_name(name, number):
    assert match_name(f"{name} {number}C").group == match_name(name).group
