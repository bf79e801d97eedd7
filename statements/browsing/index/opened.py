"""An index opened for reading."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

from tantivy import FieldType, Index, Order as Direction, Query, Schema, Searcher

from statements.browsing.index.form import DAY, schema
from statements.browsing.index.journal import commit_of


@dataclass
class OpenIndex:
    """One folder of tantivy's, as it was when it was opened or renewed."""

    folder: Path
    schema: Schema = field(init=False)
    searcher: Searcher = field(init=False)
    commit: int = field(init=False)
    # Column → its values with the statements of each, whatever is asked for.
    of_everything: dict[str, dict[str, int]] = field(init=False, default_factory=dict)
    _index: Index = field(init=False)
    _ends: dict[bool, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._index = Index.open(str(self.folder))
        # Told of changes by the follower; tantivy's own watching costs a thread and half a second.
        self._index.config_reader("manual")
        self.schema = schema()
        self.commit, self.searcher = self._last()

    def renewed(self) -> OpenIndex:
        """The same as it is now; who still reads this one sees no change."""
        renewed = copy(self)
        renewed.commit, renewed.searcher = self._last()
        renewed.of_everything = {}
        return renewed

    def _last(self) -> tuple[int, Searcher]:
        """The last commit: tantivy does not tell which one it has read, so it must not change."""
        commit = -1
        while commit != (last := commit_of(self.folder)):
            self._index.reload()
            commit = last
        return commit, self._index.searcher()

    def end(self, *, newest: bool) -> int:
        """The numbered day at that end of the list when it was first asked for: where to begin."""
        if newest not in self._ends:
            dated = Query.range_query(self.schema, DAY, FieldType.Unsigned, 1)
            direction = Direction.Desc if newest else Direction.Asc
            found = self.searcher.search(dated, 1, count=False, order_by_field=DAY, order=direction)
            self._ends[newest] = int(found.hits[0][0]) if found.hits else 1
        return self._ends[newest]


@dataclass
class Broken:
    """Context manager that ends where tantivy cannot read its files, and keeps what it said."""

    reason: str = ""

    def __enter__(self) -> Broken:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> bool:
        # A panic in Rust comes as an exception of a class that cannot be imported.
        panicked = kind is not None and kind.__name__ == "PanicException"
        if panicked or isinstance(error, ValueError | OSError):
            self.reason = str(error)
            return True
        return False
