"""What merging two records costs when 5,000 statements go over, and undoing it
(QAWL_BENCH_ROWS for fewer)."""

import os
import time
from functools import partial

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Ministry, Speaker
from statements.models import NamedInstitution, Statement
from statements.services.moving import (
    merge_ministries,
    merge_speakers,
    preview_ministries,
    preview_speakers,
    take_back,
)
from tests.bench._world import fill

ROWS = int(os.environ.get("QAWL_BENCH_ROWS", "5000"))


def measure(out):
    fill(4 * ROWS)
    editor = User.objects.create_user("editor")
    kept, gone = Speaker.objects.filter(kind="person").order_by("pk")[:2]
    named = Statement.objects.filter(speaker__kind="person").exclude(speaker=kept)
    moving = list(named.order_by("pk").values_list("pk", flat=True)[:ROWS])
    Statement.objects.filter(pk__in=moving).update(speaker=gone, appointment=None)
    out.write(f"{ROWS:,} of {4 * ROWS:,} statements go over\n")
    steps = (preview_speakers, merge_speakers)
    _measure(out, "speakers", kept, gone, editor, *steps)
    here, there = Ministry.objects.order_by("pk")[:2]
    NamedInstitution.objects.filter(statement__in=moving).delete()
    NamedInstitution.objects.bulk_create(
        NamedInstitution(statement_id=pk, ministry=there, relation="addressed", printed=there.name)
        for pk in moving
    )
    steps = (preview_ministries, merge_ministries)
    _measure(out, "ministries", here, there, editor, *steps)


def _measure(out, what, kept, gone, editor, preview, merge):
    _timed(out, f"{what}: preview", lambda: preview(kept, gone))
    move = _timed(out, f"{what}: merge", lambda: merge(kept, gone, editor, timezone.now()))
    for only_try in (True, False):
        name = "undo, looked at first" if only_try else "undo"
        now = timezone.now()
        _timed(out, f"{what}: {name}", partial(take_back, move, editor, now, only_try=only_try))


def _timed(out, what, act):
    began, used = time.perf_counter(), time.process_time()
    with CaptureQueriesContext(connection) as queries:
        done = act()
    took, used = time.perf_counter() - began, time.process_time() - used
    out.write(f"{what}: {took:.1f} s, {used:.1f} s on our processor, {len(queries)} queries\n")
    out.flush()
    return done
