"""The words for measures in ingredient lines, Polish and English, with the abbreviations of cook books."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from foodsave.core.language.folding import fold
from foodsave.kit.quantity import Quantity, Unit
from foodsave.kitchen.catalog.measures import Measure

_US_STICK = Quantity(113_400, Unit.GRAM)

_SPELLINGS: dict[Measure, str] = {
    Measure.GRAM: "g gr gram grama gramy gramów gramach gramme grams grammes gm gms",
    Measure.DECAGRAM: "dag dkg deko deka dekagram dekagramy dekagramów",
    Measure.KILOGRAM: "kg kilo kila kilogram kilograma kilogramy kilogramów kilos kilograms kgs",
    Measure.OUNCE: "oz ounce ounces uncja uncje uncji",
    Measure.POUND: "lb lbs pound pounds funt funta funty funtów",
    Measure.MILLILITRE: "ml mililitr mililitra mililitry mililitrów millilitre millilitres milliliter milliliters mls",
    Measure.LITRE: "l litr litra litry litrów litre litres liter liters ltr",
    Measure.GLASS: "szklanka szklanki szklankę szklanek szklance szklaneczka szklaneczki szkl szk glass glasses",
    Measure.CUP: "cup cups",
    Measure.TABLESPOON: """łyżka łyżki łyżkę łyżek łyżką łyżce łyżk łyż łżk
        tablespoon tablespoons tbsp tbsps tbs tbspn tblsp
        tablespoonful tablespoonfuls""",
    Measure.TEASPOON: """łyżeczka łyżeczki łyżeczkę łyżeczek łyżeczką łyżeczce łyżecz łyżeczk
        teaspoon teaspoons tsp tsps
        teaspoonful teaspoonfuls""",
    Measure.PINT: "pint pints",
    Measure.PIECE: """szt sztuka sztuki sztukę sztuk pc pcs piece pieces bochenek bochenka bochenki loaf loaves laska
        laski laskę lasek laseczka laseczki ziarno ziarna ziaren ziarenko ziarenka ziarenek ziarnko ziarnka kulka kulki
        kulek tabliczka tabliczki tabliczkę tabliczek kolba kolby kolb strąk strąki strąków sztuczka""",
    Measure.PINCH: "szczypta szczypty szczyptę szczypt szczypcie pinch pinches",
    Measure.CLOVE: "ząbek ząbka ząbki ząbków ząb ząbeczek ząbeczki clove cloves",
    Measure.BLOCK: "kostka kostki kostkę kostek block blocks stick sticks",
    Measure.CAN: "puszka puszki puszkę puszek puszeczka puszeczki can cans tin tins",
    Measure.JAR: "słoik słoika słoiki słoików słoiczek słoiczka słoiczki słoiczków jar jars",
    Measure.BUNCH: "pęczek pęczka pęczki pęczków pęk pęki pęku pęków wiązka wiązki bunch bunches",
    Measure.SLICE: """plaster plastra plastry plastrów plasterek plasterka plasterki plasterków slice slices rasher
        rashers""",
    Measure.BREAD_SLICE: "kromka kromki kromkę kromek kromeczka kromeczki",
    Measure.HANDFUL: "garść garści garście garstka garstki garstkę handful handfuls",
    Measure.HEAD: "główka główki główkę główek head heads bulb bulbs",
    Measure.SPRIG: "gałązka gałązki gałązkę gałązek gałązeczka gałązeczki sprig sprigs",
    Measure.LEAF: "liść liścia liście liści listek listka listki listków leaf leaves",
    Measure.SACHET: """torebka torebki torebkę torebek torebeczka saszetka saszetki saszetkę saszetek sachet sachets
        envelope envelopes""",
    Measure.PACK: """opakowanie opakowania opakowań opak op paczka paczki paczkę paczek paczuszka kubek kubka kubki
        kubków kubeczek butelka butelki butelkę butelek karton kartonu kartony kartonik pack packs package packages
        packet packets pkg pkt tub tubs bottle bottles carton cartons bag bags box boxes""",
    Measure.STALK: """łodyga łodygi łodygę łodyg łodyżka łodyżki stalk stalks rib ribs""",
}
_MULTIPLES = {
    "cl": (Measure.MILLILITRE, Fraction(10)),
    "dl": (Measure.MILLILITRE, Fraction(100)),
    "mg": (Measure.GRAM, Fraction(1, 1000)),
    "quart": (Measure.PINT, Fraction(2)),
    "quarts": (Measure.PINT, Fraction(2)),
    "gallon": (Measure.PINT, Fraction(8)),
    "gallons": (Measure.PINT, Fraction(8)),
    "dessertspoon": (Measure.TEASPOON, Fraction(2)),
    "dessertspoons": (Measure.TEASPOON, Fraction(2)),
}
_FLUID = re.compile(r"\s*(?:fl\.?\s?oz\.?|fluid\s+ounces?)(?![^\W\d_])", re.IGNORECASE)
_WORD = re.compile(r"\s*([^\W\d_]+)\.?")
_SHORT = {"T": Measure.TABLESPOON, "t": Measure.TEASPOON, "c": Measure.CUP, "C": Measure.CUP, "ł": Measure.TABLESPOON}
_QUALIFIED = re.compile(
    r"\s+(?:stołow\w+|deserow\w+|herbacian\w+|do herbaty|do zupy|z czubkiem|z górką)", re.IGNORECASE
)
_ONE = """
    szklanka szklankę łyżka łyżkę łyżeczka łyżeczkę szczypta szczyptę szczypcie łyżce łyżeczce szklance ząbek
    kostka kostkę puszka puszkę słoik słoiczek pęczek pęk plaster plasterek kromka kromkę kromeczka garść
    garstka garstkę główka główkę gałązka gałązkę liść listek torebka torebkę saszetka saszetkę opakowanie
    paczka paczkę kubek butelka butelkę karton łodyga łodygę laska laskę tabliczka tabliczkę bochenek kg litr
    kilogram kilo funt pinch handful bunch cup tablespoon teaspoon clove can tin jar slice sprig packet pack
    sachet head stick stalk bottle"""
_SINGULAR = frozenset(map(fold, _ONE.split()))

_WORDS: dict[str, Measure] = {}
for _measure, _spelled in _SPELLINGS.items():
    for _spelling in _spelled.split():
        _WORDS.setdefault(fold(_spelling), _measure)


@dataclass(frozen=True, slots=True)
class MeasureWord:
    """A measure read from text: `factor` measures to one such word, `size` what one holds when the word tells."""

    measure: Measure
    factor: Fraction
    text: str
    end: int
    singular: bool
    size: Quantity | None = None


def read_measure(text: str, start: int = 0) -> MeasureWord | None:
    """Return the measure that `text` names at `start`; None when another word stands there."""
    if fluid := _FLUID.match(text, start):
        return MeasureWord(Measure.FLUID_OUNCE, Fraction(1), fluid[0].strip(), fluid.end(), singular=False)
    match = _WORD.match(text, start)
    if match is None:
        return None
    word = match[1]
    if word in _SHORT:
        return MeasureWord(_SHORT[word], Fraction(1), word, match.end(), singular=False)
    folded = fold(word)
    measure, factor = _MULTIPLES.get(folded, (_WORDS.get(folded), Fraction(1)))
    if measure is None:
        return None
    qualified = _QUALIFIED.match(text, match.end()) if "." not in match[0] else None
    return MeasureWord(
        measure,
        factor,
        word,
        qualified.end() if qualified else match.end(),
        folded in _SINGULAR,
        _US_STICK if folded in ("stick", "sticks") else None,
    )
