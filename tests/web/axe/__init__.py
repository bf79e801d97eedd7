"""What axe-core, the vendored script beside this file, finds on a page in a browser."""

from pathlib import Path

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
LEVEL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "options => axe.run(document, options).then(({violations}) => violations)"


def found_by_axe(page):
    """One line for each violation, with the element and the reason.

    What is folded away is opened, for axe looks at what is seen only. The page's context must have
    ``bypass_csp``: the site's own policy allows no script but its own.
    """
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate(AXE)
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": LEVEL}}
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for rule in page.evaluate(RUN, options)
        for node in rule["nodes"]
    ]
