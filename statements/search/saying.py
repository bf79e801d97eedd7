"""What was made of a search, in words."""

from __future__ import annotations

from django.utils.translation import gettext

from statements.search.asking import Done, Remark
from statements.search.reading import read


def said_of(query: str) -> list[str]:
    """A sentence for everything that was done beyond looking for the words as they were typed."""
    return [_said(remark) for remark in read(query).remarks] if query.strip() else []


def _said(remark: Remark) -> str:
    given = {"word": remark.word, "others": gettext(", ").join(remark.others)}
    if remark.done == Done.NOTHING:
        return gettext("There is no word in this search, so nothing is found.")
    if remark.done == Done.ONLY_EXCLUDED:
        return gettext("The search only leaves words out: shown is everything without them.")
    if remark.done == Done.NOT_CLOSED:
        return gettext("A quotation mark is not closed: the rest is taken as one phrase.")
    if remark.done == Done.ALSO:
        return gettext("“%(word)s” also finds: %(others)s.") % given
    return gettext("Nobody has used “%(word)s”; looked for instead: %(others)s.") % given
