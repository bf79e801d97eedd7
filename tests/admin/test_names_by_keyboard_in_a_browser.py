"""A name is ruled on without touching the mouse, its candidates found while one types."""

import pytest
from django.urls import reverse

from statements.models import NameRuling
from tests.factories import make_appointment, make_chamber, make_speaker, make_statement, make_user

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "حورية البلعيدي"


@pytest.fixture
def complaints(page):
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else 0)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def test_it_finds_somebody_while_one_types_and_links_the_name(live_server, page, complaints):
    meant = make_speaker("ربيع الزعفراني")
    make_appointment(meant, chamber=make_chamber())
    row = make_statement(printed=NAME, speaker_read=NAME)
    make_user("editor", password="long-enough-1", is_staff=True, is_superuser=True)
    page.goto(f"{live_server.url}/admin/login/?next={reverse('admin:names')}")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "long-enough-1")
    page.click("[type=submit]")
    page.wait_for_selector(".nm-list")

    page.keyboard.press("Enter")
    page.wait_for_selector(".nm-candidates")
    assert page.locator(".nm-candidates input").count() == 0
    page.keyboard.press("KeyF")
    page.keyboard.type("الزعفر")
    page.locator(".nm-candidates", has_text=meant.name_ar).wait_for()
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    page.keyboard.press("Digit1")
    page.keyboard.press("KeyS")
    page.wait_for_selector(".nm-rulings")

    row.refresh_from_db()
    assert row.speaker == meant
    assert NameRuling.objects.get().speaker == meant
    assert page.locator(".nm-list").count() == 0
    assert complaints == []
