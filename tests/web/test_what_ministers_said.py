"""What the holders of an office at a ministry said: found, counted and linked from its page."""

import json

import lxml.html
import pytest

from tests import factories as make
from tests.web.conftest import rows_of
from tests.web.world import names_of


@pytest.fixture
def world(world):
    """Layla is minister of boats; what she said as a member, and what she is asked, is not hers."""
    office = make.make_appointment(world.layla, "minister", ministry=world.boats)
    seat = make.make_appointment(world.layla, chamber=world.lower)
    for name, day, fields in (
        ("answered", "2025-05-07", {"appointment": office, "addressed": [world.bread]}),
        ("promised", "2025-05-08", {"appointment": office, "stance": "promise"}),
        ("seated", "2025-05-09", {"appointment": seat, "addressed": [world.boats]}),
        ("refused", "2025-05-10", {"appointment": office, "retracted_at": "2025-06-01T00:00Z"}),
    ):
        told = make.make_statement(
            f"قارب {name}", cue="قالت", speaker=world.layla, said_on=day, **fields
        )
        setattr(world, name, told)
    return world


def read(answer):
    assert answer.status_code == 200, answer.content.decode()
    return lxml.html.fromstring(answer.content.decode())


CASES = [
    ("minister_of=BOAT", ["promised", "answered"]),
    ("minister_of={boats}", ["promised", "answered"]),
    ("minister_of=OLD", ["promised", "answered"]),  # merged into it
    ("minister_of=BREAD", []),
    ("minister_of=BREAD&minister_of=BOAT", ["promised", "answered"]),
    ("minister_of=BOAT&stance=promise", ["promised"]),
    ("minister_of=BOAT&ministry=BREAD", ["answered"]),
    ("ministry=BOAT", ["seated", "asked"]),
]


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_the_same_are_found_on_the_list_and_in_every_download(
    client, listed, downloaded, world, query, expected
):
    make.make_ministry("OLD", "وزارة السفن", merged_into=world.boats)
    asked = query.format(boats=world.boats.public_id)
    assert listed(asked) == expected
    assert downloaded(asked) == expected
    lines = b"".join(client.get(f"/statements.jsonl?{asked}").streaming_content).splitlines()
    assert names_of(world, [json.loads(line)["id"] for line in lines]) == expected
    described = client.get(f"/statements.datapackage.json?{asked}").json()
    assert described["rowCount"] == len(expected)


def test_a_download_tells_the_ministry_that_its_rows_were_found_by(client, world):
    rows = rows_of(client.get("/statements.csv"))
    told = {row["id"]: row["minister_of"] for row in rows if row["minister_of"]}
    assert told == {world.answered.public_id: "BOAT", world.promised.public_id: "BOAT"}


def test_the_page_of_a_ministry_links_all_that_its_ministers_said(client, world):
    page = read(client.get(f"/en/ministries/{world.boats.public_id}/"))
    (section,) = page.xpath("//section[@aria-labelledby='answers']")
    assert names_of(world, [one[2:] for one in section.xpath(".//article/@id")]) == [
        "promised", "answered",
    ]  # fmt: skip
    (link,) = section.xpath("./p[@class='all']/a")
    assert link.get("href") == "/en/statements/?minister_of=BOAT"
    assert link.text == "Filter and download all 2 statements"
    listed = read(client.get(link.get("href")))
    assert len(listed.xpath("//article")) == 2
    chip = " ".join(listed.xpath("//ul[contains(@class, 'chips')]")[0].text_content().split())
    assert "Speaker’s ministry" in chip
    assert len(page.xpath("//*[@id='latest']")) == len(page.xpath("//*[@id='answers']")) == 1


def test_a_ministry_whose_ministers_said_nothing_has_no_such_part(client, world):
    page = read(client.get(f"/ministries/{world.bread.public_id}/"))
    assert not page.xpath("//*[@id='answers']")
    assert "minister_of" not in lxml.html.tostring(page).decode()


def test_a_ministers_statement_links_what_was_said_from_the_same_office(client, world):
    links = read(client.get(f"/en/statements/{world.answered.public_id}/")).xpath(
        "//a[contains(@href, 'minister_of')]/@href"
    )
    assert links == ["/en/statements/?minister_of=BOAT"]
    seated = client.get(f"/en/statements/{world.seated.public_id}/").content.decode()
    assert "minister_of" not in seated


@pytest.mark.parametrize(
    ("query", "link", "is_current"),
    [
        ("ministry=BOAT", "?minister_of=BOAT", None),
        ("ministry=BOAT&stance=ask&q=قارب&sort=oldest",
         "?q=%D9%82%D8%A7%D8%B1%D8%A8&minister_of=BOAT&sort=oldest", None),
        ("minister_of=BOAT&ministry=", "?ministry=BOAT", "true"),
        ("minister_of=BOAT&stance=promise", "?stance=promise&ministry=BOAT", "true"),
    ],
)  # fmt: skip
def test_from_what_is_asked_of_a_ministry_one_turns_to_what_its_ministers_say(
    client, world, query, link, is_current
):
    (preset,) = read(client.get(f"/statements/?{query}", follow=True)).xpath(
        "//a[@id='preset-answers']"
    )
    assert (preset.get("href"), preset.get("aria-current")) == (link, is_current)
    read(client.get(f"/statements/{link}"))


@pytest.mark.parametrize(
    "query", ["", "ministry=BOAT&ministry=BREAD", "ministry=BOAT&minister_of=BREAD"]
)
def test_without_one_ministry_there_is_nothing_to_turn_to(client, world, query):
    assert not read(client.get(f"/statements/?{query}")).xpath("//a[@id='preset-answers']")


def test_a_ministry_that_is_not_known_is_told(client, world):
    answer = client.get("/en/statements/?minister_of=SUBMARINE")
    assert answer.status_code == 400
    assert "SUBMARINE" in answer.content.decode()
