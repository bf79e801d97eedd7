"""Every public page in a browser: axe finds nothing, a phone scrolls one way, keys lead through."""

import pytest

from tests.web.axe import found_by_axe
from tests.web.every_page import a_full_world, pages_of, wrong_pages_of

pytestmark = pytest.mark.django_db(transaction=True)

# Colours do not depend on the direction: two readings of a page show both of both.
TURNS = [("", "light"), ("/fr", "dark")]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def reader(browser):
    """A page into which axe may be brought: the site's own policy allows no script but its own."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def world(transactional_db):
    return a_full_world()


def in_both_directions(world):
    """(prefix, colour scheme, address, status): each page both ways, its other states one way."""
    groups = pages_of(world).values()
    full = [(group[0], 200) for group in groups]
    other = [(address, 200) for group in groups for address in group[1:]]
    for (prefix, scheme), states in zip(TURNS, (other, wrong_pages_of(world)), strict=True):
        for address, status in full + states:
            yield prefix, scheme, address, status


def test_axe_finds_nothing_and_a_phone_scrolls_one_way(live_server, world, reader):
    wrong, too_wide = [], []
    for prefix, scheme, address, status in in_both_directions(world):
        reader.set_viewport_size(DESK)
        reader.emulate_media(color_scheme=scheme)
        answer = reader.goto(live_server.url + prefix + address)
        assert answer.status == status, prefix + address
        wrong += [f"{scheme} {prefix}{address}: {line}" for line in found_by_axe(reader)]
        reader.set_viewport_size(PHONE)
        width = reader.evaluate("document.documentElement.scrollWidth")
        too_wide += [f"{prefix}{address}: {width}"] if width > PHONE["width"] else []
    assert "\n".join([*wrong, *too_wide]) == ""


def test_keys_skip_to_the_content_and_show_where_they_are(live_server, world, reader):
    for address in [group[0] for group in pages_of(world).values()]:
        reader.goto(live_server.url + address)
        skip = _after("Tab", reader)
        assert (skip["classes"], skip["unseen"]) == ("skip", ""), address
        assert _after("Enter", reader)["id"] == "main", address
        for _ in range(8):
            focused = _after("Tab", reader)
            if focused["isRound"]:
                break
            assert focused["isInside"], address
            assert focused["unseen"] == "", address


def _after(key, page):
    page.keyboard.press(key)
    return page.evaluate(FOCUSED)


# isRound: past the last link, and round to the first. unseen: the element, where nothing shows it.
FOCUSED = """() => {
    const one = document.activeElement;
    const box = one.getBoundingClientRect();
    const drawn = one.closest("svg") ? one.querySelector("rect, path, text") : one;
    const {outlineStyle, outlineWidth, stroke} = getComputedStyle(drawn);
    const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    const isStroked = drawn !== one && stroke !== "none";
    const isSeen = box.width > 0 && box.height > 0 && (isOutlined || isStroked);
    return {
        id: one.id,
        classes: one.className,
        isRound: one.matches("body, .skip"),
        isInside: !!one.closest("main, footer"),
        unseen: isSeen ? "" : one.outerHTML,
    };
}"""
