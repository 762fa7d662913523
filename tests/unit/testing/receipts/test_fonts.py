import pytest

from foodsave.errors import Unavailable
from foodsave.testing.receipts import fonts


@pytest.mark.parametrize("face", ["mono", "sans"])
def test_font_has_polish_letters(face):
    font = fonts.load_font(face, 24)
    missing = bytes(font.getmask("\ufffe"))

    assert all(bytes(font.getmask(letter)) != missing for letter in "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ…")


def test_font_path_says_what_to_install_when_it_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "_FOLDERS", (tmp_path,))

    with pytest.raises(Unavailable, match="apt install fonts-dejavu-core"):
        fonts.font_path("mono")
