"""The list in a real browser: only what changed is loaded, and nothing that one did is lost."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.factories import make_statement
from tests.web.world import a_small_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reader(live_server, page):
    """A page at the list; the test fails where the site's own policy or a script is broken."""
    wrong = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    world = a_small_world()
    for month in range(1, 7):
        make_statement("قارب", speaker=world.layla, kind="direct", said_on=date(2024, month, 9))
    page.goto(f"{live_server.url}/en/statements/")
    page.evaluate("window.isSamePage = true")
    yield page
    assert wrong == []


def test_filters_change_the_list_alone_and_the_way_back_leads_through_each(reader):
    rows = reader.locator("article.row")
    expect(rows).to_have_count(11)
    asks = reader.get_by_role("checkbox", name="Asks")
    asks.focus()
    reader.keyboard.press("Space")
    expect(rows).to_have_count(1)
    expect(asks).to_be_focused()
    expect(reader.locator("#announced")).to_have_text("1 statement")
    assert reader.get_by_role("link", name="Français").get_attribute("href").endswith("?stance=ask")

    reader.get_by_role("link", name="Stance asks").click()
    expect(rows).to_have_count(11)
    reader.locator("#summary-kind").click()
    direct = reader.get_by_role("checkbox", name=re.compile("^Direct speech"))
    direct.check()
    expect(rows).to_have_count(7)
    expect(direct).to_be_visible()

    reader.go_back()
    expect(rows).to_have_count(11)
    reader.go_back()
    expect(rows).to_have_count(1)
    expect(reader.get_by_role("checkbox", name="Asks")).to_be_checked()
    assert reader.evaluate("window.isSamePage")
    reader.reload()
    expect(rows).to_have_count(1)


def test_a_stretch_of_time_is_chosen_by_drawing_over_it(reader):
    columns = reader.locator(".histogram-columns")
    box = columns.bounding_box()
    reader.mouse.move(box["x"] + 3, box["y"] + 20)
    reader.mouse.down()
    reader.mouse.move(box["x"] + box["width"] * 2.5 / 17, box["y"] + 20, steps=4)
    reader.mouse.up()
    expect(reader.locator("article.row")).to_have_count(3)
    assert "date_after=2024-01-01&date_before=2024-03-31" in reader.url
    assert reader.evaluate("window.isSamePage")


def test_who_asks_from_the_foot_of_the_filters_is_led_to_the_rows(reader):
    reader.set_viewport_size({"width": 1280, "height": 420})
    reader.emulate_media(reduced_motion="reduce")
    apply = reader.get_by_role("button", name="Apply")
    reader.locator("#date-date_after").fill("2025-01-01")
    reader.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    apply.click()
    expect(reader.locator("article.row")).to_have_count(4)
    expect(reader.locator("#count")).to_be_in_viewport()
    expect(reader.locator("#results")).to_be_focused()
    expect(reader.locator("#announced")).to_have_text("4 statements")


def test_few_rows_stay_in_view_beside_long_filters(reader):
    reader.set_viewport_size({"width": 1280, "height": 420})
    asks = reader.get_by_role("checkbox", name="Asks")
    asks.check()
    expect(reader.locator("article.row")).to_have_count(1)
    reader.locator("#filters .facet").last.scroll_into_view_if_needed()
    expect(reader.locator("#count")).to_be_in_viewport()


def test_on_a_phone_the_button_folds_the_filters_and_leads_to_the_rows(reader):
    reader.set_viewport_size({"width": 360, "height": 640})
    reader.locator("#summary-filters").click()
    reader.locator("#date-date_after").fill("2025-01-01")
    reader.get_by_role("button", name="Apply").click()
    expect(reader.locator("article.row")).to_have_count(4)
    expect(reader.locator("#filters-fold")).not_to_have_attribute("open", "")
    expect(reader.locator("#count")).to_be_in_viewport()
