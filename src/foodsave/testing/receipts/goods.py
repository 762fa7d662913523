"""The shelf that drawn receipts are filled from: invented but typical goods, with prices in grosze."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Good:
    """A good with its usual tax letter and price range; `weighed` goods are priced per kilogram."""

    name: str
    letter: str
    low_minor: int
    high_minor: int
    weighed: bool = False
    deposit_minor: int = 0


_PIECES = """
C 279 459 Mleko świeże 2% 1l
C 319 529 Kefir naturalny 400g
C 199 399 Śmietana kwaśna 18% 200g
C 549 899 Masło ekstra 82% 200g
C 249 429 Twaróg półtłusty 250g
C 699 1199 Ser żółty Morski plastry 150g
C 159 299 Jogurt brzoskwinia 150g
C 189 349 Serek homogenizowany wanilia 140g
C 899 1399 Jaja wolny wybieg 10szt
C 349 599 Chleb wiejski krojony 500g
C 69 129 Bułka grahamka 70g
C 89 159 Rogal maślany 80g
C 299 499 Bagietka czosnkowa 175g
C 399 799 Parówki cielęce 200g
C 599 1099 Kiełbasa żywiecka 300g
C 649 1299 Pierś z kurczaka filet 500g
C 749 1499 Łosoś wędzony plastry 100g
C 459 799 Śledzie w oleju 220g
C 329 649 Tuńczyk kawałki 170g
C 249 499 Makaron świderki 500g
C 299 599 Ryż jaśminowy 4x100g
C 219 399 Kasza jęczmienna 400g
C 189 349 Mąka tortowa typ 450 1kg
C 279 449 Cukier biały 1kg
C 699 1199 Olej słonecznikowy 1l
C 199 399 Groszek konserwowy 400g
C 349 599 Ogórki kiszone 500g
C 299 549 Przecier pomidorowy 500g
C 449 899 Dżem wiśniowy 280g
C 1299 2499 Miód gryczany 400g
C 499 999 Płatki owsiane górskie 500g
C 399 699 Sałata lodowa szt
C 149 299 Rzodkiewka biała pęczek
C 199 399 Szczypiorek doniczka
C 599 999 Truskawki mrożone 450g
C 699 1299 Pierogi z mięsem 400g
C 449 899 Pizza szpinakowa 330g
C 529 899 Zupa ogórkowa słoik 480ml
C 399 699 Sok jabłkowy tłoczony 1l
C 299 599 Chrupki kukurydziane 120g
C 349 599 Tofu wędzone 180g
C 459 799 Hummus klasyczny 200g
C 1099 1999 Kawa zbożowa 150g
C 399 749 Napój owsiany barista 1l
C 699 1299 Kabanosy wieprzowe 120g
B 199 399 Musztarda stołowa 180g
B 349 699 Majonez domowy 310ml
B 429 799 Ketchup łagodny 450g
B 149 299 Pieprz ziołowy 20g
B 129 249 Bazylia suszona 10g
B 399 799 Karma dla kota wołowina 400g
B 299 599 Sos boloński słoik 350g
B 899 1599 Syrop na kaszel 120ml
A 179 349 Woda gazowana 1,5l
A 599 1099 Cola bez cukru 1,75l
A 499 899 Oranżada biała 1,25l
A 329 599 Piwo pszeniczne 0,5l
A 1799 3299 Wino półwytrawne 0,75l
A 2499 4599 Kawa mielona arabika 500g
A 899 1599 Herbata czarna 100tb
A 399 699 Czekolada gorzka 70% 100g
A 249 499 Baton karmelowy 45g
A 699 1299 Cukierki krówki 300g
A 499 999 Lody śmietankowe 900ml
A 899 1799 Proszek do prania 1,2kg
A 599 1199 Płyn do naczyń miętowy 900ml
A 999 1999 Papier toaletowy 8szt
A 449 899 Ręcznik kuchenny 2szt
A 799 1599 Szampon pokrzywowy 400ml
A 649 1299 Pasta do zębów 75ml
A 349 699 Mydło w płynie 500ml
A 299 599 Worki na śmieci 35l
A 199 499 Zapałki kominkowe
A 79 129 Torba z papieru duża
A 59 99 Reklamówka zrywka
A 999 1999 Żarówka LED 9W
C 899 1399 Kartacze z mięsem 600g
A 2299 3999 Kawa Sumatra ziarno 250g
C 699 1199 Daktyle suszone 200g
C 799 1299 Sernik na zimno 2x200g
A 1999 2999 Storczyk doniczka 12cm
C 449 799 Opłatki waflowe 80g
A 499 899 Kartka urodzinowa
C 549 849 Razowy chleb żytni 450g
C 1299 1899 Paczka pierników 3,5 kg
A 349 599 Baterie R6 1,5V 4szt
A 50 99 Opłata recyklingowa torba
C 159 259 7 zbóż baton 40g
"""

_WEIGHED = """
C 299 799 Jabłka Szampion kg
C 499 899 Banany kg
C 899 2499 Pomidory malinowe kg
C 599 1599 Ogórki gruntowe kg
C 199 499 Ziemniaki młode kg
C 249 599 Marchew myta kg
C 299 699 Cebula żółta luz
C 999 2199 Papryka czerwona słodka luz
C 899 1999 Śliwki węgierki kg
C 1299 2999 Winogrona ciemne luz
C 2499 4999 Szynka wędzona kg
C 1799 3299 Schab bez kości kg
C 2999 5999 Ser wędzony krojony kg
C 699 1699 Brokuły luz
C 1599 3599 Kiełbasa śląska kg
C 799 1599 Rabarbar świeży kg
C 1599 2999 Kaszanka gryczana kg
A 2199 4499 Cukierki mieszane luz
A 2999 6999 Orzechy nerkowca luz
"""

_DRINKS_WITH_DEPOSIT = ("Woda gazowana 1,5l", "Cola bez cukru 1,75l", "Oranżada biała 1,25l")

_ENGLISH = """
S 210 690 Fresh milk 1L
S 350 890 Wholemeal bread 400g
S 590 1290 Free range eggs 10s
S 180 420 Plain yogurt 140g
S 890 2190 Chicken breast fillet
S 450 990 Basmati rice 1kg
S 320 760 Tomato ketchup 340g
S 280 640 Green tea 25 bags
S 150 390 Mineral water 1.5L
S 690 1590 Olive oil 250ml
S 230 560 Oat biscuits 200g
S 410 980 Orange juice 1L
S 520 1190 Washing powder 750g
S 190 450 Paper napkins 50s
S 360 820 Frozen peas 500g
S 770 1890 Cheddar slices 250g
Z 240 650 Red onions pack
Z 330 880 Carrots 500g
Z 290 720 Bananas bunch
Z 450 1090 Gala apples 6s
"""


def _parse(table: str, *, weighed: bool = False) -> tuple[Good, ...]:
    goods = []
    for row in table.strip().splitlines():
        letter, low, high, name = row.split(" ", 3)
        deposit = 50 if name in _DRINKS_WITH_DEPOSIT else 0
        goods.append(Good(name, letter, int(low), int(high), weighed, deposit))
    return tuple(goods)


PIECES = _parse(_PIECES)
WEIGHED = _parse(_WEIGHED, weighed=True)
ENGLISH = _parse(_ENGLISH)
