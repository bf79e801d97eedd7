"""A byline gives the author's name alone."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from statements.ingestion.bylines import author_name, read_byline

NAMES = [
    ("بقلم: سلمى الواحي", "سلمى الواحي"),
    ("بقلم الأستاذ سلمى الواحي", "سلمى الواحي"),
    ("كتبه Samir2 كتب في 17 مارس، 2026 - 8:41 صباحًا", "Samir2"),
    ("كتبته سلمى الواحي", "سلمى الواحي"),
    ("كتب: إدريس بنحمو", "إدريس بنحمو"),
    ("هسبريس - إدريس بنحمو", "إدريس بنحمو"),
    ("هسبريس- عبد الحق بنحمو (صور: نبيل الساهل)", "عبد الحق بنحمو"),
    ("هسبريس ـ إدريس بنحمو", "إدريس بنحمو"),
    ("هسبريس من الرباط", "هسبريس"),
    ("هسبريس من الرباط (كاريكاتير: نبيل الساهل)", "هسبريس"),
    ("إدريس بنحمو من الفقيه بن صالح", "إدريس بنحمو"),
    ("إدريس بنحمو - الرباط", "إدريس بنحمو"),
    ("الرباط: إدريس بنحمو", "إدريس بنحمو"),
    ("صوت العدالة : إدريس بنحمو", "إدريس بنحمو"),
    ("AHDATH INFO- سلمى الواحي", "سلمى الواحي"),
    ("AHDATH.INFO- الرباط: إدريس بنحمو", "إدريس بنحمو"),
    ("هسبريس - و.م.ع", "و.م.ع"),
    ("و.م.ع", "و.م.ع"),
    ("الرباط - و م ع", "و م ع"),
    ("هيئة التحرير", "هيئة التحرير"),
    ("متابعة: سلمى الواحي", "سلمى الواحي"),
    ("سلمى الواحي23 فبراير 2024دقيقتان", "سلمى الواحي"),
    ("سلمى الواحي 23 فبراير 2024 - 10:15 | 5 تعليقات", "سلمى الواحي"),
    ("سلمى الواحي آخر تحديث: 3 ماي 2024 3 دقائق للقراءة", "سلمى الواحي"),
    ("تصوير: نبيل الساهل", None),
    ("سلمى الواحي / إدريس بنحمو", "سلمى الواحي / إدريس بنحمو"),
    ("عبد الله بن من", "عبد الله بن من"),
    ("Par Salma Ouahi", "Salma Ouahi"),
    ("par Jean-Luc Ouahi, Rabat", "Jean-Luc Ouahi"),
    ("Publié par Salma Ouahi le 23 mai 2024 à 10h15", "Salma Ouahi"),
    ("Écrit par : Salma OUAHI | Photo: N. Sahel", "Salma OUAHI"),
    ("Par Salma Ouahi - 3 min de lecture", "Salma Ouahi"),
    ("La Rédaction", "La Rédaction"),
    ("Par Salma Ouahi avec MAP", "Salma Ouahi avec MAP"),
    ("admin", None),
    ("", None),
    ("23 mai 2024", None),
]
LINES = [
    ("كتبه Samir2 كتب في 17 مارس، 2026 - 8:41 صباحًا", True),
    ("الأربعاء 20 ماي 2020 - 17:30", True),
    ("نشر في: 20 ماي 2020 | مجتمع", True),
    ("هسبريس - إدريس بنحمو", True),
    ("Par Salma Ouahi", True),
    ("Par ailleurs, la commission a siégé", False),
    ("كتب النائب رسالة إلى الوزير بشأن الطريق", False),
    ("النائبة الواحي تسائل الوزير حول الطريق", False),
    (
        "وأضاف أن المشروع سينطلق يوم 20 ماي 2020 بكل جهات المملكة، بعد استكمال الدراسات التقنية.",
        False,
    ),
    ("الرئيسية", False),
]


@pytest.mark.parametrize(("printed", "name"), NAMES)
def test_it_keeps_the_name_alone(printed, name):
    assert author_name(printed) == name


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_it_tells_a_byline_from_a_sentence(line, expected):
    assert (read_byline(line) is not None) is expected


def test_it_drops_the_site_name_in_either_place():
    assert author_name("سلمى الواحي - منبر الضفة", "منبر الضفة") == "سلمى الواحي"
    assert author_name("منبر الضفة", "منبر الضفة") == "منبر الضفة"


@given(st.text(max_size=300), st.one_of(st.none(), st.text(max_size=20)))
def test_it_survives_any_text(text, site):
    name = author_name(text, site)
    assert name is None or name.strip() == name != ""
    read_byline(text, site)
