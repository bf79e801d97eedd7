"""Every public page in a browser: axe finds nothing, a phone scrolls one way, keys lead through."""

from pathlib import Path

import pytest

from tests.web.every_page import a_full_world, pages_of, wrong_pages_of

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Path(__file__).with_name("axe") / "axe.min.js"
LEVEL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "options => axe.run(document, options).then(({violations}) => violations)"
PREFIXES = ["", "/fr", "/en"]
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


def found_by_axe(page, **options):
    """One line for each violation, with the element and the reason."""
    rules = options or {"runOnly": {"type": "tag", "values": LEVEL}}
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for rule in page.evaluate(RUN, {"resultTypes": ["violations"], **rules})
        for node in rule["nodes"]
    ]


COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.mark.parametrize("prefix", PREFIXES)
def test_axe_finds_nothing_and_a_phone_scrolls_one_way(live_server, world, reader, prefix):
    pages = pages_of(world)
    addresses = [(address, 200) for group in pages.values() for address in group]
    wrong, too_wide = [], []
    for address, status in [*addresses, *wrong_pages_of(world)]:
        reader.set_viewport_size(DESK)
        reader.emulate_media(color_scheme="light")
        answer = reader.goto(live_server.url + prefix + address)
        assert answer.status == status, prefix + address
        _unfold(reader)
        wrong += [f"{prefix}{address}: {line}" for line in _found_in_light_and_dark(reader)]
        reader.set_viewport_size(PHONE)
        width = reader.evaluate("document.documentElement.scrollWidth")
        too_wide += [f"{prefix}{address}: {width}"] if width > PHONE["width"] else []
    assert (wrong, too_wide) == ([], [])


def _found_in_light_and_dark(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = found_by_axe(page)
    page.emulate_media(color_scheme="dark")
    return found + [f"dark, {line}" for line in found_by_axe(page, **COLOURS)]


def _unfold(page):
    """Open what is folded away, for axe looks at what is seen only."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def test_keys_skip_to_the_content_and_show_where_they_are(live_server, world, reader):
    for address in [group[0] for group in pages_of(world).values()]:
        reader.goto(live_server.url + address)
        reader.keyboard.press("Tab")
        assert reader.evaluate("document.activeElement.className") == "skip", address
        _is_seen(reader, address)
        reader.keyboard.press("Enter")
        assert reader.evaluate("document.activeElement.id") == "main", address
        for _ in range(12):
            reader.keyboard.press("Tab")
            if reader.evaluate("document.activeElement.matches('body, .skip')"):
                break  # past the last link, and round to the first
            assert reader.evaluate("document.activeElement.closest('main, footer')"), address
            _is_seen(reader, address)


OUTLINED = """() => {
    const one = document.activeElement;
    const box = one.getBoundingClientRect();
    const drawn = one.closest("svg") ? one.querySelector("rect, path, text") : one;
    const {outlineStyle, outlineWidth, stroke} = getComputedStyle(drawn);
    const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    const isStroked = drawn !== one && stroke !== "none";
    return box.width > 0 && box.height > 0 && (isOutlined || isStroked) ? "" : one.outerHTML;
}"""


def _is_seen(page, address):
    assert page.evaluate(OUTLINED) == "", address
