"""Files and JSON that the same address takes, read whole within a limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.datastructures import UploadFile

from foodsave.errors import Invalid, TooLarge

FILE_FIELD = "file"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent; its name and media type are hints of the sender."""

    content: bytes
    filename: str | None
    media_type: str | None


async def read_upload(request: Request, *, limit_bytes: int) -> SentFile:
    """Return the file in the field `file` of a multipart body.

    Raises:
        Invalid: there is none, or it is empty.
        TooLarge: it is larger than `limit_bytes`.
    """
    async with request.form(max_files=1, max_fields=10) as form:
        sent = form.get(FILE_FIELD)
        if not isinstance(sent, UploadFile):
            raise Invalid("send the file in the multipart field 'file'", code="no_file")
        content = await sent.read(limit_bytes + 1)
        if len(content) > limit_bytes:
            raise TooLarge(f"a file may have {limit_bytes} bytes", code="file_too_large")
        if not content:
            raise Invalid("the file is empty", code="empty_file")
        return SentFile(content, safe_filename(sent.filename), sent.content_type)


def safe_filename(name: str | None) -> str | None:
    """Return a file's name without folders and signs that have no place in one; None when nothing is left."""
    kept = "".join(char for char in (name or "") if char.isprintable() and char not in '/\\<>"').strip()
    return kept[-200:] or None


def file_body(schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the OpenAPI of a body that is a multipart file or, with a `schema`, JSON."""
    file = {
        "type": "object",
        "required": [FILE_FIELD],
        "properties": {FILE_FIELD: {"type": "string", "format": "binary"}},
    }
    content: dict[str, Any] = {"multipart/form-data": {"schema": file}}
    if schema is not None:
        content["application/json"] = {"schema": schema}
    return {"requestBody": {"required": True, "content": content}}
