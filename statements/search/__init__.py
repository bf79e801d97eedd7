"""Searching statements: spelling is folded alike in what is stored and in what is asked for."""

from statements.search.asking import Asked, Clause, Remark, Word, asked_in
from statements.search.database import matching, relevance
from statements.search.marking import found_elsewhere, mark, snippet
from statements.search.reading import read
from statements.search.saying import said_of
from statements.search.stored import document_of, search_text, stem, stems, words

__all__ = [
    "Asked",
    "Clause",
    "Remark",
    "Word",
    "asked_in",
    "document_of",
    "found_elsewhere",
    "mark",
    "matching",
    "read",
    "relevance",
    "said_of",
    "search_text",
    "snippet",
    "stem",
    "stems",
    "words",
]
