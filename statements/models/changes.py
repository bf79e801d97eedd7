"""Which statements have changed, for the indexes that follow the database."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class StatementChange(models.Model):
    """Statements that one SQL statement has changed, written by triggers of the database.

    ``transaction`` is what tells a follower whether it has seen the change: numbers of rows do not
    come in the order in which transactions end.
    """

    transaction = models.BigIntegerField(_("transaction"), db_index=True)
    statements = ArrayField(models.BigIntegerField(), verbose_name=_("statements"))
    made_at = models.DateTimeField(_("made"), db_default=Now())

    class Meta:
        verbose_name = _("change of statements")
        verbose_name_plural = _("changes of statements")
        default_permissions = ()  # nobody's to edit

    def __str__(self) -> str:
        return f"{self.transaction}: {len(self.statements)}"
