"""Where a content ends, and how it is printed."""

from __future__ import annotations

from statements.extraction.grammar import grammar
from statements.extraction.lexicon import words as word_list
from statements.extraction.model import Kind
from statements.extraction.segment import MARKS, WORD_CLASSES, Page

_TRAILING = frozenset("،؛.:,-–—!…(") | frozenset({"\n"})
_HANGING = word_list(
    "و كما ثم فيما بينما قبل وهو وهي وهم لكن بل حيث إذ في وفي لكنه لكنها ولكنه ولكنها غير بيد إلا"
    " أنه أنها وقد قد أن بعد حين بعدما"
)
_FREE = word_list("أن إن بأن")  # وأن "…": the same cue goes on
_QUOTED_SHARE = 0.9
_QUOTED_STRETCH = 3
_TAILS = WORD_CLASSES.add(lambda: grammar().tails)


def content_end(page: Page, first: int, limit: int, rule: str) -> int:
    """The word after the content that starts at ``first``, at most ``limit``."""
    end = _after_quotation(page, first, limit, rule)
    end = _before_tail(page, first, end)
    return _trimmed(page, first, end)


def _after_quotation(page: Page, first: int, limit: int, rule: str) -> int:
    """A quotation that opens the content closes it, unless the sentence runs on without a comma."""
    if first >= limit or page.words[first] not in MARKS or page.quote[first] < 0:
        return limit
    quotation = page.quotations[page.quote[first]]
    after = quotation.last + 1
    if quotation.first != first or after >= limit:
        return limit
    following = page.words[after]
    if following in ("،", "و", "؛") and _goes_on(page, after, limit):
        return limit
    if following in ("،", "؛", ".", "(") and quotation.closed:
        return after
    return limit


def _goes_on(page: Page, after: int, limit: int) -> bool:
    """ "…"، وأن …: the same cue carries one more clause, quoted or not."""
    following = page.words[after + 1] if after + 1 < limit else ""
    clause = following[:1] == "و" and following[1:] in _FREE
    return clause or _second_quotation(page, after, limit)


def _second_quotation(page: Page, index: int, limit: int) -> bool:
    """ "…"، و"…": both are one content."""
    for position in range(index, min(index + 3, limit)):
        if page.words[position] in MARKS:
            between = page.words[index:position]
            return any(word == "و" or (word[1:] in _FREE and word[0] == "و") for word in between)
    return False


def _before_tail(page: Page, first: int, end: int) -> int:
    tails = grammar().tails
    for index in page.places(_TAILS, first + 1, end):
        if page.quote[index] >= 0:
            continue
        for tail in tails[page.words[index]]:
            if tuple(page.words[index : index + len(tail)]) == tail:
                return index
    return end


def _trimmed(page: Page, first: int, end: int) -> int:
    """Without closing punctuation and words left hanging before the next cue."""
    while end > first + 1:
        word = page.words[end - 1]
        if page.quote[end - 1] >= 0 and page.quotations[page.quote[end - 1]].closed:
            break
        if word not in _TRAILING and word not in _HANGING:
            break
        if word == "بعد" and page.words[end - 2] == "عن":
            break  # التعليم عن بعد
        end -= 1
    return end


def without_marks(page: Page, first: int, end: int) -> tuple[int, int]:
    """The content without the outer marks of a quotation that is all of it."""
    if end - first < 2 or page.words[first] not in MARKS or page.quote[first] < 0:
        return first, end
    quotation = page.quotations[page.quote[first]]
    last = page.quotations[page.quote[end - 1]] if page.quote[end - 1] >= 0 else None
    if quotation.first != first:
        return first, end
    if last is not None and last.last == end - 1 and _joined(page, quotation.last, last.first):
        inner_end = end - 1 if last.closed else end
        while inner_end > first + 1 and page.words[inner_end - 1] in _TRAILING:
            inner_end -= 1
        return first + 1, inner_end
    return (first + 1, end) if quotation.last >= end else (first, end)


def _joined(page: Page, closing: int, opening: int) -> bool:
    """Whether one quotation goes on in the other: "…" و"…", not "…" بسبب "…"."""
    between = page.words[closing + 1 : opening] if opening > closing else []
    return all(word in ("،", "؛", "و", "\n") or word.lstrip("و") in _FREE for word in between)


def kind_of(page: Page, first: int, end: int, rule: str) -> tuple[Kind, str]:
    """Direct, mixed or indirect by the share of quoted words; the rule that decided."""
    quotes = page.quote[first:end]
    if page.quotations and max(quotes, default=-1) >= 0:
        words = zip(page.words[first:end], quotes, strict=True)
        letters = [quote for word, quote in words if word[0].isalnum()]
        quoted = [quote for quote in letters if quote >= 0]
        if letters and len(quoted) >= _QUOTED_SHARE * len(letters):
            return (
                (Kind.DIRECT, "all-quoted")
                if len(quoted) > 2 or rule != "object"
                else (Kind.INDIRECT, "scare-quotes")
            )
        if max(map(quoted.count, set(quoted)), default=0) >= _QUOTED_STRETCH:
            return Kind.MIXED, "quoted-stretch"
    if rule in ("colon", "carrier") and _first_person(page, first, end):
        return Kind.DIRECT, "colon-first-person"
    return Kind.INDIRECT, "reported"


_FIRST_PERSON = word_list(
    "أنا نحن إننا إنني أنني أننا لدينا عندنا لنا لي علينا بلادنا وأنا ونحن كنا كنت نريد نحتاج"
)


def _first_person(page: Page, first: int, end: int) -> bool:
    return any(page.words[index] in _FIRST_PERSON for index in range(first, end))
