"""From bytes to text: the encoding is taken from what holds, not from what is claimed.

A page's header and meta often name the wrong encoding. Bytes that are strictly valid UTF-8 are
UTF-8; a claim is believed when the text it gives looks like language; after that the single-byte
encodings of the Arabic and French press are weighed against each other.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from statements.ingestion.model import UnreadableInput

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a media file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_SINGLE_BYTE = ("windows-1256", "iso-8859-6", "windows-1252")
# Browsers read these names as their Windows supersets, and so do we.
_NAMES = {
    "iso8859-1": "windows-1252",
    "ascii": "windows-1252",
    "cp1252": "windows-1252",
    "cp1256": "windows-1256",
    "iso8859-6": "iso-8859-6",
}
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ARABIC_WORD = re.compile("[\u0621-\u064a]{2,}")
_LATIN = "[a-zA-Z\u00c0-\u024f]"
_MIXED_WORD = re.compile(rf"{_LATIN}\u0640?[\u0621-\u064a]|[\u0621-\u064a]{_LATIN}")
_COMMON_ARABIC = frozenset("اليمونرتهب")
_LEAST_COMMON = 0.45  # real Arabic has six of these ten in ten letters; chance readings far fewer
_ASCII_LETTER = re.compile("[A-Za-z]")
_FRENCH = "àâäçéèêëîïôöùûüœæÀÂÇÉÈÊËÎÏÔÙÛÜŒÆ«»’‘“”–—…•°€· \u00a0"
_EMPTY = "The input is empty: give a file or page that has text in it."
_SAMPLE = 20_000
_MOST_DAMAGE = 1 / 200  # a page cut in the middle of a letter is still a page
_MOST_CONTROL = 1 / 200


def decode(raw: bytes, content_type: str | None = None) -> str:
    """The text of a page or file. Raises UnreadableInput, saying what to do about it."""
    if not raw.strip(b" \t\r\n\x0b\x0c"):
        raise UnreadableInput(_EMPTY)
    for magic, what in _BINARY:
        if raw.startswith(magic):
            raise UnreadableInput(
                f"The input is {what}, not text: give the page's HTML or its text."
            )
    text = _decoded(raw, content_type)
    if not text.strip("\ufeff\u200b").strip():
        raise UnreadableInput(_EMPTY)
    if len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) * _MOST_CONTROL:
        raise UnreadableInput("The input is binary data: give the page's HTML or its text.")
    return text


def _decoded(raw: bytes, content_type: str | None) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _marked(raw, encoding)
    if (text := _utf16_without_mark(raw)) is not None:
        return text
    if b"\x00" in raw[:_SAMPLE]:
        raise UnreadableInput("The input is binary data: give the page's HTML or its text.")
    for encoding in _candidates(raw, content_type):
        if (strict := _strictly(raw, encoding)) is not None:
            return strict
    return _weighed(raw)


def _candidates(raw: bytes, content_type: str | None) -> Iterator[str]:
    yield "utf-8"
    for claim in _claims(raw, content_type):
        # A single-byte encoding accepts anything, so its claim is weighed with the others.
        if claim not in _SINGLE_BYTE:
            yield claim


def _claims(raw: bytes, content_type: str | None) -> Iterator[str]:
    header = _HEADER.search(content_type or "")
    names = [header[1]] if header else []
    for pattern in (_XML, _META):
        names.extend(name.decode("ascii", "replace") for name in pattern.findall(raw[:4096])[:1])
    for name in names:
        if encoding := _known(name):
            yield encoding


def _known(name: str) -> str | None:
    """The name under which Python reads this encoding as text, None when it cannot."""
    try:
        info = codecs.lookup(name)
        "".encode(info.name)
    except (LookupError, UnicodeError, ValueError):
        return None
    name = _NAMES.get(info.name, info.name)
    return None if name.startswith("utf-16") or name in {"utf-7", "idna", "punycode"} else name


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _marked(raw: bytes, encoding: str) -> str:
    text = raw.decode(encoding, "replace")
    if text.count("\ufffd") > max(1, len(text) * _MOST_DAMAGE):
        raise UnreadableInput(f"The input starts as {encoding} and then is not: save it as UTF-8.")
    return text


def _utf16_without_mark(raw: bytes) -> str | None:
    """UTF-16 shows by its high bytes: nearly all 00 (Latin, markup) or 06 (Arabic)."""
    sample = raw[:_SAMPLE]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[first::2]
        if high.count(0) + high.count(6) + high.count(0x20) > 0.9 * len(high):
            return _strictly(raw[: len(raw) - len(raw) % 2], encoding)
    return None


def _weighed(raw: bytes) -> str:
    """The most language-like reading: damaged UTF-8, or one of the single-byte encodings."""
    damaged = raw.decode("utf-8", "replace")
    damage = damaged.count("\ufffd")
    if damage <= max(1, len(damaged) * _MOST_DAMAGE) and _multibyte(damaged):
        return damaged
    readings = [text for name in _SINGLE_BYTE if (text := _strictly(raw, name)) is not None]
    readings.append(raw.decode("windows-1252", "replace"))
    best = max(readings, key=lambda text: _likeness(text[:_SAMPLE]))
    if _likeness(best[:_SAMPLE]) <= 0:
        raise UnreadableInput(
            "The input's encoding is unknown (not UTF-8, UTF-16, windows-1256, ISO-8859-6 or "
            "windows-1252): save it as UTF-8 and try again."
        )
    return best


def _multibyte(text: str) -> bool:
    return any(character > "\x7f" and character != "\ufffd" for character in text)


def _likeness(text: str) -> float:
    """How much the characters beyond ASCII look like Arabic or French: 1 at best, ≤ 0 for noise."""
    odd = [character for character in text if character > "\x7f"]
    if not odd:
        return 1.0
    words = "".join(_ARABIC_WORD.findall(text))
    arabic = len(words)
    french = sum(map(_FRENCH.count, odd))
    good = french if arabic < len(odd) / 2 else arabic + french / 2
    common = sum(map(_COMMON_ARABIC.__contains__, words)) / arabic if arabic else 1.0
    if (
        common < _LEAST_COMMON
        or len(odd) - arabic > 2 * max(1, len(_ASCII_LETTER.findall(text))) + arabic
    ):
        return -1.0
    alien = len(odd) - min(len(odd), arabic + french + sum(map("،؛؟ـًٌٍَُِّْ٪".count, odd)))
    mixed = len(_MIXED_WORD.findall(text))
    return (good - 2 * mixed - 2 * alien) / len(odd) + common
