"""`foodsave receipts read`: tables for people, one JSON object a line for programs."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foodsave.cli.receipts import app
from foodsave.testing.receipts import DrawnReceipt, draw

KEYS = [
    *("file", "engine", "store", "nip", "date", "time", "total", "currency", "deposit", "payable", "items"),
    *("balanced", "confidence", "repairs", "seconds"),
]


@pytest.fixture
def receipt() -> DrawnReceipt:
    return draw(5, "lidl", "paper", items=3)


@pytest.fixture
def files(tmp_path, receipt, monkeypatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", "160")
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.gif"
    good.write_bytes(receipt.pdf("exact"))
    bad.write_bytes(b"GIF89a....")
    return [str(good), str(bad)]


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_receipts_read_prints_one_object_a_line_in_order(files, receipt):
    code, output, _ = run("read", "--json", files[1], files[0])

    refused, row = map(json.loads, output.splitlines())
    assert code == 1
    assert refused["file"] == files[1]
    assert refused.pop("error")["code"] == "unsupported_type"
    assert list(refused) == KEYS
    assert {refused[key] for key in KEYS[1:]} == {None}
    assert list(row) == KEYS
    assert row["file"] == files[0]
    assert row["engine"] == "pdf-text"
    assert row["balanced"] is True
    assert row["date"] == receipt.truth.date
    assert row["total"] == f"{receipt.truth.total_minor / 100:.2f}"
    assert row["repairs"] == []


def test_receipts_read_prints_items_as_the_labels_do(files, receipt):
    _, output, _ = run("read", "--json", files[0])

    items = json.loads(output)["items"]
    assert [list(item) for item in items] == [["name", "qty", "unit_price", "line_total", "vat", "discount"]] * 3
    assert [item["line_total"] for item in items] == [f"{i.line_total_minor / 100:.2f}" for i in receipt.truth.items]
    assert [item["discount"] for item in items] == [f"{i.discount_minor / 100:.2f}" for i in receipt.truth.items]


def test_receipts_read_prints_a_table_when_all_is_well(files, receipt):
    code, output, errors = run("read", files[0])

    assert code == 0
    assert errors == ""
    assert "the sums agree" in output
    assert f"{receipt.truth.total_minor / 100:.2f}" in output
    assert receipt.truth.items[0].name.split()[0] in output


def test_receipts_read_reports_a_bad_file_and_goes_on(files):
    code, output, errors = run("read", files[1], files[0], str(Path(files[0]).with_name("missing.jpg")))

    assert code == 1
    assert "the sums agree" in output
    assert "bad.gif" in errors
    assert "missing.jpg: The file cannot be opened" in errors.replace("\n", "")


def test_receipts_read_goes_on_when_a_name_is_in_another_encoding(files):
    odd = os.fsdecode(b"paragon-\xb3.jpg")

    code, output, _ = run("read", "--json", odd, files[0])

    assert code == 1
    assert [json.loads(line)["file"] for line in output.splitlines()] == [
        "paragon-\N{REPLACEMENT CHARACTER}.jpg",
        files[0],
    ]
