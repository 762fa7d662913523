"""Uploads that are no picture at all, or never seem to end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

_CHUNK = 65_536


def not_an_image() -> bytes:
    """A text that calls itself a receipt."""
    return b"PARAGON FISKALNY\nMLEKO 1 x3,49 3,49C\nSUMA PLN 3,49\n" * 40


def byte_stream(size_bytes: int = 200_000_000) -> Iterator[bytes]:
    """Yield a stream that begins like a JPEG and goes on for `size_bytes`, without holding it in memory."""
    yield b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
    chunk, left = bytes(range(256)) * (_CHUNK // 256), size_bytes - 11
    while left > 0:
        yield chunk[:left]
        left -= _CHUNK


async def byte_stream_async(size_bytes: int = 200_000_000) -> AsyncIterator[bytes]:
    """Yield the same stream for asynchronous clients."""
    for chunk in byte_stream(size_bytes):
        yield chunk
