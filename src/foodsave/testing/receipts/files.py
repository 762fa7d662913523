"""File formats that people upload: every way in which a picture of a receipt becomes bytes."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence
from typing import Literal

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from foodsave.infra.ocr.layout import PageText, Word
from foodsave.testing.receipts.fonts import font_path, load_font

TextLayer = Literal["none", "exact", "garbage"]
_POINTS_PER_PIXEL = 0.48
_ORIENTATION = 0x0112


def image_bytes(image: Image.Image, kind: str, *, quality: int = 88, orientation: int = 1) -> bytes:
    """Encode as JPEG, PNG, WEBP, TIFF or HEIF, with an EXIF orientation where it is not 1."""
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    out = io.BytesIO()
    options: dict[str, object] = {"quality": quality} if kind in ("JPEG", "WEBP", "HEIF") else {}
    if kind == "TIFF":
        options["compression"] = "tiff_lzw"
    if orientation != 1:
        exif = Image.Exif()
        exif[_ORIENTATION] = orientation
        options["exif"] = exif
    image.save(out, kind, **options)
    return out.getvalue()


def image_pdf(pages: Sequence[Image.Image], *, quality: int = 88) -> bytes:
    """Wrap pictures as the pages of a PDF without text."""
    out = io.BytesIO()
    first, *rest = pages
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=72 / _POINTS_PER_PIXEL, quality=quality)
    return out.getvalue()


def _add_text(page: pypdfium2.PdfPage, font: object, word: Word, height: float, *, hidden: bool) -> None:
    document = page.pdf
    (left, top), (right, _), (_, bottom), _ = word.quad
    size = (bottom - top) * 0.85
    handle = pdfium.FPDFPageObj_CreateTextObj(document.raw, font, ctypes.c_float(size * _POINTS_PER_PIXEL))
    encoded = ctypes.create_string_buffer((word.text + "\x00").encode("utf-16-le"))
    pdfium.FPDFText_SetText(handle, ctypes.cast(encoded, pdfium.FPDF_WIDESTRING))
    squeeze = (right - left) / max(1.0, load_font("sans", 100).getlength(word.text) * size / 100)
    base = height - (bottom * 0.8 + top * 0.2) * _POINTS_PER_PIXEL
    pdfium.FPDFPageObj_Transform(handle, squeeze, 0, 0, 1, left * _POINTS_PER_PIXEL, base)
    if hidden:
        pdfium.FPDFTextObj_SetTextRenderMode(handle, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    pdfium.FPDFPage_InsertObject(page.raw, handle)


def _load_pdf_font(document: pypdfium2.PdfDocument) -> object:
    data = font_path("sans").read_bytes()
    buffer = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
    return pdfium.FPDFText_LoadFont(document.raw, buffer, len(data), pdfium.FPDF_FONT_TRUETYPE, True)


def text_pdf(texts: Sequence[PageText], images: Sequence[Image.Image] | None = None) -> bytes:
    """Write a PDF with a text layer: visible text, or invisible text over pictures when `images` are given."""
    document = pypdfium2.PdfDocument.new()
    font = _load_pdf_font(document)
    for index, text in enumerate(texts):
        width, height = text.width * _POINTS_PER_PIXEL, text.height * _POINTS_PER_PIXEL
        page = document.new_page(width, height)
        if images is not None:
            _add_picture(document, page, images[index], width, height)
        for word in text.words:
            _add_text(page, font, word, height, hidden=images is not None)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _add_picture(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, image: Image.Image, width: float, height: float
) -> None:
    picture = pypdfium2.PdfImage.new(document)
    picture.load_jpeg(io.BytesIO(image_bytes(image, "JPEG")))
    picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(picture)
