"""Every public page, in a world where each has something to show."""

import io

from django.core.management import call_command
from django.urls import URLPattern, reverse
from django.utils.translation import override

from people.models import Speaker
from statements import urls
from statements.models import Article, Session, Statement, Topic
from statements.services.invented import load_samples
from statements.services.reading import read_article
from tests import factories as make
from tests.web.world import a_small_world


def a_full_world():
    """The invented samples, read by the engine, beside the few statements of the small world."""
    quiet = io.StringIO()
    call_command("load_reference", stdout=quiet)
    call_command("assign_topics", "--list-only", stdout=quiet)
    for intake in load_samples():
        read_article(intake.article.pk)
    world = a_small_world()
    world.topic = Topic.objects.filter(statement_rows__isnull=False).first()
    world.told_twice = make.make_statement("موعد إصلاح القوارب", cue="تساءل", same_as=world.asked)
    world.rejected = make.make_statement(
        "لم يقله أحد", review_status="rejected", reviewed_at="2025-06-01T00:00Z"
    )
    return world


def pages_of(world):
    """Addresses in Arabic of every page that answers 200, by the name of its route.

    Lists also stand here with nothing found, pictures and comparisons with and without a question.
    """
    with override("ar"):
        return {**_lists(), **_portraits(world), **_of_the_whole(world)}


def wrong_pages_of(world):
    """(address, status) of pages that say what is wrong."""
    with override("ar"):
        return [
            ("/nothing/", 404),
            ("/statements/nothing22/", 404),
            (world.rejected.get_absolute_url(), 410),
            ("/statements/?stance=shout&date_after=someday", 400),
            ("/statements/charts/?stance=shout", 400),
            ("/speakers/?kind=tree", 400),
            ("/sessions/?date_after=never", 400),
        ]


def _lists():
    nothing = "?q=زقزقزق"
    names = ("statements", "speakers", "ministries", "sessions", "articles")
    return {name: [reverse(name), reverse(name) + nothing] for name in names}


def _portraits(world):
    sampled = Statement.objects.published().filter(is_sample=True, topic_rows__isnull=False)
    speaker = Speaker.objects.filter(is_sample=True, statements__isnull=False).first()
    session = Session.objects.filter(is_sample=True).first()
    article = Article.objects.filter(is_sample=True).first()
    ministry = sampled.filter(institutions__ministry__isnull=False).first()
    addressed = ministry.institutions.filter(ministry__isnull=False).first().ministry
    return {
        "statement": [one.get_absolute_url() for one in (sampled.first(), world.asked)],
        "report": [reverse("report", args=[world.asked.public_id])],
        "report_thanks": [reverse("report_thanks", args=[world.asked.public_id])],
        "speaker": [one.get_absolute_url() for one in (speaker, world.layla)],
        "ministry": [one.get_absolute_url() for one in (addressed, world.boats)],
        "session": [one.get_absolute_url() for one in (session, world.sitting)],
        "article": [one.get_absolute_url() for one in (article, world.asked.article)],
        "topic": [
            world.topic.get_absolute_url(),
            f"{world.topic.get_absolute_url()}?speaker={speaker.public_id}",
        ],
    }


def _of_the_whole(world):
    two = f"?of=speaker&a={world.salem.public_id}&b={world.layla.public_id}"
    names = ("home", "topics", "about", "coverage", "codebook", "quality")
    return {
        **{name: [reverse(name)] for name in names},
        "charts": [reverse("charts"), reverse("charts") + "?q=زقزقزق"],
        "compare": [
            reverse("compare"),
            reverse("compare") + two,
            reverse("compare") + "?of=ministry&a=BOAT&b=nobody",
        ],
    }


# What holds a token of its own time, for somebody to send.
FORMS = {"report"}
# What answers with a file, leads elsewhere, or is for editors.
NOT_PAGES = {"statement_bib", "statement_ris", "article_text", "suggestions"}


def routes():
    """The names of the routes that answer a reader with a page."""
    named = [one for one in urls.urlpatterns if isinstance(one, URLPattern) and one.name]
    return {
        str(one.name)
        for one in named
        if "." not in str(one.pattern).replace("\\.", ".") and one.name not in NOT_PAGES
    }
