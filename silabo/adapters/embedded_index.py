"""The passage index without a server: SQLite FTS5 in a file of its own, one table a course, and
vectors beside it.
"""

import json
import os
import sqlite3
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from silabo.adapters.embedded_vectors import TABLES, Vectors
from silabo.adapters.fusion import fuse
from silabo.domain.errors import IndexAwayError
from silabo.domain.models import Vector
from silabo.domain.passages import IndexEntry, Match
from silabo.language.stems import ANALYSER, document_stems, query_stems

_BUSY_S = 10.0
_PAUSE_S = 0.02
# A match in a heading or a title says what a passage is about, but the words themselves answer.
_PLACE_WEIGHT, _TEXT_WEIGHT = 0.6, 1.0
_KEPT = (
    "create table if not exists kept (course integer not null, passage integer not null,"
    " version integer not null, primary key (course, passage)) without rowid",
    "create index if not exists kept_of_version on kept (course, version)",
)
_MOST_STEMS = 200  # of one question; more is noise, and FTS5 parses every one


class EmbeddedIndex:
    """A `VectorIndex` in one SQLite file (WAL), for the threads and processes of one host. Vectors
    need numpy; who gives it none needs none.

    Nothing is opened before the first call. Each thread has its own connection, and a forked
    process opens new ones. Every error of SQLite is an `IndexAwayError`.
    """

    def __init__(self, path: Path) -> None:
        """Remember where the file is; its folder has to exist at the first call."""
        self._path = path
        self._local = threading.local()
        self._vectors = Vectors()

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put the passages of a version in place of what the index had of it."""
        rows = _rows(version, entries)
        table = _table(course)
        with self._writing() as connection:
            connection.execute(
                f"create virtual table if not exists {table} using fts5("
                "place, body, version unindexed, tokenize = \"unicode61 tokenchars '+#'\")"
            )
            _forget(connection, course, version)
            _write(connection, course, rows)
            self._vectors.forget(connection, course, version)
            self._vectors.put(connection, course, version, entries)

    def put(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Write these passages of a version anew, and leave its others as they are."""
        rows = _rows(version, entries)
        with self._writing() as connection:
            if not _exists(connection, course):
                return
            _write(connection, course, rows)
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
        rows = connection.execute(
            "select passage from kept where course = ? and version = ?", [course, version]
        )
        there = {passage for (passage,) in rows}
        return there - self._vectors.having(connection, course, version, space)

    def remove(self, course: int, version: int) -> None:
        """Forget a version; unknown ones are no error."""
        with self._writing() as connection:
            if _exists(connection, course):
                _forget(connection, course, version)
            self._vectors.forget(connection, course, version)

    def clear(self, course: int) -> None:
        """Forget a whole course; an unknown one is no error."""
        with self._writing() as connection:
            connection.execute(f"drop table if exists {_table(course)}")
            connection.execute("delete from kept where course = ?", [course])
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
            by_words = _by_words(connection, course, stems, versions, limit)
            if vector is None:
                return by_words
            said = [match.passage_id for match in by_words]
            near = self._vectors.similarities(connection, course, versions, (vector, space), said)
        return fuse(by_words, near, limit) if near else by_words

    def count(self, course: int, *versions: int) -> int:
        """How many passages of these versions the index holds."""
        with self._reading() as connection:
            found = connection.execute(
                "select count(*) from kept"
                " where course = ? and version in (select value from json_each(?))",
                [course, json.dumps(versions)],
            ).fetchone()
        return int(found[0])

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


def _rows(version: int, entries: Sequence[IndexEntry]) -> list[tuple[int, str, str, int]]:
    """What a course's table has of these passages."""
    return [
        (
            entry.passage_id,
            " ".join(document_stems(entry.surroundings, entry.language)),
            " ".join(document_stems(entry.text, entry.language)),
            version,
        )
        for entry in entries
    ]


def _write(
    connection: sqlite3.Connection, course: int, rows: Sequence[tuple[int, str, str, int]]
) -> None:
    connection.executemany(
        f"insert or replace into {_table(course)} (rowid, place, body, version)"  # noqa: S608
        " values (?, ?, ?, ?)",
        rows,
    )
    connection.executemany(
        "insert or replace into kept (course, passage, version) values (?, ?, ?)",
        [(course, passage, version) for passage, _, _, version in rows],
    )


def _forget(connection: sqlite3.Connection, course: int, version: int) -> None:
    # FTS5 has no index over versions: without `kept` it would look at every passage of the course.
    connection.execute(
        f"delete from {_table(course)} where rowid in"  # noqa: S608
        " (select passage from kept where course = ? and version = ?)",
        [course, version],
    )
    connection.execute("delete from kept where course = ? and version = ?", [course, version])


def _by_words(
    connection: sqlite3.Connection,
    course: int,
    stems: Sequence[str],
    versions: Collection[int],
    limit: int,
) -> list[Match]:
    if not stems or not _exists(connection, course):
        return []
    wanted = " OR ".join(f'"{stem}"' for stem in stems)
    table = _table(course)
    # To read the version of each match costs more than a third of a search among 100,000 passages,
    # and nearly always all of them are wanted. One value holds all: SQLite limits their number.
    are_all = _versions(connection, course) <= set(versions)
    only = "" if are_all else " and version in (select value from json_each(?))"
    values = [wanted] if are_all else [wanted, json.dumps(list(versions))]
    rows = connection.execute(
        f"select rowid, -bm25({table}, {_PLACE_WEIGHT}, {_TEXT_WEIGHT}) as score"  # noqa: S608
        f" from {table} where {table} match ?{only}"
        " order by score desc, rowid limit ?",
        [*values, limit],
    ).fetchall()
    return [Match(passage_id, score) for passage_id, score in rows]


def _versions(connection: sqlite3.Connection, course: int) -> set[int]:
    """The versions of a course that the index holds, one look-up each."""
    rows = connection.execute(
        "with recursive held (version) as ("
        " select min(version) from kept where course = :course union all"
        " select (select min(version) from kept where course = :course and version > held.version)"
        " from held where held.version is not null"
        ") select version from held where version is not null",
        {"course": course},
    )
    return {version for (version,) in rows}


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
    tables = ("analyser", "vectors_of", "kept_of_version")
    return all(_named(connection, each) for each in tables) and _has_our_stems(connection)


def _has_our_stems(connection: sqlite3.Connection) -> bool:
    made_by = connection.execute("select name from analyser").fetchone()
    return made_by is not None and bool(made_by[0] == ANALYSER)


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("begin immediate")
    connection.execute("create table if not exists analyser (name text not null)")
    lists_nothing = not _named(connection, "kept_of_version")
    for table in (*TABLES, *_KEPT):
        connection.execute(table)
    if _has_our_stems(connection):
        if lists_nothing:
            _list_again(connection)
    else:  # and no other process has done it meanwhile
        # Stems of another analyser find nothing; upkeep fills the index again from the database.
        _empty(connection)
        connection.execute("delete from analyser")
        connection.execute("insert into analyser values (?)", [ANALYSER])
    connection.execute("commit")


def _empty(connection: sqlite3.Connection) -> None:
    for name in _course_tables(connection):
        connection.execute(f'drop table "{name}"')
    connection.execute("delete from kept")


def _list_again(connection: sqlite3.Connection) -> None:
    """List what the courses' tables have, for a file that was made without such a list."""
    for name in _course_tables(connection):
        connection.execute(
            "insert or replace into kept (course, passage, version)"  # noqa: S608
            f' select ?, rowid, version from "{name}"',
            [int(name.removeprefix("course_"))],
        )


def _course_tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "select name from sqlite_master where type = 'table' and sql like 'create virtual%'"
    )
    return [name for (name,) in rows.fetchall()]


def _table(course: int) -> str:
    return f'"course_{int(course)}"'


def _exists(connection: sqlite3.Connection, course: int) -> bool:
    return _named(connection, f"course_{int(course)}")


def _named(connection: sqlite3.Connection, table: str) -> bool:
    found = connection.execute("select 1 from sqlite_master where name = ?", [table])
    return found.fetchone() is not None
