"""PDF files that cannot or should not be read."""

from __future__ import annotations

import hashlib

from foodsave.testing.receipts import draw

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_DOCUMENT_ID = hashlib.sha256(b"foodsave").digest()[:16]


def write_pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Write a PDF from its objects, of which the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R %b >>\n" % (len(objects) + 1, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def pdf_of_pages(count: int) -> bytes:
    """A valid PDF with `count` empty pages, also with none."""
    kids = b" ".join(b"%d 0 R" % (3 + i) for i in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 600] >>"
    tree = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count)
    return write_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, *[page] * count])


def truncated_pdf() -> bytes:
    """The first half of a PDF of a receipt."""
    whole = draw(11, "biedronka", "ereceipt", items=5).pdf()
    return whole[: len(whole) // 2]


def slow_pdf(levels: int = 9, fan_out: int = 12) -> bytes:
    """A small PDF whose one page paints `fan_out ** levels` squares: a renderer is busy until it is stopped."""
    forms = []
    for level in range(levels):
        box = b"/Type /XObject /Subtype /Form /BBox [0 0 300 600]"
        if level == levels - 1:
            forms.append(_stream(b"0.2 0.4 0.6 rg 10 10 250 500 re f 20 20 m 280 300 10 500 250 590 c S", box))
        else:
            inner = b"/Resources << /XObject << /F %d 0 R >> >>" % (6 + level)
            forms.append(_stream(b"q 1 0 0 1 0.1 0.1 cm /F Do Q\n" * fan_out, box + inner))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 600] /Contents 4 0 R"
        b" /Resources << /XObject << /F 5 0 R >> >> >>"
    )
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return write_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, _stream(b"/F Do"), *forms])


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def encrypted_pdf(opened_by: str = "sekret") -> bytes:
    """A PDF that opens only with the password `opened_by` (PDF 1.4, section 3.5, revision 2)."""
    padded = (opened_by.encode("latin-1") + _PADDING)[:32]
    owner = _rc4(_md5(padded)[:5], padded)
    key = _md5(padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + _DOCUMENT_ID)[:5]
    user = _rc4(key, _PADDING)
    content = _rc4(_md5(key + (4).to_bytes(3, "little") + bytes(2))[:10], b"10 10 100 100 re f")
    guard = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >>" % (
        owner.hex().encode(),
        user.hex().encode(),
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 600] /Contents 4 0 R >>",
        _stream(content),
        guard,
    ]
    name = _DOCUMENT_ID.hex().encode()
    return write_pdf(objects, b"/Encrypt 5 0 R /ID [<%b> <%b>]" % (name, name))
