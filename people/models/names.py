"""What the models of people have in common: names in each language, and validity in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf
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


LANGUAGES = ("ar", "fr", "en")  # that bodies and topics have names in, one column each
_ORDERS = {"ar": ("ar", "fr", "en"), "fr": ("fr", "en", "ar"), "en": ("en", "fr", "ar")}


class Name(str):
    """A name that knows which language it is in."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str = "ar") -> Name:
        """The text, with its language beside it."""
        name = super().__new__(cls, text)
        name.language = language
        return name

    def __str__(self) -> str:
        """Itself: what is asked to be a string goes on knowing its language."""
        return self


def name_read(names: Mapping[str, str | None], language: str | None = None) -> Name:
    """Of names by language the one for readers of a language, else one in their script.

    Without a language it is the reader's; the name is empty where there is none at all.
    """
    for one in _order(language):
        if text := names.get(one):
            return Name(text, one)
    return Name("", "ar")


def name_column() -> Coalesce:
    """The same as an expression, of rows that are named in each language."""
    first, second, last = (f"name_{one}" for one in _order(None))
    return Coalesce(NullIf(F(first), Value("")), NullIf(F(second), Value("")), F(last))


def _order(language: str | None) -> tuple[str, ...]:
    return _ORDERS.get((language or get_language() or "ar")[:2], _ORDERS["ar"])


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
    def name(self) -> Name:
        """The name in the reader's language, else in one that she can read."""
        return name_read({one: getattr(self, f"name_{one}") for one in LANGUAGES})


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
