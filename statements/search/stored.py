"""What a statement is found by: its words, folded, with the article set apart from each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from people.folding import fold

if TYPE_CHECKING:
    from statements.models import Statement

WORD = re.compile(r"[^\W_]+")
# With the article the word is certain: بالوزارة، وللوزارة → وزارة. Without it a first letter may be
# the word's own (وزارة), so it is left standing, and a query asks for both.
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=...)")
_ARTICLES = [a + b for a, b in product(("", "و", "ف"), ("ال", "بال", "كال", "لل"))]
# In what is stored each article is one of these signs. None of them is part of a word, for
# PostgreSQL neither: the search vector holds the stems alone, and exact forms can still be told.
_SIGNS = "†‡•‣‥…‹›※‼⁇⁈"
_SIGN_OF = dict(zip(_ARTICLES, _SIGNS, strict=True))
_ARTICLE_OF = str.maketrans(dict(zip(_SIGNS, _ARTICLES, strict=True)))
_NO_SIGNS = str.maketrans(dict.fromkeys(_SIGNS))


def stem(word: str) -> str:
    """A folded word without the article and what is written before it."""
    return _ARTICLE.sub("", word)


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return WORD.findall(fold(text))


def stems(text: str) -> list[str]:
    """What a text is searched by: one stem for each of its words, in order."""
    return [stem(word) for word in words(text)]


def token(word: str) -> str:
    """The stored form of a folded word: a sign for the article, if it has one, and the stem."""
    rest = _ARTICLE.sub("", word)
    return word if len(rest) == len(word) else _SIGN_OF[word[: -len(rest)]] + rest


def search_text(parts: Iterable[str]) -> str:
    """The stored form of everything by which a statement can be found."""
    return " \n".join(_stored(part) for part in parts if part)


# Statements that are stored together share title, speaker and ministries.
@lru_cache(512)
def _stored(part: str) -> str:
    return " ".join(map(token, words(part)))


def stems_of(stored: str) -> str:
    """The stems of a stored text, and nothing else."""
    return stored.translate(_NO_SIGNS)


def words_of(stored: str) -> str:
    """The words of a stored text as they were, folded."""
    return stored.translate(_ARTICLE_OF)


def document_of(statement: Statement) -> str:
    """The search text of a statement: content, speaker, ministries addressed, article's title.

    Reads the statement's institutions, speaker and article: fetch them with it.
    """
    addressed = [one for one in statement.institutions.all() if one.relation == "addressed"]
    names = [
        name
        for institution in addressed
        for name in (
            institution.printed,
            institution.ministry.name_ar if institution.ministry else institution.read_as,
            institution.ministry.name_fr if institution.ministry else "",
        )
    ]
    speaker = statement.speaker
    return search_text(
        [
            statement.content,
            statement.speaker_read,
            speaker.name_ar if speaker else "",
            speaker.name_latin if speaker else "",
            *names,
            statement.article.title,
        ]
    )
