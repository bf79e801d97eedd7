"""Facets: the values to choose from, each with the number of rows that it would give."""

from datetime import date

import lxml.html
import pytest
from django.http import QueryDict

from people.models import Ministry
from statements import asking
from statements.charts.histogram import histogram
from tests import factories as make

LISTS = {
    "statements": asking.statements,
    "speakers": asking.speakers,
    "ministries": asking.ministries,
    "sessions": asking.sessions,
    "articles": asking.articles,
}
OPEN = (
    "open=session_type&open=group&open=minister_of&open=mentioned&open=kind&open=source"
    "&open=review&open=samples"
)


@pytest.fixture
def world(world):
    """Beside the small world two that share much with others of it."""
    for stance, speaker, kind in (("ask", world.layla, "direct"), ("warn", world.salem, "mixed")):
        make.make_statement(
            "قارب آخر", cue="قال", stance=stance, kind=kind, speaker=speaker,
            addressed=[world.boats], mentioned=[world.bread], session=world.sitting,
            chamber=world.upper, group=world.palms,
            appointment=make.make_appointment(speaker, "minister", ministry=world.bread),
        )  # fmt: skip
    Ministry.objects.create(code="COURT", kind="public_body", name_ar="مجلس الموج")
    make.make_appointment(world.salem, chamber=world.upper, party=world.palm, group=world.palms)
    return world


def read(answer):
    assert answer.status_code == 200, answer.content.decode()
    return lxml.html.fromstring(answer.content.decode())


def counts_on(page):
    """(facet, value) → the number beside it."""
    return {
        (box.get("name"), box.get("value")): int(
            box.getparent().find_class("option-count")[0].text.replace("\u202f", "")
        )
        for box in page.xpath("//input[contains(@class, 'pick')]")
    }


def without_facet(query, name):
    asked = QueryDict(query, mutable=True)
    asked.pop(name, None)
    return asked.urlencode()


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("statements", OPEN),
        ("statements", f"{OPEN}&stance=ask"),
        ("statements", f"{OPEN}&stance=ask&stance=warn&chamber=councillors"),
        ("statements", f"{OPEN}&ministry=BOAT&date_after=2025-04-01&q=قارب"),
        ("statements", f"{OPEN}&kind=direct&mentioned=BREAD&samples=without"),
        ("statements", f"{OPEN}&minister_of=BREAD&minister_of=BOAT&ministry=BOAT"),
        ("speakers", "open=samples"),
        ("speakers", "chamber=councillors&q=سالم"),
        ("ministries", ""),
        ("sessions", "open=samples&type=committee"),
        ("sessions", "year=2025&chamber=councillors"),
        ("articles", "open=samples&source=lighthouse.example"),
        ("articles", "year=2025&language=ar&date_before=2025-05-30"),
    ],
)
def test_each_number_is_that_of_the_rows_which_the_value_gives(client, world, name, query):
    counts = counts_on(read(client.get(f"/{name}/?{query}")))
    assert len({facet for facet, _value in counts}) >= (3 if name == "statements" else 1)
    told = {
        (facet, value): LISTS[name](
            QueryDict(f"{without_facet(query, facet)}&{facet}={value}")
        ).qs.count()
        for facet, value in counts
    }
    assert counts == told


def test_a_value_that_has_rows_is_offered_whatever_else_its_facet_has_chosen(client, world):
    counts = counts_on(read(client.get("/statements/?stance=ask")))
    assert {value for facet, value in counts if facet == "stance"} == {
        "ask", "criticise", "warn", "assert",
    }  # fmt: skip


def test_what_is_folded_is_counted_when_it_is_opened(client, world):
    plain = read(client.get("/statements/"))
    assert plain.get_element_by_id("filter-kind").get("open") is None
    assert not plain.xpath("//input[@name='kind']")
    link = plain.xpath("//*[@id='options-kind']/a/@href")[0].partition("#")[0]
    opened = read(client.get(f"/statements/{link}"))
    assert opened.get_element_by_id("filter-kind").get("open") is not None
    assert counts_on(opened)["kind", "direct"] == 2


def test_a_script_is_given_the_values_of_the_one_facet_that_it_opens(client, world):
    asked = {"hx-request": "true", "hx-target": "options-kind"}
    answer = client.get("/statements/?stance=ask&open=kind", headers=asked)
    part = lxml.html.fragment_fromstring(answer.content.decode(), "div")
    assert counts_on(part) == {("kind", "direct"): 1, ("kind", "indirect"): 1}
    assert not part.xpath("//article")
    assert "HX-Push-Url" not in answer
    again = client.get(
        "/statements/?stance=ask&open=kind", headers=asked | {"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304


def test_a_script_is_given_the_list_alone_and_its_short_address(client, world):
    address = "/statements/?q=&stance=ask&ministry=&date_after=&sort=oldest&open=kind"
    answer = client.get(address, headers={"hx-request": "true", "hx-target": "list"})
    assert answer["HX-Push-Url"] == "/statements/?stance=ask&sort=oldest"
    assert {"HX-Request", "HX-Target"} <= set(answer["Vary"].split(", "))
    text = answer.content.decode()
    assert text.lstrip().startswith('<div class="list-page" id="list">')
    assert "<html" not in text
    whole = client.get(address, follow=True).content.decode()
    assert text.strip() in whole


def test_long_facets_show_the_most_frequent_and_find_the_others_by_any_name(client, world):
    for number in range(12):
        speaker = make.make_speaker(f"متحدث {number}", aliases=[f"Motahaddith-{number}"])
        make.make_statement(f"قارب رقم {number}", speaker=speaker)

    def shown(query):
        page = read(client.get(f"/statements/?{query}"))
        labels = page.xpath("//*[@id='options-speaker']//bdi/text()")
        return [label.strip() for label in labels], page

    few, page = shown("")
    assert len(few) == 7
    assert few[:2] == ["سالم البرتقالي", "ليلى السوسنية"]
    link = page.xpath("//a[@id='more-speaker']/@href")[0].partition("#")[0]
    assert len(shown(link[1:])[0]) == 14
    assert shown("find_speaker=متحدث 11")[0] == ["متحدث 11"]
    assert shown("find_speaker=motahaddith-11")[0] == ["متحدث 11"]
    assert shown("find_speaker=زقزق")[0] == []
    chosen = shown(f"find_speaker=متحدث 11&speaker={world.layla.public_id}")[0]
    assert "ليلى السوسنية" in chosen


def test_ready_made_questions_keep_the_other_filters(client, world):
    page = read(client.get("/statements/?stance=warn&ministry=BOAT&sort=oldest"))
    links = {
        one.get("id"): (one.get("href"), one.get("aria-current"))
        for one in page.xpath("//ul[@class='quick']//a")
    }
    assert links["preset-ask"] == ("?stance=ask&ministry=BOAT&sort=oldest", None)
    assert links["preset-warn"] == ("?ministry=BOAT&sort=oldest", "true")
    assert {"preset-criticise", "preset-promise"} <= set(links)


def test_the_order_stays_when_a_filter_changes(client, world):
    page = read(client.get("/statements/?q=قارب&sort=relevance"))
    assert page.xpath("//form//input[@name='sort']/@value") == ["relevance"]
    orders = page.xpath("//ul[@class='sorts']//a/@href")
    assert [one.rpartition("&")[2] for one in orders][1:] == ["sort=oldest", "sort=relevance"]
    plain = read(client.get("/statements/"))
    assert len(plain.xpath("//ul[@class='sorts']//a")) == 2


def test_where_nothing_matches_it_tells_which_filter_to_drop(client, world):
    page = read(
        client.get("/en/statements/?stance=promise&chamber=councillors&date_after=2025-04-01")
    )
    (link,) = page.xpath("//ul[@class='without']//a")
    assert link.get("href") == "?date_after=2025-04-01&chamber=councillors"
    assert "3 statements" in link.getparent().text_content()
    assert read(client.get(f"/en/statements/{link.get('href')}")).xpath("//article")


def quarters_beside_the_rows(page):
    links = page.xpath("//ol[@class='stretch-quarters']//a")
    return [" ".join(link.text_content().split()) for link in links]


def test_time_is_a_histogram_whose_years_quarters_and_months_are_links(client, world):
    make.make_statement("قارب", chamber=world.lower, said_on=date(2024, 12, 3))
    page = read(client.get("/en/statements/?chamber=councillors&chamber=representatives"))
    years = page.xpath("//ul[contains(@class, 'stretches')][1]//a/@href")
    assert [one.partition("&date")[2] for one in years] == [
        "_after=2024-01-01&date_before=2024-12-31",
        "_after=2025-01-01&date_before=2025-12-31",
    ]
    assert not page.xpath("//ol[@class='stretch-months']")
    assert page.xpath("string(//*[@id='histogram-told'])") == "Most: 4, April 2025"
    assert quarters_beside_the_rows(page) == ["Quarter 2 of 2025 5"]

    earlier = read(client.get(f"/en/statements/{years[0]}"))
    assert quarters_beside_the_rows(earlier) == ["Quarter 4 of 2024 1"]

    page = read(client.get(f"/en/statements/{years[1]}"))
    places = page.xpath("//ol[@class='stretch-months']/li")
    assert [place.xpath("string(.//*[@class='month-name'])") for place in places][:2] == [
        "January", "February",
    ]  # fmt: skip
    told = [
        (at, place.xpath(".//a")[0]) for at, place in enumerate(places, 1) if place.xpath(".//a")
    ]
    assert [(at, link.get("title")) for at, link in told] == [
        (4, "April 2025: 4"), (5, "May 2025: 1"),
    ]  # fmt: skip
    april = read(client.get(f"/en/statements/{told[0][1].get('href')}"))
    assert len(april.xpath("//article")) == 4


def test_quarters_of_the_latest_years_are_links_that_keep_the_other_filters(client, world):
    make.make_statement("قارب", stance="ask", said_on=date(2024, 12, 3))
    page = read(client.get("/en/statements/?stance=ask"))
    links = page.xpath("//ul[@class='quarters']//a")
    assert [" ".join(link.text_content().split()) for link in links] == [
        "2025", "Q2 2", "2024", "Q4 1",
    ]  # fmt: skip
    assert links[1].get("href") == "?stance=ask&date_after=2025-04-01&date_before=2025-06-30"
    chosen = read(client.get(f"/en/statements/{links[1].get('href')}"))
    assert len(chosen.xpath("//article")) == 2
    assert chosen.xpath("//ul[@class='quarters']//a[@aria-current]/@id") == ["q-2025-2"]


def test_the_days_stand_after_whom_it_is_about_and_before_the_other_facets(client, world):
    places = read(client.get("/statements/")).xpath("//div[@class='filters-body']/*/@id")
    assert places.index("filter-speaker") + 1 == places.index("filter-date_after")
    assert places.index("filter-date_after") < places.index("filter-chamber")


@pytest.mark.parametrize(
    ("months", "labelled"),
    [
        ([date(2024, 11, 1), date(2025, 10, 1)], "2024:2 2025:10"),
        (
            [date(2018, 12, 1), date(2025, 1, 1)],
            "2018:1wide 2019:12 2020:12 2021:12 2022:12 2023:12 2024:12wide 2025:1",
        ),
        (
            [date(2017, 4, 1), date(2025, 8, 1)],
            (
                "2017:9wide 2018:12wide 2019:12 2020:12wide 2021:12 2022:12wide 2023:12"
                " 2024:12wide 2025:8"
            ),
        ),
        ([date(9998, 3, 1), date(9999, 12, 1)], "9998:10 9999:12"),
    ],
)
def test_each_year_stands_under_its_own_columns(months, labelled):
    drawn = histogram(dict.fromkeys(months, 3), (None, None), "{}{}".format)
    assert " ".join(f"{one.label}:{one.months}{one.room}" for one in drawn.years) == labelled
    assert sum(one.count for one in drawn.years) == 6
    assert drawn.years[-1].query.endswith(f"{months[-1].year}-12-31")
