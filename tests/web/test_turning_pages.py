"""Pages of the list lead to the next and the one before, by the place of their rows in time."""

import html
import re
from datetime import date, timedelta

import pytest
from lxml.html import document_fromstring

from statements import answering
from statements.models import Statement
from tests.factories import make_article, make_statement
from tests.web.conftest import rows_of

DAYS = [*(date(2025, 1, 1) + timedelta(days=n // 4) for n in range(56)), None, None, None]
BOAT = "q=%D9%82%D8%A7%D8%B1%D8%A8"
BEST = f"{BOAT}&sort=relevance"


@pytest.fixture
def told(world):
    """Public ids of many statements, newest first, the undated last."""
    made = [
        make_statement(f"قارب رقم {number}", speaker=world.salem, said_on=day,
                       article=None if day else undated(number))
        for number, day in enumerate(DAYS)
    ]  # fmt: skip
    made.sort(key=lambda one: (one.dated_on or date.min, one.pk), reverse=True)
    return [one.public_id for one in made]


def undated(number):
    return make_article(f"أكد سالم البرتقالي أن قارب رقم {number}", published=None)


def shown(client, query):
    text = client.get(f"/statements/?{query}").content.decode()
    links = {
        side: html.unescape(address)
        for side, address in re.findall(r'rel="(prev|next)" href="\?([^"]*)"', text)
    }
    return re.findall(r'id="s-(\w+)"', text), links


def walked(client, query, side):
    """The pages from this one on, by their own links."""
    pages = []
    while query is not None:
        rows, links = shown(client, query)
        pages.append(rows)
        query = links.get(side)
        assert len(pages) < 9
    return pages


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_it_leads_through_all_rows_and_back(client, told, sort):
    dated, without = told[:-3], told[-3:]
    expected = dated + without if sort == "newest" else dated[::-1] + without[::-1]
    query = f"q=قارب&sort={sort}"
    pages = walked(client, query, "next")
    # Where nothing tells the day, the newer number stands first in both orders of time.
    assert [len(page) for page in pages] == [25, 25, 9]
    assert [one for page in pages for one in page][:56] == expected[:56]
    assert {one for page in pages for one in page} == set(expected)

    last = query
    for _ in range(2):
        last = shown(client, last)[1]["next"]
    assert walked(client, last, "prev") == pages[::-1]


def test_it_leads_through_what_fits_best(client, told):
    pages = walked(client, "q=قارب&sort=relevance", "next")
    assert [len(page) for page in pages] == [25, 25, 9]
    assert sorted(one for page in pages for one in page) == sorted(told)
    assert (
        shown(client, "q=قارب&sort=relevance&skip=25")[1]["prev"]
        == "q=%D9%82%D8%A7%D8%B1%D8%A8&sort=relevance"
    )


@pytest.mark.parametrize(
    ("prefix", "said", "others"),
    [
        ("/en", "Of 59 statements the 50 that match best are shown.", ["newest", "oldest"]),
        ("/fr", "Sur 59 déclarations, seules les 50 plus pertinentes sont affichées.",
         ["les plus récentes", "les plus anciennes"]),
        ("", "تُعرض أقرب التصريحات إلى البحث وعددها 50 من أصل 59.", ["الأحدث", "الأقدم"]),
    ],
)  # fmt: skip
def test_where_what_fits_best_ends_it_says_so(client, told, monkeypatch, prefix, said, others):
    monkeypatch.setattr(answering, "FARTHEST", 50)
    assert "skip=50" not in client.get(f"{prefix}/statements/?{BEST}&skip=0").content.decode()
    for place, rows in ((25, 25), (50, 0), (9_999_999, 0)):
        answer = client.get(f"{prefix}/statements/?{BEST}&skip={place}")
        page = document_fromstring(answer.content.decode())
        assert answer.status_code == 200
        assert len(page.xpath("//article[@class='row']")) == rows
        assert said in page.xpath("string(//p[@class='list-ends'])")
        links = page.xpath("//p[@class='list-ends']/a")
        assert [one.text for one in links] == others
        assert [one.get("href") for one in links] == [f"?{BOAT}", f"?{BOAT}&sort=oldest"]
        assert not page.xpath("//a[@rel='next']")


def test_where_all_that_fits_is_shown_nothing_ends(client, told, monkeypatch):
    monkeypatch.setattr(answering, "FARTHEST", 75)
    for place in (25, 50):
        page = client.get(f"/statements/?{BEST}&skip={place}").content.decode()
        assert "list-ends" not in page


def test_a_new_statement_does_not_shift_the_pages(client, told, world):
    _rows, links = shown(client, "q=قارب")
    second = shown(client, links["next"])[0]
    make_statement("قارب جديد", speaker=world.salem, said_on=date(2025, 6, 1))
    assert shown(client, links["next"])[0] == second


def test_a_place_stays_one_when_its_row_has_gone(client, told):
    first, links = shown(client, "q=قارب")
    second = shown(client, links["next"])[0]
    Statement.objects.filter(public_id=first[-1]).delete()
    assert shown(client, links["next"])[0] == second


def test_beyond_the_end_it_says_so_and_leads_back(client, told):
    text = client.get("/en/statements/?q=قارب&after=undated.0").content.decode()
    assert "The list ends before this place" in text
    assert f'id="page-start" href="?{BOAT}"' in text


def test_a_file_holds_all_pages(client, told):
    assert len(rows_of(client.get("/statements.csv?q=قارب&after=2025-01-05.1"))) == 59


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_fields_left_empty_are_left_out_of_the_address(client, world, prefix):
    sent = "q=&stance=ask&stance=&ministry=&date_after=&find_speaker=&sort=oldest"
    answer = client.get(f"{prefix}/statements/?{sent}")
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{prefix}/statements/?stance=ask&sort=oldest",
    )
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(f"{prefix}/speakers/?q=")["Location"] == f"{prefix}/speakers/"
    assert client.get(f"{prefix}/statements/?q=", headers={"HX-Request": "true"}).status_code == 200
    assert client.get(f"{prefix}/statements/?colour=").status_code == 200
