"""What readers report as wrong, and what the editors answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from people.tracking import tracked
from statements.models.sources import LANGUAGES
from statements.models.statements import Statement

LONGEST_COMMENT = 2000
LONGEST_ANSWER = 2000


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def waiting(self) -> ErrorReportQuerySet:
        """Those that no editor has answered."""
        return self.filter(state=ErrorReport.State.OPEN)

    def with_address(self) -> ErrorReportQuerySet:
        return self.exclude(email="")


# The address of who reports is not kept in the history: once deleted it is gone.
@tracked(derived=("email",), made_by_machine=True)
class ErrorReport(models.Model):
    """A reader says that something about a statement is wrong; an editor answers it."""

    class About(models.TextChoices):
        CONTENT = "content", _("the words")
        SPEAKER = "speaker", _("who says it")
        ADDRESSEE = "addressee", _("whom it addresses")
        STANCE = "stance", _("the stance")
        SESSION = "session", _("the sitting")
        DATE = "date", _("the date")
        TOPIC = "topic", _("the topics")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="error_reports", verbose_name=_("statement")
    )
    field = models.CharField(_("what is wrong"), max_length=20, choices=About.choices)
    comment = models.TextField(_("comment"), max_length=LONGEST_COMMENT)
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        help_text=_("Deleted once the answer is sent, or after some time without one."),
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="ar")
    page = models.CharField(_("page"), max_length=500)
    sent_at = models.DateTimeField(_("sent"))

    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN, db_index=True
    )
    answer = models.TextField(
        _("answer"),
        max_length=LONGEST_ANSWER,
        blank=True,
        help_text=_("What was corrected, or why nothing was: the reader gets these words."),
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    told_at = models.DateTimeField(_("reader told"), null=True, blank=True)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        ordering = ("-sent_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="error_report_is_answered_by_somebody",
                condition=Q(state="open", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(state="open")
                & Q(answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(answer=""),
            ),
        )
        indexes = (
            # What is still to be sent or to be deleted: nearly always little.
            models.Index(
                fields=("sent_at",), condition=~Q(email=""), name="error_report_with_address"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {Truncator(self.comment).chars(60)}"
