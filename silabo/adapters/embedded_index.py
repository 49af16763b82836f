"""The passage index without a server: stems and vectors of passages in a SQLite file of its own."""

import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from silabo.adapters import embedded_vectors, embedded_words
from silabo.adapters.embedded_words import CountedPassage
from silabo.adapters.fusion import fuse
from silabo.domain.errors import IndexAwayError
from silabo.domain.models import Vector
from silabo.domain.passages import IndexEntry, Match
from silabo.language.stems import ANALYSER, query_stems

_BUSY_S = 10.0
_PAUSE_S = 0.02
_MOST_STEMS = 200  # of one question; more is noise


class EmbeddedIndex:
    """A `VectorIndex` in one SQLite file (WAL), for the threads and processes of one host.

    Nothing is opened before the first call. Each thread has its own connection, and a forked
    process opens new ones. Every error of SQLite is an `IndexAwayError`.
    """

    def __init__(self, path: Path) -> None:
        """Remember where the file is; its folder has to exist at the first call."""
        self._path = path
        self._local = threading.local()
        self._words = embedded_words.StandingWords()
        self._vectors = embedded_vectors.Vectors()

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put the passages of a version in place of what the index had of it."""
        words = embedded_words.counted(entries)
        with self._writing() as connection:
            self._words.forget(connection, course, version)
            self._words.put(connection, course, version, words)
            self._vectors.forget(connection, course, version)
            self._vectors.put(connection, course, version, entries)

    def extend(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put new passages of a version beside those that the index has of it."""
        words = embedded_words.counted(entries)
        with self._writing() as connection:
            self._words.put(connection, course, version, words)

    def put(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Write these passages of a version anew, and leave its others as they are."""
        words = embedded_words.counted(entries)
        with self._writing() as connection:
            if not self._words.count(connection, course, [version]):
                return
            self._words.put(connection, course, version, words)
            self._vectors.put(connection, course, version, entries)
            for space in {each.space for each in entries if each.vector is not None}:
                if not self._bare(connection, course, version, space):
                    self._vectors.forget_others(connection, course, version, space)

    def without_vector(self, course: int, version: int, *, space: str, limit: int) -> list[int]:
        """Passages of a version, by number, that have no vector of this space yet."""
        with self._reading() as connection:
            return sorted(self._bare(connection, course, version, space))[:limit]

    def keep_only(self, space: str) -> int:
        """Forget the vectors of other spaces; return of how many."""
        with self._reading() as connection:
            if not self._vectors.other_spaces(connection, space):
                return 0
        with self._writing() as connection:
            return self._vectors.keep_only(connection, space)

    def _bare(
        self, connection: sqlite3.Connection, course: int, version: int, space: str
    ) -> set[int]:
        there = self._words.passages(connection, course, version)
        return there - self._vectors.having(connection, course, version, space)

    def remove(self, course: int, version: int) -> None:
        """Forget a version; unknown ones are no error."""
        with self._writing() as connection:
            self._words.forget(connection, course, version)
            self._vectors.forget(connection, course, version)

    def clear(self, course: int) -> None:
        """Forget a whole course; an unknown one is no error."""
        with self._writing() as connection:
            self._words.forget(connection, course, None)
            self._vectors.forget(connection, course, None)

    def search(
        self,
        course: int,
        words: str,
        *,
        versions: Collection[int],
        limit: int,
        vector: Vector | None = None,
        space: str = "",
    ) -> list[Match]:
        """The best passages of these versions of this course for the words, best first."""
        stems = query_stems(words)[:_MOST_STEMS]
        if not versions or limit < 1:
            return []
        with self._reading() as connection:
            by_words = self._words.search(connection, course, stems, set(versions), limit)
            if vector is None:
                return by_words
            said = [match.passage_id for match in by_words]
            near = self._vectors.similarities(connection, course, versions, (vector, space), said)
        return fuse(by_words, near, limit) if near else by_words

    def count(self, course: int, *versions: int) -> int:
        """How many passages of these versions the index holds."""
        with self._reading() as connection:
            return self._words.count(connection, course, versions)

    def close(self) -> None:
        """End this thread's connection; the next call opens it again."""
        if getattr(self._local, "process", None) == os.getpid():
            self._local.connection.close()
        self._local.process = None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        # A transaction that starts as a reader and writes later fails at once when another writes.
        with self._transaction("begin immediate") as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._transaction("begin") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._connection() as connection:
            connection.execute(begin)
            try:
                yield connection
                connection.execute("commit")
            finally:
                if connection.in_transaction:
                    connection.execute("rollback")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            if getattr(self._local, "process", None) != os.getpid():
                self._local.connection = self._open()
                self._local.process = os.getpid()
            yield self._local.connection
        except sqlite3.Error as error:
            full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
            why = "has no room: its disk is full" if full else "did not answer"
            raise IndexAwayError(f"The embedded index {why}") from error

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_S, isolation_level=None)
        try:
            _use_wal(connection)
            connection.execute("pragma synchronous = normal")
            if not _fits(connection):
                _prepare(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on: once in the life of a file, and waiting for others by hand,
    because SQLite does not apply its own busy timeout here.
    """
    deadline = time.monotonic() + _BUSY_S
    while connection.execute("pragma journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_S)


def _fits(connection: sqlite3.Connection) -> bool:
    """Whether the file has what this analyser needs; asked first, so that opening seldom writes."""
    tables = ("analyser", "vectors_of", "words_of")
    return all(_named(connection, each) for each in tables) and _has_our_stems(connection)


def _has_our_stems(connection: sqlite3.Connection) -> bool:
    made_by = connection.execute("select name from analyser").fetchone()
    return made_by is not None and bool(made_by[0] == ANALYSER)


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("begin immediate")
    connection.execute("create table if not exists analyser (name text not null)")
    for table in (*embedded_vectors.TABLES, *embedded_words.TABLES):
        connection.execute(table)
    # No other process has done it meanwhile.
    if _has_our_stems(connection):
        _take_over(connection)
    else:
        # Stems of another analyser find nothing; upkeep fills the index again from the database.
        for table in ("standing", "held"):
            connection.execute(f"delete from {table}")  # noqa: S608
        connection.execute("update words_of set changes = changes + 1")
        connection.execute("delete from analyser")
        connection.execute("insert into analyser values (?)", [ANALYSER])
    for name in _earlier_tables(connection):
        connection.execute(f'drop table "{name}"')
    connection.execute("drop table if exists kept")
    connection.execute("commit")


def _take_over(connection: sqlite3.Connection) -> None:
    """Bring over the words of a file in which each course had a table of its own for them."""
    for name in _earlier_tables(connection):
        rows = connection.execute(
            f'select version, rowid, place, body from "{name}" order by version, rowid'  # noqa: S608
        )
        for version, group in groupby(rows, itemgetter(0)):
            counted = [
                CountedPassage(passage, Counter(place.split()), Counter(body.split()))
                for _, passage, place, body in group
            ]
            course = int(name.removeprefix("course_"))
            embedded_words.StandingWords().put(connection, course, version, counted)


def _earlier_tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "select name from sqlite_master where type = 'table' and sql like 'create virtual%'"
    )
    return [name for (name,) in rows.fetchall()]


def _named(connection: sqlite3.Connection, table: str) -> bool:
    found = connection.execute("select 1 from sqlite_master where name = ?", [table])
    return found.fetchone() is not None
