"""Whatever is asked, a list answers with rows or with a reason, never with an error."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings, strategies as st

from statements.filters import StatementFilter
from tests.web.conftest import rows_of
from tests.web.world import a_small_world

PLACES = {"sort", "after", "before", "skip"}
SHOWN = ["open", "more", "find_speaker", "find_party"]
PARAMETERS = [*StatementFilter.base_filters, *PLACES, *SHOWN, "other"]
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            "ask",
            "BOAT",
            "councillors",
            "2025-04-22",
            "direct",
            "only",
            "1",
            "0",
            "kind",
            "relevance",
            "oldest",
            "2025-04-22.1",
            "undated.0",
        ]
    ),
    st.dates().map(str),
    st.integers().map(str),
)
QUERIES = st.lists(st.tuples(st.sampled_from(PARAMETERS), VALUES), max_size=5)
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def as_data(pairs):
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return data


@pytest.fixture
def any_world(db):
    return a_small_world()


@FEW
@given(QUERIES)
def test_it_answers_any_query_with_rows_or_a_reason(any_world, pairs):
    client, data = Client(), as_data(pairs)
    page = client.get("/statements/", data, follow=True)
    # What is no filter is left out by a list, which says so; a file by it is refused.
    file = client.get("/statements.csv", {k: v for k, v in data.items() if k != "other"})
    if "other" in data:
        assert client.get("/statements.csv", data).status_code == 400
    # A file holds all pages, so that a wrong place is no reason to refuse it.
    has_place = bool(PLACES & set(data))
    assert page.status_code == file.status_code or has_place
    text = page.content.decode()
    if page.status_code == 200 and has_place:
        assert text.count('<article class="row"') <= len(rows_of(file))
    elif page.status_code == 200:
        assert text.count('<article class="row"') == len(rows_of(file))
    else:
        assert page.status_code == 400
        assert '<article class="row"' not in text
        assert 'role="alert"' in text


@FEW
@given(st.text(max_size=210))
def test_it_survives_any_search(any_world, words):
    for address in ("/statements/", "/speakers/", "/ministries/", "/sessions/", "/articles/"):
        assert Client().get(address, {"q": words}, follow=True).status_code in (200, 400)


@FEW
@given(
    st.sampled_from(
        ["speaker", "ministry", "minister_of", "chamber", "session", "stance", "kind", "party"]
    ),
    st.text(min_size=1, max_size=30).filter(str.strip),
)
def test_it_never_shows_rows_for_a_value_that_nothing_has(any_world, name, value):
    page = Client().get("/statements/", {name: f"no-{value}"})
    assert page.status_code == 400
    assert '<article class="row"' not in page.content.decode()
