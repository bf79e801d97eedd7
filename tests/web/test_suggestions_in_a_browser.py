"""Choosing a suggestion with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.web.world import a_small_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_suggestion_is_chosen_with_the_keyboard(live_server, page):
    world = a_small_world()
    page.goto(f"{live_server.url}/statements/")
    field = page.locator("#q")
    field.press_sequentially("سال")
    options = page.get_by_role("option")
    expect(options).to_have_count(1)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("سال")
    field.press_sequentially("م")
    expect(options).to_have_count(1)
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "suggestion-0")
    field.press("Enter")
    page.wait_for_url(f"**/statements/?speaker={world.salem.public_id}")
    expect(page.locator("article.row")).to_have_count(2)
