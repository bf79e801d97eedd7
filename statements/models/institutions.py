"""Institutions that a statement names: whom it addresses, and whom it only mentions."""

from __future__ import annotations

from django.contrib.postgres.fields import IntegerRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Ministry
from people.tracking import tracked


@tracked(owner="statement")
class NamedInstitution(models.Model):
    """A ministry, office or body that a statement is addressed to, or that it only mentions."""

    class Relation(models.TextChoices):
        ADDRESSED = "addressed", _("addressed")
        MENTIONED = "mentioned", _("only mentioned")

    statement = models.ForeignKey(
        "statements.Statement",
        models.CASCADE,
        related_name="institutions",
        verbose_name=_("statement"),
    )
    ministry = models.ForeignKey(
        Ministry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="named_in",
        verbose_name=_("ministry"),
    )
    relation = models.CharField(_("relation"), max_length=20, choices=Relation.choices)
    printed = models.CharField(_("as printed"), max_length=500, blank=True)
    read_as = models.CharField(_("as read"), max_length=300, blank=True)
    span = IntegerRangeField(_("span"), null=True, blank=True)

    class Meta:
        verbose_name = _("named institution")
        verbose_name_plural = _("named institutions")
        ordering = ("statement", "relation", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("statement", "ministry", "relation"),
                condition=Q(ministry__isnull=False),
                name="institution_named_once",
            ),
            models.CheckConstraint(
                name="institution_is_known_or_printed",
                condition=Q(ministry__isnull=False) | ~Q(printed=""),
            ),
        )

    def __str__(self) -> str:
        return str(self.ministry or self.read_as or self.printed)
