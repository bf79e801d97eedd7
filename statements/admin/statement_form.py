"""The form of one statement: words instead of offsets, and values that follow from each other."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils.translation import gettext_lazy as _

from people.admin.correctable import CorrectableForm
from people.models import Appointment
from statements.admin.locating import GAP, NotFound, Place, joined, locate, locate_parts, parts_of
from statements.models import Article, Statement
from statements.services.following import RULED_WITH, follow_session, follow_speaker

NOT_THERE = _("These words do not stand in the article as it was read: “%(words)s”.")
INSIDE = _("“%(words)s” stands in the article only inside longer words: take whole words.")
POINTS_HERE = _("The other statement already counts as the same as this one.")
NOT_OF_ONE_WORLD = _("An invented statement and a real one are never the same.")
NOT_STANDING = _("That statement was rejected or is no longer found: choose another one.")
OVERLAP = _("These stretches overlap in the article.")


class WordsField(forms.CharField):
    """Words of the article, over several lines; line ends are those of the article."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").strip()


class OfficeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.days_told})" if obj.days_told else str(obj)


class StatementForm(CorrectableForm):
    ruled_with = RULED_WITH

    content = WordsField(
        label=_("content"),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_(
            "The exact words of the article. Where the content is broken off and goes on later,"
            " put a line with %(gap)s between the stretches."
        )
        % {"gap": GAP},
    )
    cue = WordsField(
        label=_("cue"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("The reporting word or words, exactly as printed."),
    )
    appointment = OfficeField(
        label=_("office held that day"),
        queryset=Appointment.objects.none(),
        required=False,
        help_text=_(
            "Offices of the speaker. When the speaker changes, the office of that day is taken."
        ),
    )

    class Meta:
        model = Statement
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, list[NumericRange]] = {}
        if "content" in self.fields and self.instance.pk:
            text = self.instance.revision.text
            spans = self.instance.content_spans
            self.initial["content"] = joined([text[span.lower : span.upper] for span in spans])
        if "appointment" in self.fields:
            offices = self.fields["appointment"]
            assert isinstance(offices, forms.ModelChoiceField)
            offices.queryset = Appointment.objects.filter(speaker__in=self._speakers())
            offices.queryset = offices.queryset.select_related(
                "chamber", "group", "party", "ministry", "committee"
            )

    def _speakers(self) -> list[int]:
        """The speaker in force and the one chosen in the form."""
        chosen = str(self.data.get(self.add_prefix("speaker")) or "") if self.is_bound else ""
        ours = [self.instance.speaker_id] if self.instance.speaker_id else []
        return [*ours, int(chosen)] if chosen.isdecimal() else ours

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.instance.pk:
            self._begin_in_article(self.cleaned_data.get("article"))
        if not self.errors:
            self._place_content()
            self._place_cue()
            chosen = set(self.changed_data)
            follow_speaker(self.cleaned_data, chosen, self._day())
            follow_session(self.cleaned_data, chosen)
        return cleaned

    def clean_same_as(self) -> Statement | None:
        """The statement that stands for the act, also where another telling of it was chosen."""
        chosen: Statement | None = self.cleaned_data.get("same_as")
        if chosen is None or "same_as" not in self.changed_data:
            return chosen
        first = chosen.same_as or chosen
        if first.pk == self.instance.pk:
            raise ValidationError(POINTS_HERE)
        if first.is_sample != self.instance.is_sample:
            raise ValidationError(NOT_OF_ONE_WORLD)
        if first.review_status == Statement.ReviewStatus.REJECTED or first.retracted_at:
            raise ValidationError(NOT_STANDING)
        return first

    def _begin_in_article(self, article: Article | None) -> None:
        if article is None:
            return
        if article.current is None:
            self.add_error("article", _("This article has not been read yet."))
            return
        self.instance.article = article
        self.instance.revision = article.current
        self.instance.language = article.language
        self.instance.is_sample = article.is_sample

    def _place_content(self) -> None:
        if "content" not in self.changed_data:
            self.cleaned_data["content"] = self.instance.content
            return
        text = self.instance.revision.text
        near = [span.lower for span in self.instance.content_spans or ()]
        places = locate_parts(parts_of(self.cleaned_data["content"]), text, near)
        if isinstance(places, NotFound):
            self._refuse("content", places)
        elif any(one.end > other.start for one, other in pairwise(places)):
            self.add_error("content", OVERLAP)
        else:
            longest = max(places, key=lambda place: (place.end - place.start, -place.start))
            self.cleaned_data["content"] = text[longest.start : longest.end]
            self.places["content_spans"] = [_range(place) for place in places]

    def _place_cue(self) -> None:
        if "cue" not in self.changed_data:
            return
        text = self.instance.revision.text
        place = locate(self.cleaned_data["cue"], text, self._near_cue())
        if isinstance(place, NotFound):
            self._refuse("cue", place)
        else:
            self.cleaned_data["cue"] = text[place.start : place.end]
            self.places["cue_span"] = [_range(place)]

    def _near_cue(self) -> int:
        if self.instance.cue_span:
            return int(self.instance.cue_span.lower)
        spans = self.places.get("content_spans")
        return int(spans[0].lower) if spans else 0

    def _refuse(self, name: str, missing: NotFound) -> None:
        message = INSIDE if missing.inside_longer_words else NOT_THERE
        self.add_error(name, ValidationError(message, params={"words": missing.words}))

    def _day(self) -> date | None:
        said_on: date | None = self.cleaned_data.get("said_on")
        published_on: date | None = self.instance.article.published_on
        return said_on or published_on

    def _post_clean(self) -> None:
        if "content_spans" in self.places:
            self.instance.content_spans = self.places["content_spans"]
        if "cue_span" in self.places:
            self.instance.cue_span = self.places["cue_span"][0]
        super()._post_clean()


def _range(place: Place) -> NumericRange:
    return NumericRange(place.start, place.end)
