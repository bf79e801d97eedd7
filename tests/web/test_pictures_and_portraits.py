"""Pictures, topics, comparisons and citations: few queries, the list's own rows, hostile words."""

import re
from datetime import date
from html import unescape

import pytest
from lxml import html

from statements import asking, charts, citations
from statements.browsing import Question
from statements.models import StatementTopic, Topic
from statements.services.topics import load_topics
from statements.templatetags.qawl import digits_of_the_most
from statements.views import portraits
from tests import factories as make


@pytest.fixture
def many(world):
    load_topics()
    topic = Topic.objects.get(code="fisheries")
    for number in range(12):
        speaker = make.make_speaker(f"متحدث {number}")
        minister = make.make_appointment(speaker, "minister", ministry=world.boats)
        statement = make.make_statement(
            f"قارب رقم {number}",
            speaker=speaker,
            addressed=[world.boats, world.bread],
            session=world.sitting,
            party=world.palm,
            appointment=minister,
            said_on=date(2025, 1 + number % 6, 3),
        )
        StatementTopic.objects.create(statement=statement, topic=topic)
    StatementTopic.objects.create(statement=world.asked, topic=topic)
    return world


def addresses(world):
    salem, layla = world.salem.public_id, world.layla.public_id
    return [
        "/statements/charts/",
        "/statements/charts/?stance=ask&ministry=BOAT&topic=fisheries",
        "/topics/",
        "/topics/fisheries/",
        f"/topics/fisheries/?speaker={salem}",
        "/compare/",
        f"/compare/?of=speaker&a={salem}&b={layla}",
        "/compare/?of=ministry&a=BOAT&b=BREAD",
        "/about/coverage/",
        *(one.get_absolute_url() for one in (world.asked, world.salem, world.boats, world.sitting)),
        world.asked.article.get_absolute_url(),
    ]


def test_it_shows_each_page_in_at_most_ten_queries(client, many, django_assert_max_num_queries):
    for prefix in ("", "/fr"):
        for address in addresses(many):
            with django_assert_max_num_queries(10):
                answer = client.get(prefix + address)
            assert answer.status_code == 200, address
            again = client.get(prefix + address, headers={"if-none-match": answer["ETag"]})
            assert again.status_code == 304, address
            assert " style=" not in answer.content.decode(), address


def test_it_links_every_part_of_a_picture_to_just_its_rows(client, many):
    asked = asking.statements(client.get("/statements/charts/").wsgi_request.GET)
    line = charts.timeline(charts.series_of(Question()), "")
    columns = [column for column in line.columns if column.period.count]
    assert sum(column.period.count for column in columns) + line.undated == asked.qs.count()
    for column in columns:
        page = client.get(f"/statements.csv?{column.query}")
        rows = b"".join(page.streaming_content).decode("utf-8-sig").splitlines()
        assert len(rows) - 1 == column.period.count


def test_it_counts_pairs_as_the_list_does(client, many):
    ranked = charts.rankings(Question(), "", (charts.Side.SPEAKER, charts.Side.MINISTRY))
    pairs = charts.pairs_of(Question(), "", ranked["speaker"], ranked["ministry"])
    for _speaker, cells in pairs.rows:
        for count, query in cells:
            if count:
                shown = client.get(f"/statements/?{query}").content.decode()
                assert len(re.findall(r'id="s-\w+"', shown)) == count


def test_it_refuses_a_wrong_filter(client, world):
    assert client.get("/statements/charts/?stance=wrong").status_code == 400


def test_it_leads_a_name_to_its_address(client, world):
    answer = client.get("/compare/?of=speaker&a=Salem Bortoqali&b=السوسنية")
    assert answer.status_code == 302
    assert f"a={world.salem.public_id}&b={world.layla.public_id}" in answer["Location"]


def test_it_cites_in_every_style(client, world):
    page = unescape(client.get(f"/fr{world.asked.get_absolute_url()}").content.decode())
    assert "Salem Bortoqali. (2025, April 22). “<bdi>موعد إصلاح القوارب</bdi>”" in page
    for extension, opening in (("bib", "@misc{qawl-"), ("ris", "TY  - GEN\r\n")):
        answer = client.get(f"/statements/{world.asked.public_id}.{extension}")
        assert answer.content.decode().startswith(opening)
        assert answer["Content-Disposition"].endswith(f'.{extension}"')


def test_it_lets_no_word_break_out_of_a_citation(world):
    world.layla.name_latin = "A}\nER  - \r\n@evil{x, $\\input{y}"
    one = citations.reference(world.blamed, "https://x.example/1")
    assert citations.ris(one).count("\r\nER  - ") == 1
    entry = citations.bibtex(one)
    assert r"\textbackslash{}input\{y\}" in entry
    assert "\n@evil" not in entry


def test_it_keeps_the_whole_text_for_editors(client, admin_client, world):
    address = f"{world.asked.article.get_absolute_url()}text/"
    assert client.get(address).status_code == 302
    answer = admin_client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("months", "marks"),
    [
        (1, ["يناير 2017"]),
        (14, ["يناير 2017", "مارس 2017", "ماي 2017", "يوليوز 2017", "شتنبر 2017",
              "نونبر 2017", "يناير 2018"]),
        (100, [str(year) for year in range(2017, 2026)]),
        (240, ["2017", "2019", "2021", "2023", "2025", "2027", "2029", "2031", "2033", "2035"]),
    ],
)  # fmt: skip
def test_it_marks_as_many_periods_as_there_is_room_for(months, marks):
    starts = [date(2017 + month // 12, month % 12 + 1, 1) for month in range(months)]
    line = charts.timeline(charts.Series({(start, "ask"): 1 for start in starts}), "")
    assert [column.mark for column in line.columns if column.mark] == marks


@pytest.mark.parametrize("number", [3, 12])
def test_its_net_shows_lines_that_can_be_told_apart_and_leaves_nobody_out(number):
    speakers, ministries = (
        tuple(charts.Bar(f"{kind} {n}", 1, 1, "", value=f"{kind}{n}") for n in range(number))
        for kind in ("speaker", "ministry")
    )
    counts = {(s.value, m.value): n + 1 for n, s in enumerate(speakers) for m in ministries}
    pairs = charts.Pairs(speakers, ministries, counts, "")
    drawn = charts.network(pairs)
    assert drawn.is_whole == (number == 3)
    assert len(drawn.lines) <= 50
    assert {end for pair in pairs.strongest for end in pair} == {
        bar.value for bar in (*speakers, *ministries)
    }


def test_it_compares_on_one_scale_and_in_the_same_rows(client, world):
    for _again in range(3):
        make.make_statement("قارب", speaker=world.salem, stance="ask", addressed=[world.bread])
    address = "/compare/?of=speaker&a=Salem Bortoqali&b=السوسنية"
    page = html.fromstring(client.get(address, follow=True).content)
    salem, layla = (
        [[_bar(row) for row in table.xpath(".//tbody/tr")] for table in side.xpath(BARS)]
        for side in page.xpath("//div[@class='compared']/section")
    )
    assert len(salem) == len(layla) == 2
    assert [row[0] for row in salem[0]] == [row[0] for row in layla[0]]
    assert salem[1] == [("وزارة الخبز", "100", "3"), ("وزارة القوارب", "33", "1")]
    assert layla[1] == [("وزارة الخبز", "33", "1"), ("وزارة القوارب", "0", "0")]


BARS = ".//table[contains(@class, 'bars')]"


def _bar(row):
    return row.xpath("string(th)"), row.xpath("string(.//rect/@width)"), row.xpath("string(td)")


@pytest.mark.parametrize("shown", [2, 3])
def test_a_long_sitting_says_how_much_of_it_stands_there(client, world, monkeypatch, shown):
    monkeypatch.setattr(portraits, "SESSION_SHOWN", shown)
    for number in range(2):
        make.make_statement(f"قارب {number}", session=world.sitting)
    page = html.fromstring(client.get(f"/en{world.sitting.get_absolute_url()}").content)
    told = [" ".join(one.text_content().split()) for one in page.xpath("//p[@class='note']")]
    whole = len(page.xpath("//article")) == shown == 3
    words = f"The first {shown} of 3 statements stand here, in the order of the reports."
    assert told == ([] if whole else [f"{words} All of them as a list"])


def test_a_long_evolution_says_that_it_is_the_latest_part(client, world, monkeypatch):
    monkeypatch.setattr(portraits, "EVOLUTION_SHOWN", 1)
    load_topics()
    topic = Topic.objects.first()
    for number in range(2):
        one = make.make_statement(f"قارب {number}", speaker=world.salem)
        StatementTopic.objects.create(statement=one, topic=topic, set_by="engine")
    address = f"/en{topic.get_absolute_url()}?speaker={world.salem.public_id}"
    page = html.fromstring(client.get(address).content)
    (note,) = page.xpath("//p[@class='note']")
    assert "The latest 1 of 2 statements stand here." in note.text_content()
    (link,) = note.xpath(".//a/@href")
    assert len(html.fromstring(client.get(link).content).xpath("//article")) == 2


def test_all_bars_of_a_picture_leave_the_same_room_for_their_numbers():
    several = [charts.Bar("", count, 50, "") for count in (214_493, 7)]
    assert digits_of_the_most(several) == 6
    assert digits_of_the_most([]) == 1


def test_pictures_of_nothing_say_whether_something_was_asked(client, db):
    assert "No statement yet" in client.get("/en/statements/charts/").content.decode()
    asked = client.get("/en/statements/charts/?stance=ask").content.decode()
    assert "Nothing matches all of this" in asked
