"""Reader, editor, chief editor: who may do what, action by action."""

import io
from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from config.one_time_password import has_one_time_password
from config.roles import Role, create_roles
from statements.models import Arrival
from tests.admin.pages import address_of, choose, history_of, opened, said, send
from tests.factories import (
    make_appointment,
    make_article,
    make_group,
    make_ministry,
    make_party,
    make_session,
    make_source,
    make_speaker,
    make_statement,
    make_user,
)

pytestmark = pytest.mark.django_db

NOBODY, READER, EDITOR, CHIEF = 0, 1, 2, 3
RANKS = {None: NOBODY, "reader": READER, "editor": EDITOR, "chief editor": CHIEF}


def _arrival():
    return Arrival.objects.create(
        url="https://a.example/1", state="failed", failure="gone", due_at=timezone.now()
    )


RECORDS = {
    "statement": make_statement,
    "article": make_article,
    "session": make_session,
    "source": make_source,
    "arrival": _arrival,
    "speaker": make_speaker,
    "alias": lambda: make_speaker(aliases=["سالم"]).aliases.get(),
    "appointment": lambda: make_appointment(make_speaker()),
    "chamber": lambda: make_group().chamber,
    "legislature": lambda: make_group().chamber.legislatures.create(number=11),
    "party": make_party,
    "group": make_group,
    "committee": lambda: make_group().chamber.committees.create(code="c", name_ar="لجنة"),
    "ministry": make_ministry,
    "ministryname": lambda: make_ministry(names=["وزارة السفن"]).names.get(),
    "user": lambda: make_user("someone", is_staff=True),
}
NEVER = 9
# Record → from which role on one may look at it, change it, add another, delete it.
PAGES = {
    "statement": (READER, EDITOR, EDITOR, NEVER),
    "article": (READER, EDITOR, NEVER, NEVER),
    "session": (READER, EDITOR, EDITOR, CHIEF),
    "source": (READER, CHIEF, CHIEF, CHIEF),
    "arrival": (READER, NEVER, NEVER, NEVER),
    "speaker": (READER, EDITOR, EDITOR, CHIEF),
    "alias": (READER, EDITOR, EDITOR, EDITOR),
    "appointment": (READER, EDITOR, EDITOR, EDITOR),
    "chamber": (READER, CHIEF, CHIEF, CHIEF),
    "legislature": (READER, CHIEF, CHIEF, CHIEF),
    "party": (READER, CHIEF, CHIEF, CHIEF),
    "group": (READER, CHIEF, CHIEF, CHIEF),
    "committee": (READER, CHIEF, CHIEF, CHIEF),
    "ministry": (READER, CHIEF, CHIEF, CHIEF),
    "ministryname": (READER, CHIEF, CHIEF, CHIEF),
    "user": (CHIEF, CHIEF, CHIEF, NEVER),
}


@pytest.mark.parametrize("role", RANKS)
@pytest.mark.parametrize("kind", PAGES)
def test_it_opens_the_pages_of_each_role(client_in, role, kind):
    client, rank, record = client_in(role), RANKS[role], RECORDS[kind]()
    may_look, may_change, may_add, may_delete = PAGES[kind]
    for page in ("changelist", "change"):
        answer = client.get(address_of(record, page))
        assert (answer.status_code == 200) == (rank >= may_look), page
    if rank >= may_look:
        page = client.get(address_of(record)).content.decode()
        assert ('name="_save"' in page) == (rank >= may_change)
    assert (client.get(address_of(record, "add")).status_code == 200) == (rank >= may_add)
    assert (client.get(address_of(record, "delete")).status_code == 200) == (rank >= may_delete)
    if rank < may_change:
        assert client.post(address_of(record), {}).status_code == 403


# Action on a list → the record it is about, and from which role on it is offered.
ACTIONS = {
    "confirm": ("statement", EDITOR),
    "reject": ("statement", EDITOR),
    "reopen": ("statement", EDITOR),
    "give_back_to_the_machine": ("statement", EDITOR),
    "read_again": ("article", EDITOR),
    "withdraw": ("article", EDITOR),
    "restore": ("article", EDITOR),
    "try_again": ("arrival", EDITOR),
    "confirm_person": ("speaker", EDITOR),
    "poll_now": ("source", CHIEF),
    "follow": ("source", CHIEF),
    "leave_alone": ("source", CHIEF),
    "give_password": ("user", CHIEF),
}


@pytest.mark.parametrize("role", ["reader", "editor", "chief editor"])
@pytest.mark.parametrize("action", ACTIONS)
def test_it_offers_the_actions_of_each_role(client_in, role, action):
    kind, least = ACTIONS[action]
    client, record = client_in(role), RECORDS[kind]()
    response = client.get(address_of(record, "changelist"))
    offered = f'<option value="{action}">' in response.content.decode()
    assert offered == (RANKS[role] >= least)
    if not offered:
        choose(client, action, record)
        assert history_of(record) == []


VIEWS = {
    "admin:statements_delivery_add": EDITOR,
    "admin:statements_source_import": CHIEF,
    "admin:statements_source_export": READER,
    "operation": NOBODY,
    "editors_help": NOBODY,
}


@pytest.mark.parametrize("role", RANKS)
@pytest.mark.parametrize("view", VIEWS)
def test_it_opens_the_other_views_of_each_role(client_in, role, view):
    answer = client_in(role).get(reverse(view))
    assert (answer.status_code == 200) == (RANKS[role] >= VIEWS[view])


def test_it_keeps_merging_for_the_chief_editor(client_in):
    for role in RANKS:
        user = User.objects.get(pk=client_in(role).session["_auth_user_id"])
        for permission in ("people.merge_speaker", "people.merge_ministry"):
            assert user.has_perm(permission) == (role == "chief editor")


def test_it_makes_the_roles_once_and_brings_them_up_to_date():
    call_command("create_roles", stdout=io.StringIO())
    reader = Group.objects.get(name="reader")
    before = set(reader.permissions.all())
    assert before
    reader.permissions.set(Permission.objects.filter(codename="delete_statement"))
    own = Group.objects.create(name="translators")
    own.permissions.set(Permission.objects.filter(codename="view_party"))
    create_roles()
    assert set(reader.permissions.all()) == before
    assert Group.objects.count() == len(Role) + 1
    assert own.permissions.count() == 1


def _open_account(client, name, *roles):
    address = reverse("admin:auth_user_add")
    groups = [group.pk for group in Group.objects.filter(name__in=roles)]
    return send(client, address, opened(client, address), username=name, groups=groups)


def test_a_chief_editor_opens_an_account_with_a_role_and_a_one_time_password(client_in):
    chief = client_in("chief editor")
    response = _open_account(chief, "نورة", "editor")
    user = User.objects.get(username="نورة")
    assert (user.is_staff, user.is_superuser) == (True, False)
    assert [group.name for group in user.groups.all()] == ["editor"]
    assert has_one_time_password(user)
    password = said(response).split("<bdi>")[1].split("</bdi>")[0]
    assert user.check_password(password)
    response = choose(chief, "give_password", user)
    assert not user.check_password(password)
    assert "<bdi>" in said(response)


def test_nobody_gives_away_more_than_a_role(client_in):
    chief = client_in("chief editor")
    powerful = Group.objects.create(name="everything")
    powerful.permissions.set(Permission.objects.all())
    assert _open_account(chief, "first", "everything").status_code == 200
    _open_account(chief, "second", "reader")
    second = User.objects.get(username="second")
    address = address_of(second)
    wanted = {"is_superuser": "on", "user_permissions": [Permission.objects.first().pk]}
    send(chief, address, opened(chief, address), **wanted)
    second.refresh_from_db()
    assert not second.is_superuser
    assert not second.user_permissions.exists()


@pytest.mark.parametrize("is_active", [True, False])
@pytest.mark.parametrize("power", ["superuser", "group", "permission"])
def test_nobody_touches_an_account_that_may_do_more(client_in, power, is_active):
    chief = client_in("chief editor")
    other = make_user("other", is_staff=True, is_active=is_active, password="as it was")
    if power == "superuser":
        other.is_superuser = True
        other.save()
    elif power == "group":
        group = Group.objects.create(name="operators")
        group.permissions.set(Permission.objects.filter(codename="change_group"))
        other.groups.add(group)
    else:
        other.user_permissions.set(Permission.objects.filter(codename="change_group"))
    assert chief.post(address_of(other), {"username": "mine"}).status_code == 403
    choose(chief, "give_password", other)
    assert other.check_password("as it was")


def test_it_keeps_a_group_that_a_chief_editor_may_not_give(client_in):
    chief = client_in("chief editor")
    other = make_user("other", is_staff=True)
    other.groups.add(Group.objects.create(name="translators"))
    address = address_of(other)
    send(chief, address, opened(chief, address), last_name="الزيتونية")
    other.refresh_from_db()
    assert other.last_name == "الزيتونية"
    assert [group.name for group in other.groups.all()] == ["translators"]


def test_a_superuser_goes_beyond_the_roles(chief_client):
    other = make_user("other", is_staff=True)
    address = address_of(other)
    send(chief_client, address, opened(chief_client, address), is_superuser="on")
    other.refresh_from_db()
    assert other.is_superuser


def test_it_hides_the_hash_of_a_password_from_searches(client_in):
    make_user("other", password="as it was")
    address = reverse("admin:auth_user_changelist")
    response = client_in("chief editor").get(address, {"password__startswith": "pbkdf2"})
    assert response.status_code == 400


def test_an_editor_adds_a_session_and_cannot_add_a_party(client_in):
    editor = client_in("editor")
    chamber = make_group().chamber
    address = address_of(make_session(day=date(2025, 1, 7)), "add")
    values = {"chamber": chamber.pk, "type": "oral_questions", "date": "2025-01-14"}
    assert send(editor, address, opened(editor, address), **values).status_code == 302
    assert editor.post(address_of(make_party(), "add"), {}).status_code == 403


def test_an_emptied_cache_logs_nobody_out(editor_client):
    cache.clear()
    assert editor_client.get(reverse("admin:index")).status_code == 200


def test_permissions_of_ones_own_and_of_all_groups_count_together_in_one_query(
    client_in, django_assert_num_queries
):
    client_in("editor")
    user = User.objects.get(username="editor")
    user.user_permissions.add(Permission.objects.get(codename="merge_speaker"))
    user = User.objects.get(username="editor")
    with django_assert_num_queries(1):
        assert user.has_perms(["people.merge_speaker", "statements.change_statement"])
        assert not user.has_perm("auth.view_user")
    user.is_active = False
    assert not user.has_perm("people.merge_speaker")
