"""Who speaks: speakers, the names they are printed under, and the offices they hold in time."""

from __future__ import annotations

import re

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy as _

from people.constituencies import electoral_body
from people.correctable import Correctable
from people.fields import FoldedField
from people.folding import fold
from people.models.bodies import Chamber, Committee, Group, Ministry, Party
from people.models.names import Dated, DatedQuerySet, starts_before_it_ends
from people.name_fields import NameKeysField
from people.public_id import new_public_id
from people.tracking import tracked

_ARABIC = re.compile("[\u0600-\u06ff]")


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def current(self) -> SpeakerQuerySet:
        """Speakers that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def persons(self) -> SpeakerQuerySet:
        return self.filter(kind=Speaker.SpeakerKind.PERSON)


@tracked(derived=("name_keys",))
class Speaker(Correctable):
    """A person, a group or an institution that speaks. An unnamed source has no row."""

    class SpeakerKind(models.TextChoices):
        PERSON = "person", _("person")
        GROUP = "group", _("group")
        INSTITUTION = "institution", _("institution")

    class Gender(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")

    public_id = models.CharField(
        _("public id"),
        max_length=10,
        unique=True,
        default=new_public_id,
        editable=False,
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=SpeakerKind.choices,
        default=SpeakerKind.PERSON,
    )
    name_ar = models.CharField(_("name in Arabic"), max_length=200, blank=True)
    name_latin = models.CharField(_("name in Latin script"), max_length=200, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender.choices, blank=True)
    group = models.OneToOneField(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="as_speaker",
        verbose_name=_("parliamentary group"),
    )
    party = models.OneToOneField(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="as_speaker",
        verbose_name=_("party"),
    )
    committee = models.OneToOneField(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="as_speaker",
        verbose_name=_("committee"),
    )
    ministry = models.OneToOneField(
        Ministry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="as_speaker",
        verbose_name=_("ministry"),
    )
    is_provisional = models.BooleanField(
        _("provisional"),
        default=False,
        help_text=_("Made from a name in an article; nobody has confirmed the person yet."),
    )
    is_sample = models.BooleanField(_("invented sample"), default=False, db_index=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_speakers",
        verbose_name=_("merged into"),
    )
    name_keys = NameKeysField(sources=("name_ar", "name_latin"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ("name_ar", "name_latin")
        permissions = (("merge_speaker", "Can merge speakers"),)
        constraints = (
            models.CheckConstraint(
                name="speaker_has_a_name", condition=~Q(name_ar="") | ~Q(name_latin="")
            ),
            models.CheckConstraint(
                name="speaker_person_is_no_body",
                condition=~Q(kind="person")
                | Q(
                    group__isnull=True,
                    party__isnull=True,
                    committee__isnull=True,
                    ministry__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="speaker_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        )
        indexes = (GinIndex(fields=("name_keys",), name="speaker_name_keys", fastupdate=False),)

    @property
    def name(self) -> str:
        """The name in the script of the reader's language where it is known."""
        arabic_reader = (get_language() or "ar").startswith("ar")
        first, second = (
            (self.name_ar, self.name_latin) if arabic_reader else (self.name_latin, self.name_ar)
        )
        return first or second

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.public_id])


@tracked(derived=("folded", "name_keys"), owner="speaker")
class Alias(Dated):
    """A name under which a speaker is printed, in the scope where it means this speaker.

    Without a chamber or dates it holds everywhere and always.
    """

    class AliasKind(models.TextChoices):
        FULL = "full", _("full name")
        SHORT = "short", _("short name")
        LATIN = "latin", _("Latin script")
        PRESS = "press", _("press spelling")
        MERGED = "merged", _("name of a merged record")
        RULED = "ruled", _("linked by an editor")

    speaker = models.ForeignKey(
        Speaker, models.CASCADE, related_name="aliases", verbose_name=_("speaker")
    )
    text = models.CharField(_("name as printed"), max_length=200)
    folded = FoldedField(max_length=200, source="text", db_index=True)
    name_keys = NameKeysField(sources=("text",))
    kind = models.CharField(
        _("kind"), max_length=20, choices=AliasKind.choices, default=AliasKind.PRESS
    )
    chamber = models.ForeignKey(
        Chamber,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="aliases",
        verbose_name=_("only in this chamber"),
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ("speaker", "kind", "text")
        constraints = (
            models.UniqueConstraint(
                fields=("speaker", "folded", "chamber", "valid_from"),
                name="alias_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="alias_has_text", condition=~Q(text="")),
            starts_before_it_ends("alias_starts_before_it_ends"),
        )
        indexes = (GinIndex(fields=("name_keys",), name="alias_name_keys", fastupdate=False),)

    def __str__(self) -> str:
        return self.text


@tracked(owner="speaker")
class Appointment(Dated, Correctable):
    """An office that a speaker holds from one day to another."""

    class Office(models.TextChoices):
        MEMBER = "member", _("member of parliament")
        MINISTER = "minister", _("minister")
        GROUP_PRESIDENT = "group_president", _("president of a group")
        COMMITTEE_CHAIR = "committee_chair", _("chair of a committee")
        CHAMBER_PRESIDENT = "chamber_president", _("president of a chamber")
        OTHER = "other", _("other office")

    speaker = models.ForeignKey(
        Speaker, models.CASCADE, related_name="appointments", verbose_name=_("speaker")
    )
    office = models.CharField(_("office"), max_length=30, choices=Office.choices)
    title = models.CharField(_("title"), max_length=300, blank=True)
    chamber = models.ForeignKey(
        Chamber,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("chamber"),
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("parliamentary group"),
    )
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("party"),
    )
    ministry = models.ForeignKey(
        Ministry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("ministry"),
    )
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("committee"),
    )
    constituency = models.CharField(_("constituency"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ("speaker", F("valid_from").desc(nulls_last=True), "id")
        constraints = (
            starts_before_it_ends("appointment_starts_before_it_ends"),
            models.UniqueConstraint(
                fields=(
                    "speaker",
                    "office",
                    "chamber",
                    "group",
                    "party",
                    "ministry",
                    "committee",
                    "title",
                    "valid_from",
                ),
                name="appointment_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="appointment_member_has_a_chamber",
                condition=~Q(office="member") | Q(chamber__isnull=False),
                violation_error_message=_("A member of parliament sits in a chamber."),
            ),
            models.CheckConstraint(
                name="appointment_minister_has_a_ministry",
                condition=~Q(office="minister") | Q(ministry__isnull=False),
                violation_error_message=_("A minister has a ministry."),
            ),
            models.CheckConstraint(
                name="appointment_chair_has_a_committee",
                condition=~Q(office="committee_chair") | Q(committee__isnull=False),
                violation_error_message=_("A committee chair has a committee."),
            ),
            models.CheckConstraint(
                name="appointment_president_has_a_group",
                condition=~Q(office="group_president") | Q(group__isnull=False),
                violation_error_message=_("A group's president has a group."),
            ),
        )

    def __str__(self) -> str:
        body = self.ministry or self.committee or self.group or self.chamber
        label = self.title or self.get_office_display()
        return f"{label} · {body}" if body else label

    @property
    def pieces(self) -> list[str]:
        """Office and body as a reader is told them: in her script, and nothing twice.

        «وزير التجهيز والماء» says of which ministry; who reads French is told the office instead.
        """
        body = self.ministry or self.committee or self.group or self.chamber
        label = capfirst(self._title_read or str(self.get_office_display()))
        words = fold(body.name).split() if body else []
        if body is None or set(words[1:] or words) <= set(fold(label).split()):
            return [label]
        return [label, body.name]

    @property
    def _title_read(self) -> str:
        """The title, where it is in the reader's script."""
        if get_language() == "ar" or not _ARABIC.search(self.title):
            return self.title
        head = Ministry.MinistryKind.HEAD_OF_GOVERNMENT
        is_head = self.ministry is not None and self.ministry.kind == head
        return str(head.label) if is_head else ""

    @property
    def elected_in(self) -> str:
        """The constituency, in the reader's language where that is known."""
        return electoral_body(self.constituency)
