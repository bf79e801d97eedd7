"""A line with parts in Arabic and in Latin letters keeps its order in either direction."""

import re

from hypothesis import given, strategies as st
from lxml import html

from statements.templatetags.qawl import scripts_apart


def test_it_makes_an_island_of_each_arabic_part_of_a_french_citation():
    line = (
        "Salem B., « القوارب تحتاج إلى صيانة », 16 mai, d’après المنارة,"
        ' « غلاء "الدقيق": 300 سفينة », Qawl'
    )
    assert re.findall("<bdi>(.*?)</bdi>", scripts_apart(line)) == [
        "القوارب تحتاج إلى صيانة",
        "المنارة",
        "غلاء &quot;الدقيق&quot;: 300 سفينة",
    ]


def test_it_keeps_the_address_of_an_arabic_citation_whole():
    line = "قول، https://qawl.example/statements/x2/"
    assert scripts_apart(line).endswith("<bdi>https://qawl.example/statements/x2/</bdi>")


@given(st.text(alphabet=st.sampled_from("اب<b>&\"' ,.:«»x1\n")))
def test_it_changes_no_letter_and_lets_no_markup_through(text):
    shown = html.fragment_fromstring(f"<p>.{scripts_apart(text)}</p>")
    assert shown.text_content() == f".{text}"
    assert {one.tag for one in shown.iter()} <= {"p", "bdi"}
