"""Many more statements than can be drawn one by one: what there is, several times over.

DATABASE_URL=… manage.py shell -c "from tests.bench._multiplied import multiply; multiply(10)"
                         # on a database that ``fill`` has filled, and then
DATABASE_URL=… QAWL_DATA=… manage.py rebuild_index
"""

from __future__ import annotations

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from people.public_id import ALPHABET
from statements.models import Article, NamedInstitution, Statement, StatementTopic

_FREE = 10  # letters of the alphabet from which on no public id of the invented world begins
_STEP = 10_000_000  # between the keys of a row and of its copy
_COPIED: tuple[type[Model], ...] = (Article, Statement, NamedInstitution, StatementTopic)
# Others are asked for by no list, and would take hours to build.
_KEPT = ("_newest", "_article_id_", "_speaker_id_", "_session_id_", "_statement_id_")


def multiply(times: int) -> None:
    """Copy articles, statements and what hangs on these until there are so many times as many.

    The copies have the days, words and people of the first, and keys and addresses of their own.
    The database cannot search afterwards: it keeps the indexes that lists need, and no others.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "ALTER TABLE statements_statement ALTER COLUMN search_vector DROP EXPRESSION IF EXISTS"
        )
        _drop_indexes(cursor)
        for number in range(1, times):
            for model in _COPIED:
                _copy(cursor, model, number)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def _drop_indexes(cursor: CursorWrapper) -> None:
    cursor.execute(
        "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY(%s)"
        " AND indexdef NOT LIKE '%%UNIQUE%%'",
        [[model._meta.db_table for model in _COPIED]],
    )
    for (name,) in cursor.fetchall():
        if not any(kept in name for kept in _KEPT):
            cursor.execute(f'DROP INDEX "{name}"')


def _copy(cursor: CursorWrapper, model: type[Model], number: int) -> None:
    shift = {"id", "article_id", "same_as_id", "joined_into_id", "statement_id"}
    own = {
        "public_id": f"'{ALPHABET[_FREE + number]}' || substr(public_id, 2)",
        "identity": f"identity || '-{number}'",
        "current_id": "NULL::bigint",  # an article's revision is its alone
        "url": f"url || '?copy={number}'",
    }
    has_own_keys = model in (Article, Statement)
    names = [str(field.column) for field in model._meta.local_concrete_fields]
    names = [name for name in names if has_own_keys or name != "id"]
    values = [
        f'"{name}" + {number * _STEP}' if name in shift else own.get(name, f'"{name}"')
        for name in names
    ]
    listed = ", ".join(f'"{name}"' for name in names)
    key = "id" if has_own_keys else "statement_id"
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({listed}) SELECT {', '.join(values)}"
        f" FROM {model._meta.db_table} WHERE {key} <= {_STEP}"
    )
