from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from people.folding import fold_with_offsets
from statements.extraction.chronology import local_day, read_days
from statements.extraction.phrases import Words

RABAT = timezone(timedelta(hours=1))
WEDNESDAY_EVENING = datetime(2025, 4, 23, 21, 3, tzinfo=RABAT)


def days(text, published=WEDNESDAY_EVENING):
    words = Words(fold_with_offsets(text))
    return [(d.span.of(text), d.weekday, str(d.date)) for d in read_days(words, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال الثلاثاء إن", ("الثلاثاء", "الثلاثاء", "2025-04-22")),
        ("قال الأربعاء إن", ("الأربعاء", "الأربعاء", "2025-04-23")),
        ("قال الإثنين إن", ("الإثنين", "الاثنين", "2025-04-21")),
        ("يوم الأربعاء الماضي", ("الأربعاء الماضي", "الأربعاء", "2025-04-16")),
        ("الخميس المنصرم", ("الخميس المنصرم", "الخميس", "2025-04-17")),
        ("الخميس المقبل", ("الخميس المقبل", "الخميس", "2025-04-24")),
        ("مساء أمس بالرباط", ("أمس", None, "2025-04-22")),
        ("أول أمس بالرباط", ("أول أمس", None, "2025-04-21")),
        ("أمس الثلاثاء (22 أبريل)", ("أمس الثلاثاء (22 أبريل", "الثلاثاء", "2025-04-22")),
        ("فاتح أبريل الجاري", ("فاتح أبريل الجاري", None, "2025-04-01")),
        ("العاشر من دجنبر", ("العاشر من دجنبر", None, "2024-12-10")),
        ("14 يوليوز 2024", ("14 يوليوز 2024", None, "2024-07-14")),
        ("٢٢ نيسان ٢٠٢٥", ("٢٢ نيسان ٢٠٢٥", None, "2025-04-22")),
        ("3 آب 2024", ("3 آب 2024", None, "2024-08-03")),
        ("lundi 14 avril à Rabat", ("lundi 14 avril", "lundi", "2025-04-14")),
        ("hier mardi, en séance", ("hier mardi", "mardi", "2025-04-22")),
        ("mardi dernier", ("mardi dernier", "mardi", "2025-04-22")),
        ("le 1er avril 2025", ("1er avril 2025", None, "2025-04-01")),
    ],
)
def test_it_reads_a_printed_day(text, expected):
    assert days(text) == [expected]


@pytest.mark.parametrize("text", ["اليوم العالمي للماء", "اليوم الدراسي", "مارس ضغطا", "مايو", ""])
def test_it_reads_no_day_where_none_is_meant(text):
    assert days(text) == []


def test_it_counts_from_the_day_on_which_the_text_was_written():
    after_midnight = datetime(2025, 4, 23, 2, 0, tzinfo=RABAT)
    assert days("اليوم الثلاثاء بالمجلس، وأمس بالرباط", after_midnight) == [
        ("اليوم الثلاثاء", "الثلاثاء", "2025-04-22"),
        ("وأمس", None, "2025-04-21"),
    ]
    assert days("قال اليوم إن", after_midnight) == [("اليوم", None, "2025-04-22")]
    assert days("قال أمس إن", after_midnight) == [("أمس", None, "2025-04-22")]


def test_it_lets_the_weekday_choose_the_year_without_a_publication_date():
    text = "أمس الثلاثاء (12 فبراير) في حصيلة سنة 2018"
    assert days(text, None) == [("أمس الثلاثاء (12 فبراير", "الثلاثاء", "2019-02-12")]


def test_it_keeps_the_weekday_when_nothing_settles_the_date():
    assert days("قال الثلاثاء", None) == [("الثلاثاء", "الثلاثاء", "None")]


def test_it_takes_the_calendar_of_morocco():
    before_midnight_utc = datetime(2025, 4, 22, 23, 30, tzinfo=UTC)
    assert local_day(before_midnight_utc) == date(2025, 4, 23)
    ramadan = datetime(2025, 3, 10, 23, 30, tzinfo=UTC)
    assert local_day(ramadan) == date(2025, 3, 10)


@given(
    st.text(alphabet="ابل ي12394الثلاثاءمس.،\nدجنبر", max_size=80),
    st.dates(date(1900, 1, 2), date(2200, 1, 1)),
)
def test_it_answers_any_text_with_true_spans(text, published):
    words = Words(fold_with_offsets(text))
    for day in read_days(words, published):
        assert 0 <= day.span.start < day.span.end <= len(text)
        assert text[day.span.start : day.span.end].strip()
