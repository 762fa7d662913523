"""The entry point of `foodsave` and of `python -m foodsave`."""

from __future__ import annotations

import sys

from foodsave.errors import FoodSaveError


def main() -> None:
    """Run the command line; a stated failure ends it with one message and exit code 2 (settings) or 1."""
    from foodsave.cli import app
    from foodsave.cli.console import visible

    try:
        app(prog_name="foodsave")
    except FoodSaveError as error:
        told = "\n".join(map(visible, error.message.splitlines()))  # it may name what a file or a receipt says
        sys.stderr.write(f"foodsave: {told}\n")
        sys.exit(2 if error.reason == "invalid_settings" else 1)


if __name__ == "__main__":
    main()
