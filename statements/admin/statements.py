"""Statements: the queue, the words beside the form, and an editor's verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy as _

from people.admin.acting import acting_user
from people.admin.correctable import CorrectableAdmin, ruling_note
from people.admin.display import label_of
from people.admin.rows import change_link, public_link
from people.admin.rulings import rulings_on
from people.history import Restored
from statements.admin.beside import text_beside
from statements.admin.filters import FoundFilter, MinistryFilter, RuledFilter, SpeakerFilter
from statements.admin.moving import pick_from
from statements.admin.named import SETS, NamedInstitutionInline, rebuild_sets, sets_touched
from statements.admin.proposals import proposal_urls
from statements.admin.review import review_urls
from statements.admin.statement_form import StatementForm
from statements.admin.topics import FIELD as TOPICS, StatementTopicInline, sign_topics
from statements.admin.verdicts import VerdictActions
from statements.models import NamedInstitution, Statement, StatementTopic
from statements.search import matching
from statements.services.joining import join
from statements.services.reviewing import correct, lock
from statements.services.storing import refresh_derived

# Which ruling stands for rows that belong to a statement.
SET_OF = {NamedInstitution: "addressees", StatementTopic: TOPICS}
NEVER_REVIEWED_FIRST = Case(
    When(review_status=Statement.ReviewStatus.EXTRACTED, then=Value(0)), default=Value(1)
)


@admin.register(Statement)
class StatementAdmin(VerdictActions, CorrectableAdmin):
    form = StatementForm
    inlines = (NamedInstitutionInline, StatementTopicInline)
    list_display = (
        "excerpt", "who", "stance", "to_whom", "dated_on", "outlet", "certainty", "review_status",
    )  # fmt: skip
    list_filter = (
        "review_status", SpeakerFilter, "stance", "kind", "chamber", MinistryFilter,
        "article__source", RuledFilter, FoundFilter, "created_at", "is_sample",
    )  # fmt: skip
    list_select_related = ("speaker", "article__source")
    change_select_related = (
        "article__source", "revision", "speaker", "group", "party", "chamber",
        "session__chamber", "session__committee", "same_as", "reviewed_by",
        "appointment__chamber", "appointment__group", "appointment__ministry",
        "appointment__committee",
    )  # fmt: skip
    deferred = ("search_text", "search_vector")
    search_fields = ("public_id",)
    search_help_text = _("Words of the statement, its speaker, ministry or article; or its id.")
    date_hierarchy = "dated_on"
    ordering = (NEVER_REVIEWED_FIRST, "least_confidence", "-pk")
    autocomplete_fields = ("article", "speaker", "group", "party", "chamber", "session", "same_as")
    readonly_fields = (
        "article_link", "attribution", "speaker_printed", "roles_printed", "set_rulings", "verdict",
        "public_page", "reading", "dated_on", "is_sample",
    )  # fmt: skip
    actions = (
        "confirm", "reject", "reopen", "move_to_speaker", "move_to_ministry",
        *CorrectableAdmin.actions,
    )  # fmt: skip

    WHO = ("speaker", "speaker_type", "appointment", "group", "party", "is_parliamentary")
    fieldsets = (
        (_("What was said"), {"fields": ("content", "cue", "cue_lemma", "stance", "kind")}),
        (_("Who says it"), {"fields": (*WHO, "speaker_read", "speaker_printed", "roles_printed")}),
        (_("When and where"), {"fields": ("session", "said_on", "chamber")}),
        (_("To whom"), {"fields": ("addressee_is_explicit", "set_rulings")}),
        (_("Review"), {"fields": ("verdict", "public_page", "article_link", "same_as")}),
        (
            _("Where the values come from"),
            {"fields": ("reading", "attribution", "provenance"), "classes": ("collapse",)},
        ),
    )
    add_fieldsets = (
        (None, {"fields": ("article", "content", "cue", "cue_lemma", "stance", "kind")}),
        (_("Who says it"), {"fields": (*WHO, "speaker_read")}),
        (_("When and where"), {"fields": ("session", "said_on", "chamber")}),
        (_("To whom"), {"fields": ("addressee_is_explicit",)}),
    )

    def get_urls(self) -> list[Any]:
        own = [*review_urls(self.admin_site), *proposal_urls(self.admin_site)]
        return [*own, *super().get_urls()]

    @admin.action(description=_("Move to another speaker…"), permissions=["change"])
    def move_to_speaker(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> Any:
        return pick_from(queryset, "speaker")

    @admin.action(description=_("Move to another ministry…"), permissions=["change"])
    def move_to_ministry(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> Any:
        return pick_from(queryset, "ministry")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if self.shows(request, "changelist"):
            rows = rows.prefetch_related("institutions__ministry")
        return rows

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        if not search_term.strip():
            return queryset, False
        found = matching(Statement.objects.order_by(), search_term).values("pk")
        return queryset.filter(Q(public_id=search_term.strip()) | Q(pk__in=found)), False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A statement is rejected, never deleted: its permanent link goes on answering."""
        return False

    def locked(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return lock(queryset)

    # Columns

    @admin.display(description=_("content"))
    def excerpt(self, statement: Statement) -> SafeString:
        return format_html('<span dir="auto">{}</span>', Truncator(statement.content).chars(90))

    @admin.display(description=_("speaker"), ordering="speaker__name_ar")
    def who(self, statement: Statement) -> SafeString:
        if statement.speaker:
            return format_html('<span dir="auto">{}</span>', statement.speaker)
        printed = statement.speaker_read or statement.get_speaker_type_display()
        return format_html('<span class="unknown" dir="auto">{}</span>', printed)

    @admin.display(description=_("addressed to"))
    def to_whom(self, statement: Statement) -> str:
        addressed = [one for one in statement.institutions.all() if one.relation == "addressed"]
        return gettext(", ").join(str(one) for one in addressed) or "—"

    @admin.display(description=_("source"), ordering="article__source__name")
    def outlet(self, statement: Statement) -> str:
        return str(statement.article.source or "—")

    @admin.display(description=_("least certain"), ordering="least_confidence")
    def certainty(self, statement: Statement) -> str:
        return f"{statement.least_confidence:.0%}" if statement.engine_version else "—"

    # Read-only values of the form

    @admin.display(description=_("article"))
    def article_link(self, statement: Statement) -> str:
        return change_link(statement.article)

    @admin.display(description=_("public page"))
    def public_page(self, statement: Statement) -> str:
        return public_link(statement)

    @admin.display(description=_("review status"))
    def verdict(self, statement: Statement) -> str:
        status = statement.get_review_status_display()
        if statement.reviewed_at is None:
            return status
        moment = timezone.localtime(statement.reviewed_at)
        return f"{status} · {statement.reviewed_by} · {moment:%Y-%m-%d %H:%M}"

    @admin.display(description=_("reading"))
    def reading(self, statement: Statement) -> str:
        if not statement.engine_version:
            return gettext("Added by an editor.")
        retracted = gettext(" No longer found by the latest reading.")
        return gettext("Engine %(version)s, revision %(number)d of the article.%(retracted)s") % {
            "version": statement.engine_version,
            "number": statement.revision.number,
            "retracted": retracted if statement.retracted_at else "",
        }

    @admin.display(description=_("rulings on institutions"))
    def set_rulings(self, statement: Statement) -> SafeString | str:
        """Institutions are ruled on as a set, so their notes stand beside no field."""
        rulings = rulings_on(statement) if statement.ruled_fields else {}
        sets = {
            "addressees": _("Addressees."),
            "other_institutions": _("Institutions only mentioned."),
            TOPICS: _("Topics."),
        }
        notes = [
            (label, ruling_note(statement, name, {}, rulings.get(name)))
            for name, label in sets.items()
            if name in statement.ruled_fields
        ]
        return format_html_join("", "<div>{} {}</div>", notes) if notes else "—"

    def provenance_rows(self, record: Any) -> list[dict[str, Any]]:
        rows = super().provenance_rows(record)
        named = {row["name"] for row in rows}
        rows.extend(
            {"label": label_of(record, name), "name": name}
            for name in record.confidence
            if name not in named
        )
        for row in rows:
            confidence = record.confidence.get(row["name"])
            row["confidence"] = f"{confidence:.0%}" if confidence is not None else None
            row["rule"] = record.rules.get(row["name"])
        return rows

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        statement = kwargs.get("obj")
        context |= text_beside(statement, request.GET.get("article", ""))
        return super().render_change_form(request, context, *args, **kwargs)

    # Saving

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.attribution = Statement.Attribution.EXPLICIT
            obj.position = position_of(obj)
            obj.review_status = Statement.ReviewStatus.CORRECTED
            obj.reviewed_by, obj.reviewed_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is StatementTopic:
            touched = {TOPICS} if sign_topics(formset) else set()
        elif formset.model is NamedInstitution:
            touched = sets_touched(formset)
        else:
            return
        names = touched - set(form.cleaned_data.get("give_back") or ())
        if names:
            form.instance.rule(names)
            form.instance.save(update_fields=["ruled_fields", "changed_at"])
            form.ruled_now = sorted({*form.ruled_now, *names})

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        statement = form.instance
        given_back = form.cleaned_data.get("give_back") or []
        if set(given_back) & set(SETS):
            rebuild_sets(statement, given_back)
        if form.ruled_now:
            correct(statement, acting_user(request), timezone.now())
        elif given_back:
            self.save_given_back(statement)
        if given_back or form.ruled_now or not change:
            self.after_change(request, [statement])

    def save_given_back(self, record: Any) -> None:
        """Without a ruling left, a corrected statement is what the machine read: unreviewed."""
        if not record.ruled_fields and record.review_status == Statement.ReviewStatus.CORRECTED:
            record.review_status = Statement.ReviewStatus.EXTRACTED
            record.reviewed_by = record.reviewed_at = None
        record.save()

    def _give_back(self, request: HttpRequest, record: Any) -> bool:
        sets = [name for name in SETS if name in record.ruled_fields]
        done = super()._give_back(request, record)
        if done:
            rebuild_sets(record, sets)
        return done

    def after_revert(self, request: HttpRequest, record: Any, restored: Restored) -> None:
        """Sets that were brought back are ruled as sets; whoever rules signs."""
        held = list(restored.held)
        if "ruled_fields" not in restored.fields.get(Statement, ()):
            held += [name for model, name in SET_OF.items() if model in restored.fields]
        if held:
            record.rule(held)
            record.save(update_fields=["ruled_fields", "changed_at"])
            correct(record, acting_user(request), timezone.now())

    def after_change(self, request: HttpRequest, records: Iterable[Any]) -> None:
        pks = [record.pk for record in records]
        refresh_derived(Statement.objects.filter(pk__in=pks))
        join(pks)


def position_of(statement: Statement) -> int:
    """Where an added statement comes in its article: with the last one whose cue stands before."""
    before = Statement.objects.filter(
        article=statement.article, cue_span__startswith__lte=statement.cue_span.lower
    )
    return before.aggregate(last=models.Max("position"))["last"] or 0
