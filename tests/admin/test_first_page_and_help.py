"""The first page of the administration, and the help that it and the queue lead to."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from statements.admin.review.keys import KEY_GROUPS

pytestmark = pytest.mark.django_db


def models_on(client, language="en"):
    with translation.override(language):
        page = client.get(reverse("admin:index")).content.decode()
    before, _, machinery = page.partition("desk-machinery")
    kinds = r'<div class="app-(\w+)|id="(\w+-\w+)"'
    return [
        [app or model for app, model in re.findall(kinds, part)] for part in (before, machinery)
    ]


def test_it_begins_with_what_an_editor_does_first(chief_client):
    listed, _ = models_on(chief_client)
    apps = [one for one in listed if "-" not in one]
    assert apps == ["statements", "people", "auth"]
    models = [one for one in listed if one.startswith(("statements-", "people-"))]
    assert models[:3] == ["statements-statement", "statements-article", "statements-session"]
    assert models.index("people-speaker") < models.index("people-ministry")


def test_machinery_is_folded_away_and_not_shown_to_editors(chief_client, client_in):
    machinery = models_on(chief_client)[1]
    assert "django_celery_beat" in machinery
    assert "statements" not in machinery
    for role in ("reader", "editor", "chief editor"):
        listed, nothing = models_on(client_in(role))
        assert nothing == []
        assert not [one for one in listed if "celery" in one]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_help_has_an_address_for_each_heading_and_every_key(client_in, language):
    with translation.override(language):
        page = client_in("reader").get(reverse("editors_help")).content.decode()
        anchors = re.findall(r'href="#(\w+)"', page)
        assert len(anchors) == 9
        for anchor in anchors:
            assert re.search(rf'<section id="{anchor}"><h2>', page), anchor
        for _group, keys in KEY_GROUPS:
            for key, what in keys:
                assert f"<kbd>{key}</kbd></dt><dd>{what}" in page


def test_help_is_one_click_from_the_first_page_and_from_the_queue(client_in):
    client, address = client_in("editor"), reverse("editors_help")
    for place in ("admin:index", "admin:review"):
        assert f'href="{address}"' in client.get(reverse(place)).content.decode()
