"""What a first visit sends for, with nothing kept from before: fonts, styles and scripts too."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from tests.bench._served import served
from tests.web.every_page import a_full_world, pages_of

pytestmark = pytest.mark.django_db(transaction=True)

HEAVIEST = 250 * 1024  # bytes on the way, with everything that the first view needs
LARGEST_PAGE = 60 * 1024
KINDS = ("home", "statements", "statement", "speaker", "ministry", "session", "charts", "codebook")
PREFIXES = ("", "/fr")


@pytest.fixture
def site(transactional_db):
    """The world, and gunicorn as `manage.py up` runs it."""
    world = a_full_world()
    with served() as server:
        yield server.origin, world


def sent_for(browser, address):
    """Bytes on the way of the first view, by kind of what came."""
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    kinds, sizes = {}, {}
    network.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told}))
    network.on(
        "Network.loadingFinished",
        lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}),
    )
    network.send("Network.enable")
    answer = page.goto(address, wait_until="networkidle")
    assert answer.status == 200, address
    page.evaluate("document.fonts.ready.then(() => true)")
    context.close()
    by_kind = {}
    for one, size in sizes.items():
        kind = kinds[one]["type"]
        by_kind[kind] = by_kind.get(kind, 0) + size
    return by_kind


def test_each_kind_of_page_comes_whole_within_its_weight(site, browser):
    origin, world = site
    pages = pages_of(world)
    first = [pages[name][0] for name in KINDS]
    searched = f"{reverse('statements')}?q={quote('إصلاح')}"
    sent = {
        prefix + address: sent_for(browser, origin + prefix + address)
        for address in (*first, searched, pages["compare"][1])
        for prefix in PREFIXES
    }
    assert all(one["Document"] and one["Stylesheet"] and one["Font"] for one in sent.values())
    # Whatever a page holds, there is room for it beside what is sent with it.
    beside = {page: sum(one.values()) - one["Document"] for page, one in sent.items()}
    assert {page: size for page, size in beside.items() if size > HEAVIEST - LARGEST_PAGE} == {}
    assert {page: one for page, one in sent.items() if one["Document"] > LARGEST_PAGE} == {}
