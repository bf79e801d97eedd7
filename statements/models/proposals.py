"""What a later reading would say of a value that an editor ruled: kept, and never applied."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from statements.models.statements import Statement


class Proposal(models.Model):
    """One reading of one field against a ruling; an editor accepts it or declines it for good.

    ``earlier``, ``ruled`` and ``values`` hold the columns of the field as
    ``statements.services.written`` writes them: as the machine read them before, as they stood
    when this was proposed, and as they are proposed.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        OVERRULED = "overruled", _("overruled before")
        WITHDRAWN = "withdrawn", _("no longer read")

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="proposals", verbose_name=_("statement")
    )
    field = models.CharField(_("field"), max_length=30)
    reading = models.CharField(max_length=64, help_text="Tells one reading from another.")
    earlier = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    ruled = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    evidence = models.JSONField(default=dict)
    engine_version = models.CharField(_("engine version"), max_length=20)
    made_at = models.DateTimeField(_("made"))
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.OPEN, db_index=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("statement", "field", "reading"), name="proposed_once_for_a_reading"
            ),
        )

    def __str__(self) -> str:
        return f"{self.statement_id} · {self.field}"
