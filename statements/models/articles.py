"""An outlet's page: as fetched, as cleaned, and as it stands now."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.correctable import Correctable
from people.public_id import new_public_id
from people.tracking import tracked
from statements import raw_pages
from statements.models.sources import LANGUAGES, Source


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self) -> ArticleQuerySet:
        """Articles that readers may see: cleaned, and not withdrawn."""
        return self.filter(current__isnull=False, withdrawn_at__isnull=True)


@tracked(
    derived=(
        "state", "attempts", "error", "queued_at", "read_at", "engine_version", "checked_at",
        "next_check_at", "times_missing",
    ),
    # What the first reading finds is no change of anything.
    made_by_machine=True,
    from_when=pgtrigger.Q(old__current__isnull=False),
)  # fmt: skip
class Article(Correctable):
    """One article at one address; its title, author and date may be corrected by an editor."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READ = "read", _("read")
        PARKED = "parked", _("parked after repeated failures")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MINUTE = "minute", _("minute")

    public_id = models.CharField(
        _("public id"),
        max_length=10,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    identity = models.CharField(
        _("identity"),
        max_length=80,
        unique=True,
        editable=False,
        help_text=_("Hash of the canonical address, or of the text where there is no address."),
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("source"),
    )
    url = models.URLField(_("address"), max_length=2000, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, db_index=True)
    published_precision = models.CharField(
        _("precision of the date"), max_length=10, choices=Precision.choices, blank=True
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="ar")
    current = models.OneToOneField(
        "Revision",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="current_of",
        verbose_name=_("current revision"),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=State.choices,
        default=State.WAITING,
        db_index=True,
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("last error"), blank=True)
    queued_at = models.DateTimeField(_("queued"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    engine_version = models.CharField(_("engine version"), max_length=20, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    checked_at = models.DateTimeField(
        _("last looked up at the outlet"), null=True, blank=True, editable=False
    )
    next_check_at = models.DateTimeField(
        _("next look at the outlet"), null=True, blank=True, editable=False, db_index=True
    )
    times_missing = models.PositiveSmallIntegerField(
        _("times not found at the outlet, in a row"), default=0, editable=False
    )
    gone_at = models.DateTimeField(
        _("no longer at the outlet since"), null=True, blank=True, editable=False
    )
    reviewed_revision = models.ForeignKey(
        "Revision",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("fully reviewed revision"),
        help_text=_("The text in which an editor has found every statement; no later one."),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("fully reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("fully reviewed"), null=True, blank=True, editable=False)
    is_sample = models.BooleanField(_("invented sample"), default=False, db_index=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = (models.F("published_at").desc(nulls_last=True), "-id")
        permissions = (("mark_reviewed", "Can mark articles as fully reviewed"),)
        constraints = (
            models.CheckConstraint(
                name="article_date_has_a_precision",
                condition=Q(published_at__isnull=True, published_precision="")
                | Q(published_at__isnull=False) & ~Q(published_precision=""),
                violation_error_message=_("A date needs a precision, and no date has none."),
            ),
        )
        indexes = (
            # The public list, its facets and the coverage, without reading the articles themselves.
            models.Index(
                models.F("published_at").desc(nulls_last=True),
                models.F("id").desc(),
                include=("source", "language", "is_sample"),
                condition=Q(current__isnull=False, withdrawn_at__isnull=True),
                name="article_newest",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.url or self.public_id

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.public_id])

    def is_signed_for(self, revision: Revision | None) -> bool:
        """True when an editor has found every statement of this text."""
        return revision is not None and self.reviewed_revision_id == revision.pk

    @property
    def is_fully_reviewed(self) -> bool:
        """True when an editor has found every statement of the text as it stands now."""
        return self.current_id is not None and self.reviewed_revision_id == self.current_id

    @property
    def published_on(self) -> date | None:
        """The day of publication where the article was published, not in UTC."""
        return timezone.localdate(self.published_at) if self.published_at else None


class Snapshot(models.Model):
    """The bytes of a page as they came in: compressed, hashed, never changed.

    The database refuses an update of this row, save that the bytes move out of it or back.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="snapshots", verbose_name=_("article")
    )
    # Null where the bytes are in the storage of raw pages, under their hash.
    compressed = models.BinaryField(_("compressed bytes"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256 of the bytes"), max_length=64)
    byte_count = models.PositiveIntegerField(_("bytes"))
    content_type = models.CharField(_("content type"), max_length=200, blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    taken_from = models.CharField(_("taken from"), max_length=2000, blank=True)
    taken_at = models.DateTimeField(_("taken"), auto_now_add=True)

    class Meta:
        verbose_name = _("page as fetched")
        verbose_name_plural = _("pages as fetched")
        ordering = ("article", "id")
        constraints = (
            models.UniqueConstraint(fields=("article", "sha256"), name="snapshot_once"),
            models.CheckConstraint(name="snapshot_has_bytes", condition=Q(byte_count__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.sha256[:12]} · {self.byte_count}"

    @property
    def raw(self) -> bytes:
        """The bytes as they came in. Raises RawPageLost, and StorageSilent where kept outside."""
        inside = self.compressed
        compressed = raw_pages.compressed_of(self.sha256) if inside is None else bytes(inside)
        return raw_pages.unpacked(self.sha256, compressed)


class Revision(models.Model):
    """An article's cleaned text: what every span of a statement points into.

    The database refuses an update of this row; a page that changed becomes a new revision.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="revisions", verbose_name=_("article")
    )
    snapshot = models.ForeignKey(
        Snapshot,
        models.CASCADE,
        related_name="revisions",
        verbose_name=_("page as fetched"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=500, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_precision = models.CharField(_("precision of the date"), max_length=10, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    text = models.TextField(_("text"), help_text=_("Paragraphs joined by one line feed."))
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, db_index=True)
    cleaned_at = models.DateTimeField(_("cleaned"), auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("article", "-number")
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="revision_number_once"),
            models.CheckConstraint(name="revision_has_text", condition=~Q(text="")),
            models.CheckConstraint(name="revision_number_from_one", condition=Q(number__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.article_id} · {self.number}"

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n")
