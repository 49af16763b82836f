"""Keeps the vectors of passages between two measurements, in a file: making them takes longest."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

_BUSY_S = 60.0
_AT_ONCE = 500  # digests of one statement


class VectorFile:
    """A cache of packed vectors by the digests of their model and their text. Two processes may use
    one.
    """

    def __init__(self, path: Path) -> None:
        """Remember where it is."""
        self._path = path

    def find(self, model: str, digests: Sequence[str]) -> dict[str, bytes]:
        """Those that are there."""
        found: dict[str, bytes] = {}
        with self._open() as connection:
            for start in range(0, len(digests), _AT_ONCE):
                some = digests[start : start + _AT_ONCE]
                rows = connection.execute(
                    "select digest, numbers from vector where model = ? and digest in"  # noqa: S608
                    f" ({', '.join('?' * len(some))})",
                    [model, *some],
                )
                found.update(rows.fetchall())
        return found

    def keep(self, model: str, vectors: dict[str, bytes]) -> None:
        """Keep these; those that are there already are no error."""
        rows = [(model, digest, numbers) for digest, numbers in vectors.items()]
        with self._open() as connection:
            connection.executemany("insert or ignore into vector values (?, ?, ?)", rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=_BUSY_S)) as connection, connection:
            connection.execute(
                "create table if not exists vector"
                " (model text, digest text, numbers blob, primary key (model, digest))"
            )
            yield connection
