"""The main navigation leads to every kind of page and takes little of a phone's screen."""

import pytest

ROWS = "links => new Set(links.map(one => one.getBoundingClientRect().top)).size"
PLACES = 9


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "on_a_phone"), [("", 2), ("fr/", 3), ("en/", 2)], ids=["ar", "fr", "en"]
)
def test_it_fits_a_phone_and_stands_in_one_row_on_a_desk(page, live_server, language, on_a_phone):
    for width, rows in ((360, on_a_phone), (1280, 1)):
        page.set_viewport_size({"width": width, "height": 780})
        page.goto(f"{live_server.url}/{language}about/")
        links = page.locator(".site-nav a")
        assert links.count() == PLACES
        assert links.evaluate_all(ROWS) == rows
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.django_db(transaction=True)
def test_the_pictures_have_their_own_entry(page, live_server):
    page.goto(f"{live_server.url}/en/statements/")
    page.locator(".site-nav").get_by_role("link", name="Pictures").click()
    page.wait_for_url("**/en/statements/charts/")
    here = page.locator(".site-nav [aria-current]")
    assert here.evaluate_all("links => links.map(one => one.textContent)") == ["Pictures"]
