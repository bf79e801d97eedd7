"""How often the extractor is right, counted from what editors ruled.

Two kinds of reviews are never added up: those of random samples, which hold for everything that
the machine found, and all others, which editors chose to make and which hold for themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Speaker
from statements.models import Sample, Statement
from statements.models.statements import StatementQuerySet

Z_95 = 1.959964
MOST_ROWS = 100
# What a run may be narrowed by and still be a sample of everything real, or of everything invented.
_NO_FILTER: dict[bool, tuple[dict[str, str], ...]] = {
    False: ({}, {"invented": "False"}),
    True: ({}, {"invented": "True"}),
}
_EXTRACTED, _CONFIRMED, _CORRECTED, _REJECTED = Statement.ReviewStatus.values

# What is judged of a statement that is one, and the column that holds it.
FIELDS = {
    "content": (_("where the words begin and end"), "content"),
    "speaker": (_("who speaks"), "speaker_id"),
    "stance": (_("the stance"), "stance"),
    "kind": (_("direct or indirect speech"), "kind"),
    "session": (_("the sitting"), "session_id"),
    "said_on": (_("the day"), "said_on"),
}
# Sets: an editor rules on them as a whole.
SETS = {"addressees": _("whom it addresses"), "topics": _("the topics")}


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of how many were right, with the 95 % interval of Wilson."""

    right: int
    of: int

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """(lowest, highest) share that such a count goes with; all of it where nothing is known."""
        if not self.of:
            return 0.0, 1.0
        spread = Z_95 * sqrt(self.share * (1 - self.share) / self.of + Z_95**2 / (4 * self.of**2))
        middle, scale = self.share + Z_95**2 / (2 * self.of), 1 + Z_95**2 / self.of
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)

    @property
    def low(self) -> float:
        return self.interval[0]

    @property
    def high(self) -> float:
        return self.interval[1]

    # Where a picture that is a hundred wide draws them.

    @property
    def from_left(self) -> float:
        return 100 * self.low

    @property
    def width(self) -> float:
        return 100 * (self.high - self.low)

    @property
    def point(self) -> float:
        """The line of the share, whole within the picture."""
        return min(100 * self.share, 98.5)


@dataclass(slots=True)
class Verdicts:
    """Statements of one outlet, one version or all, by what editors ruled."""

    name: str = ""
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def confirmed(self) -> int:
        return self.counts[_CONFIRMED]

    @property
    def corrected(self) -> int:
        return self.counts[_CORRECTED]

    @property
    def rejected(self) -> int:
        return self.counts[_REJECTED]

    @property
    def never_reviewed(self) -> int:
        return self.counts[_EXTRACTED]

    @property
    def reviewed(self) -> int:
        return self.confirmed + self.corrected + self.rejected

    @property
    def found_rightly(self) -> Precision:
        """It is a statement at all."""
        return Precision(self.confirmed + self.corrected, self.reviewed)

    @property
    def right_in_all(self) -> Precision:
        """An editor confirmed it as it was read."""
        return Precision(self.confirmed, self.reviewed)


@dataclass(frozen=True, slots=True)
class Quality:
    """The verdicts on one kind of reviews: together, by outlet, by engine version, by field."""

    together: Verdicts
    outlets: tuple[Verdicts, ...]
    versions: tuple[Verdicts, ...]
    fields: tuple[tuple[str, Promise, Precision], ...]


def of_random_samples(*, invented: bool = False) -> Quality:
    """What random samples say of everything that the machine found; four queries for both kinds.

    Of real articles, or of the invented ones alone: the two are never counted together.
    """
    latest = _unbiased(invented).filter(statement=OuterRef("pk")).order_by("-run_id")
    drawn = _found(invented).filter(Exists(_unbiased(invented).filter(statement=OuterRef("pk"))))
    return _counted(
        drawn.annotate(
            version=Subquery(latest.values("engine_version")[:1]),
            read=Subquery(latest.values("as_read")[:1]),
        ),
        read_later=False,
    )


def of_other_reviews(*, invented: bool = False) -> Quality:
    """What editors ruled elsewhere: the least certain first, or whatever was reported."""
    others = _found(invented).exclude(pk__in=_unbiased(invented).values("statement"))
    return _counted(others.annotate(version=F("engine_version"), read=F("machine_values")))


def _unbiased(invented: bool) -> Any:
    return Sample.objects.filter(run__drawn_from__in=_NO_FILTER[invented])


def _found(invented: bool) -> StatementQuerySet:
    """What the machine found in real articles, or in invented ones; retracted only where an editor
    has ruled on it."""
    return (
        Statement.objects.filter(is_sample=invented, article__withdrawn_at__isnull=True)
        .filter(Q(retracted_at__isnull=True) | ~Q(review_status=_EXTRACTED))
        .exclude(engine_version="")
        .order_by()
    )


def _counted(rows: Any, *, read_later: bool = True) -> Quality:
    groups = rows.values("article__source__name", "version", "review_status")
    by_outlet: dict[str, Verdicts] = {}
    by_version: dict[str, Verdicts] = {}
    together = Verdicts()
    for group in groups.annotate(number=Count("pk")):
        outlet, version = group["article__source__name"] or "", group["version"]
        status, number = group["review_status"], group["number"]
        for verdicts in (
            together,
            by_outlet.setdefault(outlet, Verdicts(outlet)),
            by_version.setdefault(version, Verdicts(version)),
        ):
            verdicts.counts[status] += number
    fields = _by_field(rows, read_later=read_later) if together.reviewed else ()
    return Quality(together, _ranked(by_outlet), _ranked(by_version), fields)


def _ranked(found: Mapping[str, Verdicts]) -> tuple[Verdicts, ...]:
    """Those with most reviews first."""
    ranked = sorted(found.values(), key=lambda one: (-one.reviewed, -one.never_reviewed, one.name))
    return tuple(ranked[:MOST_ROWS])


def _by_field(rows: Any, *, read_later: bool) -> tuple[tuple[str, Promise, Precision], ...]:
    """(name, words, precision) of each field, among the reviewed that are statements."""
    judged = rows.filter(review_status__in=(_CONFIRMED, _CORRECTED)).annotate(
        **{f"read_{name}": _text(KeyTextTransform(name, "read")) for name in FIELDS},
        is_same_person=Exists(_merged_since()),
    )
    wrong = {name: _is_wrong(name, column, read_later) for name, (_w, column) in FIELDS.items()}
    wrong |= {name: Q(ruled_fields__contains=[name]) for name in SETS}
    counts = judged.aggregate(
        of=Count("pk"), **{f"wrong_{name}": Count("pk", filter=one) for name, one in wrong.items()}
    )
    words = {name: label for name, (label, _column) in FIELDS.items()} | SETS
    return tuple(
        (name, label, Precision(counts["of"] - counts[f"wrong_{name}"], counts["of"]))
        for name, label in words.items()
    )


def _is_wrong(name: str, column: str, read_later: bool) -> Any:
    """The value in force is another than the machine's.

    What a later reading changed by itself is wrong in a sample, whose reading was kept; elsewhere
    only an editor's ruling says that a value was wrong.
    """
    read, ruled = f"read_{name}", Q(ruled_fields__contains=[name])
    same = Q(**{read: _text(Cast(F(column), TextField()))})
    known = Q(read__has_key=name)
    different: Any = known & ~same if not read_later else known & ~same & ruled
    if name == "speaker":
        different &= Q(is_same_person=False)
    return different | (~known & ruled)


def _text(value: Any) -> Any:
    """A value as text, none as the empty one, so that none differs from some."""
    return Coalesce(value, Value(""), output_field=TextField())


def _merged_since() -> Any:
    """The record that was read, where it is the same person's by now."""
    return Speaker.objects.filter(
        pk=Cast(KeyTextTransform("speaker", OuterRef("read")), BigIntegerField()),
        merged_into=OuterRef("speaker"),
    )


def rows_for_file(*, invented: bool = False) -> Iterable[list[object]]:
    """Everything that the page shows, a row to a precision; the first row names the columns."""
    yield [
        "reviews", "by", "name", "measure", "right", "of", "precision", "low", "high",
        "never_reviewed",
    ]  # fmt: skip
    for kind, quality in (
        ("random", of_random_samples(invented=invented)),
        ("other", of_other_reviews(invented=invented)),
    ):
        groups = (("all", (quality.together,)), ("outlet", quality.outlets),
                  ("version", quality.versions))  # fmt: skip
        for by, listed in groups:
            for one in listed:
                never = one.never_reviewed
                yield [kind, by, one.name, "statement", *_numbers(one.found_rightly), never]
                yield [kind, by, one.name, "all", *_numbers(one.right_in_all), never]
        for name, _words, precision in quality.fields:
            yield [kind, "field", name, name, *_numbers(precision), ""]


def _numbers(found: Precision) -> list[object]:
    if not found.of:
        return [0, 0, "", "", ""]
    shares = (f"{share:.4f}" for share in (found.share, *found.interval))
    return [found.right, found.of, *shares]
