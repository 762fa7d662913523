"""The seeded receipt generator: draws receipts of every chain with their truth and with real-life faults.

`draw(7, "lidl", "paper", ("skew", "shadow"))` gives a `DrawnReceipt` with `.image`, `.jpeg()`, `.png()`, `.webp()`,
`.tiff()`, `.heic()`, `.pdf()`, `.page_texts()` and `.truth`. The same seed gives the same receipt on every run.
Pictures need the DejaVu fonts (Debian: fonts-dejavu-core).
"""

from foodsave.testing.receipts.catalogue import CHAINS, LAYOUTS
from foodsave.testing.receipts.comparison import ReadingCheck, compare_reading
from foodsave.testing.receipts.drawing import FAULTS, DrawnReceipt, draw, draw_series
from foodsave.testing.receipts.truth import ReceiptTruth, TruthItem

__all__ = [
    "CHAINS",
    "FAULTS",
    "LAYOUTS",
    "DrawnReceipt",
    "ReadingCheck",
    "ReceiptTruth",
    "TruthItem",
    "compare_reading",
    "draw",
    "draw_series",
]
