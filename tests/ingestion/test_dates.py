"""Publication dates: the day, the minute where it is printed, and the offset of that day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from statements.ingestion.dates import find_dates, parse_stamp, publication_date
from statements.ingestion.model import DatePrecision

WITH_TIME = [
    # Moroccan bylines
    ("كتبه Samir كتب في 17 مارس، 2026 - 8:41 صباحًا", "2026-03-17T08:41:00+00:00"),  # Ramadan
    ("17 أبريل، 2026 - 8:41 مساءً", "2026-04-17T20:41:00+01:00"),
    ("الثلاثاء 07 أبريل 2026 - 23:55", "2026-04-07T23:55:00+01:00"),
    ("الخميس 3 غشت 2023 على الساعة 16:00", "2023-08-03T16:00:00+01:00"),
    ("الأربعاء 12 شتنبر 2018 , 12:05 زوالا", "2018-09-12T12:05:00+01:00"),
    ("نُشر يوم 9 دجنبر 2024 الساعة 3 بعد الزوال", "2024-12-09T15:00:00+01:00"),
    ("05/11/2022 03:32 م", "2022-11-05T15:32:00+01:00"),
    ("05-11-2022 | 12:10 ص", "2022-11-05T00:10:00+01:00"),
    ("12:10 ص | 05-11-2022", "2022-11-05T00:10:00+01:00"),
    ("الاثنين 4 نونبر 2024 - 00:00", "2024-11-04T00:00:00+01:00"),
    ("٢٣ يوليوز ٢٠٢٤ - ١٠:٠٥", "2024-07-23T10:05:00+01:00"),
    ("16:20 - 23 ماي 2024", "2024-05-23T16:20:00+01:00"),
    ("نشر في: 2024/05/23 عند الساعة 07:15", "2024-05-23T07:15:00+01:00"),
    ("سميرة بنجلون23 ماي 2024 - 16:204 دقائق للقراءة", "2024-05-23T16:20:00+01:00"),
    ("الجمعة 24 ماي 2024 11:30 ليلا", "2024-05-24T23:30:00+01:00"),
    ("الأحد 2 يونيو 2024 الساعة 16", "2024-06-02T16:00:00+01:00"),
    # French
    ("le 23 mai 2024 à 21h03", "2024-05-23T21:03:00+01:00"),
    ("Publié le jeudi 1er août 2024 à 9 h 05", "2024-08-01T09:05:00+01:00"),
    ("Mardi 19 Déc. 2023 - 18:40", "2023-12-19T18:40:00+01:00"),
    ("Le 05/11/2022 à 21h", "2022-11-05T21:00:00+01:00"),
    # machine-readable
    ("2025-03-05T20:03:00+00:00", "2025-03-05T20:03:00+00:00"),  # Ramadan
    ("2025-04-15T20:03:00.000Z", "2025-04-15T21:03:00+01:00"),
    ("2025-04-15 20:03", "2025-04-15T20:03:00+01:00"),
    ("2025-04-15T20:03:00+0300", "2025-04-15T20:03:00+03:00"),
    ("Tue, 15 Apr 2025 19:03:00 GMT", "2025-04-15T20:03:00+01:00"),
    ("Tue, 15 Apr 2025 20:03:00 +0100", "2025-04-15T20:03:00+01:00"),
]
DAY_ONLY = [
    ("17 أبريل، 2026", "2026-04-17"),
    ("أبريل 17, 2026", "2026-04-17"),
    ("فاتح ماي 2024", "2024-05-01"),
    ("١٢ أيار ٢٠٢٥", "2025-05-12"),
    ("12 كانون الثاني 2025", "2025-01-12"),
    ("12 تشرين الأول/أكتوبر 2024", "2024-10-12"),
    ("الخميس 4 جويلية 2024", "2024-07-04"),
    ("3 أوت 2024", "2024-08-03"),
    ("23 من شهر فبراير سنة 2024", "2024-02-23"),
    ("25 شوال 1445 هـ", "2024-05-04"),
    ("25 شوال 1445 الموافق 4 ماي 2024", "2024-05-04"),
    ("الموافق ل 4 ماي 2024 / 25 شوال 1445هـ", "2024-05-04"),
    ("23.02.2024", "2024-02-23"),
    ("02/23/2024", "2024-02-23"),
    ("2024-02-23", "2024-02-23"),
    ("February 23, 2024", "2024-02-23"),
    ("23 févr. 2024", "2024-02-23"),
    ("رشيد التازي23 فبراير 2024دقيقتان", "2024-02-23"),
    ("الدار البيضاء - 23 فبراير 2024", "2024-02-23"),
]
NO_DATE = [
    "",
    "23 أبريل",
    "أبريل 2025",
    "32/13/2024",
    "31 فبراير 2024",
    "منذ 3 ساعات",
    "0101",
    "1.2.3.4",
]


@pytest.mark.parametrize(("printed", "expected"), WITH_TIME)
def test_it_reads_the_minute_where_it_is_printed(printed, expected):
    found = publication_date(printed)
    assert found is not None
    assert (found.moment.isoformat(), found.precision) == (expected, DatePrecision.MINUTE)


@pytest.mark.parametrize(("printed", "expected"), DAY_ONLY)
def test_it_reads_a_bare_day(printed, expected):
    found = publication_date(printed)
    assert found is not None
    assert (found.moment.date().isoformat(), found.precision) == (expected, DatePrecision.DAY)


@pytest.mark.parametrize("printed", NO_DATE)
def test_it_guesses_nothing(printed):
    assert find_dates(printed) == ()


def test_it_prefers_publication_to_update():
    line = "آخر تحديث: 3 ماي 2024 - 10:00 نشر في 2 ماي 2024 - 09:00"
    assert publication_date(line).moment.isoformat() == "2024-05-02T09:00:00+01:00"
    assert publication_date("Mis à jour le 3 mai 2024 à 10:00") is None


def test_it_says_where_the_date_stands():
    line = "كتبتها سَلمى العلوي في 2 ماي 2024 - 09:00 مساءً | 5 تعليقات"
    found = publication_date(line)
    assert line[found.start : found.end] == "2 ماي 2024 - 09:00 مساءً"


def test_it_reads_attributes():
    assert (
        parse_stamp("2024-05-02T09:00:00+01:00").moment.isoformat() == "2024-05-02T09:00:00+01:00"
    )
    assert parse_stamp("yesterday") is None


@given(st.text(max_size=300))
def test_it_survives_any_text(text):
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.moment.tzinfo is not None


@given(st.dates(date(1995, 1, 1), date(2089, 12, 31)), st.times())
def test_it_reads_every_printed_minute_back(day, clock):
    found = publication_date(f"{day:%d/%m/%Y} - {clock:%H:%M}")
    assert (found.moment.date(), f"{found.moment:%H:%M}") == (day, f"{clock:%H:%M}")
