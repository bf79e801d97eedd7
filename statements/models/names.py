"""What editors ruled on printed names: whom a name means, within a scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.fields import FoldedField
from people.models import Chamber, Group, Speaker
from people.models.names import Dated, DatedQuerySet, starts_before_it_ends
from people.tracking import tracked
from statements.models.sources import Source


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Where a name is printed: keys of chamber, group and outlet as far as known, and the day."""

    chamber: int | None = None
    group: int | None = None
    source: int | None = None
    day: date | None = None


class NameRulingQuerySet(DatedQuerySet):
    def in_force(self) -> NameRulingQuerySet:
        """Those that have not been taken back."""
        return self.filter(undone_at__isnull=True)


@tracked(derived=("key", "before", "after"))
class NameRuling(Dated):
    """One decision about a printed name; it holds for articles that come later too.

    The narrower the scope, the stronger: an empty chamber, group or outlet means any. ``before``
    and ``after`` hold what the ruling changed in statements, by their primary keys.
    """

    class Decision(models.TextChoices):
        LINK = "link", _("is this person")
        MAKE = "make", _("is a new person")
        IGNORE = "ignore", _("is nobody of ours")

    name = models.CharField(_("name as printed"), max_length=500)
    key = FoldedField(max_length=500, source="name", db_index=True)
    chamber = models.ForeignKey(
        Chamber, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chamber")
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("parliamentary group"),
    )
    source = models.ForeignKey(
        Source, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("outlet")
    )
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="name_rulings",
        verbose_name=_("speaker"),
    )
    confirms_speaker = models.BooleanField(
        _("made a provisional person a known one"), default=False
    )
    is_sample = models.BooleanField(_("invented sample"), default=False)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ruled by")
    )
    ruled_at = models.DateTimeField(_("ruled"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder, editable=False)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder, editable=False)

    objects = NameRulingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ruling on a name")
        verbose_name_plural = _("rulings on names")
        ordering = ("-ruled_at", "-id")
        constraints = (
            starts_before_it_ends("name_ruling_starts_before_it_ends"),
            models.CheckConstraint(
                name="name_ruling_names_somebody_or_nobody",
                condition=Q(undone_at__isnull=False)
                | Q(decision="ignore", speaker__isnull=True)
                | ~Q(decision="ignore") & Q(speaker__isnull=False),
            ),
        )

    def __str__(self) -> str:
        who = f": {self.speaker}" if self.speaker_id else ""
        return f"{self.name} {self.get_decision_display()}{who}"

    @property
    def places(self) -> list[Any]:
        """What the ruling is held to."""
        return [each for each in (self.chamber, self.group, self.source, self.days_told) if each]

    def covers(self, place: NamePlace) -> bool:
        """True for a name printed in this place."""
        return (
            self.chamber_id in (None, place.chamber)
            and self.group_id in (None, place.group)
            and self.source_id in (None, place.source)
            and self._covers_day(place.day)
        )

    def _covers_day(self, day: date | None) -> bool:
        if day is None:
            return self.valid_from is None and self.valid_until is None
        return self.holds_on(day)

    @property
    def narrowness(self) -> tuple[Any, ...]:
        """The greater, the narrower; of two as narrow the later one holds."""
        given = (self.source_id, self.group_id, self.chamber_id, self.valid_from, self.valid_until)
        return sum(each is not None for each in given), self.ruled_at
