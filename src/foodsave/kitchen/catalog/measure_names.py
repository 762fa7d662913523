"""How measures are called in both languages, in the forms that numbers ask for."""

from __future__ import annotations

from foodsave.kitchen.catalog.foods import Forms
from foodsave.kitchen.catalog.measures import Measure

SYMBOLS = {
    Measure.GRAM: "g",
    Measure.DECAGRAM: "dag",
    Measure.KILOGRAM: "kg",
    Measure.OUNCE: "oz",
    Measure.POUND: "lb",
    Measure.MILLILITRE: "ml",
    Measure.LITRE: "l",
    Measure.FLUID_OUNCE: "fl oz",
}
POLISH = {
    Measure.GLASS: Forms("szklanka", "szklanki", "szklanki", "szklanek"),
    Measure.CUP: Forms("szklanka (240 ml)", "szklanki (240 ml)", "szklanki (240 ml)", "szklanek (240 ml)"),
    Measure.TABLESPOON: Forms("łyżka", "łyżki", "łyżki", "łyżek"),
    Measure.TEASPOON: Forms("łyżeczka", "łyżeczki", "łyżeczki", "łyżeczek"),
    Measure.PINT: Forms("pinta", "pinty", "pinty", "pint"),
    Measure.PIECE: Forms("sztuka", "sztuki", "sztuki", "sztuk"),
    Measure.PINCH: Forms("szczypta", "szczypty", "szczypty", "szczypt"),
    Measure.CLOVE: Forms("ząbek", "ząbka", "ząbki", "ząbków"),
    Measure.BLOCK: Forms("kostka", "kostki", "kostki", "kostek"),
    Measure.CAN: Forms("puszka", "puszki", "puszki", "puszek"),
    Measure.JAR: Forms("słoik", "słoika", "słoiki", "słoików"),
    Measure.BUNCH: Forms("pęczek", "pęczka", "pęczki", "pęczków"),
    Measure.SLICE: Forms("plaster", "plastra", "plastry", "plastrów"),
    Measure.BREAD_SLICE: Forms("kromka", "kromki", "kromki", "kromek"),
    Measure.HANDFUL: Forms("garść", "garści", "garście", "garści"),
    Measure.HEAD: Forms("główka", "główki", "główki", "główek"),
    Measure.SPRIG: Forms("gałązka", "gałązki", "gałązki", "gałązek"),
    Measure.LEAF: Forms("liść", "liścia", "liście", "liści"),
    Measure.SACHET: Forms("torebka", "torebki", "torebki", "torebek"),
    Measure.PACK: Forms("opakowanie", "opakowania", "opakowania", "opakowań"),
    Measure.STALK: Forms("łodyga", "łodygi", "łodygi", "łodyg"),
}
ENGLISH = {
    Measure.GLASS: ("glass", "glasses"),
    Measure.CUP: ("cup", "cups"),
    Measure.TABLESPOON: ("tablespoon", "tablespoons"),
    Measure.TEASPOON: ("teaspoon", "teaspoons"),
    Measure.PINT: ("pint", "pints"),
    Measure.PIECE: ("piece", "pieces"),
    Measure.PINCH: ("pinch", "pinches"),
    Measure.CLOVE: ("clove", "cloves"),
    Measure.BLOCK: ("block", "blocks"),
    Measure.CAN: ("can", "cans"),
    Measure.JAR: ("jar", "jars"),
    Measure.BUNCH: ("bunch", "bunches"),
    Measure.SLICE: ("slice", "slices"),
    Measure.BREAD_SLICE: ("slice", "slices"),
    Measure.HANDFUL: ("handful", "handfuls"),
    Measure.HEAD: ("head", "heads"),
    Measure.SPRIG: ("sprig", "sprigs"),
    Measure.LEAF: ("leaf", "leaves"),
    Measure.SACHET: ("sachet", "sachets"),
    Measure.PACK: ("pack", "packs"),
    Measure.STALK: ("stalk", "stalks"),
}
SINGULARS = {many: one for one, many in ENGLISH.values()} | {"loaves": "loaf", "ears": "ear", "bulbs": "bulb"}
