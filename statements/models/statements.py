"""Statements: one reporting act each, tied to its speaker, its sitting and its characters."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.correctable import Correctable
from people.fields import FoldedField
from people.models import Appointment, Chamber, Group, Party, Speaker
from people.public_id import new_public_id
from people.tracking import tracked
from statements.models.articles import Article, Revision
from statements.models.institutions import NamedInstitution
from statements.models.sessions import Session
from statements.models.sources import LANGUAGES
from statements.models.topics import StatementTopic, Topic

# An article without a known outlet counts as an outlet of its own.
_OUTLET = Coalesce("article__source_id", -F("article_id"))
_OUTLET_OF_ROW = Coalesce(OuterRef("article__source_id"), -OuterRef("article_id"))


class StatementQuerySet(models.QuerySet["Statement"]):
    def published(self) -> StatementQuerySet:
        """What readers may see: not rejected, found by the latest reading, told once."""
        return self.filter(
            ~Q(review_status=Statement.ReviewStatus.REJECTED),
            retracted_at__isnull=True,
            same_as__isnull=True,
            article__withdrawn_at__isnull=True,
        )

    def standing(self) -> StatementQuerySet:
        """Published statements, and the tellings of them that other articles have."""
        return self.filter(
            ~Q(review_status=Statement.ReviewStatus.REJECTED),
            retracted_at__isnull=True,
            article__withdrawn_at__isnull=True,
        )

    def addressed_to(self, *codes: str) -> StatementQuerySet:
        """Those that address one of the ministries with these codes."""
        addressed = NamedInstitution.objects.filter(
            statement=OuterRef("pk"),
            relation=NamedInstitution.Relation.ADDRESSED,
            ministry__code__in=codes,
        )
        return self.filter(Exists(addressed))

    def about(self, *codes: str) -> StatementQuerySet:
        """Those about one of the topics with these codes."""
        given = StatementTopic.objects.filter(statement=OuterRef("pk"), topic__code__in=codes)
        return self.filter(Exists(given))

    def in_other_outlets(self) -> StatementQuerySet:
        """Tellings by other outlets than that of the statement they tell again; adds ``outlet``."""
        first = Coalesce("same_as__article__source_id", -F("same_as__article_id"))
        told = self.standing().filter(same_as__isnull=False)
        return told.annotate(outlet=_OUTLET).exclude(outlet=first)

    def with_outlet_counts(self) -> StatementQuerySet:
        """Adds ``outlet_count``: how many outlets tell the act that the statement stands for."""
        others = (
            Statement.objects.standing()
            .filter(same_as=OuterRef("pk"))
            .annotate(outlet=_OUTLET)
            .exclude(outlet=_OUTLET_OF_ROW)
            .order_by()
            .values("same_as")
            .annotate(number=Count("outlet", distinct=True))
            .values("number")
        )
        return self.annotate(outlet_count=Coalesce(Subquery(others), 0) + 1)

    def newest_first(self) -> StatementQuerySet:
        return self.order_by(F("dated_on").desc(nulls_last=True), "-id")

    def oldest_first(self) -> tuple[StatementQuerySet, StatementQuerySet]:
        """Dated ones, and behind them those without a day: each is read off an index, unsorted."""
        rows = self.newest_first().reverse()
        return rows.exclude(dated_on=None), rows.filter(dated_on=None)

    def with_what_a_row_shows(self) -> StatementQuerySet:
        """Everything that a list row, a CSV line or a page names, in a fixed number of queries."""
        return self.with_outlet_counts().select_related(
            "speaker", "appointment", "party", "group", "chamber", "article__source",
            "session__chamber", "session__committee",
        ).prefetch_related(
            models.Prefetch(
                "institutions",
                NamedInstitution.objects.select_related("ministry").order_by("relation", "pk"),
            )
        )  # fmt: skip


@tracked(
    derived=(
        "position", "confidence", "rules", "least_confidence", "engine_version", "machine_values",
        "dated_on", "search_text", "search_vector", "changed_at", "least_certain", "topics_version",
        "speaker_key", "unresolved",
    )
)  # fmt: skip
class Statement(Correctable):
    """One act of reporting: one speaker, one cue, its content."""

    class Stance(models.TextChoices):
        ASSERT = "assert", _("says")
        STRESS = "stress", _("stresses")
        EXPLAIN = "explain", _("explains")
        HIGHLIGHT = "highlight", _("points out")
        JUDGE = "judge", _("judges")
        PRAISE = "praise", _("praises")
        CRITICISE = "criticise", _("criticises")
        CALL_FOR = "call_for", _("calls for")
        ASK = "ask", _("asks")
        WARN = "warn", _("warns")
        ANNOUNCE = "announce", _("announces")
        PROMISE = "promise", _("promises")
        DENY = "deny", _("denies")
        REGRET = "regret", _("regrets")

    class Kind(models.TextChoices):
        DIRECT = "direct", _("direct speech")
        MIXED = "mixed", _("mixed speech")
        INDIRECT = "indirect", _("indirect speech")

    class SpeakerType(models.TextChoices):
        PERSON = "person", _("a person")
        GROUP = "group", _("a group")
        INSTITUTION = "institution", _("an institution")
        UNNAMED = "unnamed", _("an unnamed source")
        MULTI = "multi", _("several speakers")

    class Attribution(models.TextChoices):
        EXPLICIT = "explicit", _("named at the statement")
        ROLE = "role", _("named by role")
        LAST_NAME = "last_name", _("named by last name")
        PRONOUN = "pronoun", _("referred back to")
        ELIDED = "elided", _("subject left out")
        CONTINUATION = "continuation", _("continues the statement before")
        HEADLINE = "headline", _("named in the headline")

    class Unresolved(models.TextChoices):
        UNKNOWN = "unknown", _("nobody of this name is known")
        AMBIGUOUS = "ambiguous", _("several may be meant")

    class ReviewStatus(models.TextChoices):
        EXTRACTED = "extracted", _("never reviewed")
        CONFIRMED = "confirmed", _("confirmed by an editor")
        CORRECTED = "corrected", _("corrected by an editor")
        REJECTED = "rejected", _("rejected by an editor")

    public_id = models.CharField(
        _("public id"),
        max_length=10,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="statements", verbose_name=_("article")
    )
    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="statements", verbose_name=_("revision")
    )
    position = models.PositiveIntegerField(_("position in the article"))

    content = models.TextField(_("content"))
    content_spans = ArrayField(IntegerRangeField(), verbose_name=_("spans of the content"))
    cue = models.CharField(_("cue"), max_length=200)
    cue_span = IntegerRangeField(_("span of the cue"))
    cue_lemma = models.CharField(_("cue's dictionary form"), max_length=60, blank=True)
    stance = models.CharField(_("stance"), max_length=20, choices=Stance.choices)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)

    speaker_type = models.CharField(
        _("type of speaker"), max_length=20, choices=SpeakerType.choices
    )
    speaker_printed = models.CharField(_("speaker as printed"), max_length=500, blank=True)
    speaker_read = models.CharField(
        _("speaker as read"),
        max_length=500,
        blank=True,
        help_text=_("The longest form of the name in the article, or the role alone."),
    )
    speaker_key = FoldedField(max_length=500, source="speaker_read", db_default="")
    unresolved = models.CharField(
        _("why there is no speaker"),
        max_length=10,
        choices=Unresolved.choices,
        blank=True,
        editable=False,
        db_default="",
        default="",
    )
    speaker_span = IntegerRangeField(_("span of the speaker"), null=True, blank=True)
    antecedent_span = IntegerRangeField(_("span of the antecedent"), null=True, blank=True)
    attribution = models.CharField(_("attribution"), max_length=20, choices=Attribution.choices)
    roles_printed = ArrayField(
        models.CharField(max_length=300),
        default=list,
        blank=True,
        verbose_name=_("roles as printed"),
    )
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("speaker"),
    )
    appointment = models.ForeignKey(
        Appointment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("office held that day"),
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("parliamentary group"),
    )
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("party"),
    )
    chamber = models.ForeignKey(
        Chamber,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("chamber"),
        help_text=_("Where it was said; where that is unknown, the speaker's own chamber."),
    )
    is_parliamentary = models.BooleanField(_("speaker has a role in parliament"), default=True)

    addressee_is_explicit = models.BooleanField(_("addressee is named on the spot"), default=False)
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("session"),
    )
    session_span = IntegerRangeField(_("span of the session phrase"), null=True, blank=True)
    said_on = models.DateField(_("date said"), null=True, blank=True)
    dated_on = models.DateField(
        _("date"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The date said, else the day of publication."),
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="ar")
    topics = models.ManyToManyField(
        Topic,
        through=StatementTopic,
        blank=True,
        related_name="statements",
        verbose_name=_("topics"),
    )
    topics_version = models.CharField(
        _("version of the topics"), max_length=12, blank=True, editable=False
    )

    confidence = models.JSONField(_("confidence by field"), default=dict, blank=True)
    rules = models.JSONField(_("rule by field"), default=dict, blank=True)
    least_confidence = models.FloatField(_("least confidence"), default=1.0, db_index=True)
    least_certain = models.CharField(
        _("least certain field"),
        max_length=30,
        blank=True,
        editable=False,
        help_text=_("The field that the least confidence is about."),
    )
    engine_version = models.CharField(_("engine version"), max_length=20, blank=True)

    review_status = models.CharField(
        _("review status"),
        max_length=20,
        choices=ReviewStatus.choices,
        default=ReviewStatus.EXTRACTED,
        db_index=True,
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_statements",
        verbose_name=_("reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    retracted_at = models.DateTimeField(
        _("retracted"),
        null=True,
        blank=True,
        help_text=_("When a later reading of the article no longer found it."),
    )
    same_as = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="other_reports",
        verbose_name=_("same as"),
    )
    joined_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="joined",
        verbose_name=_("joined into"),
        help_text=_("The statement that an editor made this one a part of."),
    )
    is_sample = models.BooleanField(_("invented sample"), default=False, db_index=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    search_text = models.TextField(editable=False, blank=True)
    search_vector = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = (F("dated_on").desc(nulls_last=True), "-id")
        constraints = (
            models.CheckConstraint(name="statement_has_content", condition=~Q(content="")),
            models.CheckConstraint(
                name="statement_has_a_content_span",
                condition=Q(content_spans__len__gte=1),
            ),
            models.CheckConstraint(
                name="statement_cue_span_is_not_empty",
                condition=Q(cue_span__isempty=False),
            ),
            models.CheckConstraint(
                name="statement_unnamed_source_has_no_row",
                condition=~Q(speaker_type="unnamed") | Q(speaker__isnull=True),
                violation_error_message=_(
                    "An unnamed source has no speaker: change the type of speaker too."
                ),
            ),
            models.CheckConstraint(
                name="statement_appointment_needs_a_speaker",
                condition=Q(appointment__isnull=True) | Q(speaker__isnull=False),
            ),
            models.CheckConstraint(
                name="statement_review_has_a_time",
                condition=Q(review_status="extracted", reviewed_at__isnull=True)
                | ~Q(review_status="extracted") & Q(reviewed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="statement_is_not_the_same_as_itself",
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("id")),
            ),
            models.CheckConstraint(
                name="statement_joined_into_another_is_rejected",
                condition=Q(joined_into__isnull=True)
                | Q(review_status="rejected") & ~Q(joined_into=F("id")),
            ),
            models.CheckConstraint(
                name="statement_confidence_is_a_probability",
                condition=Q(least_confidence__gte=0.0, least_confidence__lte=1.0),
            ),
        )
        indexes = (
            models.Index(
                F("dated_on").desc(nulls_last=True),
                F("id").desc(),
                name="statement_newest",
            ),
            # Published ones in the order of lists and downloads, without reading them themselves.
            models.Index(
                F("dated_on").desc(nulls_last=True),
                F("id").desc(),
                include=("article",),
                condition=~Q(review_status="rejected")
                & Q(retracted_at__isnull=True, same_as__isnull=True),
                name="statement_published",
            ),
            # Where a telling of an act looks for the others: among what is told on its own.
            models.Index(
                fields=("speaker", "dated_on"),
                condition=Q(same_as__isnull=True, retracted_at__isnull=True),
                name="statement_told_by_speaker",
            ),
            # The queue of the editors: the least certain first.
            models.Index(
                F("least_confidence"),
                F("id").desc(),
                condition=Q(review_status="extracted", retracted_at__isnull=True),
                name="statement_to_review",
            ),
            # The queue of names, and the statements that a ruling on one is about.
            models.Index(
                fields=("speaker_key",),
                condition=Q(review_status="extracted", retracted_at__isnull=True),
                name="statement_by_name",
            ),
            GinIndex(fields=("search_vector",), name="statement_search"),
        )

    def __str__(self) -> str:
        return f"{self.speaker_read or self.get_speaker_type_display()}: {self.content[:80]}"

    def get_absolute_url(self) -> str:
        return reverse("statement", args=[self.public_id])

    @property
    def is_touched(self) -> bool:
        """True when a person has set a field of it or has put a verdict on it."""
        return bool(self.ruled_fields) or self.review_status != self.ReviewStatus.EXTRACTED

    def is_ruled_on(self, field: str) -> bool:
        """True when a person has set this very field; a verdict on the whole does not count.

        So it is for what only follows from other values, such as topics.
        """
        return field in self.ruled_fields

    def is_ruled(self, field: str) -> bool:
        """True when a person has set this field, or has put a verdict on the whole statement."""
        is_reviewed = self.review_status != self.ReviewStatus.EXTRACTED
        return is_reviewed or super().is_ruled(field)
