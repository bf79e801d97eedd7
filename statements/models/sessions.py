"""Sessions: the sittings in which statements are made."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _

from people.correctable import Correctable
from people.models import Chamber, Committee, Legislature
from people.public_id import new_public_id
from people.tracking import tracked


class SessionQuerySet(models.QuerySet["Session"]):
    def against_the_calendar(self) -> SessionQuerySet:
        """Oral questions on another day of the week than the chamber's own."""
        return self.filter(
            ~Q(date__iso_week_day=F("chamber__oral_questions_weekday") + 1),
            type=Session.SessionType.ORAL_QUESTIONS,
            chamber__oral_questions_weekday__isnull=False,
            date__isnull=False,
        )


@tracked()
class Session(Correctable):
    """One sitting: a chamber, a type, a day and, for a committee, which one."""

    class SessionType(models.TextChoices):
        ORAL_QUESTIONS = "oral_questions", _("oral questions")
        WRITTEN_QUESTION = "written_question", _("written questions")
        MONTHLY_POLICY = "monthly_policy", _("monthly questions on general policy")
        COMMITTEE = "committee", _("committee meeting")
        PLENARY_LEGISLATIVE = "plenary_legislative", _("legislative sitting")
        PLENARY_BUDGET = "plenary_budget", _("budget debate")
        MEDIA = "media", _("press or social media")
        OTHER = "other", _("other sitting")

    class Term(models.TextChoices):
        FIRST = "first", _("October session")
        SECOND = "second", _("April session")
        EXTRAORDINARY = "extraordinary", _("extraordinary session")

    public_id = models.CharField(
        _("public id"),
        max_length=10,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    chamber = models.ForeignKey(
        Chamber,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("chamber"),
    )
    type = models.CharField(_("type"), max_length=30, choices=SessionType.choices)
    date = models.DateField(_("date"), null=True, blank=True, db_index=True)
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("committee"),
    )
    legislature = models.ForeignKey(
        Legislature,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("legislature"),
    )
    legislative_year = models.CharField(
        _("legislative year"),
        max_length=9,
        blank=True,
        help_text=_("Such as 2024-2025."),
    )
    term = models.CharField(_("term"), max_length=20, choices=Term.choices, blank=True)
    is_sample = models.BooleanField(_("invented sample"), default=False, db_index=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = (models.F("date").desc(nulls_last=True), "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("chamber", "type", "date", "committee", "is_sample"),
                name="session_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="session_committee_only_for_its_type",
                condition=Q(committee__isnull=True) | Q(type="committee"),
                violation_error_message=_("Only a committee meeting has a committee."),
            ),
        )

    def __str__(self) -> str:
        # Figures alone would be turned round in a line of Arabic.
        day = date_format(self.date, "j F Y") if self.date else ""
        parts = [self.get_type_display(), self.committee or self.chamber, day]
        return " · ".join(str(part) for part in parts if part)

    @property
    def calendar_warning(self) -> str:
        """What the calendar says against the day of this sitting; "" where it fits."""
        usual = self.chamber.oral_questions_weekday if self.chamber else None
        is_weekly = self.type == self.SessionType.ORAL_QUESTIONS
        if not is_weekly or usual is None or self.date is None or self.date.weekday() == usual:
            return ""
        return gettext("Oral questions: usual day %(usual)s, but this is a %(day)s.") % {
            "usual": WEEKDAYS[usual],
            "day": WEEKDAYS[self.date.weekday()],
        }

    def get_absolute_url(self) -> str:
        return reverse("session", args=[self.public_id])
