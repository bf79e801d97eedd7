"""An outlet, where its new articles are announced, and the pages that are on their way in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext, gettext_lazy as _

from people.correctable import Correctable
from people.tracking import tracked
from statements.ingestion.outlet_rule import BadRule, Fault, OutletRule, read_rule

LANGUAGES = [("ar", _("Arabic")), ("fr", _("French"))]
LONGEST_ADDRESS = 2000


_FAULTS = {
    Fault.SYNTAX: _("This is no TOML: %(what)s"),
    Fault.KEY: _("“%(what)s” is none of the keys body, title, author, published, without."),
    Fault.VALUE: _("“%(what)s” needs a CSS selector in quotation marks, or a list of them."),
    Fault.SELECTOR: _("This is no CSS selector: %(what)s"),
}


def check_rule(text: str) -> None:
    """Refuse a rule that could not be used, and say why."""
    try:
        read_rule(text)
    except BadRule as bad:
        raise ValidationError(_FAULTS[bad.fault], params={"what": bad.what}) from bad


class SourceQuerySet(models.QuerySet["Source"]):
    def followed(self) -> SourceQuerySet:
        """Sources that are asked for new articles."""
        announces = ~Q(feeds=[]) | ~Q(sitemap="") | ~Q(listing_page="")
        return self.filter(announces, is_active=True, is_sample=False)

    def of_host(self, host: str) -> SourceQuerySet:
        """Sources with this host, the one that names the port first.

        One that names none, as all did once, stands for every port of its host.
        """
        bare = host if host.endswith("]") else host.rpartition(":")[0] or host
        return self.filter(host__in={host, bare.strip("[]")}).order_by(Length("host").desc())

    def due(self, now: datetime) -> SourceQuerySet:
        """Followed sources whose next poll has come."""
        return self.followed().filter(Q(next_poll_at__isnull=True) | Q(next_poll_at__lte=now))


@tracked(
    derived=(
        "next_poll_at", "last_polled_at", "last_result", "last_error", "last_listed", "last_new",
        "failures_in_a_row", "validators",
    )
)  # fmt: skip
class Source(Correctable):
    """An outlet whose articles are read, and how often it is asked for new ones."""

    class Result(models.TextChoices):
        FOUND = "found", _("new articles found")
        NOTHING_NEW = "nothing_new", _("nothing new")
        PARTLY = "partly", _("some addresses failed")
        FAILED = "failed", _("failed")

    name = models.CharField(_("name"), max_length=200, unique=True)
    host = models.CharField(
        _("host"),
        max_length=200,
        blank=True,
        help_text=_("The outlet's host name without www, such as example.org."),
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="ar")
    is_sample = models.BooleanField(_("invented sample"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    feeds = ArrayField(
        models.URLField(max_length=LONGEST_ADDRESS),
        default=list,
        blank=True,
        verbose_name=_("feeds"),
        help_text=_("Addresses of RSS or Atom feeds, one to a line."),
    )
    sitemap = models.URLField(
        _("sitemap"),
        max_length=LONGEST_ADDRESS,
        blank=True,
        help_text=_("Address of a sitemap or of an index of sitemaps."),
    )
    listing_page = models.URLField(
        _("listing page"),
        max_length=LONGEST_ADDRESS,
        blank=True,
        help_text=_("A page that links to the newest articles, where there is no feed."),
    )
    is_active = models.BooleanField(
        _("followed"), default=True, help_text=_("Asked for new articles at each interval.")
    )
    poll_minutes = models.PositiveIntegerField(
        _("poll interval in minutes"),
        default=30,
        validators=[MinValueValidator(5), MaxValueValidator(7 * 24 * 60)],
    )
    most_per_poll = models.PositiveSmallIntegerField(
        _("most articles taken at one poll"), default=100, validators=[MinValueValidator(1)]
    )
    layout_rule = models.TextField(
        _("rule for its layout"),
        blank=True,
        validators=[check_rule],
        help_text=_(
            "Only where the general rules fail on this outlet's pages: TOML with the keys body, "
            "title, author, published, without; each a CSS selector in quotation marks, or a list "
            "of them. “Test this source” shows what it gives."
        ),
    )
    not_before = models.DateField(
        _("nothing from before"),
        null=True,
        blank=True,
        help_text=_("Announced articles with an earlier date are left alone."),
    )
    next_poll_at = models.DateTimeField(
        _("next poll"), null=True, blank=True, editable=False, db_index=True
    )
    last_polled_at = models.DateTimeField(_("last poll"), null=True, blank=True, editable=False)
    last_result = models.CharField(
        _("last result"), max_length=20, choices=Result.choices, blank=True, editable=False
    )
    last_error = models.TextField(_("last error"), blank=True, editable=False)
    last_listed = models.PositiveIntegerField(
        _("announced at the last poll"), default=0, editable=False
    )
    last_new = models.PositiveIntegerField(_("new at the last poll"), default=0, editable=False)
    failures_in_a_row = models.PositiveSmallIntegerField(
        _("failed polls in a row"), default=0, editable=False
    )
    # Address → ETag and Last-Modified of its last answer, for conditional requests.
    validators = models.JSONField(_("validators"), default=dict, blank=True, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("host",), condition=~Q(host=""), name="source_host_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def outlet_rule(self) -> OutletRule | None:
        """The outlet's own rule for its pages."""
        return read_rule(self.layout_rule)

    @property
    def interval(self) -> timedelta:
        return timedelta(minutes=self.poll_minutes)

    @property
    def is_followed(self) -> bool:
        """Whether it is asked for new articles; as ``SourceQuerySet.followed``."""
        return self.is_active and bool(self.announcements) and not self.is_sample

    @property
    def announcements(self) -> list[str]:
        """Every address at which new articles are announced."""
        return [*self.feeds, *filter(None, (self.sitemap, self.listing_page))]


class Delivery(models.Model):
    """Articles that a person adds together: addresses, pasted text, uploaded files."""

    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("delivery of articles")
        verbose_name_plural = _("deliveries of articles")
        ordering = ("-id",)

    def __str__(self) -> str:
        return gettext("Delivery %(number)d") % {"number": self.pk or 0}


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def waiting(self) -> ArrivalQuerySet:
        return self.filter(state=Arrival.State.WAITING)

    def due(self, now: datetime, lost_after: timedelta) -> ArrivalQuerySet:
        """Waiting pages whose time has come and that no worker is about to fetch."""
        not_queued = Q(queued_at__isnull=True) | Q(queued_at__lt=now - lost_after)
        return self.waiting().filter(not_queued, due_at__lte=now)


class Arrival(models.Model):
    """A page on its way in: an address that a source announced, or what a person delivered."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        NEW = "new", _("new article")
        CHANGED = "changed", _("changed article")
        UNCHANGED = "unchanged", _("known already")
        FAILED = "failed", _("given up")

    class Failure(models.TextChoices):
        ROBOTS = "robots", _("forbidden by robots.txt")
        GONE = "gone", _("no such page")
        REFUSED = "refused", _("refused by the outlet")
        UNREACHABLE = "unreachable", _("the outlet does not answer")
        UNSAFE = "unsafe", _("not an address that may be fetched")
        TOO_LARGE = "too_large", _("too large or too slow")
        NO_ARTICLE = "no_article", _("no article on the page")
        UNREADABLE = "unreadable", _("cannot be read")
        STORAGE = "storage", _("no storage for its raw page")
        UNEXPECTED = "unexpected", _("unexpected failure")

    source = models.ForeignKey(
        Source,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="arrivals",
        verbose_name=_("source"),
    )
    delivery = models.ForeignKey(
        Delivery,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="arrivals",
        verbose_name=_("delivery of articles"),
    )
    url = models.CharField(_("address"), max_length=LONGEST_ADDRESS, blank=True)
    # What a person pasted or uploaded, until it is taken in; an article keeps its own bytes.
    given = models.BinaryField(_("given bytes"), null=True, blank=True)
    taken_from = models.CharField(_("taken from"), max_length=LONGEST_ADDRESS, blank=True)
    outlet = models.CharField(_("outlet"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.WAITING
    )
    failure = models.CharField(_("failure"), max_length=20, choices=Failure.choices, blank=True)
    error = models.TextField(_("last error"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    article = models.ForeignKey(
        "statements.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="arrivals",
        verbose_name=_("article"),
    )
    found_at = models.DateTimeField(_("found"), auto_now_add=True)
    due_at = models.DateTimeField(_("due"))
    queued_at = models.DateTimeField(_("queued"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        verbose_name = _("page on its way in")
        verbose_name_plural = _("pages on their way in")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("due_at",), condition=Q(state="waiting"), name="arrival_waiting"),
            models.Index(fields=("state", "failure", "done_at"), name="arrival_by_failure"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("url",),
                condition=Q(delivery__isnull=True),
                name="announced_address_once",
            ),
            models.CheckConstraint(
                name="arrival_has_something_to_bring",
                condition=~Q(url="") | Q(given__isnull=False) | ~Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="arrival_says_how_it_failed",
                condition=Q(state="failed") & ~Q(failure="")
                | ~Q(state="failed") & Q(failure="")
                | Q(state="waiting"),
            ),
        )

    def __str__(self) -> str:
        return self.url or self.taken_from or f"{self.pk}"
