"""What people can do about a receipt that could not be read, in Polish and English."""

from __future__ import annotations

from typing import Literal

_ADVICE: dict[str, tuple[str, str]] = {
    "unsupported_type": (
        "To nie jest obsługiwany plik. Wyślij zdjęcie JPEG, PNG, WebP, HEIC lub TIFF albo plik PDF.",
        "This kind of file cannot be read. Send a JPEG, PNG, WebP, HEIC or TIFF picture or a PDF.",
    ),
    "damaged_file": (
        "Plik jest uszkodzony lub niepełny. Wyślij go jeszcze raz albo zrób nowe zdjęcie.",
        "The file is damaged or incomplete. Send it again or take a new picture.",
    ),
    "encrypted_pdf": (
        "PDF jest zabezpieczony hasłem. Zapisz go bez hasła i wyślij ponownie.",
        "The PDF is protected by a password. Save it without one and send it again.",
    ),
    "no_pages": ("PDF nie ma żadnej strony. Pobierz go jeszcze raz.", "The PDF has no pages. Download it again."),
    "too_many_pages": (
        "Za dużo stron jak na paragon. Wyślij tylko strony z paragonem.",
        "Too many pages for a receipt. Send only the pages of the receipt.",
    ),
    "too_many_pixels": (
        "Obraz ma za dużo pikseli. Zmniejsz go albo zrób zwykłe zdjęcie paragonu.",
        "The picture has too many pixels. Make it smaller or take an ordinary photo of the receipt.",
    ),
    "animated": (
        "To animacja, a nie zdjęcie. Wyślij zwykłe zdjęcie paragonu.",
        "This is an animation. Send a still picture of the receipt.",
    ),
    "no_receipt": (
        "Nie widać paragonu. Zrób zdjęcie z bliska, przy dobrym świetle, tak by paragon wypełniał kadr.",
        "No receipt can be seen. Take the picture from close by, in good light, with the receipt filling the frame.",
    ),
    "several_receipts": (
        "Na zdjęciu jest więcej niż jeden paragon. Zrób osobne zdjęcie każdemu.",
        "There is more than one receipt in the picture. Take a separate picture of each.",
    ),
    "timed_out": (
        "Odczyt trwał zbyt długo. Przytnij zdjęcie do samego paragonu i wyślij ponownie.",
        "Reading took too long. Crop the picture to the receipt and send it again.",
    ),
    "out_of_memory": (
        "Plik wymaga zbyt wiele pamięci. Wyślij mniejsze zdjęcie.",
        "The file needs too much memory. Send a smaller picture.",
    ),
    "no_engine": (
        "Na serwerze nie ma programu do odczytu. Zainstaluj pakiety wymienione w README i wyślij plik ponownie.",
        "The server has no reading engine. Install the packages named in the README and send the file again.",
    ),
    "reader_crashed": (
        "Program do odczytu zatrzymał się na tym pliku. Zrób nowe zdjęcie i wyślij je zamiast tego pliku.",
        "The reader stopped at this file. Take a new picture and send it instead of this file.",
    ),
    "worker_died": (
        "Odczyt tego pliku kilka razy zatrzymał serwer, więc nie będzie powtarzany. Zrób nowe zdjęcie.",
        "Reading this file stopped the server several times, so it is not tried again. Take a new picture.",
    ),
    "internal": (
        "W programie jest błąd, a plik jest w porządku. Zgłoś go razem z dziennikiem serwera; paragon można usunąć.",
        "The program has a fault, the file is fine. Report it with the server's log; the receipt can be deleted.",
    ),
    "blob_missing": (
        "Plik zniknął z dysku serwera. Wyślij go jeszcze raz.",
        "The file is gone from the server's disk. Send it once more.",
    ),
    "storage": (
        "Na dysku serwera brakuje miejsca lub uprawnień. Zrób miejsce i wyślij plik ponownie.",
        "The server's disk is full or refuses to be written. Make room and send the file again.",
    ),
}
_OTHERWISE = (
    "Odczyt się nie powiódł. Wyślij plik ponownie; jeśli to nie pomoże, zrób nowe zdjęcie.",
    "Reading failed. Send the file again; if that does not help, take a new picture.",
)


def failure_advice(code: str, locale: Literal["pl", "en"]) -> str:
    """Return what to do about a failure `code` in the language of the household."""
    polish, english = _ADVICE.get(code, _OTHERWISE)
    return polish if locale == "pl" else english
