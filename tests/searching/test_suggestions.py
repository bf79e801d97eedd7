"""Speakers and ministries are suggested while a search is typed."""

import pytest

from tests.web.world import a_small_world

pytestmark = pytest.mark.django_db


def names(client, typed, prefix=""):
    answer = client.get(f"{prefix}/statements/suggestions/", {"q": typed})
    assert answer.status_code == 200
    return [one["name"] for one in answer.json()["found"]]


def test_names_that_begin_like_what_is_typed(client):
    a_small_world()
    assert names(client, "سال") == ["سالم البرتقالي"]
    assert names(client, "برتقا") == ["سالم البرتقالي"]
    assert names(client, "سالم الب") == ["سالم البرتقالي"]
    assert names(client, "سالم ال") == ["سالم البرتقالي"]
    assert names(client, "salem b", "/fr") == ["Salem Bortoqali"]
    assert names(client, "salem el", "/fr") == ["Salem Bortoqali"]
    assert names(client, "el bort", "/fr") == ["Salem Bortoqali"]
    assert names(client, "الخب") == ["وزارة الخبز"]
    assert names(client, "وزا") == ["وزارة الخبز", "وزارة القوارب"]
    assert names(client, "bort", "/fr") == ["Salem Bortoqali"]
    assert names(client, "bateaux", "/en") == ["ministère des Bateaux"]


def test_other_letters_and_slips(client):
    a_small_world()
    assert names(client, "bortokali") == ["سالم البرتقالي"]
    assert names(client, "salim burtuk") == ["سالم البرتقالي"]
    assert names(client, "برتفالي") == ["سالم البرتقالي"]


def test_how_many_there_are_is_told_to_who_does_not_see_them(client):
    a_small_world()
    said = [
        client.get(f"{prefix}/statements/suggestions/", {"q": "وزا"}).json()["said"]
        for prefix in ("", "/fr", "/en")
    ]
    assert said == ["اقتراحان", "2 suggestions", "2 suggestions"]


def test_nothing_for_next_to_nothing(client):
    a_small_world()
    for typed in ("", " ", "س", "!!", "زقزقزق", "x" * 5000):
        assert names(client, typed) == []


def test_each_leads_to_its_list(client, django_assert_max_num_queries):
    world = a_small_world()
    with django_assert_max_num_queries(3):
        names(client, "سالم")
    found = client.get("/statements/suggestions/", {"q": "سالم"}).json()["found"]
    page = client.get(found[0]["address"]).content.decode()
    assert world.asked.public_id in page
    assert world.blamed.public_id not in page


def test_the_page_says_what_it_made_of_a_search(client):
    a_small_world()
    page = client.get("/en/statements/", {"q": "bortokali"}).content.decode()
    assert "“bortokali” also finds: برتقالي" in page
    assert "A quotation mark is not closed" in client.get(
        "/en/statements/", {"q": '"سالم'}
    ).content.decode().replace("&quot;", '"')
