"""Letters out of bytes: what a file says of its encoding, if that holds, else what its letters say."""

from __future__ import annotations

import codecs
import re

from foodsave.errors import Invalid
from foodsave.infra.http import charset_of

_HEAD = 4096
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
# The Polish letters where the two old encodings differ; the bytes of the other are control characters or signs.
_ONLY_CP1250 = re.compile(rb"[\x8c\x8f\x9c\x9f\xa5\xb9]")
_ONLY_LATIN_2 = re.compile(rb"[\xa1\xa6\xac\xb1\xb6\xbc]")
_CONTROLS = re.compile(rb"[\x80-\x9f]")
_CHARSETS = ("utf-8", "utf-16", "iso8859", "cp125", "ascii", "koi8", "mac-")
_MEANT = {"iso8859-1": "cp1252"}  # as browsers take it (WHATWG Encoding, 4.2)
_POLISH = re.compile(r"[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")
_LATIN = re.compile(r"[À-ÿ]")


def decoded(content: bytes, media_type: str | None = None) -> str:
    """Return the text of a file or page; a declared charset is believed as long as it can be.

    Raises:
        Invalid: it is no text (not_text).
    """
    for mark, marked in _BOMS:
        if content.startswith(mark):
            return _strictly(content, marked)
    if b"\0" in content:
        raise Invalid("this is no text file; send a page, a text or an export of recipes", code="not_text")
    for name in ("utf-8", charset_of(media_type or ""), _declared_in(content)):  # what is UTF-8 is so by no chance
        if name is not None and (text := _tried(content, name)) is not None:
            return text
    return _old_polish(content)


def _declared_in(content: bytes) -> str | None:
    found = _DECLARED.search(content[:_HEAD])
    return found[1].decode("ascii", "ignore") if found else None


def _tried(content: bytes, name: str) -> str | None:
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if not known.startswith(_CHARSETS):
        return None
    known = _MEANT.get(known, known)
    if known == "iso8859-2" and _CONTROLS.search(content):  # written on Windows, whatever it says
        known = "cp1250"
    try:
        return content.decode(known)
    except UnicodeError:
        return None


def _old_polish(content: bytes) -> str:
    if len(_ONLY_LATIN_2.findall(content)) > len(_ONLY_CP1250.findall(content)):
        return content.decode("iso-8859-2", "replace")
    polish, western = (content.decode(name, "replace") for name in ("cp1250", "cp1252"))
    return western if len(_LATIN.findall(western)) > 2 * len(_POLISH.findall(polish)) else polish


def _strictly(content: bytes, name: str) -> str:
    try:
        text = content.decode(name)
    except UnicodeError as error:
        raise Invalid("the file is damaged: its letters cannot be read", code="not_text") from error
    if "\0" in text:
        raise Invalid("this is no text file; send a page, a text or an export of recipes", code="not_text")
    return text
