"""Searching statements: spelling is folded alike in what is stored and in what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from people.folding import fold, fold_with_offsets

if TYPE_CHECKING:
    from statements.models import Statement
    from statements.models.statements import StatementQuerySet

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'["“”«»„]([^"“”«»„]*)["“”«»„]')
# With the article the word is certain: بالوزارة، وللوزارة → وزارة. Without it a first letter may be
# the word's own (وزارة), so it is left standing, and a query asks for both.
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=...)")
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")


def stem(word: str) -> str:
    """A folded word without the article and what is written before it."""
    return _ARTICLE.sub("", word)


def forms(word: str) -> list[str]:
    """The stems under which a word that was asked for may stand in a text."""
    return [clitic + stem(word) for clitic in _CLITICS]


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def stems(text: str) -> list[str]:
    """What a text is indexed and searched by: one stem for each of its words, in order."""
    return [stem(word) for word in words(text)]


def search_text(parts: Iterable[str]) -> str:
    """The stored form of everything by which a statement can be found."""
    return " \n".join(" ".join(stems(part)) for part in parts if part)


def _phrases(query: str) -> list[list[str]]:
    """The quoted phrases of a query, and its other words one by one."""
    quoted = [words(match.group(1)) for match in _QUOTED.finditer(query)]
    single = [[word] for word in words(_QUOTED.sub(" ", query))]
    return [phrase for phrase in quoted + single if phrase]


def _tsquery(phrases: list[list[str]]) -> str:
    """PostgreSQL's raw query syntax; safe, for a word holds letters and digits only."""

    def alternatives(word: str) -> str:
        return "(" + " | ".join(f"'{form}'" for form in forms(word)) + ")"

    return " & ".join(
        "(" + " <-> ".join(alternatives(word) for word in phrase) + ")" for phrase in phrases
    )


def matching(statements: StatementQuerySet, query: str) -> StatementQuerySet:
    """The statements that hold all words of the query; words in quotation marks stand together.

    A query without a single word matches nothing.
    """
    phrases = _phrases(query)
    return statements.filter(search_vector=_asked(phrases)) if phrases else statements.none()


def relevance(query: str) -> SearchRank:
    """How often and how near each other a statement has the words of the query."""
    return SearchRank("search_vector", _asked(_phrases(query)))


def _asked(phrases: list[list[str]]) -> SearchQuery:
    return SearchQuery(_tsquery(phrases), config="simple", search_type="raw")


def mark(text: str, query: str) -> SafeString:
    """The text as safe HTML, with the words that the query asked for in ``<mark>``."""
    asked = {form for phrase in _phrases(query) for word in phrase for form in forms(word)}
    folded = fold_with_offsets(text)
    pieces: list[tuple[str, SafeString]] = []
    done = 0
    for match in _WORD.finditer(folded.text):
        if stem(match.group()) in asked:
            start, end = folded.span(match.start(), match.end())
            pieces.append((text[done:start], format_html("<mark>{}</mark>", text[start:end])))
            done = end
    return format_html("{}{}", format_html_join("", "{}{}", pieces), text[done:])


def document_of(statement: Statement) -> str:
    """The search text of a statement: content, speaker, ministries addressed, article's title.

    Reads the statement's institutions, speaker and article: fetch them with it.
    """
    addressed = [
        institution
        for institution in statement.institutions.all()
        if institution.relation == institution.Relation.ADDRESSED
    ]
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
