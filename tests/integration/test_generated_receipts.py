"""Receipts of every chain, layout and fault, drawn by our own generator and really read."""

from pathlib import Path

import pytest

from foodsave.errors import FoodSaveError
from foodsave.kitchen.receipts.cascade import read_receipt
from foodsave.kitchen.receipts.outcome import RAW_OUTCOME
from foodsave.testing import hostile
from foodsave.testing.receipts import CHAINS, FAULTS, LAYOUTS, compare_reading, draw

KINDS = [(chain, layout) for chain in CHAINS for layout in LAYOUTS[chain]]
PAPER = [chain for chain in CHAINS if "paper" in LAYOUTS[chain]]
SEED = 7


def read(folder: Path, name: str, content: bytes):
    path = folder / name
    path.write_bytes(content)
    return RAW_OUTCOME.validate_python(read_receipt({"path": str(path)}))


@pytest.mark.parametrize(("chain", "layout"), KINDS)
def test_reader_reads_every_chain_and_layout(tmp_path, chain, layout):
    receipt = draw(SEED, chain, layout, items=6)
    name, content = ("receipt.pdf", receipt.pdf()) if receipt.kind == "pdf" else ("receipt.jpg", receipt.jpeg())
    reading = read(tmp_path, name, content).reading
    check = compare_reading(receipt.truth, reading)

    assert check.wrong == ()
    assert check.items_f1 >= 0.9
    assert check.right_discounts == check.printed_discounts


@pytest.mark.parametrize(("fault", "chain"), [(fault, PAPER[i % len(PAPER)]) for i, fault in enumerate(FAULTS)])
def test_reader_reads_through_every_fault(tmp_path, fault, chain):
    receipt = draw(SEED, chain, "paper", (fault,), items=None if fault == "long" else 6)
    reading = read(tmp_path, "receipt.jpg", receipt.jpeg(quality=75)).reading
    check = compare_reading(receipt.truth, reading)

    assert "total" not in check.wrong
    assert "store" not in check.wrong
    assert check.items_f1 >= 0.8
    if reading.balanced:
        assert sorted(line.line_total_minor for line in reading.lines) == sorted(
            item.line_total_minor for item in receipt.truth.items
        )


@pytest.mark.parametrize("kind", ["png", "webp", "tiff", "heic"])
def test_reader_reads_every_picture_format(tmp_path, kind):
    receipt = draw(SEED, "dino", "paper", items=3)
    reading = read(tmp_path, f"receipt.{kind}", getattr(receipt, kind)()).reading

    assert compare_reading(receipt.truth, reading).perfect


def test_reader_takes_a_text_layer_that_balances(tmp_path):
    receipt = draw(SEED, "kaufland", "app", items=6)
    outcome = read(tmp_path, "receipt.pdf", receipt.pdf("exact"))

    assert outcome.engine == "pdf-text"
    assert compare_reading(receipt.truth, outcome.reading).perfect


def test_reader_never_trusts_a_garbage_text_layer(tmp_path):
    receipt = draw(SEED, "stokrotka", "paper", items=4)
    outcome = read(tmp_path, "receipt.pdf", receipt.pdf("garbage"))

    assert outcome.engine != "pdf-text"
    assert compare_reading(receipt.truth, outcome.reading).wrong == ()


def test_reader_hands_hostile_names_on_as_text(tmp_path):
    receipt = hostile.receipt_with_hostile_names()
    reading = read(tmp_path, "receipt.png", receipt.png()).reading
    names = " ".join(line.name for line in reading.lines)

    assert reading.total_minor == receipt.truth.total_minor
    assert "<script>alert(1)</script>" in names
    assert "DROP TABLE" in names


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("not_an_image.txt", "unsupported_type"),
        ("bomb.gif", "unsupported_type"),
        ("truncated.jpg", "damaged_file"),
        ("truncated.png", "damaged_file"),
        ("truncated.pdf", "damaged_file"),
        ("garbage.jpg", "damaged_file"),
        ("encrypted.pdf", "encrypted_pdf"),
        ("no_pages.pdf", "no_pages"),
        ("hundred_pages.pdf", "too_many_pages"),
        ("huge.png", "too_many_pixels"),
        ("no_receipt.jpg", "no_receipt"),
        ("two_receipts.jpg", "several_receipts"),
    ],
)
def test_reader_says_why_it_cannot_read_a_hostile_file(tmp_path, name, reason):
    with pytest.raises(FoodSaveError) as failure:
        read(tmp_path, name, hostile.HOSTILE_FILES[name]())

    assert failure.value.reason == reason


def test_reader_tells_a_document_without_pages_from_the_locked_one_before_it(tmp_path):
    reasons = []
    for name in ("encrypted.pdf", "no_pages.pdf"):
        with pytest.raises(FoodSaveError) as failure:
            read(tmp_path, name, hostile.HOSTILE_FILES[name]())
        reasons.append(failure.value.reason)

    assert reasons == ["encrypted_pdf", "no_pages"]
