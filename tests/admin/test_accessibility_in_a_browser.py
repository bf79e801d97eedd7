"""The administration in a browser: axe finds nothing, and a phone scrolls one way."""

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Ministry, Speaker
from statements.models import Arrival, Article, Session, Source, Statement, Topic
from tests.admin.pages import address_of
from tests.factories import make_user
from tests.web.axe import found_by_axe
from tests.web.every_page import a_full_world

pytestmark = pytest.mark.django_db(transaction=True)

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def world(transactional_db):
    found = a_full_world()
    troubled()
    return found


@pytest.fixture
def editor(browser, live_server, client):
    """A page of somebody who may do everything; axe may be brought into it."""
    client.force_login(make_user("editor", is_staff=True, is_superuser=True))
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    yield context.new_page()
    context.close()


def addresses(world):
    """Each kind of page once."""
    queues = ("index", "review", "names", "proposals", "password_change")
    records = (Speaker.objects.first(), Ministry.objects.first(), Session.objects.first())
    kept = (Article.objects.first(), Source.objects.first(), Topic.objects.first())
    return [
        *(reverse(f"admin:{name}") for name in queues),
        reverse("operation"),
        reverse("editors_help"),
        reverse("admin:review_statement", args=[world.asked.pk]),
        reverse("admin:people_speaker_merge", args=[world.salem.pk]),
        reverse("admin:statements_delivery_add"),
        address_of(world.asked),
        address_of(world.asked, "history"),
        *(address_of(one) for one in (*records, *kept)),
        *(address_of(one, "changelist") for one in (Statement.objects.first(), records[2])),
    ]


def troubled():
    """Long words on the operator's page: a failure, a source that fails, parked articles."""
    now = timezone.now()
    Source.objects.update(
        feeds=["https://a.example/feed"], last_result="failed", next_poll_at=now, is_sample=False,
        last_error=f"https://a.example/{'long-' * 20} answered 500.",
    )  # fmt: skip
    Arrival.objects.create(
        url="https://a.example/1", state="failed", failure="robots", due_at=now, done_at=now
    )


def in_both_schemes(world):
    """(colour scheme, address): everything light, what an editor has open all day also dark."""
    everything = addresses(world)
    all_day = [reverse("admin:index"), reverse("admin:review_statement", args=[world.asked.pk])]
    all_day += [address_of(world.asked), address_of(world.asked, "changelist")]
    return [*(("light", one) for one in everything), *(("dark", one) for one in all_day)]


def test_axe_finds_nothing_and_a_phone_scrolls_one_way(live_server, world, editor):
    wrong, too_wide = [], []
    for scheme, address in in_both_schemes(world):
        editor.emulate_media(color_scheme=scheme)
        editor.set_viewport_size(DESK)
        assert editor.goto(live_server.url + address).status == 200, address
        wrong += [f"{scheme} {address}: {line}" for line in found_by_axe(editor)]
        editor.set_viewport_size(PHONE)
        width = editor.evaluate("document.documentElement.scrollWidth")
        too_wide += [f"{address}: {width}"] if width > PHONE["width"] else []
    assert "\n".join([*wrong, *too_wide]) == ""
