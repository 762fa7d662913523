"""PP-OCRv6-small through RapidOCR and onnxruntime, one thread, with our own tiles, strips and alphabet.

The library's one-call pipeline scales long pictures to 2,000 pixels, pads every strip to 320 and reads Chinese into
smudges; so its models and its box post-processing are used, and the rest is here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from foodsave.errors import Unavailable
from foodsave.infra.ocr.crops import Image, cut_strip
from foodsave.infra.ocr.engines import rapidocr_models
from foodsave.infra.ocr.tiles import Quads, join_tiles, plan_tiles

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Recognised = tuple[str, float]

_STRIP_HEIGHT = 48
_STRIP_STEP = 32
_STRIP_LONGEST = 1600
_TILE = 800
_OVERLAP = 96
_NET_STEP = 32
# What Polish and English tills print. The models know 18,708 characters, most of them Chinese.
_ALPHABET = frozenset(
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ€£§°×÷–—„”“’‘éÉèÈêüÜöÖäÄß²³½®™•№"
)

# No till has them: they are how the models see its plain signs.
_TYPEWRITTEN = str.maketrans("×–—„”“’‘", 'x--"""\'\'')


class RapidOcr:
    """Finds text boxes and reads them. Not thread safe: one instance in one reading process.

    Images are height x width x 3, red first, 0..255. Boxes are n x 4 x 2, clockwise from the top left, in pixels.
    """

    name = "rapidocr"

    def __init__(self) -> None:
        models = rapidocr_models()
        if models is None:
            raise Unavailable("RapidOCR is not installed here; install the packages rapidocr and onnxruntime.")
        from rapidocr.ch_ppocr_det.utils import DBPostProcess

        self._detector = _session(models[0])
        self._recogniser = _session(models[1])
        self._boxes_of = DBPostProcess(
            thresh=0.3, box_thresh=0.5, max_candidates=1000, unclip_ratio=1.6, score_mode="fast", use_dilation=True
        )
        self._columns, self._letters = _alphabet(self._recogniser)

    def find_boxes(self, image: Image) -> Quads:
        """Return the boxes of all text in the image, tile by tile."""
        tiles = plan_tiles(image.shape[0], tile=_TILE, overlap=_OVERLAP)
        found: list[Quads] = []
        for tile in tiles:
            quads = self._find_in_tile(image[tile.top : tile.bottom])
            if len(quads):
                quads += np.array([0, tile.top], dtype=np.float32)
                centres = quads[:, :, 1].mean(axis=1)
                found.append(quads[(centres >= tile.keep_from - 4) & (centres <= tile.keep_to + 4)])
        return join_tiles(found)

    def _find_in_tile(self, tile: Image) -> Quads:
        height, width = tile.shape[:2]
        size = (max(1, -(-width // _NET_STEP)) * _NET_STEP, max(1, -(-height // _NET_STEP)) * _NET_STEP)
        # Padding keeps the print's scale; stretching to the next multiple would not.
        padded = cv2.copyMakeBorder(tile[:, :, ::-1], 0, size[1] - height, 0, size[0] - width, cv2.BORDER_REPLICATE)
        batch = np.empty((1, 3, size[1], size[0]), dtype=np.float32)
        np.multiply(padded.transpose(2, 0, 1), np.float32(1 / 127.5), out=batch[0])
        batch -= 1.0
        quads, _ = self._boxes_of(_run(self._detector, batch), (size[1], size[0]))
        if len(quads) == 0:
            return np.empty((0, 4, 2), dtype=np.float32)
        return np.asarray(quads, dtype=np.float32)

    def read_boxes(self, image: Image, quads: Quads) -> list[Recognised]:
        """Return text and confidence (0..1) of every box, in order; an empty text where nothing is legible."""
        return self.read_strips([cut_strip(image, quad, _STRIP_HEIGHT, longest=_STRIP_LONGEST) for quad in quads])

    def read_strips(self, strips: Sequence[Image]) -> list[Recognised]:
        """Recognise strips of text that are 48 pixels high."""
        return [self._read_strip(strip) for strip in strips]

    def _read_strip(self, strip: Image) -> Recognised:
        width = strip.shape[1]
        batch = np.zeros((1, 3, _STRIP_HEIGHT, -(-width // _STRIP_STEP) * _STRIP_STEP), dtype=np.float32)
        np.multiply(strip[:, :, ::-1].transpose(2, 0, 1), np.float32(1 / 127.5), out=batch[0, :, :, :width])
        batch[0, :, :, :width] -= 1.0
        return self._decode(_run(self._recogniser, batch)[0])

    def _decode(self, chances: NDArray[np.float32]) -> Recognised:
        # Connectionist temporal classification, greedy: merge repeats, drop blanks (column 0).
        known = chances[:, self._columns]
        best = known.argmax(axis=1)
        fresh = np.concatenate(([True], best[1:] != best[:-1])) & (best != 0)
        if not fresh.any():
            return "", 0.0
        return "".join(self._letters[index] for index in best[fresh]), float(known.max(axis=1)[fresh].mean())


def _session(model: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Every page has another shape: arenas and patterns kept for each would only grow.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(model), sess_options=options, providers=["CPUExecutionProvider"])


def _run(session: InferenceSession, batch: NDArray[np.float32]) -> NDArray[np.float32]:
    (result,) = session.run(None, {session.get_inputs()[0].name: batch})
    return np.asarray(result, dtype=np.float32)


def _alphabet(session: InferenceSession) -> tuple[NDArray[np.intp], list[str]]:
    characters = ["", *session.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]
    columns = [0] + [index for index, character in enumerate(characters) if character in _ALPHABET and index]
    return np.array(columns, dtype=np.intp), [characters[index].translate(_TYPEWRITTEN) for index in columns]
