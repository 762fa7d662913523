"""Which readers this machine has. One that is absent is said to be absent, with what would bring it.

Imports none of them: the web process asks as well, and stays small.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import which

_MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx")


@dataclass(frozen=True, slots=True)
class EngineState:
    """One engine: `remedy` says how to get it when it is not `available`."""

    name: str
    available: bool
    remedy: str = ""


def list_engines() -> tuple[EngineState, ...]:
    """Return every engine of the cascade, best first, with its state on this machine."""
    return (
        EngineState("pdf-text", available=True),
        _state("rapidocr", rapidocr_models() is not None, "pip install rapidocr onnxruntime"),
        _state("tesseract", tesseract_installed(), "apt-get install tesseract-ocr tesseract-ocr-pol"),
        _state("poppler", which("pdftoppm") is not None, "apt-get install poppler-utils"),
    )


def rapidocr_models() -> tuple[Path, Path] | None:
    """Return the detector's and the recogniser's model file, or None when the engine is not installed."""
    package = find_spec("rapidocr") if find_spec("onnxruntime") else None
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "models"
    detector, recogniser = (folder / name for name in _MODELS)
    return (detector, recogniser) if detector.is_file() and recogniser.is_file() else None


def tesseract_installed() -> bool:
    """Tell whether the program can be found."""
    return which("tesseract") is not None


def _state(name: str, available: bool, remedy: str) -> EngineState:
    return EngineState(name, available, "" if available else remedy)
