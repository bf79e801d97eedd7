"""Choosing a suggestion with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.web.world import a_small_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def field(live_server, page):
    a_small_world()
    page.goto(f"{live_server.url}/en/statements/")
    return page.locator("#q")


def test_arrows_go_round_and_escape_and_an_arrow_shut_and_open(page, field):
    field.focus()
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("minist")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(page.locator("#announced")).to_have_text("2 suggestions")
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(page.locator("[aria-activedescendant]")).to_have_count(0)
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    field.press("ArrowDown")
    expect(options).to_have_count(2)


def test_enter_searches_and_nothing_opens_over_what_is_found(page, field):
    with page.expect_response("**/statements/?*q=*"):
        field.press_sequentially("سالم")
        field.press("Enter")
    expect(page.locator("article.row").first).to_be_visible()
    with page.expect_response("**/suggestions/*"):
        field.press("ArrowDown")  # what was pending would have come before this
    expect(page.get_by_role("option")).to_have_count(1)


def test_other_letters_and_slips_are_suggested_and_opened_by_a_click(page, field):
    field.press_sequentially("bortukal")
    page.get_by_role("option", name="Salem Bortoqali").click(button="right")
    expect(page.get_by_role("option")).to_have_count(1)
    page.get_by_role("option", name="Salem Bortoqali").click()
    page.wait_for_url("**/en/statements/?speaker=*")


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
