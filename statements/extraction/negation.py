"""Acts that the text denies or only announces, and denials that assert."""

from __future__ import annotations

from statements.extraction.lexicon import FormKind, Reporting, words as word_list
from statements.extraction.segment import Page

_NEGATIONS = word_list("لم لن لا دون بدون ولم ولن ولا فلم فلا")
_PAST_NEGATIONS = word_list("ما وما")
_FUTURE = word_list("سوف وسوف قد")
_WISHED = word_list("أن لأن بأن ينتظر يرتقب يعتزم كي لكي حتى")
_AFTER_AN = word_list("قبل بعد وقبل غير إلا")


def is_litotes(reading: Reporting) -> bool:
    """ولم يخف قلقه: the denial that asserts."""
    return reading.support is not None and reading.support.litotes


def is_unsaid(page: Page, index: int, reading: Reporting) -> bool:
    """Whether the act at ``index`` did not happen: لم يوضح، دون أن يعلن، من المنتظر أن يكشف."""
    previous = page.words[index - 1] if index else ""
    if is_litotes(reading):
        return previous not in _NEGATIONS
    if previous in _NEGATIONS:
        return True
    if reading.form.kind is FormKind.PRESENT and not reading.form.lead.endswith("ل"):
        if previous in _FUTURE:
            return True
        if previous in _WISHED:
            return index < 2 or page.words[index - 2] not in _AFTER_AN
    return reading.form.kind is FormKind.PAST and previous in _PAST_NEGATIONS
