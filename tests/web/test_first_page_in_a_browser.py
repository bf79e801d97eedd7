"""The researcher's first visit in a real browser: home, search, filter, one statement, back."""

import pytest

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


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_it_leads_from_the_first_page_to_one_statement_and_back(site, page):
    page.goto(site)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("article.row").count() == 5
    page.get_by_role("main").get_by_role("searchbox").fill("سالم")
    page.get_by_role("main").get_by_role("button", name="بحث").click()
    page.wait_for_url("**/statements/?q=*")
    assert page.locator("article.row").count() == 3

    page.get_by_label("سؤال").check()
    page.get_by_role("button", name="اعرض").click()
    page.wait_for_url("**stance=ask*")
    assert page.url.count("=") == 2  # what was not asked for is not in the address
    assert page.locator("article.row").count() == 1
    assert page.locator("mark").inner_text() == "سالم"

    page.get_by_role("link", name="كيف عرفنا؟").click()
    assert page.locator("mark.is-content").first.inner_text() == "موعد إصلاح القوارب"
    assert page.world.asked.public_id in page.locator("#citation").inner_text()
    page.go_back()
    assert page.get_by_label("سؤال").is_checked()
    page.get_by_role("link", name="الموقف سؤال").click()
    assert page.locator("article.row").count() == 3


def test_it_downloads_what_it_shows(site, page):
    page.goto(f"{site}/statements/?stance=ask&stance=warn")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert page.world.asked.public_id in text
    assert page.world.warned.public_id in text
    assert page.world.blamed.public_id not in text


def test_it_fits_a_phone_in_every_language(site, page):
    page.set_viewport_size({"width": 360, "height": 740})
    world = page.world
    pages = ["/", "/statements/", "/speakers/", "/ministries/", "/sessions/", "/articles/"]
    pages += [one.get_absolute_url() for one in (world.asked, world.salem, world.boats)]
    pages += [world.sitting.get_absolute_url(), world.asked.article.get_absolute_url(), "/about/"]
    for prefix in ("", "/fr"):
        for address in pages:
            page.goto(f"{site}{prefix}{address}")
            assert fits(page), prefix + address


def test_it_works_without_scripts(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/en/statements/")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Asks").check()
    page.get_by_role("button", name="Show").click()
    assert page.locator("article.row").count() == 1
    context.close()


def test_it_is_reached_by_keyboard(site, page):
    page.goto(f"{site}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
