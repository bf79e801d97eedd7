"""Bytes become text whatever the page claims, or a message says what to do."""

from __future__ import annotations

import contextlib
import gzip

import pytest
from hypothesis import given, strategies as st

from statements.ingestion.model import UnreadableInput
from statements.ingestion.reading import decode

ARABIC = (
    "قالت النائبة سلمى الواحي إن الطريق الرابطة بين الدوارين لم تُصلح منذ سنوات، ودعت الوزارة "
    "إلى التدخل."
)
FRENCH = (
    "La députée a estimé que la route n’est pas réparée « depuis des années », à l’été comme "
    "à l’hiver."
)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_it_reads_arabic_with_no_hint(encoding):
    assert decode(ARABIC.encode(encoding)).removeprefix("\ufeff") == ARABIC


def test_it_reads_iso_arabic_with_no_hint():
    assert decode(ARABIC.encode("iso-8859-6")) == ARABIC


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16-le"])
def test_it_reads_french_with_no_hint(encoding):
    assert decode(FRENCH.encode(encoding)) == FRENCH


def test_it_reads_a_short_french_text():
    assert decode("Séance levée à midi.".encode("latin-1")) == "Séance levée à midi."


@pytest.mark.parametrize(
    "claim", ["iso-8859-1", "utf-8", "windows-1252", "klingon-7", "rot13", "utf-7"]
)
def test_it_is_not_misled_by_a_wrong_claim(claim):
    page = f'<html><head><meta charset="{claim}"></head><p>{ARABIC}</p></html>'
    assert ARABIC in decode(page.encode("windows-1256"), f"text/html; charset={claim}")
    assert ARABIC in decode(page.encode(), f"text/html; charset={claim}")


@pytest.mark.parametrize(
    "header", ["text/html; charset=windows-1256", 'text/html; charset="cp1256"', None]
)
def test_it_takes_the_encoding_from_header_or_meta(header):
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><p>{ARABIC}'
    assert ARABIC in decode(page.encode("windows-1256"), header)


def test_it_reads_other_declared_encodings():
    assert decode(
        "Łódź – żółć".encode("iso-8859-2", "ignore"), "text/plain; charset=iso-8859-2"
    ).startswith("Łódź")


def test_it_forgives_a_text_cut_inside_a_letter():
    assert decode((ARABIC * 3).encode()[:-3])[:80] == ARABIC[:80]


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"\xa0", "empty"),
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (gzip.compress(b"text", mtime=0), "gzip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x00\x01\x02\x03", "binary"),
        ("Привет, мир, это парламент".encode("koi8-r"), "UTF-8"),
        (b"\xff\xfe" + b"\x00\xd8" * 50, "UTF-8"),
    ],
)
def test_it_says_why_it_cannot_read(raw, word):
    with pytest.raises(UnreadableInput, match=word):
        decode(raw)


@given(st.binary(max_size=400), st.one_of(st.none(), st.text(max_size=40)))
def test_it_reads_any_bytes_or_says_no(raw, content_type):
    with contextlib.suppress(UnreadableInput):
        assert decode(raw, content_type).strip()


@given(st.text(alphabet=st.characters(codec="utf-8", min_codepoint=32), min_size=1))
def test_it_keeps_every_utf8_text(text):
    with contextlib.suppress(UnreadableInput):  # such as the first letters of a PDF
        assert decode(text.encode()).removeprefix("\ufeff") == text.removeprefix("\ufeff")
