"""Two editors with the same record open: the second is told, sees the difference, loses nothing."""

import pytest
from django.urls import reverse

from tests.admin.pages import address_of
from tests.factories import make_ministry, make_speaker, make_statement, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_at_work(live_server, browser):
    """Two editors, each logged in with a browser context of his own."""
    pages = []
    for name in ("first", "second"):
        make_user(name, password="long-enough-1", is_staff=True, is_superuser=True)
        page = browser.new_context(locale="en").new_page()
        page.goto(f"{live_server.url}/admin/")
        page.fill("#id_username", name)
        page.fill("#id_password", "long-enough-1")
        page.click("[type=submit]")
        page.wait_for_selector("#user-tools")
        pages.append(page)
    yield pages
    for page in pages:
        page.context.close()


FORMS = {
    "speaker": (make_speaker, "name_latin", "Salem", "Selim"),
    "ministry": (make_ministry, "name_fr", "Bateaux", "Navires"),
    "statement": (make_statement, "cue_lemma", "شدد", "نبه"),
}


@pytest.mark.parametrize("kind", FORMS)
def test_the_second_is_told_and_keeps_what_he_typed(live_server, two_at_work, kind):
    make, field, first, second = FORMS[kind]
    record = make()
    one, other = two_at_work
    for page in two_at_work:
        page.goto(live_server.url + address_of(record))
    one.fill(f"#id_{field}", first)
    one.click("[name=_save]")
    one.wait_for_selector(".messagelist .success")
    other.fill(f"#id_{field}", second)
    other.click("[name=_save]")
    told = other.wait_for_selector(".errorlist .standing").inner_text()
    assert first in told
    assert other.input_value(f"#id_{field}") == second
    record.refresh_from_db()
    assert getattr(record, field) == first


def test_the_second_at_the_workspace_is_told_and_may_save_over_it(live_server, two_at_work):
    statement = make_statement()
    address = live_server.url + reverse("admin:review_statement", args=[statement.pk])
    one, other = two_at_work
    for page in two_at_work:
        page.goto(address)
    one.check("[name=stance][value=warn]", force=True)
    one.click("[name=_save]")
    one.wait_for_url(lambda url: url != address)
    other.check("[name=stance][value=praise]", force=True)
    other.click("[name=_save]")
    told = other.wait_for_selector("div.rv-notice[role=alert]").inner_text()
    assert told
    assert other.is_checked("[name=stance][value=praise]")
    statement.refresh_from_db()
    assert (statement.stance, statement.reviewed_by.username) == ("warn", "first")
    other.click("[name=_save]")
    other.wait_for_url(lambda url: url != address)
    statement.refresh_from_db()
    assert (statement.stance, statement.reviewed_by.username) == ("praise", "second")
