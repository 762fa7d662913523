"""Which of the two languages a short text is in: letters, common words, and spellings that only one of them has."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from foodsave.core.language.folding import fold

Language = Literal["pl", "en"]

_POLISH_LETTERS = frozenset("ąćęłńóśźż")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER, _COMMON, _SPELLING = 3.0, 2.0, 0.6
_LONGEST = 2_000

_POLISH_WORDS = """
    aby albo ale bez bo bylo byly byl by byc ca co czego czy czym dla do gdy gdzie i ich ile im ja jak jaka jaki
    jakie jest juz kiedy kilka kto ktora ktore ktory lub ma maja mam mamy masz mi mnie moge moje mozna moj na nad nam
    nie nim o od okolo oraz po pod przed przez przepis przepisy sa sie skad smaku sobie swiezy swieza swieze ta tak
    tam te tego tej ten to troche tu tylko u w we z za ze zeby zrobic ugotowac ugotuj zjesc zjadlem zjadlam kupic
    kupilem kosztowal kosztowalo kosztuje wyrzucilem termin waznosci lodowka lodowce dzis dzisiaj jutro wczoraj
    obiad kolacja kolacje sniadanie gram gramow deko dag lyzka lyzki lyzek lyzeczka lyzeczki lyzeczek szklanka szklanki
    szklanek szkl szczypta szczypty zabek zabki zabkow kostka kostki peczek peczka puszka puszki sloik sloika op opak
    opakowanie opakowania plaster plastry plastrow kromka kromki garsc garsci galazka galazki lisc liscie lisci szt
    sztuk sztuki pol poltora poltorej cwierc jeden jedna jedno dwa dwie trzy cztery piec szesc drobno posiekany
    posiekana posiekane posiekanej starty starta pokrojony pokrojona pokrojone duzy duza duze maly mala male srednia
    sol soli pieprz pieprzu cukier cukru maka maki mleko mleka maslo masla jajko jajka jajek jaja jajo ser sera serek
    smietana smietany chleb chleba bulka bulki cebula cebuli cebule czosnek czosnku ziemniak ziemniaki ziemniakow
    pomidor pomidory pomidorow ogorek ogorki marchew marchewka marchewki olej oleju oliwa oliwy woda wody ryz ryzu
    kasza kaszy makaron makaronu mieso miesa kurczak kurczaka ryba ryby jablko jablka jablek owoce warzywa ocet octu
    sok soku natka koperek koperku pietruszka pietruszki kapusta kapusty schab szynka szynki kielbasa kielbasy twarog
    twarogu jogurt jogurtu kefir smalec miod miodu drozdze drozdzy papryka papryki proszek proszku"""
_ENGLISH_WORDS = """
    a about an and any are at be but can cook cooked could did do does each eat expire expires expired finely for
    fresh freshly from fridge get got half has have how i if is it large left make many me medium much my need not
    of on or our out recipe recipes s should small some taste than that the them there these this to today tomorrow
    use was we were what whatever when where which with without yesterday you your chopped sliced diced grated
    melted beaten minced crushed peeled softened ground dried roughly thinly cup cups tablespoon tablespoons tbsp
    teaspoon teaspoons tsp ounce ounces oz pound pounds lb lbs pint clove cloves pinch handful bunch slice slices
    sprig stick tin packet piece pieces quarter one two three four five six dozen couple few salt pepper black sugar
    flour milk butter egg eggs banana bananas orange oranges strawberry cookies pie cake soup salad sandwich cheese
    cream bread roll rolls onion onions garlic potato potatoes tomato tomatoes cucumber carrot carrots oil olive
    water rice pasta meat chicken beef pork fish apple apples fruit vegetable vegetables vinegar juice parsley dill
    cabbage ham sausage yogurt yoghurt honey yeast baking powder soda stock sauce lemon lime bell red green white
    brown yellow vanilla extract all purpose plain unsalted salted"""
_POLISH, _ENGLISH = frozenset(_POLISH_WORDS.split()), frozenset(_ENGLISH_WORDS.split())
_POLISH_SPELLING = re.compile(r"sz|cz|rz|dz|szcz|[bcdfgkmnprstwz]j|(?:ego|emu|ych|ow|ami|ach|ej|owy|owa|owe|ki|nki)\b")
_ENGLISH_SPELLING = re.compile(r"th|sh|wh|ck|ee|oo|qu|ou|[vx]|(?:ing|ed|ly|ies|es|tion|ble)\b")


@lru_cache(maxsize=4_096)
def language_of(text: str) -> Language | None:
    """Return the language of a text, also a short one or one without diacritics; None when nothing tells.

    Only the first 2,000 characters are looked at.
    """
    words = _WORD.findall(text[:_LONGEST].casefold())
    polish = sum(_LETTER for word in words if _POLISH_LETTERS.intersection(word))
    english = 0.0
    for word in map(fold, words):
        polish += _COMMON * (word in _POLISH)
        english += _COMMON * (word in _ENGLISH)
        if len(word) > 3:
            polish += _SPELLING * bool(_POLISH_SPELLING.search(word))
            english += _SPELLING * bool(_ENGLISH_SPELLING.search(word))
    if polish == english:
        return None
    return "pl" if polish > english else "en"
