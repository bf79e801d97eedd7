"""What became of a statement, as every reader may know it: what, when, by whom in general."""

import html
import re
from datetime import date

import pghistory
import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils.translation import override

from statements.models import NamedInstitution, Statement
from statements.public_history import history_of
from statements.services.reading import read_article
from tests import factories as make
from tests.admin.conftest import client_of
from tests.admin.pages import edit
from tests.web.world import a_small_world

# What is changed in one transaction is told as one step.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return a_small_world()


@pytest.fixture
def chief(transactional_db):
    return make.make_user("amina.secret", is_staff=True, is_superuser=True)


def told_of(statement, language="en"):
    """(who, [(what, before, after)]) of each step, the latest first."""
    with override(language):
        fresh = Statement.objects.get(pk=statement.pk)
        steps = history_of(fresh, list(fresh.topic_rows.all()))
        return [(one.who, [(c.what, c.before, c.after) for c in one.changes]) for one in steps]


def test_it_tells_what_an_editor_changed_without_naming_the_editor(client, world, chief):
    edit(client_of(chief), world.asked, stance="criticise", speaker=world.layla.pk)
    who, changes = told_of(world.asked)[0]
    assert who == "an editor"
    assert ("the stance", "asks", "criticises") in changes
    assert ("the speaker", "Salem Bortoqali", "Layla Sousania") in changes
    assert ("the review", "never reviewed", "corrected by an editor") in changes
    page = client.get(f"/en/statements/{world.asked.public_id}/").content.decode()
    section = html.unescape(re.search(r'<section class="history".*?</section>', page, re.DOTALL)[0])
    assert "criticises" in section
    assert "amina" not in page


def test_it_tells_a_new_reading_with_its_version(world):
    with pghistory.context(engine="7.7.7"):
        span = NumericRange(
            world.asked.content_spans[0].lower, world.asked.content_spans[0].lower + 4
        )
        Statement.objects.filter(pk=world.asked.pk).update(
            content="موعد", content_spans=[span], said_on=date(2025, 4, 20)
        )
    who, changes = told_of(world.asked)[0]
    assert who == "a new reading by the machine, version 7.7.7"
    assert changes == [
        ("the words", "موعد إصلاح القوارب", "موعد"),
        ("the day", "22 April 2025", "20 April 2025"),
    ]


def test_it_tells_whom_it_addressed_before(world):
    with pghistory.context(name="amina.secret", user=1), transaction.atomic():
        world.asked.institutions.filter(relation="addressed").update(ministry=world.bread.pk)
        NamedInstitution.objects.filter(statement=world.asked, relation="mentioned").delete()
    who, changes = told_of(world.asked, "fr")[0]
    assert (who, changes) == (
        "un rédacteur",
        [
            ("à qui elle s’adresse", "ministère des Bateaux", "ministère du Pain"),
            ("qui est seulement mentionné", "ministère du Pain", ""),
        ],
    )


def test_it_tells_first_how_the_statement_was_made(transactional_db):
    article = make.make_article(
        "قال النائب البرلماني سالم البرتقالي، خلال جلسة الأسئلة الشفوية بمجلس النواب،"
        " إن القوارب تحتاج إلى صيانة عاجلة."
    )
    read_article(article.pk)
    statement = article.statements.get()
    assert told_of(statement) == [("the machine", [])]


def test_it_tells_which_version_read_the_article_last(client, world):
    page = client.get(f"/en/statements/{world.asked.public_id}/").content.decode()
    assert "Last read by the machine, version test" in page


def test_it_tells_that_an_editor_made_a_statement(world):
    with pghistory.context(name="amina.secret", user=1):
        added = make.make_statement("الشباك ممزقة")
    assert told_of(added) == [("an editor", [])]


def test_it_says_nothing_of_changes_that_no_reader_can_see(world):
    before = told_of(world.asked)
    Statement.objects.filter(pk=world.asked.pk).update(addressee_is_explicit=True)
    assert told_of(world.asked) == before


def test_a_page_with_a_long_history_asks_few_times(client, world, django_assert_max_num_queries):
    stances = ["warn", "ask"] * 10
    others = {
        "warn": {"speaker": world.layla, "party": world.palm, "group": world.palms},
        "ask": {"speaker": world.salem, "party": None, "group": None},
    }
    others["warn"] |= {"session": world.debate, "chamber": world.lower}
    others["ask"] |= {"session": world.sitting, "chamber": world.upper}
    for stance in stances:
        Statement.objects.filter(pk=world.asked.pk).update(stance=stance, **others[stance])
        world.asked.institutions.filter(relation="addressed").delete()
        ministry = world.bread if stance == "warn" else world.boats
        world.asked.institutions.create(ministry=ministry, relation="addressed")
    with django_assert_max_num_queries(10):
        page = client.get(world.asked.get_absolute_url())
    assert page.content.decode().count("<del>") > 100
