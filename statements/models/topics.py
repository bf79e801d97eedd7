"""Topics, and which statements are about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.correctable import Correctable
from people.models import Ministry
from people.models.names import NamedInEachLanguage
from people.tracking import tracked


class TopicQuerySet(models.QuerySet["Topic"]):
    def current(self) -> TopicQuerySet:
        """Topics that the list still has."""
        return self.filter(is_current=True)


@tracked()
class Topic(NamedInEachLanguage, Correctable):
    """A field of policy. The list is kept in statements/topics; rows follow it by their code."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("place in lists"), default=0)
    is_current = models.BooleanField(
        _("in use"),
        default=True,
        help_text=_("A topic that the list no longer has keeps its statements and its address."),
    )
    ministries = models.ManyToManyField(
        Ministry, blank=True, related_name="topics", verbose_name=_("ministries in charge")
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("position", "code")

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.code])


@tracked(owner="statement")
class StatementTopic(models.Model):
    """That a statement is about a topic: how sure that is, and what speaks for it."""

    class SetBy(models.TextChoices):
        MACHINE = "machine", _("the machine")
        EDITOR = "editor", _("an editor")

    statement = models.ForeignKey(
        "statements.Statement",
        models.CASCADE,
        related_name="topic_rows",
        verbose_name=_("statement"),
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="statement_rows", verbose_name=_("topic")
    )
    confidence = models.FloatField(_("confidence"), default=1.0)
    rule = models.CharField(_("rule"), max_length=40, blank=True)
    evidence = models.JSONField(
        _("evidence"),
        default=list,
        blank=True,
        help_text=_("The words and ministries that speak for the topic, with their places."),
    )
    set_by = models.CharField(
        _("set by"), max_length=10, choices=SetBy.choices, default=SetBy.EDITOR
    )

    class Meta:
        verbose_name = _("topic of a statement")
        verbose_name_plural = _("topics of a statement")
        ordering = ("statement", "-confidence", "id")
        constraints = (
            models.UniqueConstraint(fields=("statement", "topic"), name="statement_topic_once"),
            models.CheckConstraint(
                name="statement_topic_confidence_is_a_probability",
                condition=Q(confidence__gte=0.0, confidence__lte=1.0),
            ),
        )

    def __str__(self) -> str:
        return str(self.topic)
