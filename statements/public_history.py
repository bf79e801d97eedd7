"""What became of a statement, told to readers: who, when, what from and to; no editor's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, pgettext

from people.history import Change, Entry, Key, Timeline, Values, values_of
from people.models import Chamber, Group, Ministry, Party, Speaker
from people.tracking import events_of
from statements.models import NamedInstitution, Session, Statement, StatementTopic, Topic

# The latest events of a statement, and as many of its institutions and topics.
MOST_EVENTS = 60

ModelClass = type[Model]
Names = Mapping[tuple[ModelClass, Any], str]

_TOLD: dict[str, Promise] = {
    "content": _("the words"),
    "stance": _("the stance"),
    "kind": _("direct or indirect speech"),
    "cue": _("the reporting word"),
    "speaker_type": _("the kind of speaker"),
    "speaker": _("the speaker"),
    "speaker_printed": _("the speaker as printed"),
    "roles_printed": _("the role as printed"),
    "group": _("the group"),
    "party": _("the party"),
    "chamber": _("the chamber"),
    "session": _("the sitting"),
    "said_on": _("the day"),
    "language": _("the language"),
    "review_status": _("the review"),
}
_RELATIONS: dict[str, Promise] = {
    "addressed": _("whom it addresses"),
    "mentioned": _("who is only mentioned"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that changed; an empty side means that there was, or is, nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """What was changed on one occasion; of the making of the statement, nothing."""

    at: datetime
    who: str
    changes: list[Told]


def history_of(statement: Statement, topics: Iterable[StatementTopic]) -> list[Step]:
    """The changes that readers can see, the latest first, its making last; in four queries.

    ``topics`` are the statement's rows of topics as they are now, so that nothing is asked twice.
    """
    timeline = _Short(statement, topics)
    entries = timeline.entries()
    since = [entry for entry in entries if not _is_making(entry)]
    names = _names(since)
    steps = [Step(entry.at, _who(entry), _changes(entry, names)) for entry in since]
    return [*(step for step in steps if step.changes), _making(statement, entries)]


def _is_making(entry: Entry) -> bool:
    return any(change.model is Statement and change.before is None for change in entry.changes)


def _making(statement: Statement, entries: Iterable[Entry]) -> Step:
    """Of what the machine finds at its first reading no event is kept."""
    made = next((_who(entry) for entry in entries if _is_making(entry)), gettext("the machine"))
    return Step(statement.created_at, made, [])


class _Short(Timeline):
    """The timeline of a statement that is at hand: its events are few and come whole."""

    def __init__(self, statement: Statement, topics: Iterable[StatementTopic]) -> None:
        institutions = statement.institutions.all()
        self._at_hand: dict[int, dict[int, Model]] = {
            0: {statement.pk: statement},
            1: {row.pk: row for row in institutions},
            2: {row.pk: row for row in topics},
        }
        self._loaded: dict[tuple[int, int], Any] = {}
        parts = [(NamedInstitution, "statement"), (StatementTopic, "statement")]
        super().__init__(Statement, statement.pk, parts)

    def _keys(self) -> list[Key]:
        for number, (model, owner) in enumerate(self.tables):
            events = events_of(model)
            assert events is not None
            rows = events.objects.filter(**{f"{owner}_id": self.pk}).select_related("pgh_context")
            self._loaded |= {(number, row.pk): row for row in rows.order_by("-pk")[:MOST_EVENTS]}
        return [
            Key(row.pgh_created_at, pk, table, row.pgh_label, row.pgh_context_id, row.pgh_obj_id)
            for (table, pk), row in self._loaded.items()
        ]

    def _events(self, needed: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Any]:
        return self._loaded

    def _now(self, keys: Iterable[Key]) -> dict[tuple[int, int], Values]:
        return {
            (number, pk): values_of(row, self.tables[number][0])
            for number, rows in self._at_hand.items()
            for pk, row in rows.items()
        }


def _who(entry: Entry) -> str:
    """An editor, a reading by the machine, or whoever looks after the site."""
    if entry.context.get("name") or entry.context.get("user"):
        return gettext("an editor")
    if version := entry.context.get("engine"):
        return gettext("a new reading by the machine, version %(version)s") % {"version": version}
    return gettext("the machine")


def _changes(entry: Entry, names: Names) -> list[Told]:
    told = [
        line
        for change in entry.changes
        if change.model is Statement and change.before is not None and change.after is not None
        for line in _of_the_statement(change, names)
    ]
    for relation, what in _RELATIONS.items():
        before, after = _sides(entry, NamedInstitution, relation, names)
        told += [Told(str(what), before, after)] if before != after else []
    before, after = _sides(entry, StatementTopic, "", names)
    return told + ([Told(gettext("the topics"), before, after)] if before != after else [])


def _of_the_statement(change: Change, names: Names) -> list[Told]:
    before, after = change.before or {}, change.after or {}
    told = [
        Told(str(_TOLD[name]), _shown(name, before, names), _shown(name, after, names))
        for name in change.fields
        if name in _TOLD
    ]
    if "retracted_at" in change.fields:
        found, lost = gettext("found in the article"), gettext("no longer found in the article")
        was_lost = before["retracted_at"] is not None
        told.append(Told(gettext("the statement"), *((lost, found) if was_lost else (found, lost))))
    return told


def _shown(name: str, values: Values, names: Names) -> str:
    column, value = Statement._meta.get_field(name), values.get(name)
    if value in (None, "", []):
        return ""
    if related := column.related_model:
        return names.get((related, value), gettext("a record that is no longer there"))
    if choices := getattr(column, "choices", None):
        return str(dict(choices).get(value, value))
    if isinstance(value, list):
        return pgettext("between names", ", ").join(value)
    return date_format(value, "j F Y") if name == "said_on" else str(value)


def _sides(entry: Entry, model: ModelClass, relation: str, names: Names) -> tuple[str, str]:
    """The names that the rows of one kind stood for, before and after."""
    sides: tuple[list[str], list[str]] = ([], [])
    for change in entry.changes:
        for side, values in zip(sides, (change.before, change.after), strict=True):
            if change.model is model and values and values.get("relation", "") == relation:
                side.append(_name_of(model, values, names))
    gone, come = (sorted(set(side)) for side in sides)
    comma = pgettext("between names", ", ")
    return comma.join(gone), comma.join(come)


def _name_of(model: ModelClass, values: Values, names: Names) -> str:
    linked = (Topic, values["topic"]) if model is StatementTopic else (Ministry, values["ministry"])
    return names.get(linked) or values.get("read_as") or values.get("printed") or "–"


def _names(entries: Iterable[Entry]) -> Names:
    """What the linked rows are called in the reader's language, of all tables in one query."""
    wanted: dict[ModelClass, set[Any]] = {model: set() for model in _NAMED}
    for change in (change for entry in entries for change in entry.changes):
        for column in change.model._meta.concrete_fields:
            if column.related_model in wanted:
                sides = (change.before or {}, change.after or {})
                wanted[column.related_model] |= {side.get(column.name) for side in sides} - {None}
    parts = [_named(model, pks) for model, pks in wanted.items() if pks]
    if not parts:
        return {}
    by_label = {model._meta.label: model for model in _NAMED}
    found = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return {
        (by_label[label], pk): _NAMED[by_label[label]](by_label[label], texts)
        for label, pk, *texts in found
    }


def _named(model: ModelClass, pks: set[Any]) -> QuerySet[Any, Any]:
    columns: dict[ModelClass, tuple[str, str, str]] = {
        Speaker: ("name_ar", "name_latin", "kind"),
        Session: ("type", "date", "term"),
    }
    texts = columns.get(model, ("name_ar", "name_fr", "name_en"))
    rows: QuerySet[Any, Any] = (
        model._default_manager.filter(pk__in=pks)
        .order_by()
        .annotate(
            table=Value(model._meta.label, output_field=CharField()),
            **{f"text_{n}": Cast(text, CharField()) for n, text in enumerate(texts)},
        )
        .values_list("table", "pk", "text_0", "text_1", "text_2")
    )
    return rows


def _body(model: ModelClass, texts: list[str]) -> str:
    arabic, french, english = texts
    return str(model(name_ar=arabic, name_fr=french, name_en=english).name)  # type: ignore[attr-defined]


def _speaker(model: ModelClass, texts: list[str]) -> str:
    return Speaker(name_ar=texts[0], name_latin=texts[1]).name


def _sitting(model: ModelClass, texts: list[str]) -> str:
    kind = Session(type=texts[0]).get_type_display()
    if not texts[1]:
        return str(kind)
    return f"{kind} · {date_format(datetime.fromisoformat(texts[1]), 'j F Y')}"


_NAMED: dict[ModelClass, Any] = {
    Speaker: _speaker,
    Session: _sitting,
    **dict.fromkeys((Party, Group, Chamber, Ministry, Topic), _body),
}
