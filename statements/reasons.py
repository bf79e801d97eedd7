"""Why a page or source failed, in the reader's language: what is stored is English.

Each message of the fetcher and the cleaner is known here by its form; one that is not is shown as
it is. What a message names may be a message too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext, gettext_noop

FORMS = (
    # Fetching
    gettext_noop("%(url)s answered %(status)s."),
    gettext_noop("%(url)s answered %(status)s and asks to come back in %(seconds)s seconds."),
    gettext_noop("%(host)s may be asked again in %(seconds)s seconds."),
    gettext_noop("%(url)s was not fetched."),
    gettext_noop("%(url)s did not answer in time."),
    gettext_noop("%(url)s could not be reached: %(why)s"),
    gettext_noop("%(url)s could not be read: %(why)s"),
    gettext_noop("%(url)s took longer than %(seconds)s seconds."),
    gettext_noop("%(url)s is larger than %(bytes)s bytes."),
    gettext_noop("%(url)s redirects more than %(times)s times."),
    gettext_noop("%(url)s redirects to no address."),
    gettext_noop("%(url)s is no web address."),
    gettext_noop("%(url)s is no web address: it must begin with http:// or https://."),
    gettext_noop("%(url)s is no address that can be fetched: %(why)s"),
    gettext_noop("%(host)s is at %(address)s, which is not a public address."),
    gettext_noop("%(host)s has no address"),
    gettext_noop("%(host)s is not known"),
    gettext_noop("Port %(port)s of %(host)s is not fetched from: only 80 and 443 are."),
    gettext_noop("Unix sockets are not fetched from."),
    gettext_noop("An address with a user name or password is not fetched."),
    gettext_noop("robots.txt forbids to fetch %(url)s."),
    gettext_noop("The page is packed as %(coding)s, which was not asked for."),
    gettext_noop("The page is packed in a way that cannot be read: %(why)s"),
    # Feeds, sitemaps, listing pages
    gettext_noop("It is no feed: %(why)s"),
    gettext_noop("nothing in it looks like one"),
    gettext_noop("it is a web page"),
    gettext_noop("The feed is broken, and no entry can be read: %(why)s"),
    gettext_noop("The feed defines entities of its own, which no feed needs."),
    gettext_noop("It is no sitemap: its outermost element is “%(name)s”."),
    gettext_noop("It is no sitemap: there is no XML in it."),
    gettext_noop("It is no sitemap: %(why)s"),
    gettext_noop("The sitemap defines entities of its own, which no sitemap needs."),
    gettext_noop("The sitemap is packed in a way that cannot be read."),
    gettext_noop("The sitemap is larger than %(bytes)s bytes."),
    gettext_noop("The page has no links that read like headlines."),
    gettext_noop("The page is empty."),
    gettext_noop("The page cannot be read: %(why)s"),
    # Reading
    gettext_noop("The input is empty: give a file or page that has text in it."),
    gettext_noop("The input is binary data: give the page's HTML or its text."),
    gettext_noop("The input is %(what)s, not text: give the page's HTML or its text."),
    gettext_noop("a PDF"),
    gettext_noop("a zip archive or office document"),
    gettext_noop("a gzip archive"),
    gettext_noop("a PNG picture"),
    gettext_noop("a JPEG picture"),
    gettext_noop("a GIF picture"),
    gettext_noop("a media file"),
    gettext_noop("an old office document"),
    gettext_noop("a program"),
    gettext_noop("a database"),
    gettext_noop("The input starts as %(encoding)s and then is not: save it as UTF-8."),
    gettext_noop(
        "The input's encoding is unknown (not UTF-8, UTF-16, windows-1256, ISO-8859-6 or "
        "windows-1252): save it as UTF-8 and try again."
    ),
    gettext_noop("The page has no text."),
    gettext_noop("The page is a login form, not an article."),
    gettext_noop("The page holds no article: a listing, a menu, or a form."),
    gettext_noop("The outlet's rule finds no text on the page: has its layout changed?"),
    gettext_noop("Every attempt ended without a word."),
    gettext_noop("Reading it failed %(times)s times without a word."),
    # Raw pages
    gettext_noop("The storage of raw pages takes nothing: %(why)s"),
    gettext_noop("The storage of raw pages does not answer: %(why)s"),
    gettext_noop("The storage of raw pages does not hold %(name)s."),
    gettext_noop("The raw page %(name)s is damaged."),
    gettext_noop("The raw page is in a storage that is not set here (%(name)s)."),
)
_PLACE = re.compile(r"%\((\w+)\)s")
_LONGEST = 2_000
_DEEPEST = 3
# A source with several addresses tells which one it speaks of.
_AT = re.compile(r"(https?://\S+): (.+)", re.DOTALL)


def in_words(error: str) -> str:
    """A stored error, line by line, in the language of who reads it."""
    return "\n".join(_line(line, 0) for line in error[:_LONGEST].split("\n"))


def _line(text: str, depth: int) -> str:
    if depth > _DEEPEST:
        return text
    for form, pattern in _patterns():
        if match := pattern.fullmatch(text):
            named = {name: _line(value, depth + 1) for name, value in match.groupdict().items()}
            return gettext(form) % named
    if match := _AT.fullmatch(text):
        return f"{match[1]}: {_line(match[2], depth + 1)}"
    return text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((form, re.compile("".join(_pieces(form)))) for form in FORMS)


def _pieces(form: str) -> Iterator[str]:
    """What a form says, letter for letter, and whatever stands in its places."""
    at = 0
    for place in _PLACE.finditer(form):
        yield re.escape(form[at : place.start()])
        words = ".+" if place[1] in {"why", "what"} else r"\S+"
        yield f"(?P<{place[1]}>{words})"
        at = place.end()
    yield re.escape(form[at:])
