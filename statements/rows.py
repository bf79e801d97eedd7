"""What a row of a list shows of a statement, read in one query or taken from the statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from people.folding import fold
from people.models.names import LANGUAGES, name_read
from people.prepared import any_given, fetch_prepared, written
from statements.models import NamedInstitution, Statement
from statements.provenance import speaker_name

_BODIES = ("party", "group", "session__committee", "session__chamber")
_PLAIN = (
    "pk", "public_id", "cue", "content", "stance", "kind", "language", "dated_on",
    "review_status", "is_sample", "roles_printed", "outlet_count", "speaker_type", "speaker_read",
    "speaker_printed", "speaker__public_id", "speaker__is_provisional", "speaker__name_ar",
    "speaker__name_latin", "article__public_id", "article__title", "article__source__name",
    "session__public_id", "session__type", "addressed",
)  # fmt: skip
_COLUMNS = (*_PLAIN, *(f"{body}__name_{one}" for body in _BODIES for one in LANGUAGES))


@dataclass(frozen=True, slots=True)
class Row:
    """A statement as lists show it, names in the reader's language where they are known.

    Of persons, bodies and sittings it has the public ids, empty where there is none.
    """

    pk: int
    public_id: str
    cue: str
    content: str
    stance: str
    kind: str
    language: str
    day: date | None
    review: str
    is_sample: bool
    outlet_count: int
    who: str
    speaker: str
    is_provisional: bool  # the speaker's record was made from articles
    roles: Sequence[str]
    bodies: Sequence[str]
    addressed: Sequence[tuple[str, str]]  # public id, name
    session: str
    session_type: str
    session_body: str
    article: str
    title: str
    told_by: str
    addressed_as: Sequence[str]  # as printed
    other_names: Sequence[str]  # of speaker and addressed, by which it is found too


def rows_of(ids: Iterable[int]) -> list[Row]:
    """The statements with these keys, in their order; one deleted meanwhile is left out."""
    keys = list(ids)
    by_key = {row.pk: row for row in map(_read, _fetched(keys))}
    return [by_key[key] for key in keys if key in by_key]


def row_of(statement: Statement) -> Row:
    """The same of a statement that was fetched with what a row shows."""
    speaker, session, article = statement.speaker, statement.session, statement.article
    named = [one for one in statement.institutions.all() if one.relation == "addressed"]
    body = session and (session.committee or session.chamber)
    return Row(
        pk=statement.pk,
        public_id=statement.public_id,
        cue=statement.cue,
        content=statement.content,
        stance=statement.stance,
        kind=statement.kind,
        language=statement.language,
        day=statement.dated_on,
        review=statement.review_status,
        is_sample=statement.is_sample,
        outlet_count=getattr(statement, "outlet_count", 1),
        who=speaker_name(statement),
        speaker=speaker.public_id if speaker else "",
        is_provisional=bool(speaker and speaker.is_provisional),
        roles=statement.roles_printed,
        bodies=_beyond(
            statement.roles_printed,
            [one.name for one in (statement.group, statement.party) if one],
        ),
        addressed=[
            (one.ministry.public_id, one.ministry.name) if one.ministry else ("", str(one))
            for one in named
        ],
        session=session.public_id if session else "",
        session_type=session.type if session else "",
        session_body=body.name if body else "",
        article=article.public_id,
        title=article.title,
        told_by=article.source.name if article.source else article.title,
        addressed_as=[one.printed for one in named if one.printed],
        other_names=_others(
            [speaker_name(statement), *(str(one) for one in named)],
            [
                *((speaker.name_ar, speaker.name_latin) if speaker else ()),
                statement.speaker_read,
                *(one.ministry.name_ar for one in named if one.ministry),
                *(one.ministry.name_fr for one in named if one.ministry),
            ],
        ),
    )


def _beyond(roles: Sequence[str], bodies: Iterable[str]) -> list[str]:
    """Group and party, as far as the printed roles do not name them already."""
    printed = fold(" ".join(roles))
    return [body for body in bodies if body and fold(body) not in printed]


def _others(shown: Iterable[str], names: Iterable[str | None]) -> list[str]:
    """Those of the names that are not shown, each once."""
    seen = set(shown)
    return [one for one in dict.fromkeys(names) if one and one not in seen]


def _fetched(ids: Sequence[int]) -> list[tuple[Any, ...]]:
    return fetch_prepared(_question(), {"keys": list(ids)}) if ids else []


@lru_cache
def _question() -> str:
    """The query as Django writes it, once, with the keys alone left to be given."""
    addressed = (
        NamedInstitution.objects.filter(
            statement=OuterRef("pk"), relation=NamedInstitution.Relation.ADDRESSED
        )
        .order_by("pk")
        .values(
            told=JSONObject(
                id="ministry__public_id", printed="printed", read_as="read_as",
                **{one: f"ministry__name_{one}" for one in LANGUAGES},
            )
        )
    )  # fmt: skip
    # Compared to an array, since the database then begins with the keys.
    asked_for = Statement.objects.filter(any_given("pk", "keys", "bigint"))
    rows = asked_for.with_outlet_counts().order_by()
    return written(rows.annotate(addressed=ArraySubquery(addressed)).values_list(*_COLUMNS))


def _read(fetched: tuple[Any, ...]) -> Row:
    told = dict(zip(_COLUMNS, fetched, strict=True))
    language = (get_language() or "ar")[:2]
    names = [told["speaker__name_latin"], told["speaker__name_ar"]]
    if language == "ar":
        names.reverse()
    who = next(filter(None, (*names, told["speaker_read"], told["speaker_printed"])), "")
    body = {
        one: name_read({each: told[f"{one}__name_{each}"] for each in LANGUAGES}, language)
        for one in _BODIES
    }
    named = [json.loads(one) for one in told["addressed"]]
    addressed = [_institution(one, language) for one in named]
    return Row(
        pk=told["pk"],
        public_id=told["public_id"],
        cue=told["cue"],
        content=told["content"],
        stance=told["stance"],
        kind=told["kind"],
        language=told["language"],
        day=told["dated_on"],
        review=told["review_status"],
        is_sample=told["is_sample"],
        outlet_count=told["outlet_count"],
        who=who or str(Statement.SpeakerType(told["speaker_type"]).label),
        speaker=told["speaker__public_id"] or "",
        is_provisional=bool(told["speaker__is_provisional"]),
        roles=told["roles_printed"],
        bodies=_beyond(told["roles_printed"], [body["group"], body["party"]]),
        addressed=addressed,
        session=told["session__public_id"] or "",
        session_type=told["session__type"] or "",
        session_body=body["session__committee"] or body["session__chamber"],
        article=told["article__public_id"],
        title=told["article__title"],
        told_by=told["article__source__name"] or told["article__title"],
        addressed_as=[one["printed"] for one in named if one["printed"]],
        other_names=_others(
            [who, *(name for _id, name in addressed)],
            [*names, told["speaker_read"], *(one[each] for one in named for each in ("ar", "fr"))],
        ),
    )


def _institution(told: dict[str, str | None], language: str) -> tuple[str, str]:
    if told["id"]:
        return told["id"], name_read(told, language)
    return "", told["read_as"] or told["printed"] or ""
