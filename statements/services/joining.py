"""Joining the tellings of one act: each points to the one that stands for all of them.

The one published first stands for the act, the fullest of those published at once. Links never
form chains, never mix invented and real, and an editor's ruling on one is never overwritten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import connection, transaction
from django.utils import timezone

from statements.likeness.acts import likeness
from statements.models import Article, Statement
from statements.services.tellings import Row, lock_speakers, rows_about, rows_about_new
from statements.services.writing import write_at_once

# Two that fit about equally well and are no one act themselves: nothing is joined.
MARGIN = 0.1
AGAIN_AFTER = 20


def join(pks: Collection[int]) -> int:
    """Bring the links of these statements up to date; returns how many rows changed.

    Call it last in a transaction that holds their articles, after they were found, retracted,
    ruled on, judged or withdrawn. What others said of the same acts is locked without waiting:
    where another transaction holds one of their articles, a task looks again later. So nobody
    who waits for a speaker's turn holds what another one waits for.
    """
    assert connection.in_atomic_block
    if not pks:
        return 0
    lock_speakers(pks)
    return _join(rows_about(pks), pks)


def join_new(statements: Sequence[Statement], family: int | None) -> int:
    """The same for statements that this transaction made; ``family`` is that of their text."""
    assert connection.in_atomic_block
    if not statements:
        return 0
    return _join(rows_about_new(statements, family), [one.pk for one in statements])


def _join(rows: dict[int, Row], pks: Collection[int]) -> int:
    mine = [rows[pk] for pk in sorted(pks) if pk in rows]
    loose = _leave(mine, rows)
    _meet(loose, rows)
    return _write(rows, {row.article for row in mine}, pks)


def _members(of: Row, rows: dict[int, Row]) -> list[Row]:
    return [row for row in rows.values() if row.same_as == of.pk]


def _leave(mine: list[Row], rows: dict[int, Row]) -> list[Row]:
    """Undo what no longer holds; returns what may be joined anew."""
    loose = []
    for row in mine:
        if not row.is_live:
            _bequeath(row, rows)
            continue
        if row.same_as is not None:
            _stay_or_leave(row, rows)
        for member in _members(row, rows):
            if not member.is_ruled and not (
                member.is_live and likeness(row.telling, member.telling)
            ):
                member.same_as = None
                loose.append(member)
        loose.append(row)
    return [row for row in loose if row.is_live and row.same_as is None and not row.stands_alone]


def _bequeath(row: Row, rows: dict[int, Row]) -> None:
    """Readers no longer see it: of those it stood for, the first one stands for the rest."""
    members = _members(row, rows)
    heirs = sorted(
        (one for one in members if one.is_live), key=lambda one: (one.is_ruled, one.rank)
    )
    for member in members:
        member.same_as = heirs[0].pk if heirs and member is not heirs[0] else None
    if not row.is_ruled:
        row.same_as = None


def _stay_or_leave(row: Row, rows: dict[int, Row]) -> None:
    assert row.same_as is not None
    first = rows.get(row.same_as)
    if first is not None and row.is_ruled:
        # What an editor pointed to may be told by another one by now.
        row.same_as = first.same_as or first.pk
        for member in _members(row, rows):
            member.same_as = row.same_as
    elif first is None or not first.is_live or not likeness(row.telling, first.telling):
        row.same_as = None


def _meet(loose: list[Row], rows: dict[int, Row]) -> None:
    """Join each loose statement with the act that it tells, where exactly one fits."""
    standing = [row for row in rows.values() if row.is_live and not row.stands_alone]
    for row in loose:
        if row.same_as is not None:
            continue
        other = _the_one(row, [one for one in standing if one.same_as is None])
        if other is None:
            continue
        siblings = [one for one in standing if one.article == row.article]
        if (other.is_pinned and row.is_pinned) or _the_one(other, siblings) is not row:
            continue
        first, second = sorted((row, other), key=lambda one: one.rank)
        second.same_as = first.pk
        for member in _members(second, rows):
            member.same_as = first.pk


def _the_one(row: Row, others: Iterable[Row]) -> Row | None:
    """The best of the others that fit; None where none does, or two that are no one act."""
    fitting = sorted(
        (
            (-score, one.rank, one)
            for one in others
            if one.article != row.article and (score := likeness(row.telling, one.telling))
        ),
        key=lambda each: each[:2],
    )
    if not fitting:
        return None
    best = fitting[0]
    for score, _, one in fitting[1:]:
        if score - best[0] < MARGIN and not likeness(best[2].telling, one.telling):
            return None
    return best[2]


def _write(rows: dict[int, Row], held: set[int], pks: Collection[int]) -> int:
    wanted = {row.pk: row.same_as for row in rows.values() if row.same_as != row.was}
    if not wanted:
        return 0
    touched = [rows[pk] for pk in {*wanted, *wanted.values()} if pk in rows]
    articles = {row.article for row in touched}
    followers = Statement.objects.filter(same_as__in=wanted).exclude(pk__in=rows).order_by("pk")
    for pk, article, second in followers.values_list("pk", "article_id", "same_as_id"):
        wanted[pk] = rows[second].same_as
        articles.add(article)
    if not _hold(articles - held) or not _are_as_they_were(touched):
        transaction.on_commit(lambda: _join_later(pks))
        return 0
    return _store(wanted)


def _hold(articles: set[int]) -> bool:
    """Lock these articles, as a reading does before it writes; False where one is being read."""
    if not articles:
        return True
    free = Article.objects.filter(pk__in=articles).order_by("pk")
    return len(free.select_for_update(skip_locked=True).values_list("pk")) == len(articles)


def _are_as_they_were(rows: Iterable[Row]) -> bool:
    """A reading that ended between our look and our lock may have changed them."""
    seen = {row.pk: row.changed_at for row in rows}
    now = Statement.objects.filter(pk__in=seen).values_list("pk", "changed_at")
    return dict(now) == seen


def _store(wanted: dict[int, int | None]) -> int:
    statements = list(
        Statement.objects.filter(pk__in=wanted).only("same_as", "machine_values", "ruled_fields")
    )
    for statement in statements:
        first = wanted[statement.pk]
        statement.same_as_id = first
        statement.changed_at = timezone.now()
        if "same_as" not in statement.ruled_fields:
            statement.machine_values["same_as"] = first
        elif first is None:
            # What the ruling pointed to is gone: it stands for the act itself.
            statement.ruled_fields = [name for name in statement.ruled_fields if name != "same_as"]
    fields = ["same_as", "machine_values", "ruled_fields", "changed_at"]
    write_at_once(statements, fields)
    return len(statements)


def _join_later(pks: Collection[int]) -> None:
    from statements.tasks import join_tellings

    join_tellings.apply_async((sorted(pks),), countdown=AGAIN_AFTER)


def join_again(pks: Collection[int]) -> int:
    """Join in a transaction of its own, their articles locked first as for any other change."""
    from statements.services.reviewing import lock

    with transaction.atomic():
        return join(list(lock(Statement.objects.filter(pk__in=pks)).values_list("pk", flat=True)))
