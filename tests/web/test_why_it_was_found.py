"""A row that a search found shows what it was found by."""

import re
from html import unescape

import pytest

from tests import factories as make


@pytest.fixture
def found(client, world):
    make.make_statement(
        "لا جديد هذا الصباح",
        cue="قال",
        speaker=world.salem,
        addressed=[world.boats],
        article=make.make_article(
            "قال سالم البرتقالي لا جديد هذا الصباح.", title="حريق في الميناء"
        ),
    )

    def ask(query, prefix="/en"):
        page = unescape(client.get(f"{prefix}/statements/", {"q": query}).content.decode())
        also = re.findall(r'<p class="row-also">(.*?)</p>', page)
        return re.findall("<mark>(.*?)</mark>", page), also

    return ask


def test_words_of_the_title_are_shown_with_the_title(found):
    marked, also = found("حريق")
    assert marked == ["حريق"]
    assert also == ['In the article\'s title: <bdi lang="ar"><mark>حريق</mark> في الميناء</bdi>']


def test_a_title_is_not_shown_where_the_row_holds_all_words(found):
    assert found("جديد الصباح")[1] == []


def test_the_rest_of_a_search_is_found_in_the_title(found):
    marked, also = found("الصباح الميناء")
    assert sorted(marked) == ["الصباح", "الميناء"]
    assert len(also) == 1


def test_the_ministry_is_marked_where_it_is_shown(found):
    marked, also = found("وزارة القوارب جديد", "")
    assert set(marked) >= {"وزارة", "القوارب", "جديد"}
    assert also == []


def test_a_title_is_escaped(client, world):
    make.make_statement(
        "لا جديد", cue="قال", article=make.make_article("قال لا جديد.", title="<b>حريق</b> كبير")
    )
    page = client.get("/statements/", {"q": "حريق"}).content.decode()
    assert "&lt;b&gt;<mark>حريق</mark>&lt;/b&gt; كبير" in page


def test_a_name_that_is_not_shown_is_told(client, world):
    make.make_statement(
        "الريح قوية", speaker=make.make_speaker("لبنى الوردية", name_latin="Rosalba Fiore")
    )

    def also(prefix, query):
        page = unescape(client.get(f"{prefix}/statements/", {"q": query}).content.decode())
        return set(re.findall(r'<p class="row-also">(.*?)</p>', page))

    assert also("", "Rosalba") == {'ويُسمّى أيضًا: <bdi lang="fr"><mark>Rosalba</mark> Fiore</bdi>'}
    assert also("", "bateaux") == {
        'ويُسمّى أيضًا: <bdi lang="fr">ministère des <mark>Bateaux</mark></bdi>'
    }
    assert {re.sub("^.*?<", "<", one) for one in also("/fr", "لبنى")} == {
        '<bdi lang="ar"><mark>لبنى</mark> الوردية</bdi>'
    }
    assert also("/fr", "Rosalba") == set()


def test_hidden_words_say_which_language_they_are_in(client, world):
    page = client.get("/fr/statements/").content.decode()
    hidden = '<span class="visually-hidden"> <bdi>Salem Bortoqali</bdi>'
    assert hidden in page
    assert page.split(hidden)[1].split("</span>")[0].count('<span lang="ar">') == 1


def test_the_outlet_is_named_in_its_language(client, world):
    article = world.asked.article
    page = client.get(f"/fr/articles/{article.public_id}/").content.decode()
    assert 'Le lire chez le média <bdi lang="ar">المنارة</bdi></a>' in page
    page = client.get(f"/articles/{article.public_id}/").content.decode()
    assert "اقرأه في منبره <bdi>المنارة</bdi></a>" in page
