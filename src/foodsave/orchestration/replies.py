"""What is said when no agent answers: a question back, "not yet", a greeting, a polite no. No figures are told here."""

from __future__ import annotations

from collections.abc import Sequence

from foodsave.agents.base.answer import Answer, Clarification, Option
from foodsave.agents.base.question import Intent, Subject
from foodsave.core.profiles.service import Locale
from foodsave.orchestration.router import Route

_EXAMPLES: dict[Locale, tuple[str, ...]] = {
    "pl": ("Co mogę dziś ugotować?", "Co się psuje?", "Czy mamy mleko?", "Ile mam mąki?", "Gdzie jest masło?"),
    "en": ("What can I cook today?", "What expires soon?", "Do we have milk?", "How much flour is left?"),
}
_READINGS: dict[tuple[Locale, Intent], tuple[str, str]] = {
    ("pl", "cookable"): ("Co mogę ugotować?", "Co mogę ugotować z tym: {words}?"),
    ("pl", "expires"): ("Co się psuje?", "Do kiedy dobre jest: {words}?"),
    ("pl", "have"): ("Co mam w domu?", "Czy mam: {words}?"),
    ("pl", "how_much"): ("Ile czego mam?", "Ile mam: {words}?"),
    ("pl", "where"): ("Gdzie co leży?", "Gdzie jest: {words}?"),
    ("pl", "price"): ("Ile co kosztowało?", "Ile kosztowało: {words}?"),
    ("en", "cookable"): ("What can I cook?", "What can I cook with {words}?"),
    ("en", "expires"): ("What expires soon?", "When does this expire: {words}?"),
    ("en", "have"): ("What do I have?", "Do I have {words}?"),
    ("en", "how_much"): ("How much is there?", "How much {words} do I have?"),
    ("en", "where"): ("Where is it?", "Where is: {words}?"),
    ("en", "price"): ("What did it cost?", "What did I pay for {words}?"),
}
_ASK = {"pl": "Nie wiem na pewno, o co pytasz. Co masz na myśli?", "en": "I am not sure what you mean. Which is it?"}
_WHAT = {"pl": "O jaki produkt pytasz?", "en": "Which product do you mean?"}
_DECLINED = {
    "pl": "Na to nie odpowiem: znam się tylko na Twojej kuchni. Zapytaj, co masz w domu, co się psuje, co ugotować "
    "albo ile coś kosztowało.",
    "en": "I cannot answer that: I only know your kitchen. Ask what is at home, what expires, what to cook or what "
    "something cost.",
}
_HELP = {
    "pl": "Cześć! Powiem Ci, co możesz ugotować z tego, co jest w domu, co trzeba zjeść najpierw, czy coś masz, ile "
    "tego jest, gdzie leży i ile kosztowało.",
    "en": "Hello! I can tell you what to cook from what is at home, what to eat first, whether you have something, how "
    "much of it, where it is and what it cost.",
}
_LATER: dict[str, tuple[str, str]] = {
    "weather": ("Pogody jeszcze nie sprawdzam.", "I cannot check the weather yet."),
    "meal_plan": (
        "Planów posiłków jeszcze nie układam; mogę powiedzieć, co da się ugotować już teraz.",
        "I cannot plan meals yet; I can tell you what can be cooked right now.",
    ),
    "shopping_list": (
        "Lista zakupów nie działa jeszcze w rozmowie; jest osobno, w części „shopping-lists”.",
        "The shopping list does not work in chat yet; it is there on its own, under “shopping-lists”.",
    ),
    "change": (
        "W rozmowie nic jeszcze nie zmieniam: dodaj, zjedz albo wyrzuć produkt w spiżarni. Nic nie zostało zmienione.",
        "I cannot change anything by chat yet: add, eat or throw away food in the pantry. Nothing was changed.",
    ),
    "search": ("W internecie jeszcze nie szukam.", "I cannot search the web yet."),
    "documents": ("Dokumentów jeszcze nie czytam.", "I cannot read documents yet."),
    "spending": (
        "O wydatki i straty nie można jeszcze pytać w rozmowie; zestawienia są w części „insights”.",
        "Spending and waste cannot be asked about in chat yet; reports are under “insights”.",
    ),
    "recipe": (
        "Przepisów po nazwie jeszcze nie podaję w rozmowie; są w części „recipes”.",
        "I cannot give recipes by name in chat yet; they are under “recipes”.",
    ),
}


def reply_to(route: Route) -> Answer:
    """Return the answer to a message that no agent answers."""
    language = route.language
    examples = _EXAMPLES[language]
    if route.intent is None:
        return _question_back(language, route.readings, route.subjects)
    if route.intent == "not_yet":
        polish, english = _LATER[route.topic or ""]
        return Answer("not_yet", None, language, polish if language == "pl" else english, suggestions=examples)
    text = _HELP[language] if route.intent == "smalltalk" else _DECLINED[language]
    return Answer(route.intent, None, language, text, suggestions=examples)


def _question_back(language: Locale, readings: Sequence[Intent], subjects: Sequence[Subject]) -> Answer:
    known = [subject for subject in subjects if subject.food_id or subject.product_ids or subject.category_id]
    words = ", ".join(subject.words for subject in known or subjects)
    options = tuple(
        Option(reading, _READINGS[language, reading][bool(words)].format(words=words)) for reading in readings
    )
    question = _ASK[language] if len(options) > 1 else _WHAT[language]
    return Answer(
        None,
        None,
        language,
        question,
        suggestions=tuple(option.text for option in options) if words else _EXAMPLES[language],
        clarify=Clarification(question, options),
    )
