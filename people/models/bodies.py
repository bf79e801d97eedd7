"""The bodies of state: chambers, parties, groups, committees, ministries, and their dated names."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.correctable import Correctable
from people.fields import FoldedField
from people.models.names import (
    Dated,
    DatedQuerySet,
    FromFiles,
    NamedInEachLanguage,
    starts_before_it_ends,
)
from people.public_id import new_public_id
from people.tracking import tracked


@tracked()
class Chamber(NamedInEachLanguage, FromFiles, Correctable):
    code = models.SlugField(_("code"), max_length=40, unique=True)
    short_names = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        verbose_name=_("short names"),
    )
    oral_questions_weekday = models.PositiveSmallIntegerField(
        _("weekday of oral questions (Monday is 0)"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("chamber")
        verbose_name_plural = _("chambers")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                name="chamber_weekday_is_a_weekday",
                condition=Q(oral_questions_weekday__isnull=True) | Q(oral_questions_weekday__lte=6),
            ),
        )


@tracked()
class Legislature(Dated, FromFiles, Correctable):
    chamber = models.ForeignKey(
        Chamber, models.PROTECT, related_name="legislatures", verbose_name=_("chamber")
    )
    number = models.PositiveSmallIntegerField(_("number"))

    class Meta:
        verbose_name = _("legislature")
        verbose_name_plural = _("legislatures")
        ordering = ("chamber", "number")
        constraints = (
            models.UniqueConstraint(fields=("chamber", "number"), name="legislature_once"),
            starts_before_it_ends("legislature_starts_before_it_ends"),
        )

    def __str__(self) -> str:
        return f"{self.chamber} {self.number}"


@tracked()
class Party(NamedInEachLanguage, Dated, FromFiles, Correctable):
    code = models.SlugField(_("code"), max_length=40, unique=True)
    short_names = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        verbose_name=_("short names and nicknames"),
    )

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("name_ar",)
        constraints = (starts_before_it_ends("party_starts_before_it_ends"),)


@tracked()
class Group(NamedInEachLanguage, Dated, FromFiles, Correctable):
    """A parliamentary group or grouping of one chamber, in one period."""

    class GroupKind(models.TextChoices):
        GROUP = "group", _("group")
        GROUPING = "grouping", _("grouping")
        UNION = "union", _("union or employers' group")
        UNAFFILIATED = "unaffiliated", _("unaffiliated members")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=GroupKind.choices, default=GroupKind.GROUP
    )
    chamber = models.ForeignKey(
        Chamber, models.PROTECT, related_name="groups", verbose_name=_("chamber")
    )
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("party"),
    )
    short_names = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        verbose_name=_("short names and nicknames"),
    )
    predecessors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="successors",
        verbose_name=_("predecessors"),
    )

    class Meta:
        verbose_name = _("parliamentary group")
        verbose_name_plural = _("parliamentary groups")
        ordering = ("chamber", "name_ar")
        constraints = (starts_before_it_ends("group_starts_before_it_ends"),)


@tracked()
class Committee(NamedInEachLanguage, Dated, FromFiles, Correctable):
    code = models.SlugField(_("code"), max_length=60, unique=True)
    chamber = models.ForeignKey(
        Chamber, models.PROTECT, related_name="committees", verbose_name=_("chamber")
    )
    short_names = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        verbose_name=_("short names"),
    )

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ("chamber", "name_ar")
        constraints = (starts_before_it_ends("committee_starts_before_it_ends"),)


class MinistryQuerySet(models.QuerySet["Ministry"]):
    def current(self) -> MinistryQuerySet:
        """Ministries that were not merged into another."""
        return self.filter(merged_into__isnull=True)


@tracked()
class Ministry(NamedInEachLanguage, Dated, FromFiles, Correctable):
    """A department or office that members address; its dated names are ``MinistryName`` rows.

    ``name_ar``, ``name_fr`` and ``name_en`` are the latest. A public body that answers to
    parliament is kept here too, told apart by its kind.
    """

    class MinistryKind(models.TextChoices):
        HEAD_OF_GOVERNMENT = "head_of_government", _("head of government")
        GOVERNMENT = "government", _("the government as a whole")
        MINISTRY = "ministry", _("ministry")
        DELEGATE = "delegate", _("delegate ministry")
        STATE_SECRETARIAT = "state_secretariat", _("secretariat of state")
        STATE_MINISTER = "state_minister", _("minister of state")
        GENERAL_SECRETARIAT = "general_secretariat", _("general secretariat")
        PUBLIC_BODY = "public_body", _("public body")

    public_id = models.CharField(
        _("public id"),
        max_length=10,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(
        _("kind"),
        max_length=30,
        choices=MinistryKind.choices,
        default=MinistryKind.MINISTRY,
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("attached to"),
    )
    predecessors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="successors",
        verbose_name=_("predecessors"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_ministries",
        verbose_name=_("merged into"),
    )

    objects = MinistryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ministry")
        verbose_name_plural = _("ministries")
        ordering = ("name_ar",)
        permissions = (("merge_ministry", "Can merge ministries"),)
        constraints = (
            starts_before_it_ends("ministry_starts_before_it_ends"),
            models.CheckConstraint(
                name="ministry_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
            models.CheckConstraint(
                name="ministry_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        )

    def get_absolute_url(self) -> str:
        return reverse("ministry", args=[self.public_id])


@tracked(derived=("folded",), owner="ministry")
class MinistryName(Dated, FromFiles, Correctable):
    class NameKind(models.TextChoices):
        OFFICIAL = "official", _("official name")
        SHORT = "short", _("short form")
        ALIAS = "alias", _("alias")

    ministry = models.ForeignKey(
        Ministry, models.CASCADE, related_name="names", verbose_name=_("ministry")
    )
    text = models.CharField(_("name"), max_length=300)
    folded = FoldedField(max_length=300, source="text", db_index=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("ar", _("Arabic")), ("fr", _("French"))]
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=NameKind.choices, default=NameKind.OFFICIAL
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of a ministry")
        verbose_name_plural = _("names of ministries")
        ordering = ("ministry", "kind", "valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("ministry", "language", "kind", "text", "valid_from"),
                name="ministry_name_once",
                nulls_distinct=False,
            ),
            starts_before_it_ends("ministry_name_starts_before_it_ends"),
        )

    def __str__(self) -> str:
        return self.text


class LoadedRecord(models.Model):
    """A record that the reference files once made: where it is gone, an editor deleted it.

    Loading the files again leaves it deleted.
    """

    table = models.CharField(max_length=40)
    identity = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("table", "identity"), name="loaded_record_once"),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.identity}"
