"""The form beside the article: spans by selecting, values by choosing; out comes a correction."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils.translation import gettext_lazy as _

from people.admin.versions import version_of
from people.models import Speaker
from statements.admin.locating import NotFound, joined, locate, locate_parts, parts_of
from statements.admin.statement_form import INSIDE, NOT_THERE, WordsField
from statements.models import NamedInstitution, Session, Statement
from statements.services.correcting import Addressee, Correction
from statements.services.undoing import WRITTEN_DOWN

WRONG_PLACES = _("These places are not in the article.")
NEEDED = _("A statement has a content and a cue.")
_PLACE = re.compile(r"(\d{1,7})-(\d{1,7})")
_ADDRESSEE = re.compile(r"(\d{0,18})@(?:(\d{1,7})-(\d{1,7}))?")
# The spans of a statement, and the words under which an editor without a script types them.
SPANS = {
    "content": "content_spans",
    "cue": "cue_span",
    "speaker": "speaker_span",
    "session": "session_span",
}
_REQUIRED = ("content", "cue")
_AT, _WORDS = "_at", "_words"


def written(spans: Iterable[NumericRange]) -> str:
    """Places as the page keeps them: ``10-42 60-71``."""
    return " ".join(f"{span.lower}-{span.upper}" for span in spans)


def _read(value: str, text: str) -> list[NumericRange] | None:
    """Places in text order; None where they are not in the text or overlap."""
    matches = [_PLACE.fullmatch(part) for part in value.split()]
    if not all(matches):
        return None
    pairs = sorted((int(found[1]), int(found[2])) for found in matches if found)
    flat = [place for pair in pairs for place in pair]
    if any(start >= end for start, end in pairs) or flat != sorted(flat):
        return None
    if flat and flat[-1] > len(text):
        return None
    return [NumericRange(start, end) for start, end in pairs]


class ReviewForm(forms.Form):
    """What an editor changes of one statement; ``correction`` holds what he chose."""

    stance = forms.ChoiceField(label=_("stance"), choices=Statement.Stance.choices)
    kind = forms.ChoiceField(label=_("kind"), choices=Statement.Kind.choices)
    speaker_type = forms.ChoiceField(
        label=_("type of speaker"), choices=Statement.SpeakerType.choices
    )
    speaker = forms.ModelChoiceField(
        label=_("speaker"), queryset=Speaker.objects.current(), required=False
    )
    session = forms.ModelChoiceField(
        label=_("session"), queryset=Session.objects.all(), required=False
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        self.statement = statement
        super().__init__(*args, **kwargs)
        for name in SPANS:
            self.fields[name + _AT] = forms.CharField(required=False, widget=forms.HiddenInput)
            rows = 4 if name == "content" else 1
            widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
            self.fields[name + _WORDS] = WordsField(required=False, widget=widget)
        self.initial = {**self.initial, **initial_of(statement)}
        self.places: dict[str, list[NumericRange]] = {}
        self.addressees: tuple[Addressee, ...] | None = None

    # Reading what was sent

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in SPANS:
            self._place(name)
        self._read_addressees()
        if not self.errors and any(
            name in self.places and not self.places[name] for name in _REQUIRED
        ):
            raise ValidationError(NEEDED)
        return cleaned

    def _place(self, name: str) -> None:
        """Where the chosen words stand: as selected, else as typed."""
        text = self.statement.revision.text
        words, places = self.cleaned_data.get(name + _WORDS, ""), self.cleaned_data[name + _AT]
        if places != self.initial[name + _AT]:
            found = _read(places, text)
            if found is None:
                self.add_error(name + _WORDS, WRONG_PLACES)
            else:
                self.places[name] = found
        elif words != self.initial[name + _WORDS]:
            self._locate(name, words, text)

    def _locate(self, name: str, words: str, text: str) -> None:
        near = [span.lower for span in spans_of(self.statement, name)]
        if name == "content":
            found = locate_parts(parts_of(words), text, near)
        elif words:
            one = locate(words, text, near[0] if near else self.statement.cue_span.lower)
            found = one if isinstance(one, NotFound) else [one]
        else:
            found = []
        if isinstance(found, NotFound):
            message = INSIDE if found.inside_longer_words else NOT_THERE
            error = ValidationError(message, params={"words": found.words})
            self.add_error(name + _WORDS, error)
        else:
            self.places[name] = [NumericRange(place.start, place.end) for place in found]

    def _read_addressees(self) -> None:
        sent = self.data.getlist("addressee") if hasattr(self.data, "getlist") else []
        before = addressees_of(self.statement)
        if "addressees_shown" not in self.data or sorted(sent) == sorted(before):
            return
        text = self.statement.revision.text
        found = []
        for value in dict.fromkeys(sent):
            match = _ADDRESSEE.fullmatch(value)
            one = _addressee(match, text) if match else None
            if one is None:
                self.add_error(None, WRONG_PLACES)
                return
            found.append(_with_printed(one, self.statement))
        self.addressees = tuple(found)

    @property
    def correction(self) -> Correction:
        """What differs from the statement as the editor saw it."""
        values: dict[str, Any] = {
            name: self.cleaned_data[name]
            for name in ("stance", "kind", "speaker_type", "speaker", "session")
            if self.cleaned_data[name] != getattr(self.statement, name)
        }
        for name, places in self.places.items():
            column = SPANS[name]
            value: Any = places if column == "content_spans" else (places[0] if places else None)
            if value != getattr(self.statement, column):
                values[column] = value
        return Correction(values, self.addressees)

    @property
    def selected(self) -> NumericRange | None:
        """The one stretch of the article that was selected when the button was pressed."""
        found = _read(self.data.get("selected", ""), self.statement.revision.text)
        return found[0] if found and len(found) == 1 else None

    # Two editors at once

    # True on the page where saving again replaces what somebody else has saved.
    puts_over_others = False

    @property
    def chosen_now(self) -> dict[str, Any]:
        """What was sent and differs from what the statement says by now, by field."""
        sent = {
            name: self.cleaned_data[name]
            for name in ("stance", "kind", "speaker_type", "speaker", "session")
            if name in self.cleaned_data
            and self.cleaned_data[name] != getattr(self.statement, name)
        }
        text = self.statement.revision.text
        return sent | {
            name: joined([text[span.lower : span.upper] for span in self.places[name]])
            for name in ("content", "cue")
            if self.places.get(name)
        }

    @property
    def changed_by_others(self) -> list[str]:
        """Fields that somebody has changed since the editor opened the page."""
        try:
            before = dict(json.loads(self.data.get("seen") or ""))
        except (TypeError, ValueError):
            before = {}
        return [name for name, now in seen_of(self.statement).items() if before.get(name) != now]


def initial_of(statement: Statement) -> dict[str, Any]:
    text = statement.revision.text
    initial: dict[str, Any] = {
        name: getattr(statement, name) for name in ("stance", "kind", "speaker_type")
    }
    initial |= {
        "speaker": statement.speaker_id,
        "session": statement.session_id,
        "seen": json.dumps(seen_of(statement)),
    }
    for name in SPANS:
        spans = spans_of(statement, name)
        initial[name + _AT] = written(spans)
        initial[name + _WORDS] = joined([text[span.lower : span.upper] for span in spans])
    return initial


def spans_of(statement: Statement, name: str) -> list[NumericRange]:
    value = getattr(statement, SPANS[name])
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def seen_of(statement: Statement) -> dict[str, str]:
    """A digest of everything that the page shows of a statement."""
    return version_of(statement, set(WRITTEN_DOWN)) | {
        "addressees": " ".join(sorted(addressees_of(statement)))
    }


def addressees_of(statement: Statement) -> list[str]:
    """The addressed as the page keeps them: ``12@100-118``, ``12@``, ``@100-118``."""
    return [written_addressee(one) for one in addressed(statement)]


def addressed(statement: Statement) -> list[NamedInstitution]:
    relation = NamedInstitution.Relation.ADDRESSED
    return [one for one in statement.institutions.all() if one.relation == relation]


def written_addressee(one: NamedInstitution) -> str:
    span = f"{one.span.lower}-{one.span.upper}" if one.span else ""
    return f"{one.ministry_id or ''}@{span}"


def _addressee(match: re.Match[str], text: str) -> Addressee | None:
    ministry = int(match[1]) if match[1] else None
    if match[2] is None:
        return Addressee(ministry) if ministry else None
    start, end = int(match[2]), int(match[3])
    if not 0 <= start < end <= len(text):
        return None
    return Addressee(ministry, text[start:end][:500], NumericRange(start, end))


def _with_printed(one: Addressee, statement: Statement) -> Addressee:
    """Words that were printed elsewhere than in a place of the text are kept."""
    if one.printed:
        return one
    known = [row for row in addressed(statement) if row.ministry_id == one.ministry_id]
    return Addressee(one.ministry_id, known[0].printed, known[0].span) if known else one
