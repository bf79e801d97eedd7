from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.bench._served import served

WRONG = [
    ("speaker=nobody", "speaker"),
    ("speaker=nobody&speaker={salem}", "speaker"),
    ("ministry=nowhere", "ministry"),
    ("chamber=third", "chamber"),
    ("session=never", "session"),
    ("stance=shout", "stance"),
    ("stance=ask&stance=shout", "stance"),
    ("kind=sung", "kind"),
    ("session_type=party", "session_type"),
    ("party=none", "party"),
    ("group=none", "group"),
    ("source=nowhere.example", "source"),
    ("review=rejected", "review"),
    ("samples=some", "samples"),
    ("date_after=yesterday", "date_after"),
    ("date_after=2025-02-30", "date_after"),
    ("date_before=22/04/2025", "date_before"),
    ("date_before=2025-04-22T00:00", "date_before"),
    ("date_after=2025-05-02&date_before=2025-05-01", "date_before"),
    ("q=" + "ق" * 201, "q"),
    ("q=%00", "q"),
    ("speaker=%00", "speaker"),
    ("date_after=%00", "date_after"),
    ("stance=" + "&stance=".join(f"s{n}" for n in range(60)), "stance"),
]
LANGUAGES = ["", "/fr", "/en"]

# Where in the list a page begins; a file holds all pages, whichever is asked for.
WRONG_PLACES = [
    ("sort=loudest", "sort"),
    ("after=yesterday", "after"),
    ("after=2025-02-30.1", "after"),
    ("before=2025-04-22", "before"),
    ("before=2025-04-22.x", "before"),
    ("before=%00", "before"),
    ("after=٢٠٢٥-٠٤-٢٢.١", "after"),
    ("sort=relevance&skip=-1", "skip"),
    ("sort=relevance&skip=99999999999999999999", "skip"),
    ("sort=relevance&skip=٢", "skip"),
]
ELSEWHERE = {"sort", "after", "before", "skip"}  # told above the form, which has no field for it


@pytest.mark.parametrize(("query", "parameter"), WRONG + WRONG_PLACES)
def test_it_shows_no_row_and_says_what_is_wrong(client, world, query, parameter):
    asked = query.format(salem=world.salem.public_id)
    page = client.get(f"/statements/?{asked}")
    text = page.content.decode()
    assert page.status_code == 400
    assert '<article class="row"' not in text
    assert 'role="alert"' in text
    if parameter not in ELSEWHERE:
        assert f'href="#filter-{parameter}"' in text
        assert f'id="error-{parameter}"' in text


@pytest.mark.parametrize(("query", "parameter"), WRONG)
def test_it_refuses_the_csv_with_the_reason_in_plain_text(client, world, query, parameter):
    answer = client.get(f"/statements.csv?{query.format(salem=world.salem.public_id)}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert any(line.startswith(f"{parameter}: ") for line in lines[1:])
    assert world.asked.public_id not in answer.content.decode()


@pytest.mark.parametrize("query", [query for query, _parameter in WRONG_PLACES])
def test_a_file_holds_all_pages_whichever_is_asked_for(client, world, query):
    asked = client.get(f"/statements.csv?{query}").getvalue()
    assert asked == client.get("/statements.csv").getvalue()


def test_it_keeps_what_was_typed(client, world):
    text = client.get("/statements/?q=قارب&date_after=someday&stance=ask").content.decode()
    assert 'value="قارب"' in text
    assert 'value="someday"' in text
    assert 'value="ask" checked' in text


def test_it_says_it_in_the_readers_language(client, world):
    said = {
        "": "«shout» غير معروف هنا.",
        "/fr": "«\u202fshout\u202f» n’est pas connu ici.",
        "/en": "“shout” is not known here.",
    }
    for prefix, words in said.items():
        assert words in client.get(f"{prefix}/statements/?stance=shout").content.decode()
        assert words in client.get(f"{prefix}/statements.csv?stance=shout").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/speakers/?kind=tree",
        "/speakers/?party=none",
        "/speakers/?page=2",
        "/speakers/?q=%00",
        "/ministries/?kind=tree",
        "/ministries/?page=0",
        "/sessions/?type=party",
        "/sessions/?chamber=third",
        "/sessions/?date_after=2025-13-01",
        "/sessions/?date_after=2025-05-02&date_before=2025-05-01",
        "/articles/?source=nowhere",
        "/articles/?language=xx",
        "/articles/?date_before=never",
        "/articles/?samples=maybe",
        "/articles/?page=x",
    ],
)
def test_it_refuses_a_wrong_value_on_the_other_lists_too(client, world, address):
    page = client.get(address)
    assert page.status_code == 400
    assert 'class="entry"' not in page.content.decode()
    assert 'role="alert"' in page.content.decode()


SLIPS = ["stanse=criticise", "stance=ask&colour=blue", "page=7"]


@pytest.mark.parametrize("query", SLIPS)
def test_a_filter_that_there_is_not_gives_no_file(client, world, query):
    name = query.split("&")[-1].split("=")[0]
    for address in ("/statements.csv", "/statements.jsonl", "/statements.datapackage.json"):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 400
        assert name in answer.content.decode()


@pytest.mark.parametrize("query", SLIPS)
def test_a_list_tells_which_filter_it_left_out(client, world, query):
    page = client.get(f"/en/statements/?{query}").content.decode()
    name = query.split("&")[-1].split("=")[0]
    assert f"There is no such filter, so it was left out: <bdi>{name}</bdi>" in page


def test_what_others_hang_on_addresses_is_no_filter(client, world):
    tail = "utm_source=letter&fbclid=1&open=kind&find_speaker=x&sort=oldest"
    assert client.get(f"/statements.csv?{tail}").status_code == 200
    assert "no such filter" not in client.get(f"/en/statements/?{tail}").content.decode()


def test_a_list_in_pages_has_no_other_places(client, world):
    page = client.get("/en/speakers/?page=1&skip=50").content.decode()
    assert "There is no such filter, so it was left out: <bdi>skip</bdi>" in page
    assert client.get("/speakers.csv?page=1").status_code == 200
    assert client.get("/speakers.csv?after=2025-04-22.1").status_code == 400


def test_what_the_server_reads_gets_a_page_with_the_way_on(transactional_db):
    queries = ["q=" + quote("ق" * 1300), "&".join(["stance=shout"] * 600), "&".join(["q=x"] * 1500)]
    with served() as server:
        for query in queries:
            with pytest.raises(HTTPError) as refused:
                urlopen(f"{server.origin}/statements/?{query}")
            assert refused.value.code == 400
            assert 'href="/statements/"' in refused.value.read().decode()
