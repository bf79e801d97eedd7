"""The queue and the workspace as plain pages and forms: what they show, what their buttons do."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from statements.models import Claim, ReviewAct, SamplingRun, Statement
from tests.admin.conftest import client_of
from tests.admin.pages import history_of, opened, said
from tests.factories import (
    make_appointment,
    make_article,
    make_chamber,
    make_ministry,
    make_session,
    make_source,
    make_speaker,
    make_statement,
    make_user,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "أكد سالم البرتقالي أن المرسى ضيق، مضيفا أن السوق بعيد عنه.\n"
    "وطالبت نورة الصدفي وزير القوارب ببناء مرسى جديد."
)


def address(statement, query=""):
    return reverse("admin:review_statement", args=[statement.pk]) + query


def filled(client, statement, query=""):
    """The form of the workspace as a browser would send it."""
    values = opened(client, address(statement, query))
    # lxml takes an empty value for none at all.
    return {name: ["" if one == "on" else one for one in sent] for name, sent in values.items()}


def act(client, statement, query="", **changes):
    """Open the workspace, change the form, press a button."""
    return client.post(address(statement, query), filled(client, statement, query) | changes)


@pytest.fixture
def article():
    return make_article(TEXT, source=make_source("جريدة المنارة"))


@pytest.fixture
def statement(article):
    return make_statement("المرسى ضيق", article=article, least_confidence=0.3)


def test_it_shows_what_waits_the_least_certain_first(editor_client, statement):
    make_statement("السوق واسع", least_confidence=0.9)
    make_statement("القارب صغير", review_status="confirmed", reviewed_at=timezone.now())
    page = editor_client.get(reverse("admin:review")).content.decode()
    assert page.index("المرسى ضيق") < page.index("السوق واسع")
    assert "القارب صغير" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stance=warn", {"warning"}),
        ("speaker=unknown", {"warning", "plain"}),
        ("speaker=known", {"known"}),
        ("since=2999-01-01", set()),
        ("since=2001-01-01", {"warning", "plain", "known"}),
        ("unsure=stance", {"known"}),
        ("outlet={outlet}", {"warning"}),
        ("chamber={chamber}", {"known"}),
        ("order=article", {"warning", "plain", "known"}),
        ("invented=True", set()),
        ("stance=nonsense", {"warning", "plain", "known"}),
    ],
)
def test_it_narrows_the_queue(editor_client, query, found):
    outlet, chamber = make_source(), make_chamber()
    article = make_article("أكد سالم البرتقالي أن المرسى ضيق.", source=outlet)
    rows = {
        "warning": make_statement("المرسى ضيق", article=article, stance="warn"),
        "plain": make_statement("السوق واسع"),
        "known": make_statement(
            "القارب صغير", speaker=make_speaker(), chamber=chamber, least_certain="stance"
        ),
    }
    query = query.format(outlet=outlet.pk, chamber=chamber.pk)
    response = editor_client.get(f"{reverse('admin:review')}?{query}")
    shown = {one.pk for one in response.context["queue"].queue}
    assert shown == {rows[name].pk for name in found}


def test_it_counts_and_lists_in_few_queries(editor_client, django_assert_max_num_queries):
    article = make_article(TEXT)
    for _ in range(15):
        make_statement("المرسى ضيق", article=article, speaker=make_speaker())
    editor_client.get(reverse("admin:review"))
    with django_assert_max_num_queries(11):
        editor_client.get(reverse("admin:review"))


def test_it_shows_a_crowded_article_in_as_many_queries_as_a_small_one(
    editor_client, statement, article, django_assert_max_num_queries
):
    for number in range(12):
        speaker = make_speaker(f"سالم البرتقالي {number}")
        make_appointment(speaker)
        make_statement(
            "السوق بعيد عنه", article=article, cue="مضيفا", printed="", speaker=speaker,
            addressed=[make_ministry()], session=make_session(committee=None)
            if number == 0
            else None,
        )  # fmt: skip
    editor_client.get(address(statement))
    with django_assert_max_num_queries(32):
        editor_client.get(address(statement))


def test_it_marks_every_statement_and_the_one_at_hand(editor_client, article, statement):
    other = make_statement("السوق بعيد عنه", article=article, cue="مضيفا", printed="")
    page = editor_client.get(address(statement)).content.decode()
    assert '<mark class="is-content">المرسى ضيق</mark>' in page
    assert f'data-other="{other.pk}" href="{address(other)}">السوق بعيد عنه</a>' in page


def test_it_shows_how_sure_the_machine_was_of_each_field(editor_client, article):
    doubts = {"speaker": 0.41, "stance": 0.83, "addressees": 0.67}
    unsure = make_statement("السوق بعيد عنه", article=article, cue="مضيفا", confidence=doubts)
    page = editor_client.get(address(unsure)).content.decode()
    assert [int(shown) for shown in re.findall(r"rv-sure [^>]*>(\d+) %", page)] == [41, 83, 67]


def test_it_begins_with_the_first_free_statement(editor_client, editor, statement):
    response = editor_client.get(reverse("admin:review_next") + "?stance=stress")
    assert response.url == address(statement, "?stance=stress")
    assert Claim.objects.get().editor == editor


def test_it_says_who_else_is_there(editor_client, statement):
    badr = make_user("badr", is_staff=True, is_superuser=True)
    client_of(badr).get(address(statement))
    assert "badr" in editor_client.get(address(statement)).content.decode()


def test_confirming_goes_on_to_the_next(editor_client, editor, statement):
    other = make_statement("السوق واسع", least_confidence=0.9)
    response = act(editor_client, statement)
    assert response.url == reverse("admin:review_next")
    assert editor_client.get(response.url).url == address(other)
    statement.refresh_from_db()
    assert (statement.review_status, statement.reviewed_by) == ("confirmed", editor)
    assert len(history_of(statement)) == 1


def test_a_changed_form_is_saved_as_a_correction(editor_client, statement):
    speaker, session, boats = make_speaker("نورة الصدفي"), make_session(), make_ministry()
    act(
        editor_client, statement, stance="warn", speaker=speaker.pk, session=session.pk,
        addressee=[f"{boats.pk}@"],
    )  # fmt: skip
    statement.refresh_from_db()
    assert (statement.stance, statement.speaker, statement.session) == ("warn", speaker, session)
    assert [one.ministry for one in statement.institutions.all()] == [boats]
    assert statement.review_status == "corrected"


@pytest.mark.parametrize("how", ["places", "words"])
def test_spans_are_set_by_place_or_by_words(editor_client, statement, how):
    at = TEXT.index("السوق بعيد")
    changes = (
        {"content_at": f"{at}-{at + 10}", "cue_at": "34-39"}
        if how == "places"
        else {"content_words": "السوق بعيد", "cue_words": "مضيفا"}
    )
    act(editor_client, statement, **changes)
    statement.refresh_from_db()
    assert (statement.content, statement.cue) == ("السوق بعيد", "مضيفا")


@pytest.mark.parametrize(
    "wrong",
    [
        {"content_at": "5-9999"},
        {"content_at": "9-5"},
        {"content_at": "x"},
        {"content_words": "لا توجد"},
        {"content_words": ""},
        {"cue_words": ""},
        {"stance": "shout"},
        {"speaker": "999999"},
        {"addressee": ["1@5-999999"]},
        {"addressee": ["<b>"]},
        {"speaker_type": "unnamed", "speaker": "known"},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_saved(editor_client, statement, wrong):
    if wrong.get("speaker") == "known":
        wrong = wrong | {"speaker": make_speaker().pk}
    response = act(editor_client, statement, **wrong)
    assert response.status_code == 422
    statement.refresh_from_db()
    assert statement.review_status == "extracted"


def test_the_second_of_two_editors_is_told(editor_client, chief_client, statement):
    values = filled(editor_client, statement)
    act(chief_client, statement, stance="warn")
    values = {**values, "stance": "praise", "_save": ""}
    response = editor_client.post(address(statement), values)
    assert response.status_code == 409
    statement.refresh_from_db()
    assert statement.stance == "warn"
    page = response.content.decode()
    assert 'value="praise" checked' in page
    assert response.context["desk"].form.puts_over_others
    (told,) = [one for one in response.context["desk"].form.non_field_errors() if "—" in one]
    with override("ar"):
        stances = [str(Statement.Stance(name).label) for name in ("warn", "praise")]
        assert gettext("Save over theirs") in page
    assert [name for name in stances if name in told] == stances
    again = {**values, "seen": response.context["desk"].form["seen"].value()}
    assert editor_client.post(address(statement), again).status_code == 302
    statement.refresh_from_db()
    assert statement.stance == "praise"


def test_rejecting_skipping_and_undoing(editor_client, statement):
    act(editor_client, statement, _reject="")
    statement.refresh_from_db()
    assert statement.review_status == "rejected"
    response = editor_client.post(reverse("admin:review_undo"))
    assert response.url == address(statement)
    statement.refresh_from_db()
    assert statement.review_status == "extracted"
    act(editor_client, statement, _skip="")
    response = editor_client.get(reverse("admin:review_next"))
    assert response.url == reverse("admin:review")
    editor_client.post(reverse("admin:review_again"))
    assert editor_client.get(reverse("admin:review_next")).url == address(statement)


def test_adding_splitting_and_joining(editor_client, article, statement):
    at = TEXT.index("ببناء")
    response = act(editor_client, statement, _add="", selected=f"{at}-{len(TEXT) - 1}")
    added = Statement.objects.get(content="ببناء مرسى جديد")
    assert response.url == address(added)
    assert added.cue == "وطالبت"
    start = TEXT.index("المرسى ضيق")
    end = TEXT.index(" عنه") + 4
    act(editor_client, statement, content_at=f"{start}-{end}")
    at = TEXT.index("السوق")
    response = act(editor_client, statement, _split="", selected=f"{at}-{end}")
    second = Statement.objects.get(content="السوق بعيد عنه")
    assert response.url == address(second)
    act(editor_client, second, _join=str(statement.pk))
    statement.refresh_from_db()
    assert statement.joined_into == second
    assert act(editor_client, second, _add="").status_code == 422


def test_undoing_an_addition_leads_back(editor_client, statement):
    at = TEXT.index("ببناء")
    act(editor_client, statement, _add="", selected=f"{at}-{len(TEXT) - 1}")
    response = editor_client.post(reverse("admin:review_undo"), {"at": statement.pk})
    assert response.url == address(statement)
    assert Statement.objects.count() == 1


def test_an_article_is_marked_as_fully_reviewed(chief_client, chief, article, statement):
    sign = reverse("admin:review_sign", args=[article.pk])
    chief_client.post(sign)
    article.refresh_from_db()
    assert not article.is_fully_reviewed
    act(chief_client, statement)
    assert sign in chief_client.get(address(statement)).content.decode()
    chief_client.post(sign, {"at": statement.pk})
    article.refresh_from_db()
    assert (article.is_fully_reviewed, article.reviewed_by) == (True, chief)
    assert "chief" in chief_client.get(address(statement)).content.decode()


def test_a_random_sample_is_drawn_and_worked_off(chief_client, chief, statement):
    response = chief_client.post(reverse("admin:review_draw"), {"size": "5"})
    run = SamplingRun.objects.get()
    assert response.url == f"{reverse('admin:review')}?run={run.pk}"
    query = f"?run={run.pk}"
    assert chief_client.get(reverse("admin:review_next") + query).url == address(statement, query)
    assert "rv-sure" not in chief_client.get(address(statement, query)).content.decode()
    act(chief_client, statement, query)
    assert not chief_client.get(reverse("admin:review") + query).context["queue"].queue.exists()


def test_it_offers_speakers_with_reasons(editor_client, statement):
    known = make_speaker("سالم البرتقالي", aliases=["سالم البرتقالي"])
    make_appointment(known)
    choices = reverse("admin:review_choices", args=[statement.pk, "speaker"])
    found = editor_client.get(choices, {"q": "البرتقالي"}).json()["choices"]
    assert found[0]["value"] == known.pk
    assert "النواب" in found[0]["detail"]
    assert found[0]["signs"]
    page = act(editor_client, statement, _find="", q_speaker="برتقالي").content.decode()
    assert f'value="{known.pk}"' in page


def test_real_and_invented_people_are_never_offered_for_each_other(editor_client, statement):
    make_speaker("سالم البرتقالي", aliases=["سالم البرتقالي"], is_sample=True)
    choices = reverse("admin:review_choices", args=[statement.pk, "speaker"])
    assert editor_client.get(choices, {"q": "البرتقالي"}).json()["choices"] == []


def test_it_offers_ministries_and_sessions(editor_client, statement):
    boats = make_ministry(name_ar="وزارة القوارب", names=["وزير القوارب"])
    session = make_session(day=timezone.localdate(statement.article.published_at))
    for kind, words, row in (("ministry", "القوارب", boats), ("session", "", session)):
        choices = reverse("admin:review_choices", args=[statement.pk, kind])
        assert editor_client.get(choices, {"q": words}).json()["choices"][0]["value"] == row.pk


# Who may do what: each act by itself

BUTTONS = ["_save", "_reject", "_skip", "_reopen", "_join", "_add", "_split"]
OTHERS = ["review_undo", "review_again", "review_draw"]


def only(*names):
    user = make_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return client_of(user)


@pytest.mark.parametrize("button", BUTTONS)
def test_who_may_only_look_rules_on_nothing(statement, button):
    client = only("view_statement")
    assert client.get(address(statement)).status_code == 200
    assert client.post(address(statement), {button: "1"}).status_code == 403
    assert not ReviewAct.objects.exists()


@pytest.mark.parametrize("name", OTHERS)
def test_who_may_only_look_changes_no_queue(statement, name):
    assert only("view_statement").post(reverse(f"admin:{name}")).status_code == 403


def test_who_may_only_look_takes_no_statement_from_others(statement):
    client = only("view_statement")
    assert client.get(reverse("admin:review_next")).status_code == 403
    client.get(address(statement))
    assert not Claim.objects.exists()


@pytest.mark.parametrize("button", ["_add", "_split"])
def test_adding_needs_its_own_permission(statement, button):
    client = only("view_statement", "change_statement")
    assert act(client, statement, **{button: "", "selected": "0-5"}).status_code == 403


def test_signing_needs_its_own_permission(statement, article):
    client = only("view_statement", "change_statement", "change_article")
    assert client.post(reverse("admin:review_sign", args=[article.pk])).status_code == 403


def test_strangers_are_sent_to_log_in(client, statement):
    assert client.get(address(statement)).status_code == 302
    assert "login" in client.get(reverse("admin:review")).url


def test_it_says_what_was_undone(editor_client, statement):
    act(editor_client, statement)
    assert said(editor_client.post(reverse("admin:review_undo")))
