"""Copies: the same text published by several outlets, found by keys that copies share."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from statements.models.articles import Article, Revision


class Fingerprint(models.Model):
    """By what the copies of an article's text are found, and which article it is a copy of.

    A row of its own, not columns of the article: whoever links copies writes rows of several
    articles, and must never wait for one that is being read.
    """

    article = models.OneToOneField(
        Article,
        models.CASCADE,
        primary_key=True,
        related_name="fingerprint",
        verbose_name=_("article"),
    )
    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="+", verbose_name=_("revision")
    )
    bands = ArrayField(models.BigIntegerField(), verbose_name=_("keys"))
    # Each run of words as four bytes: compared whole, without the text that they are of.
    runs = models.BinaryField(_("runs of words"), editable=False)
    copy_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("copy of"),
    )
    resemblance = models.FloatField(
        _("resemblance"),
        null=True,
        blank=True,
        help_text=_("The part of all words that the two texts share."),
    )

    class Meta:
        verbose_name = _("fingerprint of a text")
        verbose_name_plural = _("fingerprints of texts")
        constraints = (
            models.CheckConstraint(
                name="fingerprint_is_no_copy_of_itself",
                condition=Q(copy_of__isnull=True) | ~Q(copy_of=F("article_id")),
            ),
            models.CheckConstraint(
                name="fingerprint_copy_has_a_resemblance",
                condition=Q(copy_of__isnull=True) | Q(resemblance__isnull=False),
            ),
        )
        indexes = (
            # Without the list of pending entries, which every look-up would have to read through.
            GinIndex(fields=("bands",), name="fingerprint_bands", fastupdate=False),
        )

    def __str__(self) -> str:
        return str(self.article_id)
