"""What may be asked of the lists of speakers, ministries, sessions and articles."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Appointment, Ministry, MinistryName, Speaker
from statements.browsing.conditions import outlet
from statements.filters.base import ListFilter
from statements.filters.fields import AnyOf, Day, Samples, Search
from statements.filters.speakers import named_like
from statements.filters.spelling import spelled_like
from statements.models import Article, Session, Source
from statements.models.sources import LANGUAGES

FIRST_YEAR, LAST_YEAR = 1950, 2100
YEARS = [(str(year), str(year)) for year in range(LAST_YEAR, FIRST_YEAR - 1, -1)]


def _midnight(day: date) -> Any:
    """The first moment of a day where the readers are."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _year_of(moment: str) -> Combinable:
    """The year of a moment where the readers are: between which new years' nights it lies.

    To work out the day in a time zone for each of very many rows takes four times as long.
    """
    nights = [_midnight(date(year, 1, 1)) for year in range(FIRST_YEAR, LAST_YEAR + 2)]
    since = Func(
        F(moment),
        Value(nights, ArrayField(DateTimeField())),
        function="width_bucket",
        output_field=IntegerField(),
    )
    return since + Value(FIRST_YEAR - 1)


def _outlets() -> dict[str, str]:
    """Key of a source → the value of its outlet in addresses."""
    rows = Source.objects.order_by().values_list("pk", "host", "name")
    return {str(key): host or name for key, host, name in rows}


class SpeakerFilter(ListFilter):
    offered = ("chamber", "party", "group")
    folded = ("samples",)
    searchable = ("party", "group")
    several = ("chamber", "party", "group")
    counted_by = {
        "kind": "kind",
        "chamber": "appointments__chamber__code",
        "party": Coalesce("appointments__party__code", "party__code"),
        "group": Coalesce("appointments__group__code", "group__code"),
        "samples": "is_sample",
    }

    q = Search(method="search")
    kind = AnyOf(choices=Speaker.SpeakerKind.choices, label=_("kind"))
    chamber = AnyOf(method="appointed", label=_("chamber"))
    party = AnyOf(method="appointed", label=_("party"))
    group = AnyOf(method="appointed", label=_("parliamentary group"))
    samples = Samples()

    class Meta(ListFilter.Meta):
        model = Speaker
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet[Speaker], name: str, value: str) -> QuerySet[Speaker]:
        return queryset.filter(named_like(value))

    def appointed(
        self, queryset: QuerySet[Speaker], name: str, codes: list[str]
    ) -> QuerySet[Speaker]:
        """Those who hold or held an office there, and the body itself where it speaks."""
        if not codes:
            return queryset
        held = Appointment.objects.filter(**{f"{name}__code__in": codes, "speaker": OuterRef("pk")})
        itself = Q() if name == "chamber" else Q(**{f"{name}__code__in": codes})
        return queryset.filter(Q(Exists(held)) | itself if itself else Q(Exists(held)))


class MinistryFilter(ListFilter):
    counted_by = {"kind": "kind"}

    q = Search(method="search")
    kind = AnyOf(choices=Ministry.MinistryKind.choices, label=_("kind"))

    class Meta(ListFilter.Meta):
        model = Ministry
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet[Ministry], name: str, value: str) -> QuerySet[Ministry]:
        names = MinistryName.objects.filter(spelled_like(value, "text"), ministry=OuterRef("pk"))
        own = spelled_like(value, "name_ar", "name_fr", "name_en")
        return queryset.filter(Q(own) | Q(Exists(names)))


class SessionFilter(ListFilter):
    offered = ("chamber",)
    folded = ("samples",)
    ordered = ("samples", "year")
    counted_by = {
        "type": "type",
        "chamber": "chamber__code",
        "year": ExtractYear("date"),
        "samples": "is_sample",
    }

    q = Search(method="search")
    type = AnyOf(choices=Session.SessionType.choices, label=_("type"))
    chamber = AnyOf(field_name="chamber__code", label=_("chamber"))
    year = AnyOf(field_name="date__year", choices=YEARS, label=_("year"))
    date_after = Day(field_name="date", lookup_expr="gte", label=_("from day"))
    date_before = Day(field_name="date", lookup_expr="lte", label=_("to day"))
    samples = Samples()

    class Meta(ListFilter.Meta):
        model = Session
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet[Session], name: str, value: str) -> QuerySet[Session]:
        bodies = ("committee", "chamber")
        names = [f"{body}__name_{code}" for body in bodies for code in ("ar", "fr", "en")]
        return queryset.filter(spelled_like(value, *names))


class ArticleFilter(ListFilter):
    offered = ("source",)
    folded = ("samples",)
    ordered = ("samples", "year")
    searchable = ("source",)
    counted_by = {
        "source": "source_id",
        "language": "language",
        "year": _year_of("published_at"),
        "samples": "is_sample",
    }
    named_by = {"source": _outlets}

    q = Search(method="search")
    source = AnyOf(method="in_outlet", label=_("outlet"))
    language = AnyOf(choices=LANGUAGES, label=_("language"))
    year = AnyOf(field_name="published_at__year", choices=YEARS, label=_("year"))
    date_after = Day(method="since", label=_("from day"))
    date_before = Day(method="until", label=_("to day"))
    samples = Samples()

    class Meta(ListFilter.Meta):
        model = Article
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        return queryset.filter(spelled_like(value, "title", "author", "source__name"))

    def in_outlet(
        self, queryset: QuerySet[Article], name: str, outlets: list[str]
    ) -> QuerySet[Article]:
        meant = Source.objects.filter(outlet(tuple(outlets))).order_by()
        return queryset.filter(source__in=meant) if outlets else queryset

    def since(self, queryset: QuerySet[Article], name: str, day: date) -> QuerySet[Article]:
        return queryset.filter(published_at__gte=_midnight(day))

    def until(self, queryset: QuerySet[Article], name: str, day: date) -> QuerySet[Article]:
        if day == date.max:
            return queryset.exclude(published_at=None)
        return queryset.filter(published_at__lt=_midnight(day + timedelta(days=1)))
