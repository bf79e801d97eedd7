"""What a column of a download is: its name, its meaning, and the value it takes from a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import BooleanField, F, Model, QuerySet
from django.db.models.expressions import Combinable, RawSQL
from django.urls import reverse
from django.utils import translation

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SEPARATOR = " | "  # between several values in one cell


class Holds(Enum):
    """What kind of value a column holds; each format writes each kind in its own way."""

    CODE = "code"  # text of our own making: an id, a code, a moment
    TEXT = "text"  # text from the world, never trusted
    ADDRESS = "address"  # the id of what has a page on this site; the file has the page's address
    DAY = "day"
    NUMBER = "number"
    YES_NO = "yes_no"
    CODES = "codes"  # several
    TEXTS = "texts"  # several
    NUMBERS = "numbers"  # several
    SPAN = "span"
    SPANS = "spans"


@dataclass(frozen=True, slots=True)
class Beside:
    """Other rows that belong to the rows of a table, gathered for all of them at once.

    ``owner`` is the field by which such a row points to the one that it belongs to. A row without
    any has ``missing`` in the columns that are worked out from them.
    """

    name: str
    rows: Callable[[], QuerySet[Any]]
    owner: str
    missing: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its stable name, what the codebook says, and where its value comes from.

    ``value`` is a field's path or an expression of the ORM; ``page`` names the route of the page
    that an ADDRESS leads to. What is worked out from other rows that belong to this one says ``of``
    which. ``width`` is that in a spreadsheet, in characters, where its kind is mostly shorter.
    """

    name: str
    means: _StrPromise
    value: str | Combinable
    holds: Holds = Holds.CODE
    page: str = ""
    of: Beside | None = None
    width: int = 0

    @property
    def alias(self) -> str:
        """The name of the column in SQL, which no field of a model has."""
        return f"out_{self.name}"

    @property
    def path(self) -> tuple[str, str]:
        """What stands before and behind the id in the page's path, in any language."""
        with translation.override(settings.LANGUAGE_CODE):
            before, _id, behind = reverse(self.page, args=["ID"]).partition("ID")
        return before, behind


def array_of(keys: Sequence[int]) -> str:
    """The keys as PostgreSQL writes an array."""
    return f"{{{','.join(map(str, keys))}}}"


def _is_one_of(model: type[Model], column: str, keys: str) -> RawSQL:
    """A condition on the rows' own table: a subquery here would be joined after all the others."""
    name = ".".join(f'"{one}"' for one in (model._meta.db_table, column))
    return RawSQL(f"{name} = ANY(%s::bigint[])", [keys], output_field=BooleanField())  # noqa: S611


@dataclass(frozen=True, slots=True)
class Part:
    """Columns that are read about together, wherever they stand in the files."""

    name: str
    title: _StrPromise | str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a download holds: rows of one model, and the columns that tell about them.

    ``rows`` gives every row of the model with what the columns' expressions build on. Who reads
    about a table of many columns finds them in ``parts``.
    """

    name: str
    title: _StrPromise
    rows: Callable[[], QuerySet[Any]]
    columns: tuple[Column, ...]
    parts: tuple[Part, ...] = ()

    @property
    def read_in_parts(self) -> tuple[Part, ...]:
        """Every column once, in the parts of the table or in a nameless one."""
        return self.parts or (Part("", "", self.columns),)

    def select(self, keys: str | None = None) -> tuple[str, tuple[Any, ...]]:
        """SQL and parameters for the key and the columns of all rows, in no order, or of those
        whose keys are in an array."""
        rows, parameters = self._own(keys)
        joins = []
        for beside in dict.fromkeys(one.of for one in self.columns if one.of):
            told, more = self._of(beside, keys)
            joins.append(f'LEFT JOIN ({told}) AS "{beside.name}" ON "{beside.name}".owner = own.pk')
            parameters += more
        values = [
            f"""coalesce("{one.of.name}"."{one.alias}", '{one.of.missing}') AS "{one.alias}" """
            for one in self.columns
            if one.of
        ]
        selected = ", ".join(["own.*", *values])
        # All of it is Django's SQL and our own names; what comes from readers is in the parameters.
        return f"SELECT {selected} FROM ({rows}) AS own {' '.join(joins)}", parameters  # noqa: S608

    def _own(self, keys: str | None) -> tuple[str, tuple[Any, ...]]:
        """What stands in the rows themselves and in those that they point to."""
        rows = self.rows()
        if keys is not None:
            assert rows.model._meta.pk is not None
            rows = rows.filter(_is_one_of(rows.model, rows.model._meta.pk.column, keys))
        values = {one.alias: _expression(one.value) for one in self.columns if not one.of}
        return _sql(rows.order_by().values("pk", **values))

    def _of(self, beside: Beside, keys: str | None) -> tuple[str, tuple[Any, ...]]:
        """The columns that are worked out from the rows beside, one row to each owner."""
        rows = beside.rows()
        if keys is not None:
            rows = rows.filter(_is_one_of(rows.model, f"{beside.owner}_id", keys))
        values = {one.alias: _expression(one.value) for one in self.columns if one.of == beside}
        return _sql(rows.order_by().values(owner=F(f"{beside.owner}_id")).annotate(**values))


def _expression(value: str | Combinable) -> Combinable:
    return F(value) if isinstance(value, str) else value


def _sql(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    sql, parameters = rows.query.sql_with_params()
    return sql, tuple(parameters)
