"""What a question means in the index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product
from math import prod

from tantivy import FieldType, Occur, Query, Schema

from statements.browsing.conditions import ONLY, WITH, WITHOUT
from statements.browsing.index.form import DAY, ID, PLACE, STEMS, WORDS, number_of
from statements.browsing.index.opened import OpenIndex
from statements.browsing.model import Dimension, Question
from statements.search import Clause, Word, read

Part = tuple[Occur, Query]
_MOST_WAYS = 256  # of writing a phrase that are looked for one by one
_EVERYWHERE = 4  # a form that one of so many statements has tells nothing of a statement


def parts_of(question: Question, index: OpenIndex) -> list[Part]:
    """What must hold and what must not."""
    chosen, days = _chosen(question, index.schema), _days(question, index.schema)
    return [*chosen, *days, *_words(question, index)]


def at_most(question: Question, index: OpenIndex) -> int:
    """More statements than this are not asked for, as far as can be told without looking."""
    having = index.searcher.doc_freq
    bounds = [
        sum(having(dimension, value) for value in values)
        for dimension, values in question.choices.items()
        if is_choice(dimension, values)
    ]
    for clause in read(question.words).wanted if question.words.strip() else ():
        field = WORDS if clause.is_exact else STEMS
        bounds.append(
            sum(
                min(sum(having(field, stem) for stem in word.stems) for word in words)
                for words in clause.ways
            )
        )
    return min(bounds, default=index.searcher.num_docs)


def joined(parts: Sequence[Part]) -> Query:
    """All of it at once."""
    if len(parts) == 1 and parts[0][0] == Occur.Must:
        return parts[0][1]
    if all(occur == Occur.MustNot for occur, _ in parts):
        return Query.boolean_query([(Occur.Must, Query.all_query()), *parts])
    return Query.boolean_query(list(parts))


def days_between(schema: Schema, first: int | None, last: int | None) -> Query:
    """Numbered days, both included: looked up one by one, sooner done than reading all."""
    return Query.range_query(schema, DAY, FieldType.Unsigned, first, last, use_inverted_index=True)


def on_day(schema: Schema, day: int) -> Query:
    """Of one numbered day; of none at all where it is 0."""
    return Query.term_query(schema, DAY, day, "basic")


def with_keys(schema: Schema, keys: Collection[int]) -> Query:
    """Statements with these primary keys."""
    return Query.term_set_query(schema, ID, list(keys))


def beyond(schema: Schema, place: int, *, is_falling: bool, with_itself: bool) -> Query:
    """On one side of a place in the list."""
    # An unbounded side counts as included.
    low, high = (None, place) if is_falling else (place, None)
    with_low, with_high = with_itself or is_falling, with_itself or not is_falling
    return Query.range_query(schema, PLACE, FieldType.Unsigned, low, high, with_low, with_high)


def any_of(queries: Sequence[Query]) -> Query:
    """At least one."""
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, one) for one in queries])


def _chosen(question: Question, schema: Schema) -> Iterator[Part]:
    for dimension, values in question.choices.items():
        if is_choice(dimension, values):
            told = [Query.term_query(schema, dimension, value, "basic") for value in values]
            yield Occur.Must, any_of(told)


def is_choice(dimension: Dimension, values: Sequence[str]) -> bool:
    """Whether the values keep anything out."""
    if dimension == Dimension.SAMPLES:
        return bool(values) and WITH not in values and not {WITHOUT, ONLY} <= set(values)
    return bool(values)


def _days(question: Question, schema: Schema) -> Iterator[Part]:
    first, last = question.first_day, question.last_day
    if first or last:
        until = number_of(last) if last else None
        yield Occur.Must, days_between(schema, max(1, number_of(first)), until)


def _words(question: Question, index: OpenIndex) -> Iterator[Part]:
    if not question.words.strip():
        return
    asked = read(question.words)
    if not asked.clauses:
        yield Occur.Must, Query.empty_query()
    for clause in asked.clauses:
        yield Occur.MustNot if clause.is_excluded else Occur.Must, _standing(clause, index)


def _standing(clause: Clause, index: OpenIndex) -> Query:
    """The words of a clause, one behind the other. A word holds letters and digits only."""
    words, schema = clause.words, index.schema
    if clause.is_exact:
        typed = [word.typed for word in words]
        if len(typed) == 1:
            return Query.term_query(schema, WORDS, typed[0])
        return Query.phrase_query(schema, WORDS, list(typed))
    return any_of([query for row in clause.ways for query in _ways(row, index)])


def _ways(words: Sequence[Word], index: OpenIndex) -> list[Query]:
    """Every way in which the words are written anywhere, one behind the other."""
    rows = [_used(word, index) for word in words]
    if len(rows) == 1:
        return [Query.term_query(index.schema, STEMS, one) for one in rows[0]]
    return _phrases(rows, index.schema)


def _used(word: Word, index: OpenIndex) -> list[str]:
    """The stems that count as the word, as far as any statement has them."""
    return [one for one in word.stems if index.searcher.doc_freq(STEMS, one)]


def _phrases(rows: Sequence[Sequence[str]], schema: Schema) -> list[Query]:
    """One of these stems, and behind it one of the next."""
    if prod(map(len, rows)) <= _MOST_WAYS:
        return [Query.phrase_query(schema, STEMS, list(way)) for way in product(*rows)]
    return [Query.regex_phrase_query(schema, STEMS, [f"({'|'.join(stems)})" for stems in rows])]


def by_relevance(question: Question, index: OpenIndex) -> Query:
    """The same, scored by the words alone, more where the very word or all words are together."""
    asked = read(question.words)
    if not asked.wanted:
        return Query.const_score_query(joined(parts_of(question, index)), 0.0)
    chosen = (*_chosen(question, index.schema), *_days(question, index.schema))
    silent = [(occur, Query.const_score_query(one, 0.0)) for occur, one in chosen]
    # What must stand is scored where it is found: looked up apart, it would be read twice.
    very = [(Occur.Should, one) for clause in asked.wanted for one in _very_words(clause, index)]
    return Query.boolean_query([*silent, *_words(question, index), *very])


def _very_words(clause: Clause, index: OpenIndex) -> Iterator[Query]:
    """The words in the form that was typed, but for those that most statements have anyway."""
    for word in () if clause.is_exact else clause.words:
        if index.searcher.doc_freq(WORDS, word.typed) * _EVERYWHERE <= index.searcher.num_docs:
            yield Query.term_query(index.schema, WORDS, word.typed)
