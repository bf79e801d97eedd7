"""What downloads cost beside PostgreSQL's own COPY, through a real server, and what it holds.

ROWS=1000000 and TURNS=3 in the environment, unless it says otherwise.
"""

import os
import subprocess
import time
from statistics import median

from django.db import connection
from psycopg import ClientCursor, sql

from config.services.programs import find_postgres
from statements.exports.statements import STATEMENTS
from statements.models import Statement
from tests.bench._served import served
from tests.bench._world import fill

ROWS = int(os.environ.get("ROWS", "1000000"))
TURNS = int(os.environ.get("TURNS", "3"))
FORMATS = ("csv", "jsonl", "xlsx")


def measure(out):
    fill(ROWS)
    published = Statement.objects.published().count()
    out.write(f"{ROWS:,} statements, {published:,} of them published; medians of {TURNS} turns\n\n")
    out.write("| what | seconds | rows a second | MB | of psql | first byte, ms | held, MB |\n")
    out.write("|---|---|---|---|---|---|---|\n")
    with served() as server:
        for extension in FORMATS:
            server.take(f"/statements.{extension}?stance=regret")  # what is only done once
        before = server.memory()
        psql, turns = zip(*(_turn(server) for _ in range(TURNS)), strict=True)
    own, size = median(seconds for seconds, _size in psql), psql[0][1]
    out.write(f"| psql's COPY of the same columns | {_row(own, published, size)} | | | |\n")
    for extension in FORMATS:
        taken = [turn[extension] for turn in turns]
        seconds = median(one.seconds for one in taken)
        shares = (its / one.seconds for (its, _size), one in zip(psql, taken, strict=True))
        out.write(
            f"| .{extension} from the server | {_row(seconds, published, taken[0].size)}"
            f" | {median(shares):.2f} | {median(one.first for one in taken) * 1000:.0f}"
            f" | {(max(one.peak for one in taken) - before) / 1e6:.0f} |\n"
        )
    out.flush()


def _turn(server):
    """psql and each format once, one after the other: a busy moment of the machine is shared."""
    return _psql(), {one: server.take(f"/statements.{one}") for one in FORMATS}


def _row(seconds, rows, size):
    return f"{seconds:.1f} | {rows / seconds:,.0f} | {size / 1e6:,.0f}"


def _psql():
    """Seconds and bytes of psql, writing the columns of all published statements, newest first."""
    with connection.cursor() as cursor:
        copied = ClientCursor(cursor.connection).mogrify(*_copy())
    given = connection.settings_dict
    command = [find_postgres().bin / "psql", "-X", "-h", given["HOST"], "-U", given["USER"]]
    begun = time.perf_counter()
    psql = subprocess.Popen([*command, "-c", copied, given["NAME"]], stdout=subprocess.PIPE)
    assert psql.stdout is not None
    size = 0
    while piece := psql.stdout.read(1 << 16):
        size += len(piece)
    assert psql.wait() == 0
    return time.perf_counter() - begun, size


def _copy():
    """The columns as they are, without what makes cells harmless; one statement for all rows."""
    everything, parameters = STATEMENTS.select()
    published, more = Statement.objects.published().values("pk").query.sql_with_params()
    names = sql.SQL(", ").join(sql.Identifier("t", one.alias) for one in STATEMENTS.columns)
    statement = sql.SQL(
        "COPY (SELECT {} FROM ({}) AS t WHERE t.pk IN ({})"
        " ORDER BY t.out_date DESC NULLS LAST, t.pk DESC) TO STDOUT WITH (FORMAT csv)"
    ).format(names, sql.SQL(everything), sql.SQL(published))
    return statement, (*parameters, *more)
