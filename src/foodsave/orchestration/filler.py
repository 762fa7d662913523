"""The words of a question that name no product: who asks, when, how much, where things are kept and bought. Pure."""

from __future__ import annotations

import re

from foodsave.core.language.folding import fold
from foodsave.kit.wire import Place

_POLISH = """
    a aby albo ale ani az bo bym by byc byl byla bylo byly co cos czego czegos czemu czy czym do dla dzieki ej gdzie
    gdzies go hej i ich ile ilu ja jak jaka jaka jaki jakie jakis jakies jakas jakiegos jakiejs jakichs jakims jest
    jestem jeszcze juz kiedy kto ktos ktora ktore ktory ktorej ktorym ktorych lub ma maja mam mamy masz mi mial mialem
    mialam mielismy mnie mna mozna moze mozesz mozemy moge moj moja moje mojej moim my na nad nadal nam nami nas nasz
    nasza nasze naszej naszym nasze nic nie nim niz no o obecnie od oraz po pod poza prosze przed przez przy raz razem
    sa sie skad sporo sumie swoj ta tak tam te tego tej ten teraz tez to troche tu tutaj tych tyle tylko tym u w we
    wciaz wiec wiele wszystkie wszystko wszystkich wlasnie wogole ogole z za ze zaraz zawsze zeby zl zloty zlotych
    zlote chyba moze pewnie akurat aktualnie dokladnie mniej wiecej duzo malo jakby cala caly cale calej odrobina
    odrobine okazji ostatni ostatnia ostatnie ostatniego ostatniej ostatnich ostatnim ostatnio poprzednio wczesniej
    kiedys niedawno dawno swiecie czesc dzien dobry dobra dobre dobrze jadalne jadalny jadalna zdatne zdatny zdatna
    szt sztuk sztuki sztuke sztuka kg kilo kilograma kilogramow kilogram kilogramy litr litra litry litrow gram gramow
    gramy deko dag opak opakowanie opakowania opakowan paczka paczki paczek paczke butelka butelki butelek butelke
    puszka puszki puszek puszke kostka kostki kostek kostke sloik sloiki sloikow sloika karton kartony kartonow
    kartonik worek worka siatka zapas zapasu zapasie zapasow resztka resztki resztek ilosc ilosci
    dom domu domem chacie kuchni kuchnia mieszkaniu produkt produkty produktow rzecz rzeczy jedzenie jedzenia artykuly
    sklep sklepie sklepu sklepach paragon paragonu paragonie kilka pare dni pierwsze pierwszy pierwsza najpierw
    kolejnosci pilnie pilne szybko koniecznie niedlugo wkrotce niebawem prawie zaczyna zaczynaja moglbym moglabym
    chce chcialbym chcialabym wiesz wiadomo powiedz podaj pokaz sprawdz pamietasz przypomnij kochanie wytrzyma postoi
    polezy dluzej dlugo waznosci wazny wazna wazne sie brak brakuje sumie lacznie ogolem wszystkiego
    konca koniec koncem polka polke polce polki szuflada szuflady szufladzie szuflade miejsce miejscu miejsca okej ok
    porzadku jakim jakiej jakiego ktorych kupic kupie kupujemy zjesc zuzyc spozyc wykorzystac data date daty dac
    wszystko zawartosc spis pokazac wypisz wymien chalpie chalupie domku lodoweczce zakupy zakupow skonczylo wydalem
    wydalam sprawdzic zobacz zobaczyc zerknij mozliwe ewentualnie przypadkiem przypadkowo naprawde sredni srednia
    srednio zazwyczaj zwykle zeszly zeszlym ubieglym poprzednim minionym miesiac miesiacu tydzien tygodniu roku rok
    glowki glowek glowka bochenek bochenki bochenka plaster plasterki plastrow sloiczek sloiczki zgrzewka zgrzewki
    szukam szukamy dowiedziec wszedzie nigdzie ni jesc jemy jem zapytac lodowie happen"""
_ENGLISH = """
    a about all also am an and any anything anywhere are around as at be been being buy bought by can cheap cheaper
    cheapest cost costs could current currently date did do does dont else enough ever exactly expensive find fine
    first for from get go goes going gone good got guys had has have havent hello here hey hi home house how i if im in
    into is it its just keep keeps kept kitchen last lately latest leave left let lot many maybe me more most much must
    my need needs no not now of off ok okay on one ones or our out pay paid please previous price prices priced
    purchase purchased put ran recent recently remain remaining remains run running safe see shall shop shops should
    show so some somewhere soon stash still store stored stores supermarket tell than that the them then there
    these they thing things this those time times to under until up us use used using ve was we were what whats when
    whens where wheres which while will with would you your yesterday before after bad ate eat eaten eating edible
    finish finished amount amounts quantity altogether total pack packs packet packets package packages carton cartons
    bottle bottles tin tins jar jars piece pieces box boxes bag bags block blocks kg kilo kilos kilogram litre litres
    liter liters gram grams g ml l pcs receipt receipts stuff food foods products product items item per usually each
    shelf shelves drawer drawers place places room which whose long how days day week low many old stale urgent
    urgently quickly next d id ll s t
    everything contents list lists listing wondering wondered wonder might whether check dear dearer dearest spend
    spent spending average usually month months monthly weeks year years cant couldnt cannot looking seen spot check
    loaf loaves bunch bunches slice slices rasher rashers head heads bulb bulbs really actually possibly
    perhaps please kindly hiya mate love darling supply supplies lasted till sort kind kinds lot"""
_POLISH_WISHES = frozenset(
    ("obiad", "kolacje", "kolacja", "sniadanie", "deser", "ugotowac", "zrobic", "przepis", "danie", "dania", "zjesc")
)
_ENGLISH_WISHES = frozenset(
    ("dinner", "lunch", "breakfast", "supper", "dessert", "ideas", "recipe", "recipes", "cook", "make", "meal", "dish")
)
_POLISH_WORDS, _ENGLISH_WORDS = frozenset(_POLISH.split()), frozenset(_ENGLISH.split())
_FILLER = _POLISH_WORDS | _ENGLISH_WORDS
_FAMILIES = re.compile(
    r"kosztow\w+|kosztuj\w+|cen[aeyu]|cenie|zaplac\w+|placi\w+|dal(?:em|am|ismy|ysmy)|wydal\w*|kup(?:il|ow|uj|on)\w*|"
    r"najta\w+|tani\w*|tansz\w*|wyni(?:os|es)\w+|drog\w*|drozs\w+|drozej|najdro\w+|schowal\w*|polozyl\w*|wlozyl\w*|wsadzil\w*|trzymam\w*|"
    r"lez[ya]\w*|stoi|stoja|zosta[lw]\w*|ostal\w+|skonczyl\w*|zabrak\w+|posiadam\w*|znajd\w+|znalezc|starczy\w*|"
    r"(?:ze|po)?psu[jlct]\w*|popsu\w*|przetermin\w+|termin\w*|waznosc\w*|zuzy\w+|spozy\w+|wykorzyst\w+|zjedz\w+|"
    r"zjad\w+|zmarnow\w+|zmarnuj\w+|musz[ea]|musi(?:my|sz|cie)?|trzeba|powin\w+|nalezy|warto|wypada\w*|konczy\w*|koncza|uplyw\w+|"
    r"mija\w*|wygas\w+|nada(?:je|ja)|splesni\w+|zgnij\w+|expir\w+|spoil\w*|perish\w*|dojes\w+|dojed\w+|"
    r"mog[elb]\w*|moz(?:e|esz|emy|na|liw\w+)|chcia\w+|robi\w*|ostatni\w+|wcielo|przyda\w*|wystarcz\w+"
)
_DOUGHNUT = "pącz"
_PLACES: tuple[tuple[Place, re.Pattern[str]], ...] = (
    ("freezer", re.compile(r"(?<!\w)zamraz\w+|(?<!\w)zamroz(?:eniu|one mam)|mroznic\w+|freezer|deep freeze")),
    ("fridge", re.compile(r"(?<!\w)lodow\w+|fridge|refrigerator")),
    ("pantry", re.compile(r"(?<!\w)szaf(?:ce|ka|ki|kach|ie)|spizar\w+|spizark\w+|pantry|cupboards?|larder")),
    ("counter", re.compile(r"(?<!\w)blacie|(?<!\w)blatu|na stole|counter(?:top)?|worktop|on the table")),
)
JOINING = frozenset(["z", "ze", "w", "we", "do", "na", "of", "with", "bez", "without"])
PARTING = frozenset(["i", "oraz", "lub", "albo", "ani", "and", "or", "nor", "czy", "plus", "&", "+", ",", ";"])


def is_filler(word: str) -> bool:
    """Tell whether a word of a question names no product."""
    folded = fold(word)
    if word != folded and word.startswith(_DOUGHNUT):  # "paczki" are packs, "pączki" are eaten
        return False
    return folded in _FILLER or _FAMILIES.fullmatch(folded) is not None


def find_place(folded: str) -> tuple[Place, tuple[int, int]] | None:
    """Return the place that a folded text names, and where; the first of several."""
    found = [(match.start(), place, match.span()) for place, pattern in _PLACES if (match := pattern.search(folded))]
    return min(found)[1:] if found else None


def leaning(folded: str) -> int:
    """Return by how many words a folded text is rather English (more than zero) or Polish (less)."""
    words = set(folded.split())
    english, polish = _ENGLISH_WORDS | _ENGLISH_WISHES, _POLISH_WORDS | _POLISH_WISHES
    return len(words & (english - polish)) - len(words & (polish - english))


def filler_words() -> frozenset[str]:
    """Return the words that need no correction."""
    return _FILLER
