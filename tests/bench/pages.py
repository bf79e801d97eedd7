"""What every public page takes, whole and through a real server, with an index and without.

ROWS=1000000 in the environment, unless it says otherwise; TURNS requests of each page.
"""

import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from people.models import Ministry, Party, Speaker
from statements.browsing.index.builds import build_anew
from statements.browsing.index.watched import State, state_of
from statements.models import Session, Statement, Topic
from tests.bench._served import addresses, served
from tests.bench._world import fill

ROWS = int(os.environ.get("ROWS", "1000000"))
TURNS = int(os.environ.get("TURNS", "5"))
LIMIT = 300  # ms


def measure(out):
    call_command("assign_topics", "--list-only", stdout=StringIO())
    fill(ROWS)
    give_topics()
    pages = _pages()
    by_database = _taken(pages)
    with _followed():
        by_index = _taken(pages)
    out.write(f"{ROWS:,} statements, p50 of {TURNS} requests in ms; at most {LIMIT} are wanted\n\n")
    out.write("| page | with the index | without | |\n|---|---|---|---|\n")
    for name in pages:
        late = "too slow" if by_index[name] > LIMIT else ""
        out.write(f"| {name} | {by_index[name]:.0f} | {by_database[name]:.0f} | {late} |\n")
    out.flush()


def give_topics():
    """A topic to most statements and a second one to some, few topics to very many."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for salt, share in ((1, 0.7), (2, 0.3)):
            cursor.execute(
                "INSERT INTO statements_statementtopic"
                " (statement_id, topic_id, confidence, rule, evidence, set_by)"
                " SELECT s.id, t.id, 0.9, '', '[]', 'machine' FROM statements_statement s"
                " JOIN (SELECT id, row_number() OVER (ORDER BY position) - 1 AS n,"
                "       count(*) OVER () AS many FROM statements_topic) t"
                " ON t.n = floor(t.many * power(hashint8extended(s.id, %s) & 1023, 2) / 1048576)"
                " WHERE (hashint8extended(s.id, %s) & 1023) < 1024 * %s"
                " ON CONFLICT DO NOTHING",
                [salt, salt + 10, share],
            )
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE statements_statementtopic")


def _pages():
    """Addresses by what they show: of each kind one that has very much to tell."""
    speakers = _most("speaker", Speaker)
    ministries = [Ministry.objects.get(code=f"INV{number}") for number in range(2)]
    party, other = Party.objects.order_by("pk")[:2]
    topic = Topic.objects.order_by("position").first()
    sitting = _most("session", Session)[0]
    told = Statement.objects.published().order_by("-pk")[100]
    names = ("home", "statements", "speakers", "ministries", "sessions", "articles", "topics",
             "charts", "compare", "about", "coverage", "quality", "codebook")  # fmt: skip
    compare = reverse("compare")
    return {
        **{name: reverse(name) for name in names},
        "statements, a word": f"{reverse('statements')}?q=الحكومة",
        "statements of a ministry": f"{reverse('statements')}?ministry=INV0",
        "speakers of a name": f"{reverse('speakers')}?q=سالم",
        "articles of an outlet": f"{reverse('articles')}?source=outlet-0.example",
        "articles, page 100": f"{reverse('articles')}?page=100",
        "a statement": told.get_absolute_url(),
        "a speaker": speakers[0].get_absolute_url(),
        "a ministry": ministries[0].get_absolute_url(),
        "a sitting": sitting.get_absolute_url(),
        "an article": told.article.get_absolute_url(),
        "a topic": topic.get_absolute_url(),
        "a speaker on a topic": f"{topic.get_absolute_url()}?speaker={speakers[0].public_id}",
        "charts of a ministry": f"{reverse('charts')}?ministry=INV0",
        "charts of a word": f"{reverse('charts')}?q=الحكومة",
        "two speakers": f"{compare}?of=speaker&a={speakers[0].public_id}&b={speakers[1].public_id}",
        "two ministries": f"{compare}?of=ministry&a={ministries[0].code}&b={ministries[1].code}",
        "two parties": f"{compare}?of=party&a={party.code}&b={other.code}",
    }


def _most(field, model):
    """The two that most statements hang on."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {field}_id FROM statements_statement WHERE {field}_id IS NOT NULL"
            " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 2"
        )
        return [model.objects.get(pk=key) for (key,) in cursor.fetchall()]


def _taken(pages):
    with served() as server:
        return {name: _p50(server, address) for name, address in pages.items()}


def _p50(server, address):
    """Milliseconds of the median request, after one that is not counted."""
    taken = []
    for _ in range(TURNS + 1):
        begun = time.perf_counter()
        server.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[1:])


@contextmanager
def _followed():
    """The index, built and followed as it is in production."""
    build_anew(settings.DATA.index)
    env = {**os.environ, "DATABASE_URL": addresses(), "QAWL_DATA": str(settings.DATA.root)}
    command = [sys.executable, settings.BASE_DIR / "manage.py", "follow_index"]
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as follower:
        try:
            while state_of(settings.DATA.index)[0] != State.FRESH:
                time.sleep(0.1)
            yield
        finally:
            follower.terminate()
