"""Lists of people in the admin: tried first, taken in with one button, by those who may."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import gettext

from people.models import Speaker
from tests.admin.pages import history_of, opened
from tests.factories import make_speaker

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/people/speaker/import/"
TABLE = "name,chamber\nربيع الزعفراني,councillors\nحورية,councillors\n"


@pytest.fixture(autouse=True)
def chambers(db):
    call_command("load_reference", stdout=io.StringIO())


def attempt(client, text=TABLE):
    file = SimpleUploadedFile("people.csv", text.encode())
    return client.post(ADDRESS, {"file": file})


def test_the_list_of_speakers_leads_to_it_who_may(chief_client, reader_client):
    speakers = "/admin/people/speaker/"
    assert ADDRESS in chief_client.get(speakers).content.decode()
    assert ADDRESS not in reader_client.get(speakers).content.decode()


def test_it_tries_a_list_and_then_takes_it_in(chief_client):
    tried = attempt(chief_client)
    assert not Speaker.objects.exists()
    page = tried.content.decode()
    assert "ربيع الزعفراني" in page
    assert [one.place for one in tried.context["report"].refused] == [3]
    done = chief_client.post(ADDRESS, {"list": tried.context["list"]})
    assert len(done.context["report"].added) == 1
    speaker = Speaker.objects.get()
    assert history_of(speaker)
    again = chief_client.post(ADDRESS, {"list": tried.context["list"]})
    assert again.status_code == 302
    assert Speaker.objects.count() == 1


def test_it_shows_who_an_ambiguous_line_may_be(chief_client):
    for _ in range(2):
        make_speaker("ربيع الزعفراني")
    page = attempt(chief_client).content.decode()
    assert page.count(gettext("the same name")) == 2


def test_it_complains_about_a_file_that_is_no_list(chief_client):
    response = attempt(chief_client, "chamber\nx\n")
    assert gettext("no column is headed “name”") in response.content.decode()


def test_it_is_not_for_those_who_may_only_look(reader_client):
    assert attempt(reader_client).status_code == 403
    assert reader_client.get(ADDRESS).status_code == 403
    listed = reader_client.get(reverse("admin:people_speaker_changelist")).content.decode()
    assert ADDRESS not in listed


def test_a_tried_list_belongs_to_whoever_tried_it(chief_client, editor_client):
    key = attempt(chief_client).context["list"]
    assert editor_client.post(ADDRESS, {"list": key}).status_code == 302
    assert not Speaker.objects.exists()


def test_it_hands_everybody_out_as_popolo(reader_client, client):
    speaker = make_speaker("ربيع الزعفراني")
    response = reader_client.get(reverse("admin:people_speaker_export"))
    assert json.loads(response.content)["persons"] == [
        {"id": speaker.public_id, "name": speaker.name_ar}
    ]
    assert client.get(reverse("admin:people_speaker_export")).status_code == 302


def test_the_form_opens(chief_client):
    assert "file" not in opened(chief_client, ADDRESS)
