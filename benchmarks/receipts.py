"""Figures of the receipt reader on a labelled folder: `python benchmarks/receipts.py --data DIR`.

The folder holds labels.json and the files it names, in the sets polish, polish-crops and sroie. Without `--data` and
FOODSAVE_EVAL_DATA every measure is skipped by name.
"""

from __future__ import annotations

import argparse
import asyncio
import difflib
import json
import os
import re
import statistics
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps

from foodsave.errors import FoodSaveError
from foodsave.kitchen.receipts.outcome import ReadOutcome
from foodsave.kitchen.receipts.reader import ReceiptReader
from foodsave.kitchen.receipts.reading import ReadLine, ReceiptReading

Label = dict[str, Any]
Reads = dict[str, ReadOutcome]
MEASURES = {
    "polish total": 0.96,
    "polish date": 0.96,
    "polish store": 1.00,
    "polish items F1": 0.98,
    "polish price F1": 0.99,
    "polish discounts exact": 0.96,
    "polish balanced": 0.92,
    "polish wrong among balanced": 0,
    "polish repaired lines that are wrong": 0,
    "crops amounts found": None,
    "four rotations / upright": 0.98,
    "sroie date": 0.97,
    "sroie total": 0.93,
    "sroie company": 0.95,
    "CPU / bare RapidOCR call at 1000 px, median": 1.2,
    "peak memory of the child, MB": 700,
    "memory slope after 20, MB a receipt": 0.1,
}
AT_MOST = ("wrong", "CPU", "memory")


@dataclass
class Tally:
    """Counts of one set of Polish receipts."""

    receipts: int = 0
    total: int = 0
    date: int = 0
    store: int = 0
    wanted: int = 0
    found: int = 0
    items: int = 0
    prices: int = 0
    discounts: int = 0
    discounts_right: int = 0
    balanced: int = 0
    wrong_balanced: list[str] = field(default_factory=list)
    repaired: int = 0
    repaired_wrong: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        return 2 * right / max(self.wanted + self.found, 1)


def plain(text: str | None) -> str:
    """Lower case letters and digits without diacritics."""
    decomposed = unicodedata.normalize("NFKD", (text or "").lower().replace("ł", "l"))
    return "".join(letter for letter in decomposed if letter.isalnum())


def similar(one: str | None, other: str | None) -> bool:
    return difflib.SequenceMatcher(None, plain(one), plain(other)).ratio() >= 0.8


def minor(amount: object) -> int | None:
    digits = re.sub(r"[^0-9.,-]", "", str(amount or "")).replace(",", ".")
    try:
        return round(float(digits) * 100)
    except ValueError:
        return None


def score_polish(labels: Sequence[Label], reads: Reads) -> Tally:
    tally = Tally()
    for label in labels:
        outcome = reads.get(label["file"])
        tally.receipts += 1
        tally.wanted += len(label["items"])
        if outcome:
            _count_receipt(tally, label, outcome.reading)
    return tally


def _count_receipt(tally: Tally, label: Label, reading: ReceiptReading) -> None:
    tally.total += reading.total_minor == minor(label["total"])
    tally.date += reading.date == label["date"]
    store, wanted_store = plain(reading.store), plain(label["store"])
    tally.store += bool(store) and (store in wanted_store or wanted_store in store)
    tally.found += len(reading.lines)
    free, prices = list(reading.lines), Counter(line.line_total_minor for line in reading.lines)
    for item in label["items"]:
        price = minor(item["line_total"])
        if price is not None and prices[price] > 0:
            prices[price] -= 1
            tally.prices += 1
        match = next(
            (line for line in free if line.line_total_minor == price and similar(line.name, item["name"])), None
        )
        if match:
            free.remove(match)
            tally.items += 1
        discount = minor(item.get("discount") or "0")
        if match and (discount or match.discount_minor):  # one that is not printed counts as wrong
            tally.discounts += 1
            tally.discounts_right += match.discount_minor == discount
    _count_balance(tally, label, reading)


def _count_balance(tally: Tally, label: Label, reading: ReceiptReading) -> None:
    wanted = sorted(minor(item["line_total"]) or 0 for item in label["items"])
    got = sorted(line.line_total_minor for line in reading.lines)
    if reading.balanced:
        tally.balanced += 1
        if reading.total_minor != minor(label["total"]) or got != wanted:
            tally.wrong_balanced.append(label["file"])
    for repair in reading.repairs:
        tally.repaired += 1
        line: ReadLine | None = reading.lines[repair.line] if repair.line is not None else None
        value = reading.total_minor if line is None else line.line_total_minor
        if value not in ([minor(label["total"])] if line is None else wanted):
            tally.repaired_wrong.append(label["file"])


def polish_figures(tally: Tally) -> dict[str, float]:
    n = max(tally.receipts, 1)
    return {
        "polish total": tally.total / n,
        "polish date": tally.date / n,
        "polish store": tally.store / n,
        "polish items F1": tally.f1(tally.items),
        "polish price F1": tally.f1(tally.prices),
        "polish discounts exact": tally.discounts_right / max(tally.discounts, 1),
        "polish balanced": tally.balanced / n,
        "polish wrong among balanced": len(tally.wrong_balanced),
        "polish repaired lines that are wrong": len(tally.repaired_wrong),
    }


def sroie_figures(labels: Sequence[Label], reads: Reads) -> dict[str, float]:
    readings = [(label, reads[label["file"]].reading) for label in labels if label["file"] in reads]
    n = max(len(labels), 1)
    return {
        "sroie date": sum(reading.date == label["date"] for label, reading in readings) / n,
        "sroie total": sum(reading.total_minor == minor(label["total"]) for label, reading in readings) / n,
        "sroie company": sum(_same_company(reading.store, label["company"]) for label, reading in readings) / n,
    }


def _same_company(got: str | None, wanted: str) -> bool:
    one, other = plain(got), plain(wanted)
    return bool(one) and (one in other or other in one or difflib.SequenceMatcher(None, one, other).ratio() >= 0.8)


def crop_figures(labels: Sequence[Label], reads: Reads) -> dict[str, float]:
    hits = wanted = 0
    for label in labels:
        lines = reads[label["file"]].reading.lines if label["file"] in reads else ()
        have = Counter([line.line_total_minor for line in lines] + [line.discount_minor for line in lines])
        want = Counter(minor(amount["amount"]) for amount in label["amounts"])
        wanted += want.total()
        hits += sum(min(count, have[amount or 0]) for amount, count in want.items())
    return {"crops amounts found": hits / max(wanted, 1)}


async def read_files(reader: ReceiptReader, files: dict[str, Path]) -> Reads:
    """Read files one after another; those that fail are named and left out."""
    reads: Reads = {}
    for name, path in files.items():
        try:
            reads[name] = await reader.read(path)
        except FoodSaveError as error:
            print(f"  {name}: {error.reason}", flush=True)
    return reads


async def rotation_figure(
    reader: ReceiptReader, labels: Sequence[Label], data: Path, upright: Reads
) -> dict[str, float]:
    """Turn every photo by 0, 90, 180 and 270 degrees and compare the mean score with that of the files as they are.

    The score is the mean of the shares of right totals, dates and stores and of the items F1.
    """
    photos = [label for label in labels if label.get("kind") == "paper_photo"]
    before = score_polish(photos, upright)
    turned: list[Tally] = []
    with tempfile.TemporaryDirectory() as folder:
        for turns in range(4):
            files = {label["file"]: _turned(data / label["file"], Path(folder), turns) for label in photos}
            turned.append(score_polish(photos, await read_files(reader, files)))
            print(f"  turned by {90 * turns}: {_short(turned[-1])}", flush=True)
    score = statistics.mean(_photo_score(tally) for tally in turned)
    return {"four rotations / upright": score / max(_photo_score(before), 1e-9)}


def _photo_score(tally: Tally) -> float:
    n = max(tally.receipts, 1)
    return statistics.mean([tally.total / n, tally.date / n, tally.store / n, tally.f1(tally.items)])


def _short(tally: Tally) -> str:
    figures = polish_figures(tally)
    return ", ".join(f"{name.removeprefix('polish ')} {value:.3f}" for name, value in figures.items())


def _turned(path: Path, folder: Path, turns: int) -> Path:
    with Image.open(path) as picture:
        seen = ImageOps.exif_transpose(picture).convert("RGB")
    target = folder / f"{path.stem}-{turns}.jpg"
    seen.rotate(90 * turns, expand=True).save(target, quality=95)
    return target


def bare_pages(path: Path) -> Iterator[np.ndarray]:
    """Yield a file's pages at most 1000 pixels wide, blue first, as RapidOCR takes them."""
    if path.suffix == ".pdf":
        pictures = [page.render(scale=1000 / page.get_width()).to_pil() for page in pypdfium2.PdfDocument(path)]
    else:
        with Image.open(path) as picture:
            pictures = [ImageOps.exif_transpose(picture).convert("RGB")]
    for picture in pictures:
        seen = picture.convert("RGB")
        if seen.width > 1000:
            seen = seen.resize((1000, round(seen.height * 1000 / seen.width)), Image.Resampling.LANCZOS)
        yield np.ascontiguousarray(np.asarray(seen)[:, :, ::-1])


def cpu_figure(files: dict[str, Path], reads: Reads) -> dict[str, float]:
    """Compare each reading's CPU with one call of the library, on one thread, without its angle model."""
    from rapidocr import RapidOCR

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    bare = RapidOCR(params={**threads, "Global.use_cls": False, "Global.log_level": "error"})
    bare(np.full((320, 320, 3), 255, dtype=np.uint8))
    ratios = []
    for name, path in files.items():
        pages = list(bare_pages(path))
        started = time.process_time()
        for page in pages:
            bare(page)
        if name in reads:
            ratios.append(reads[name].cpu_s / (time.process_time() - started))
    return {"CPU / bare RapidOCR call at 1000 px, median": statistics.median(ratios)}


async def memory_figures(files: dict[str, Path], count: int) -> dict[str, float]:
    """Read `count` files with one fresh child; the slope is that of a straight line through all after the 20th."""
    reader = ReceiptReader()
    paths, resident, peak = list(files.values()), [], 0
    try:
        for index in range(count):
            outcome = await reader.read(paths[index % len(paths)])
            resident.append(outcome.rss_bytes / 1e6)
            peak = max(peak, outcome.peak_rss_bytes)
    finally:
        await reader.aclose()
    late = resident[20:]
    slope = float(np.polyfit(np.arange(len(late)), late, 1)[0]) if len(late) > 1 else 0.0
    return {"peak memory of the child, MB": peak / 1e6, "memory slope after 20, MB a receipt": slope}


async def measure(data: Path, options: argparse.Namespace) -> dict[str, float]:
    labels: list[Label] = json.loads((data / "labels.json").read_text(encoding="utf-8"))
    sets = {name: [label for label in labels if label["set"] == name] for name in ("polish", "polish-crops", "sroie")}
    files = {label["file"]: data / label["file"] for label in labels}
    reader = ReceiptReader()
    try:
        warm = next(iter(files.values()))
        await read_files(reader, {"warm-up": warm})
        reads = await read_files(reader, files)
        tally = score_polish(sets["polish"], reads)
        figures = (
            polish_figures(tally) | crop_figures(sets["polish-crops"], reads) | sroie_figures(sets["sroie"], reads)
        )
        for name in (*tally.wrong_balanced, *tally.repaired_wrong):
            print(f"  wrong though balanced or repaired: {name}")
        if options.rotations:
            figures |= await rotation_figure(reader, sets["polish"], data, reads)
    finally:
        await reader.aclose()
    whole = {name: path for name, path in files.items() if "crop" not in name}
    if options.cpu:
        figures |= cpu_figure(whole, reads)
    if options.receipts:
        figures |= await memory_figures(whole, options.receipts)
    return figures


def report(figures: dict[str, float]) -> bool:
    """Print every measure and tell whether none of those that were taken missed its target."""
    missed = False
    for name, target in MEASURES.items():
        if name not in figures:
            print(f"{name:45} skipped")
            continue
        sign = "<=" if any(word in name for word in AT_MOST) else ">="
        wanted = "" if target is None else f"{sign} {target}"
        met = target is None or (figures[name] <= target if sign == "<=" else figures[name] >= target)
        print(f"{name:45} {figures[name]:8.3f}  {wanted:9} {'' if met else 'MISSED'}")
        missed |= not met
    return not missed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("FOODSAVE_EVAL_DATA"))
    parser.add_argument("--receipts", type=int, default=200, help="how many readings the memory figure takes; 0: none")
    parser.add_argument("--no-rotations", dest="rotations", action="store_false")
    parser.add_argument("--no-cpu", dest="cpu", action="store_false")
    options = parser.parse_args()
    if options.data is None:
        report({})
        return
    folder = Path(options.data)
    data = folder if (folder / "labels.json").is_file() else next(folder.glob("*/labels.json")).parent
    sys.exit(0 if report(asyncio.run(measure(data, options))) else 1)


if __name__ == "__main__":
    main()
