"""What became of added articles appears by itself, under the strict content security policy."""

import pytest

from statements import tasks
from statements.models import Delivery
from statements.services.arriving import bring
from statements.services.reading import read_article
from tests.factories import make_user
from tests.ingest.pages import TITLE, page as news_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def complaints(page):
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else 0)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def test_it_shows_the_result_without_a_click(live_server, page, complaints, monkeypatch):
    monkeypatch.setattr(tasks.bring_arrival, "delay", lambda _id: None)
    monkeypatch.setattr(tasks.read_article, "delay", lambda _id: None)
    make_user("editor", password="long-enough-1", is_staff=True, is_superuser=True)
    page.goto(f"{live_server.url}/admin/login/?next=/admin/statements/delivery/add/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "long-enough-1")
    page.click("[type=submit]")
    page.fill("#id_text", news_page().decode())
    page.click(".submit-row [type=submit]")
    page.wait_for_selector("[data-progress][data-waiting]")

    arrival = Delivery.objects.get().arrivals.get()
    bring(arrival.pk)
    arrival.refresh_from_db()
    page.wait_for_selector("[data-progress][data-waiting] td a")
    read_article(arrival.article_id)
    page.wait_for_selector("[data-progress]:not([data-waiting])")
    assert page.locator("[data-progress] td a").inner_text() == TITLE
    assert complaints == []
