"""The researcher's whole path: search, three facets, open, cite, back, download, read the CSV."""

import csv
import re

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.web.world import a_small_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    """Among much else one question of a speaker to a ministry in a chamber, on repairs."""
    world = a_small_world()
    for stance, ministry, chamber in (
        ("warn", world.boats, world.upper),
        ("ask", world.bread, world.upper),
        ("ask", world.boats, world.lower),
    ):
        make.make_statement(
            "إصلاح آخر", cue="قال", speaker=world.layla,
            stance=stance, addressed=[ministry], chamber=chamber,
        )  # fmt: skip
    return world


def choose(page, facet, value, parameter):
    """Tick a value of a facet; its rows are shown at once."""
    group = page.get_by_role("group", name=re.compile(f"^{facet}$", re.IGNORECASE))
    group.get_by_label(value).check()
    page.wait_for_url(f"**{parameter}=*")


def test_from_a_search_to_a_spreadsheet(live_server, page, world):
    page.goto(f"{live_server.url}/en/")
    page.get_by_role("main").get_by_role("searchbox").fill("إصلاح")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.wait_for_url("**/statements/?q=*")
    expect(page.locator("article.row")).to_have_count(4)

    choose(page, "Stance", "Asks", "stance")
    choose(page, "Ministry addressed", world.boats.name_fr, "ministry")
    choose(page, "Chamber", world.upper.name_en, "chamber")
    expect(page.locator("article.row")).to_have_count(1)
    asked = page.url

    page.get_by_role("link", name="How do we know?").first.click()
    page.wait_for_url(f"**/statements/{world.asked.public_id}/")
    citation = page.get_by_role("region", name="Cite")
    assert "Salem Bortoqali" in citation.inner_text()
    assert page.url in citation.inner_text()
    page.go_back()
    page.wait_for_url(asked)
    expect(page.locator("article.row")).to_have_count(1)

    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["id"] == world.asked.public_id
    assert row["content"] == world.asked.content
    assert (row["stance"], row["addressee_codes"], row["chamber"]) == ("ask", "BOAT", "councillors")
    assert row["permalink"].endswith(f"/statements/{world.asked.public_id}/")
