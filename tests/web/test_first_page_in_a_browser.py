"""The researcher's first visit in a real browser: home, search, filter, one statement, back."""

import pytest
from playwright.sync_api import expect

from tests.web.world import a_small_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server, page):
    """The address of a running site; the test fails if a page breaks its own security policy."""
    page.refusals = []
    page.on("console", lambda message: page.refusals.append(message.text))
    page.on("pageerror", lambda error: page.refusals.append(str(error)))
    page.world = a_small_world()
    yield live_server.url
    assert page.refusals == []


def test_it_leads_from_the_first_page_to_one_statement_and_back(site, page):
    page.goto(site)
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator("article.row")).to_have_count(5)
    page.get_by_role("main").get_by_role("searchbox").fill("سالم")
    page.get_by_role("main").get_by_role("button", name="بحث").click()
    page.wait_for_url("**/statements/?q=*")
    expect(page.locator("article.row")).to_have_count(3)

    page.get_by_role("checkbox", name="سؤال").check()
    page.wait_for_url("**stance=ask*")
    assert page.url.count("=") == 2  # what was not asked for is not in the address
    expect(page.locator("article.row")).to_have_count(1)
    assert page.locator("mark").inner_text() == "سالم"

    page.get_by_role("link", name="كيف عرفنا؟").click()
    assert page.locator("mark.is-content").first.inner_text() == "موعد إصلاح القوارب"
    assert page.world.asked.public_id in page.locator("#citation").inner_text()
    page.go_back()
    assert page.get_by_role("checkbox", name="سؤال").is_checked()
    page.get_by_role("link", name="الموقف سؤال").click()
    expect(page.locator("article.row")).to_have_count(3)


def test_it_works_without_scripts(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/en/statements/")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name="Asks").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator("article.row")).to_have_count(1)
    context.close()
