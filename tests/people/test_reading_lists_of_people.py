"""Files of people as spreadsheets and other programs write them."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, strategies as st

from people.exchange import read_people
from people.exchange.model import UnreadableList, day_of
from tests.people.test_importing_people import TABLE


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.replace(",", "\t").encode(),
        TABLE.replace(";", "|").replace(",", ";").encode(),
        TABLE.replace("name,alternate names", "الاسم,أسماء أخرى").replace("\n", "\r\n").encode(),
    ],
)
def test_it_reads_what_spreadsheets_write(raw):
    one, other = read_people(raw)
    assert [name.text for name in one.other_names] == ["Rabie Zaafrani", "السنبلي"]
    assert (one.place, other.place) == (2, 3)
    assert other.memberships[0].end == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"chamber,group\nx,y\n", "name"),
        (b'{"people": []}', "persons"),
        (b"{not json", "JSON"),
        ("ربيع".encode("cp1256"), "UTF-8"),
        (b"name\x00,x\n", "no text"),
    ],
)
def test_it_says_why_a_file_cannot_be_read(raw, reason):
    with translation.override("en"), pytest.raises(UnreadableList, match=reason):
        read_people(raw)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-10-08", date(2021, 10, 8), date(2021, 10, 8)),
        ("8/10/2021", date(2021, 10, 8), date(2021, 10, 8)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("", None, None),
    ],
)
def test_it_reads_days_months_and_years(text, first, last):
    assert (day_of(text), day_of(text, last=True)) == (first, last)


@given(st.text() | st.text(alphabet='{}[]":,nameprsoi1\n;\t'))
def test_it_reads_or_refuses_any_text(text):
    try:
        read_people(text.encode("utf-8", "replace"))
    except UnreadableList:
        return
