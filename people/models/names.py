"""What the models of people have in common: names in each language, and validity in time."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy as _


def starts_before_it_ends(name: str) -> models.CheckConstraint:
    """The constraint that a dated row does not end before it begins."""
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_from__isnull=True)
        | Q(valid_until__isnull=True)
        | Q(valid_from__lte=F("valid_until")),
        violation_error_message=_("It ends before it begins."),
    )


class DatedQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that hold from one day to another, both included; an open end is null."""

    def on(self, day: date) -> DatedQuerySet:
        """The rows in force on this day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
        )


class InForce:
    """Holds from one day to another, both included; an open end is None."""

    __slots__ = ()
    valid_from: date | None
    valid_until: date | None

    def holds_on(self, day: date) -> bool:
        """True when this was in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    @property
    def days_told(self) -> str:
        """From when until when, in the reader's words; "" where it is open at both ends."""
        ends = (self.valid_from, self.valid_until)
        return " – ".join(date_format(day) if day else "…" for day in ends) if any(ends) else ""


class Dated(InForce, models.Model):
    """In force from one day to another, both included."""

    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True


class NamedInEachLanguage(models.Model):
    """Has an Arabic name, and where known a French and an English one."""

    name_ar = models.CharField(_("name in Arabic"), max_length=300)
    name_fr = models.CharField(_("name in French"), max_length=300, blank=True)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in Arabic."""
        language = (get_language() or "ar")[:2]
        return getattr(self, f"name_{language}", "") or self.name_ar


class FromFiles(models.Model):
    """May come from the reference files, which say how sure they are, and as of which day."""

    class Certainty(models.TextChoices):
        SEVERAL = "A", _("two independent sources or more")
        ONE = "B", _("one source")
        NONE = "C", _("general knowledge: to be checked")

    certainty = models.CharField(
        _("certainty"), max_length=1, choices=Certainty.choices, blank=True, editable=False
    )
    as_of = models.DateField(_("as of"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
