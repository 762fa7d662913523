"""How much of a file is read, whatever the file says about itself."""

from __future__ import annotations

PAGE_BYTES = 5 * 1024 * 1024
FILE_BYTES = 20 * 1024 * 1024
ZIP_MEMBERS = 1000
UNPACKED_BYTES = 50 * 1024 * 1024
MOST_RECIPES = 500
LONGEST_TITLE = 200
LONGEST_VALUE = 200_000
MOST_NODES = 200_000
