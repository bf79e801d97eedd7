"""Every address and button of the administration, called directly by each role."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from people.tracking import events_of
from statements.models import NameRuling
from statements.services.moving import merge_speakers, order_undoing
from statements.services.ruling_names import Scope, rule_on_name
from tests.factories import (
    make_article,
    make_ministry,
    make_source,
    make_speaker,
    make_statement,
    make_user,
)

pytestmark = pytest.mark.django_db

NOBODY, READER, EDITOR, CHIEF = range(4)
RANKS = {None: NOBODY, "reader": READER, "editor": EDITOR, "chief editor": CHIEF}

# Address → from which role on one may look at it, and press its buttons; None: there are none.
ADDRESSES = {
    "review": (READER, None),
    "review_next": (EDITOR, None),
    "review_statement": (READER, EDITOR),
    "review_choices": (EDITOR, None),
    "review_undo": (None, EDITOR),
    "review_again": (None, EDITOR),
    "review_draw": (None, EDITOR),
    "review_sign": (None, EDITOR),
    "proposals": (READER, EDITOR),
    "names": (READER, None),
    "names_one": (READER, EDITOR),
    "names_undo": (None, EDITOR),
    "statements_move_pick": (EDITOR, EDITOR),
    "statements_move_undo": (CHIEF, CHIEF),
    "statements_move_order": (READER, None),
    "people_speaker_merge": (CHIEF, CHIEF),
    "people_speaker_move": (EDITOR, EDITOR),
    "people_speaker_import": (EDITOR, EDITOR),
    "people_speaker_export": (READER, None),
    "people_ministry_merge": (CHIEF, CHIEF),
    "people_ministry_move": (EDITOR, EDITOR),
    "statements_source_import": (CHIEF, CHIEF),
    "statements_source_export": (READER, None),
    "statements_source_trial": (CHIEF, CHIEF),
    "autocomplete": (READER, None),
}
# Open to whoever works here, or no page of a record.
OPEN = re.compile(
    r"index|log(in|out)|password_change(_done)?|jsi18n|view_on_site|app_list"
    r"|auth_user_password_change"
)
SENT = {
    "autocomplete": {
        "app_label": "statements", "model_name": "statement", "field_name": "speaker",
    },
    "names_one": {"name": "زهير"},
}  # fmt: skip
# Buttons of the workspace, each an act of its own.
BUTTONS = (
    "_save", "_reject", "_reopen", "_skip", "_find", "_split", "_add", "_join",
)  # fmt: skip
OF_A_RECORD = re.compile(r"\w+_(changelist|add|change|delete|history|deleted)")


@pytest.fixture
def records():
    """A record for each address that is about one."""
    by = make_user("before", is_superuser=True)
    article = make_article("أكد سالم أن المرسى ضيق.", source=make_source())
    statement = make_statement("المرسى ضيق", printed="سالم", article=article)
    kept, gone = make_speaker("سالم البرتقالي"), make_speaker("سالم البرتقالي الثاني")
    move = merge_speakers(kept, gone, by, timezone.now())
    return {
        "review_statement": [statement.pk],
        "review_choices": [statement.pk, "speaker"],
        "review_sign": [article.pk],
        "names_undo": [_ruling(by).pk],
        "statements_move_undo": [move.pk],
        "statements_move_order": [order_undoing(move, by, timezone.now()).pk],
        "people_speaker": [kept.pk],
        "people_ministry": [make_ministry().pk],
        "statements_source": [article.source.pk],
    }


def _ruling(by):
    make_statement("السوق بعيد", printed="زهير", speaker_read="زهير")
    return rule_on_name(Scope("زهير"), NameRuling.Decision.IGNORE, None, by, timezone.now())


def _address(name, records):
    pks = records.get(name)
    if pks is None and re.search("_(merge|move|trial)$", name):
        pks = records.get(name.rpartition("_")[0])
    return reverse(f"admin:{name}", args=pks or [])


@pytest.mark.parametrize("role", RANKS)
def test_it_is_refused_below_its_role_and_nowhere_else(client_in, records, role):
    client, rank = client_in(role), RANKS[role]
    client.raise_request_exception = False
    found = {}
    for name, (look, press) in ADDRESSES.items():
        address = _address(name, records)
        for method, least in (("get", look), ("post", press)):
            if least is None:
                continue
            status = getattr(client, method)(address, SENT.get(name)).status_code
            found[name, method] = (status == 403, rank < least)
            assert status < 500, (name, method)
    assert {key: one for key, one in found.items() if one[0] != one[1]} == {}


@pytest.mark.parametrize("role", [None, "reader"])
@pytest.mark.parametrize("button", BUTTONS)
def test_no_button_of_the_workspace_moves_for_who_may_not_rule(client_in, records, role, button):
    answer = client_in(role).post(_address("review_statement", records), {button: "1"})
    assert answer.status_code == 403


@pytest.mark.parametrize("role", RANKS)
def test_what_is_deleted_is_listed_for_who_may_see_the_record(client_in, role):
    client = client_in(role)
    for model in admin.site._registry:
        if events_of(model) is not None:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_deleted"
            refused = client.get(reverse(name)).status_code == 403
            assert refused == (RANKS[role] < READER), name


def test_no_address_is_left_out():
    known = set(ADDRESSES)
    others = [one for one in _names() if not OPEN.fullmatch(one) and not OF_A_RECORD.fullmatch(one)]
    assert set(others) - known == set()


def _names():
    for pattern in admin.site.urls[0]:
        for each in getattr(pattern, "url_patterns", [pattern]):
            if each.name and "celery" not in each.name:
                yield each.name
