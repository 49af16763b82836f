"""The vectors of the embedded index: kept beside its words, searched one by one and all at once."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from silabo.adapters.embedded_words import changed, changes, changes_table
from silabo.answering.weights import FUSION
from silabo.domain.models import Vector
from silabo.domain.passages import IndexEntry

if TYPE_CHECKING:
    from numpy import float16, int64
    from numpy.typing import NDArray

_MOST_BYTES = 80_000_000  # of vectors in memory, at 768 each: 100,000 passages
_AT_ONCE = 4096  # vectors made exact and compared together: 6 MB

TABLES = (
    # A passage has one vector in each space, so that a new model's are built beside the old ones.
    "create table if not exists vector (course integer not null, space text not null,"
    " version integer not null, passage integer not null, numbers blob not null,"
    " primary key (course, space, version, passage)) without rowid",
    changes_table("vectors_of"),
)


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The vectors of a course in one space, as they were after so many changes."""

    changes: int
    passages: "NDArray[int64]"
    versions: "NDArray[int64]"
    vectors: "NDArray[float16]"


class Vectors:
    """The vectors of all courses; what was read last stays in memory. Thread-safe.

    Each method is called within a transaction of the connection; one that writes, of a writing one.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._lock = threading.Lock()
        self._loaded: OrderedDict[tuple[int, str], _Loaded] = OrderedDict()

    def put(
        self,
        connection: sqlite3.Connection,
        course: int,
        version: int,
        entries: Sequence[IndexEntry],
    ) -> None:
        """Keep the vectors of the entries that have one."""
        import numpy as np  # noqa: PLC0415 - only who keeps vectors has it

        rows = [
            (course, each.space, version, each.passage_id, np.array(each.vector, "<f2").tobytes())
            for each in entries
            if each.vector is not None
        ]
        if not rows:
            return
        connection.executemany("insert or replace into vector values (?, ?, ?, ?, ?)", rows)
        changed(connection, "vectors_of", course)

    def forget_others(
        self, connection: sqlite3.Connection, course: int, version: int, space: str
    ) -> None:
        """Forget the vectors of a version that are not of this space."""
        connection.execute(
            "delete from vector where course = ? and version = ? and space <> ?",
            [course, version, space],
        )

    def other_spaces(self, connection: sqlite3.Connection, space: str) -> list[str]:
        """The spaces beside this one that have a vector."""
        rows = connection.execute("select distinct space from vector where space <> ?", [space])
        return [other for (other,) in rows]

    def keep_only(self, connection: sqlite3.Connection, space: str) -> int:
        """Forget the vectors of other spaces; return of how many."""
        others = self.other_spaces(connection, space)
        connection.execute("delete from vector where space <> ?", [space])
        return len(others)

    def forget(self, connection: sqlite3.Connection, course: int, version: int | None) -> None:
        """Forget the vectors of a version, or of the whole course."""
        gone = connection.execute(
            "delete from vector where course = ? and (? is null or version = ?)",
            [course, version, version],
        )
        if gone.rowcount:
            changed(connection, "vectors_of", course)

    def having(
        self, connection: sqlite3.Connection, course: int, version: int, space: str
    ) -> set[int]:
        """The passages of a version that have a vector of this space."""
        rows = connection.execute(
            "select passage from vector where course = ? and space = ? and version = ?",
            [course, space, version],
        )
        return {passage for (passage,) in rows}

    def similarities(
        self,
        connection: sqlite3.Connection,
        course: int,
        versions: Collection[int],
        meant: tuple[Vector, str],
        wanted: Collection[int],
    ) -> dict[int, float]:
        """How near passages of these versions are to a vector of a space, by their cosine: the
        nearest ones and those `wanted`.
        """
        import numpy as np  # noqa: PLC0415 - see above

        vector, space = meant
        loaded = self._load(connection, course, space)
        if loaded is None or loaded.vectors.shape[1] != len(vector):
            return {}
        shown = np.isin(loaded.versions, np.fromiter(versions, np.int64))
        asked, near = np.array(vector, np.float32), np.empty(len(shown), np.float32)
        for start in range(0, len(near), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            near[some] = loaded.vectors[some].astype(np.float32) @ asked
        rows = np.flatnonzero(shown)
        nearest = rows
        if len(rows) > FUSION.depth:
            nearest = rows[np.argpartition(-near[rows], FUSION.depth)[: FUSION.depth]]
        named = np.fromiter(wanted, np.int64)
        told = np.union1d(nearest, np.flatnonzero(shown & np.isin(loaded.passages, named)))
        return dict(zip(loaded.passages[told].tolist(), near[told].tolist(), strict=True))

    def _load(self, connection: sqlite3.Connection, course: int, space: str) -> _Loaded | None:
        now = changes(connection, "vectors_of", course)
        key = (course, space)
        with self._lock:
            loaded = self._loaded.get(key)
            if loaded is not None and loaded.changes == now:
                self._loaded.move_to_end(key)
                return loaded
        loaded = _read(connection, course, space, now)
        with self._lock:
            self._loaded.pop(key, None)
            if loaded is not None:
                self._loaded[key] = loaded
            while sum(each.vectors.nbytes for each in self._loaded.values()) > _MOST_BYTES:
                self._loaded.popitem(last=False)
        return loaded


def _read(connection: sqlite3.Connection, course: int, space: str, now: int) -> _Loaded | None:
    import numpy as np  # noqa: PLC0415 - see above

    rows = connection.execute(
        "select passage, version, numbers from vector where course = ? and space = ?",
        [course, space],
    ).fetchall()
    if not rows:
        return None
    return _Loaded(
        changes=now,
        passages=np.array([row[0] for row in rows], np.int64),
        versions=np.array([row[1] for row in rows], np.int64),
        vectors=np.frombuffer(b"".join(row[2] for row in rows), "<f2").reshape(len(rows), -1),
    )
