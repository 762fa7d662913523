"""Which readers this machine has. One that is absent is said to be absent, with what would bring it."""

from __future__ import annotations

from dataclasses import dataclass
from shutil import which

from foodsave.infra.ocr.rapid import rapidocr_models
from foodsave.infra.ocr.tesseract import tesseract_installed


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


def _state(name: str, available: bool, remedy: str) -> EngineState:
    return EngineState(name, available, "" if available else remedy)
