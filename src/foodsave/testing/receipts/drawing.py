"""Drawing a receipt: one seed, a chain, a layout and faults give one purchase, its picture and its truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random
from types import MappingProxyType

import numpy as np
from PIL import Image

from foodsave.errors import NotFound
from foodsave.infra.ocr.layout import PageText, Word
from foodsave.testing.receipts.catalogue import CHAINS, LAYOUTS, find_layout
from foodsave.testing.receipts.faults import camera, paper
from foodsave.testing.receipts.faults.scene import ScenePlan, photograph
from foodsave.testing.receipts.files import TextLayer, image_bytes, image_pdf, text_pdf
from foodsave.testing.receipts.layouts.slips import print_card_slip, print_coupons
from foodsave.testing.receipts.layouts.till import LayoutKind, Till
from foodsave.testing.receipts.press import PressSettings, WordUnit, page_words, print_page
from foodsave.testing.receipts.purchase import draw_purchase
from foodsave.testing.receipts.truth import ReceiptTruth

PixelFault = Callable[[paper.Pixels, np.random.Generator], paper.Pixels]

_PAPER_FAULTS: Mapping[str, PixelFault] = MappingProxyType(
    {
        "show_through": paper.show_through,
        "fade": paper.fade,
        "crumple": paper.crumple,
        "curl": paper.curl,
        "inverted": paper.inverted,
    }
)
_SCENE_FAULTS = ("background", "second_slip", "perspective", "skew")
_CAMERA_FAULTS: Mapping[str, PixelFault] = MappingProxyType(
    {
        "shadow": camera.shadow,
        "coloured_light": camera.coloured_light,
        "blur": camera.blur,
        "noise": camera.noise,
        "low_resolution": camera.low_resolution,
        "twelve_megapixels": camera.twelve_megapixels,
        "jpeg": camera.jpeg_artefacts,
    }
)
_TURNS: Mapping[str, Image.Transpose] = MappingProxyType(
    {
        "rotate_90": Image.Transpose.ROTATE_90,
        "rotate_180": Image.Transpose.ROTATE_180,
        "rotate_270": Image.Transpose.ROTATE_270,
    }
)
# A camera stores the picture turned and says by which tag it must be turned back.
_EXIF_TURNS = MappingProxyType(
    {6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180, 8: Image.Transpose.ROTATE_270}
)
FAULTS: tuple[str, ...] = ("long", *_PAPER_FAULTS, *_SCENE_FAULTS, *_CAMERA_FAULTS, *_TURNS, "exif")


@dataclass(frozen=True)
class DrawnReceipt:
    """A drawn receipt. Pictures are made when they are first asked for; the same seed gives the same pixels."""

    seed: int
    chain: str
    layout: str
    faults: tuple[str, ...]
    kind: LayoutKind
    truth: ReceiptTruth
    _till: Till = field(repr=False)
    _press: PressSettings = field(repr=False)

    def _dice(self, purpose: str) -> np.random.Generator:
        return np.random.default_rng(list(f"{self.seed}/{self.chain}/{self.layout}/{purpose}".encode()))

    @cached_property
    def sheets(self) -> tuple[Image.Image, ...]:
        """The printed pages as clean pictures, before any fault."""
        return tuple(print_page(self._till.sheet, page, self._press) for page in range(len(self._till.sheet.pages)))

    @cached_property
    def image(self) -> Image.Image:
        """The picture with its faults; pages stand below each other. `exif` leaves it turned, see `orientation`."""
        pixels = np.asarray(_stacked(self.sheets), np.uint8)
        for name, apply in _PAPER_FAULTS.items():
            if name in self.faults:
                pixels = apply(pixels, self._dice(name))
        pixels = photograph(pixels, self._scene(), self._dice("scene"))
        for name, apply in _CAMERA_FAULTS.items():
            if name in self.faults:
                pixels = apply(pixels, self._dice(name))
        image = Image.fromarray(pixels)
        for name, turn in _TURNS.items():
            if name in self.faults:
                image = image.transpose(turn)
        return image.transpose(_EXIF_TURNS[self.orientation]) if self.orientation != 1 else image

    @property
    def orientation(self) -> int:
        """The EXIF orientation that the files carry: 1, or 3, 6 or 8 under the fault `exif`."""
        return int(self._dice("exif").choice(tuple(_EXIF_TURNS))) if "exif" in self.faults else 1

    def _scene(self) -> ScenePlan:
        slip = None
        if "second_slip" in self.faults:
            printed = print_card_slip(Random(self.seed), self.truth.total_minor)
            slip = np.asarray(print_page(printed, 0, PressSettings(max(8, self._press.cell - 3))), np.uint8)
        wanted = {name: name in self.faults for name in ("skew", "perspective", "background")}
        return ScenePlan(**wanted, slip=slip)

    def jpeg(self, quality: int = 88) -> bytes:
        """The picture as JPEG."""
        return image_bytes(self.image, "JPEG", quality=quality, orientation=self.orientation)

    def png(self) -> bytes:
        """The picture as PNG."""
        return image_bytes(self.image, "PNG", orientation=self.orientation)

    def webp(self, quality: int = 85) -> bytes:
        """The picture as WebP."""
        return image_bytes(self.image, "WEBP", quality=quality, orientation=self.orientation)

    def tiff(self) -> bytes:
        """The picture as TIFF."""
        return image_bytes(self.image, "TIFF", orientation=self.orientation)

    def heic(self, quality: int = 80) -> bytes:
        """The picture as HEIC."""
        return image_bytes(self.image, "HEIF", quality=quality, orientation=self.orientation)

    def pdf(self, text_layer: TextLayer = "none") -> bytes:
        """A PDF: pictures only (a page per printed page, or the faulty one), real text, or garbage under pictures."""
        pages = [self.image] if self.faults else list(self.sheets)
        if text_layer == "exact":
            return text_pdf(self.page_texts("words"))
        if text_layer == "garbage":
            return text_pdf([_garbled(text, self.seed) for text in self.page_texts("words")], self.sheets)
        return image_pdf(pages)

    def page_texts(self, unit: WordUnit = "runs") -> tuple[PageText, ...]:
        """What perfect character recognition sees on each page: words, runs between wide gaps, or whole rows."""
        sheet = self._till.sheet
        return tuple(page_words(sheet, page, self._press, unit) for page in range(len(sheet.pages)))

    def text(self) -> str:
        """The receipt as plain rows of text."""
        return "\n".join(self._till.sheet.texts())


def _stacked(pages: Sequence[Image.Image]) -> Image.Image:
    if len(pages) == 1:
        return pages[0]
    whole = Image.new("RGB", (max(page.width for page in pages), sum(page.height for page in pages)), (255, 255, 255))
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    return whole


def _garbled(text: PageText, seed: int) -> PageText:
    # A scanner's text layer as bad as they come: letters and digits of the right shape, but wrong.
    rng = Random(seed)
    letters = "aeilnorstuI1l|0O53S8B"
    words = (Word("".join(rng.choice(letters) for _ in word.text), word.quad, word.confidence) for word in text.words)
    return PageText(text.width, text.height, tuple(words))


def draw(
    seed: int,
    chain: str | None = None,
    layout: str | None = None,
    faults: Sequence[str] = (),
    *,
    items: int | None = None,
    names: Sequence[str] = (),
    on: date | None = None,
) -> DrawnReceipt:
    """Draw a receipt. What is left open (chain, layout, number of items, day) follows from the seed.

    `names` replaces the names of the first goods. Raises `NotFound` for an unknown chain, layout or fault.
    """
    unknown = sorted(set(faults) - set(FAULTS))
    if unknown:
        raise NotFound(f"No fault {unknown[0]!r} to draw; there are: {', '.join(FAULTS)}.")
    if chain is None:
        chain = Random(f"{seed}/chain").choice(CHAINS)
    if layout is None and chain in LAYOUTS:
        layout = Random(f"{seed}/layout").choice(LAYOUTS[chain])
    form = find_layout(chain, layout or "")
    rng = Random(f"{seed}/{chain}/{layout}")
    if "long" in faults and items is None:
        items = rng.randint(24, 40)
    till = form.print_receipt(draw_purchase(rng, form.terms, items=items, names=names, on=on), rng)
    if "long" in faults:
        print_coupons(till, rng.uniform(6.2, 9.5))
    press = PressSettings(cell=rng.randint(13, 17), margin=rng.uniform(0.8, 2.5))
    return DrawnReceipt(seed, chain, layout or "", tuple(faults), form.kind, till.truth(), till, press)


_EVERYDAY_FAULTS: tuple[tuple[str, ...], ...] = (
    (),
    ("background", "skew"),
    ("crumple", "shadow"),
    ("fade", "perspective", "background"),
    ("coloured_light", "jpeg"),
)


def draw_series(seed: int, count: int, *, until: date | None = None) -> Iterator[DrawnReceipt]:
    """Draw `count` receipts that go through all chains and layouts; paper carries everyday faults, app exports none.

    With `until` the last one was bought on that day and each one before it two days earlier.
    """
    kinds = [(chain, layout) for chain in CHAINS for layout in LAYOUTS[chain]]
    Random(seed).shuffle(kinds)
    for index in range(count):
        chain, layout = kinds[index % len(kinds)]
        on_paper = find_layout(chain, layout).kind == "paper"
        faults = _EVERYDAY_FAULTS[index % len(_EVERYDAY_FAULTS)] if on_paper else ()
        on = until - timedelta(days=2 * (count - 1 - index)) if until else None
        yield draw(seed * 10_000 + index, chain, layout, faults, on=on)
