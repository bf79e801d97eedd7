"""What lists, facets and searches cost by the index and by PostgreSQL, and a whole page.

ROWS=100000,1000000 in the environment measures both sizes in one run; without it 20,000.
"""

import os
import statistics
import subprocess
import sys
import time
from datetime import date

import psutil
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from statements.browsing import Dimension, Place, Question, Window
from statements.browsing.by_database import DatabaseBrowser
from statements.browsing.by_index import IndexBrowser
from statements.browsing.conditions import asked_for
from statements.browsing.index.builds import build_anew
from statements.browsing.index.columns import carry_over
from statements.browsing.index.watched import State, Watched, state_of
from statements.models import Statement
from statements.rows import rows_of
from statements.search.reading import read_anew
from tests.bench._pages import filters, plain_pages_a_second, whole_pages_a_second
from tests.bench._served import addresses
from tests.bench._world import fill

SIZES = [int(size) for size in os.environ.get("ROWS", "20000").split(",")]
PAGE = Window(25)
SIX = (
    Dimension.STANCE, Dimension.MINISTRY, Dimension.SPEAKER, Dimension.CHAMBER, Dimension.PARTY,
    Dimension.SESSION_TYPE,
)  # fmt: skip
FAR = 4000


def measure(out):
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    rows = {}
    for number, size in enumerate(SIZES):
        if number:
            call_command("flush", interactive=False, verbosity=0)
        fill(size)
        out.write(
            f"### {size:,} statements, {Statement.objects.published().count():,} published\n\n"
        )
        _build(out)
        rows[size] = _questions(out)
        _reading(out)
        _far_pages(out)
        _followed(out)
    _sizes(out, rows)


def _build(out):
    before = psutil.Process().memory_info().rss
    begun = time.perf_counter()
    build = build_anew(settings.DATA.index)
    seconds = time.perf_counter() - begun
    held = psutil.Process().memory_info().rss - before
    size = sum(path.stat().st_size for path in build.files.iterdir())
    out.write(f"index built in {seconds:.0f} s, {size / 1e6:.0f} MB, {held / 1e6:.0f} MB held\n\n")


def _by_index():
    build = state_of(settings.DATA.index)[1]
    build.tell_alive()
    found = Watched(settings.DATA.index).browser()
    assert found is not None
    return found.index


def _questions(out):
    out.write(
        "| question | hits | ids, ms | ids and rows | ids by PostgreSQL | six facets | all facets"
        " | all, first in a process | all, first after a change"
        " | exact count by PostgreSQL | six of it | all of it |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|---|\n"
    )
    by, database, found = _by_index(), DatabaseBrowser(), {}
    changed = by.rows(Question(), PAGE).ids
    for name, question in _asked().items():
        hits = by.total(question)
        ids = _p50(lambda q=question: by.rows(q, PAGE))
        rows = _p50(lambda q=question: rows_of(by.rows(q, PAGE).ids))
        slow = _p50(lambda q=question: database.rows(q, PAGE), 3)
        six = _p50(lambda q=question: by.counts(q, SIX))
        every = _p50(lambda q=question: by.counts(q, list(Dimension)))
        first = _p50(lambda q=question: _forgetful(by).counts(q, list(Dimension)))
        then = _p50(lambda q=question: _renewed(by, changed).counts(q, list(Dimension)))
        count = _p50(lambda q=question: asked_for(q).count(), 3)
        out.write(
            f"| {name} | {hits:,} | {ids:.2f} | {rows:.1f} | {slow:.1f} | {six:.2f} | {every:.2f}"
            f" | {first:.2f} | {then:.2f} | {count:.1f}"
            f" | {six / count:.2f} | {every / count:.2f} |\n"
        )
        out.flush()
        found[name] = (hits, ids, rows)
    out.write("\n")
    return found


def _forgetful(by):
    """As the index is to a process that has just begun: nothing is kept of it yet."""
    by.index.of_everything.clear()
    return by


def _renewed(by, changed):
    """As a process takes the index in when these statements have just changed."""
    now = by.index.renewed()
    carry_over(by.index, now, changed)
    return IndexBrowser(now)


def _asked():
    speakers = _speakers()
    ministry = Dimension.MINISTRY, ("INV0",)
    quarter = {"first_day": date(2024, 1, 1), "last_day": date(2024, 3, 31)}
    criticism = Dimension.STANCE, ("criticise",)
    return {
        "everything": Question(),
        "chamber": Question({Dimension.CHAMBER: ("representatives",)}),
        "stance": Question(dict([criticism])),
        "rare stance": Question({Dimension.STANCE: ("regret",)}),
        "kind": Question({Dimension.KIND: ("direct",)}),
        "ministry": Question(dict([ministry])),
        "mentioned": Question({Dimension.MENTIONED: ("INV3",)}),
        "ministers of one": Question({Dimension.MINISTER_OF: ("INV0",)}),
        "frequent speaker": Question({Dimension.SPEAKER: (speakers[0],)}),
        "speaker": Question({Dimension.SPEAKER: (speakers[-1],)}),
        "party": Question({Dimension.PARTY: ("inv-1",)}),
        "type of session": Question({Dimension.SESSION_TYPE: ("committee",)}),
        "outlet": Question({Dimension.SOURCE: ("outlet-3.example",)}),
        "quarter": Question(**quarter),
        "criticism of a ministry": Question(dict([criticism, ministry])),
        "the same in a quarter": Question(dict([criticism, ministry]), **quarter),
        "three ministries, two stances": Question(
            {Dimension.MINISTRY: ("INV0", "INV5", "INV9"), Dimension.STANCE: ("ask", "criticise")}
        ),
        "common word": Question(words="الحكومة"),
        "word": Question(words="الرقمنة"),
        "two words": Question(words="ميزانية القضاء"),
        "phrase": Question(words='"قانون برنامج"'),
        "word left out": Question(words="الصحة -الحكومة"),
        "word and stance": Question(dict([criticism]), words="التعليم"),
        "nothing": Question({Dimension.PARTY: ("inv-1",)}, words="زقزقزقزق"),
        "nothing, two filters": Question(
            {Dimension.SPEAKER: (speakers[-1],), Dimension.SESSION: ("nonesuch",)}
        ),
    }


def _speakers():
    """Who says most, and one who says little, but more than a page."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.public_id FROM statements_statement s JOIN people_speaker p"
            " ON p.id = s.speaker_id GROUP BY 1 HAVING count(*) >= 60 ORDER BY count(*) DESC"
        )
        found = [value for (value,) in cursor.fetchall()]
    return found[0], found[-1]


def _p50(ask, times=15):
    """Milliseconds, as within a page: its search has been read, which ``read`` tells apart."""
    request_started.send(None)
    ask()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begun) * 1000)
    request_finished.send(None)
    return statistics.median(taken)


def _reading(out):
    """What it takes to read a search: words, a name in Latin letters, a slip."""
    taken = {words: _p50(lambda w=words: read_anew(w)) for words in ("الصحة", "chamis", "سالمم")}
    told = ", ".join(f"{words} {ms:.2f} ms" for words, ms in taken.items())
    out.write(f"a search is read in: {told}\n\n")


def _far_pages(out):
    """Reached by its next links, in both ways of answering."""
    by, published = _by_index(), Statement.objects.published().count()
    far = min(FAR, published // PAGE.size - 1)
    place = None
    for _ in range(far - 1):
        place = _last(by.rows(Question(), Window(PAGE.size, after=place)))
    for name, one in (("index", by), ("PostgreSQL", DatabaseBrowser())):
        first = _p50(lambda one=one: rows_of(one.rows(Question(), PAGE).ids))
        then = Window(PAGE.size, after=place)
        last = _p50(lambda one=one, then=then: rows_of(one.rows(Question(), then).ids))
        out.write(
            f"{name}: page 1 {first:.2f} ms, page {far:,} {last:.2f} ms, {last / first:.2f} times\n"
        )
    out.write("\n")


def _last(rows):
    key = rows.ids[-1]
    return Place(Statement.objects.values_list("dated_on", flat=True).get(pk=key), key)


def _followed(out):
    """With a follower beside: how soon a change is seen, and whole pages."""
    env = {**os.environ, "DATABASE_URL": addresses(), "QAWL_DATA": str(settings.DATA.root)}
    command = [sys.executable, settings.BASE_DIR / "manage.py", "follow_index"]
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as follower:
        try:
            while state_of(settings.DATA.index)[0] != State.FRESH:
                time.sleep(0.1)
            _freshness(out)
            held = psutil.Process(follower.pid).memory_full_info().uss
            out.write(f"the follower holds {held / 1e6:.0f} MB\n")
            _pages(out)
        finally:
            follower.terminate()


def _freshness(out):
    watched, taken = Watched(settings.DATA.index), []
    promised = Question({Dimension.STANCE: ("promise",)}, words="زلزالزلزال")
    keys = Statement.objects.published().values_list("pk", flat=True)[:20]
    for number, key in enumerate(list(keys), 1):
        Statement.objects.filter(pk=key).update(stance="promise", search_text="زلزالزلزال")
        begun = time.perf_counter()
        while not (by := watched.browser()) or by.total(promised) != number:
            time.sleep(0.002)
        taken.append(time.perf_counter() - begun)
    out.write(
        f"a correction is seen after {statistics.median(taken):.2f} s, at most {max(taken):.2f} s\n"
    )


def _pages(out):
    ours = whole_pages_a_second(filters())
    plain = plain_pages_a_second(filters())
    out.write(
        f"whole pages a second, one server process: {ours:.1f}, plain ORM {plain:.2f},"
        f" {ours / plain:.0f} times\n\n"
    )


def _sizes(out, rows):
    if len(SIZES) < 2:
        return
    small, large = min(SIZES), max(SIZES)
    out.write(f"| question | ids and rows at {large:,}, times that at {small:,} |\n|---|---|\n")
    for name, (hits, _, ms) in rows[small].items():
        if hits >= 25 or name.startswith("nothing"):
            out.write(f"| {name} | {rows[large][name][2] / ms:.2f} |\n")
