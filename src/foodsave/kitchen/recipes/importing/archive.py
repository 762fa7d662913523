"""Zips of recipes: what is inside is counted and unpacked within bounds, whatever the zip says about itself."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from foodsave.errors import Invalid, TooLarge
from foodsave.kitchen.recipes.importing.limits import UNPACKED_BYTES, ZIP_MEMBERS

_CHUNK_BYTES = 1 << 16
_READ = (".json", ".jsonld", ".cook", ".md", ".markdown", ".txt", ".html", ".htm", ".zip")
_DEEPEST = 2
# what zipfile and its unpackers raise on a file that was damaged or made to be; nested zips too
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, LookupError, NotImplementedError),
    *(OSError, RuntimeError, ValueError),
)


class Budget:
    """How many members and bytes the zips of one file may still give."""

    def __init__(self, members: int = ZIP_MEMBERS, unpacked_bytes: int = UNPACKED_BYTES) -> None:
        self.members, self.unpacked_bytes = members, unpacked_bytes

    def open_members(self, number: int) -> None:
        """Count the members of one zip.

        Raises:
            TooLarge: there are too many.
        """
        self.members -= number
        if self.members < 0:
            raise TooLarge(f"the zip holds more than {ZIP_MEMBERS} files; split it", code="too_many_files")

    def unpack(self, number: int) -> None:
        """Count unpacked bytes.

        Raises:
            TooLarge: there are too many.
        """
        self.unpacked_bytes -= number
        if self.unpacked_bytes < 0:
            raise TooLarge(f"the zip unpacks to more than {UNPACKED_BYTES} bytes; split it", code="too_large_unpacked")


def is_zip(content: bytes) -> bool:
    """Tell whether a file begins as a zip does."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpacked(content: bytes, budget: Budget, depth: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of every file in a zip, and in the zips inside it, that recipes may be in.

    Raises:
        Invalid: the zip is damaged or has a password (damaged_file).
        TooLarge: it holds more than is read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            budget.open_members(len(members))
            for member in members:
                name = member.filename.lower()
                if not name.endswith(_READ) or name.startswith("__macosx/"):
                    continue
                inner = _content(archive, member, budget)
                if not is_zip(inner):
                    yield member.filename, inner
                elif depth < _DEEPEST:
                    yield from unpacked(inner, budget, depth + 1)
    except _DAMAGED as error:
        raise Invalid(
            "the zip is damaged, or it has a password; export it again without one", code="damaged_file"
        ) from error


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    content = bytearray()
    with archive.open(member) as source:
        while part := source.read(_CHUNK_BYTES):
            budget.unpack(len(part))
            content += part
    return bytes(content)
