"""The queue of names: what it shows, what its buttons do, who may press them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from people.models import Appointment, Speaker
from statements.admin.names.views import SHOWN
from statements.models import NameRuling
from tests.admin.pages import history_of, said
from tests.factories import (
    make_appointment,
    make_article,
    make_chamber,
    make_group,
    make_source,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db
NAME = "المستشار الزعفراني"


def printed(name=NAME, **fields):
    return make_statement(printed=name, speaker_read=name, **fields)


def shown(client, **query):
    response = client.get(reverse("admin:names"), query)
    assert response.status_code == 200
    tree = html.document_fromstring(response.content.decode())
    return [each.text_content() for each in tree.find_class("nm-name")]


def one(client, name=NAME, **query):
    response = client.get(reverse("admin:names_one"), {"name": name, **query})
    assert response.status_code == 200
    return response


def rule(client, button, name=NAME, **sent):
    covers = one(client, name).context["number"]
    data = {"name": name, button: "1", "covers": covers, **sent}
    return client.post(reverse("admin:names_one"), data)


def test_it_lists_names_of_most_statements_first_in_any_spelling(editor_client):
    printed("حورية البلعيدي")
    for name in (NAME, "المستشارُ الزّعفراني", NAME):
        printed(name)
    printed("سالم البرتقالي", speaker=make_speaker())
    printed("زهير", ruled_fields=["speaker"])
    assert len(shown(editor_client)) == 2
    assert "الزعفراني" in shown(editor_client)[0].replace("ّ", "")


def test_it_is_narrowed_by_why_a_name_waits_outlet_and_day(editor_client):
    outlet = make_source()
    printed("حورية البلعيدي", unresolved="ambiguous")
    text = "أكد نجيب السنبوري أن القوارب تحتاج إلى صيانة عاجلة"
    printed("نجيب السنبوري", article=make_article(text, source=outlet))
    printed("زهرة الوردغي", speaker=make_speaker("زهرة الوردغي", is_provisional=True))
    assert shown(editor_client, state="ambiguous") == ["حورية البلعيدي"]
    assert shown(editor_client, state="provisional") == ["زهرة الوردغي"]
    assert shown(editor_client, outlet=outlet.pk) == ["نجيب السنبوري"]
    assert shown(editor_client, state="unknown") == ["نجيب السنبوري"]
    assert shown(editor_client, since="2999-01-01") == []
    assert len(shown(editor_client, since="no day", state="none", outlet="x")) == 3


def test_one_name_shows_candidates_with_reasons_and_the_statements(editor_client):
    chamber = make_chamber("councillors")
    make_appointment(make_speaker("ربيع الزعفراني"), chamber=chamber)
    printed("الزعفراني", chamber=chamber, roles_printed=["المستشار البرلماني"])
    page = one(editor_client, "الزعفراني").content.decode()
    assert "ربيع الزعفراني" in page
    assert "المستشار البرلماني" in page
    assert "القوارب تحتاج إلى صيانة عاجلة" in page
    assert "rv-sign is-for" in page


def test_all_statements_that_a_ruling_covers_can_be_looked_at_first(editor_client):
    for number in range(SHOWN + 2):
        printed(content=f"الزورق رقم {number} قديم")
    first = one(editor_client)
    second = one(editor_client, p="2")
    beyond = one(editor_client, p="99")
    assert first.context["number"] == second.context["number"] == SHOWN + 2
    shown = [[row.pk for row in each.context["page"]] for each in (first, second, beyond)]
    assert [len(each) for each in shown] == [SHOWN, 2, SHOWN]
    assert len({*shown[0], *shown[1]}) == SHOWN + 2
    assert "p=2" in first.content.decode()
    assert "p=1" in second.content.decode()


def test_it_links_a_name_and_takes_it_back(editor_client, editor):
    speaker, row = make_speaker("ربيع الزعفراني"), printed()
    response = rule(editor_client, "_link", speaker=speaker.pk)
    row.refresh_from_db()
    ruling = NameRuling.objects.get()
    assert (response.status_code, row.speaker, ruling.ruled_by) == (302, speaker, editor)
    assert history_of(ruling)[0][0] == history_of(speaker)[0][0] == "editor"
    assert shown(editor_client) == []
    response = editor_client.post(reverse("admin:names_undo", args=[ruling.pk]))
    row.refresh_from_db()
    assert row.speaker is None
    assert said(response)
    assert shown(editor_client) == [NAME]


def test_it_makes_a_person_from_a_filled_form(editor_client):
    group = make_group(chamber=make_chamber("councillors"))
    row = printed("النائبة حورية البلعيدي", chamber=group.chamber, group=group)
    page = one(editor_client, "النائبة حورية البلعيدي").content.decode()
    assert 'value="حورية البلعيدي"' in page
    rule(editor_client, "_make", row.speaker_read, name_ar="حورية البلعيدي", gender="female")
    row.refresh_from_db()
    assert (row.speaker.name_ar, row.speaker.is_provisional) == ("حورية البلعيدي", False)
    assert row.speaker.gender == "female"


def test_a_person_who_was_made_is_taken_back(editor_client):
    row = printed("النائبة حورية البلعيدي")
    rule(editor_client, "_make", row.speaker_read, name_ar="حورية البلعيدي")
    ruling = NameRuling.objects.get()
    response = editor_client.post(reverse("admin:names_undo", args=[ruling.pk]))
    row.refresh_from_db()
    ruling.refresh_from_db()
    assert (response.status_code, row.speaker, ruling.speaker) == (302, None, None)
    assert not Speaker.objects.exists()
    assert history_of(ruling)[0][0] == "editor"
    assert shown(editor_client) == [row.speaker_read]


def test_it_confirms_a_provisional_person(editor_client):
    provisional = make_speaker("زهرة الوردغي", is_provisional=True)
    printed("زهرة الوردغي", speaker=provisional)
    rule(editor_client, "_link", "زهرة الوردغي", speaker=provisional.pk)
    provisional.refresh_from_db()
    assert not provisional.is_provisional
    editor_client.post(reverse("admin:names_undo", args=[NameRuling.objects.get().pk]))
    provisional.refresh_from_db()
    assert provisional.is_provisional


def test_nobody_is_made_twice_unawares(editor_client):
    provisional = make_speaker("زهرة الوردغي", is_provisional=True)
    make_speaker("زهرة الوردغي", is_sample=True)
    row = printed("النائبة زهرة الوردغي")
    response = rule(editor_client, "_make", row.speaker_read, name_ar="زَهرة الوردغي")
    assert response.status_code == 422
    assert not NameRuling.objects.exists()
    assert response.context["choices"][0].value == provisional.pk
    tree = html.document_fromstring(response.content.decode())
    (chosen,) = tree.xpath("//input[@name='speaker'][@checked]")
    assert tree.xpath("//input[@name='is_another']")
    rule(editor_client, "_link", row.speaker_read, speaker=chosen.get("value"))
    row.refresh_from_db()
    provisional.refresh_from_db()
    assert (row.speaker, provisional.is_provisional) == (provisional, False)


def test_another_person_of_the_same_name_is_made_when_an_editor_says_so(editor_client):
    known = make_speaker("زهرة الوردغي")
    row = printed("النائبة زهرة الوردغي")
    sent = {"name_ar": "زهرة الوردغي", "is_another": "on"}
    assert "is_another" not in one(editor_client, row.speaker_read).content.decode()
    assert rule(editor_client, "_make", row.speaker_read, **sent).status_code == 302
    row.refresh_from_db()
    assert row.speaker != known
    assert row.speaker.name_ar == known.name_ar


def test_an_ignored_name_leaves_the_queue(editor_client):
    printed()
    rule(editor_client, "_ignore")
    assert shown(editor_client) == []


@pytest.mark.parametrize(
    ("button", "sent"),
    [
        ("_link", {}),
        ("_link", {"speaker": "abc"}),
        ("_link", {"speaker": "9" * 40}),
        ("_make", {"name_ar": " ", "name_latin": ""}),
        ("_link", {"since": "2025-02-01", "until": "2025-01-01"}),
        ("_link", {"chamber": "x"}),
        ("", {}),
    ],
)
def test_wrong_input_gets_a_message_and_changes_nothing(button, sent, editor_client):
    row = printed()
    assert rule(editor_client, button or "nothing", **sent).status_code == 422
    row.refresh_from_db()
    assert row.speaker is None
    assert not NameRuling.objects.exists()
    assert not Speaker.objects.exists()
    assert not Appointment.objects.exists()


def test_a_name_that_grew_since_is_shown_again_first(editor_client):
    speaker = make_speaker("ربيع الزعفراني")
    printed()
    data = {"name": NAME, "_link": "1", "speaker": speaker.pk, "covers": "1"}
    printed()
    assert editor_client.post(reverse("admin:names_one"), data).status_code == 409
    assert not NameRuling.objects.exists()


@pytest.mark.parametrize(
    ("role", "seen", "ruled"), [(None, 403, 403), ("reader", 200, 403), ("editor", 200, 302),
                                ("chief editor", 200, 302)],
)  # fmt: skip
def test_who_may_rule(role, seen, ruled, client_in):
    client, speaker = client_in(role), make_speaker("ربيع الزعفراني")
    printed()
    assert client.get(reverse("admin:names")).status_code == seen
    assert client.get(reverse("admin:names_one"), {"name": NAME}).status_code == seen
    data = {"name": NAME, "_link": "1", "speaker": speaker.pk, "covers": "1"}
    assert client.post(reverse("admin:names_one"), data).status_code == ruled
    if ruled == 302:
        pk = NameRuling.objects.get().pk
        assert client.post(reverse("admin:names_undo", args=[pk])).status_code == 302
        assert client.get(reverse("admin:names_undo", args=[pk])).status_code == 405


def test_hostile_names_stay_words(editor_client):
    name = "<script>alert(1)</script>"
    printed(name)
    for page in (editor_client.get(reverse("admin:names")), one(editor_client, name)):
        assert b"<script>alert" not in page.content
    assert editor_client.get(reverse("admin:names_one")).status_code == 404


def queries_of(client, address, **query):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, query).status_code == 200
    return len(queries)


def test_both_pages_take_few_queries_however_many_names_there_are(editor_client):
    chamber, outlet = make_chamber("councillors"), make_source()
    for number in range(12):
        make_appointment(make_speaker(f"ربيع{number} الزعفراني"), chamber=chamber)
        text = "أكد الزعفراني أن القوارب تحتاج إلى صيانة عاجلة"
        printed("الزعفراني", chamber=chamber, article=make_article(text, source=outlet))
        printed(f"حورية{number} البلعيدي", chamber=chamber)
    assert queries_of(editor_client, reverse("admin:names")) <= 10
    assert queries_of(editor_client, reverse("admin:names_one"), name="الزعفراني") <= 10
    assert queries_of(editor_client, reverse("admin:names_one"), name="الزعفراني", q="رب") <= 10
