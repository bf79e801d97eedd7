"""A second record of the same values is refused with a link to the first, never with a failure."""

import pytest
from django.urls import reverse

from people.models import Alias
from statements.models import Session
from tests.admin.pages import address_of, errors_in, opened, send
from tests.factories import make_chamber, make_session, make_speaker

pytestmark = pytest.mark.django_db


def refused(client, address, twin, **changes):
    response = send(client, address, opened(client, address), **changes)
    assert response.status_code == 200
    assert errors_in(response)
    assert address_of(twin) in response.content.decode()


def identity(session):
    return {"chamber": session.chamber_id, "type": session.type, "date": session.date.isoformat()}


def test_a_session_that_exists_is_not_added_again(editor_client):
    session = make_session()
    address = reverse("admin:statements_session_add")
    refused(editor_client, address, session, **identity(session))
    assert Session.objects.get() == session


def test_a_session_is_not_made_into_one_that_exists(editor_client):
    chamber = make_chamber()
    session = make_session(chamber=chamber)
    other = make_session("monthly_policy", chamber=chamber)
    refused(editor_client, address_of(other), session, **identity(session))
    other.refresh_from_db()
    assert other.type == "monthly_policy"


def test_an_invented_session_stands_in_nobodys_way(editor_client):
    invented = make_session(is_sample=True)
    address = reverse("admin:statements_session_add")
    values = opened(editor_client, address)
    assert send(editor_client, address, values, **identity(invented)).status_code == 302
    assert Session.objects.count() == 2


def test_an_alias_is_not_added_again_in_another_spelling(editor_client):
    speaker = make_speaker("ربيع الزعفراني")
    alias = Alias.objects.create(speaker=speaker, text="أبو الربيع", kind="press")
    address = reverse("admin:people_alias_add")
    sent = {"speaker": speaker.pk, "text": "ابو الرّبيع", "kind": "press"}
    refused(editor_client, address, alias, **sent)
    assert Alias.objects.get(speaker=speaker, folded=alias.folded) == alias
