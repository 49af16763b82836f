"""What the embedded index is measured beside: SQLite's FTS5 with a table a course, and tantivy with
a folder a course. They hold words alone.
"""

import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Protocol

from silabo.domain.passages import IndexEntry, Match
from silabo.language.stems import document_stems, query_stems

MOST_STEMS = 200
PLACE_WEIGHT = 0.6


class Index(Protocol):
    """What is measured of an index."""

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None: ...

    def remove(self, course: int, version: int) -> None: ...

    def count(self, course: int, *versions: int) -> int: ...

    def search(
        self, course: int, words: str, *, versions: Collection[int], limit: int
    ) -> list[Match]: ...

    def close(self) -> None: ...


class Fts5:
    """SQLite's FTS5 as it ranks by BM25, with a list of the passages of each version."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self._path = path
        self._opened: sqlite3.Connection | None = None

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = sqlite3.connect(self._path, isolation_level=None)
            self._opened.executescript(
                "pragma journal_mode = wal; pragma synchronous = normal;"
                "create table if not exists kept (course integer, passage integer, version integer,"
                " primary key (course, passage)) without rowid;"
                "create index if not exists kept_of_version on kept (course, version);"
            )
        return self._opened

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put the passages of a version there."""
        rows = [(each.passage_id, *_stems(each), version) for each in entries]
        self._connection.execute("begin immediate")
        self._connection.execute(
            f"create virtual table if not exists course_{course} using fts5("
            "place, body, version unindexed, tokenize = \"unicode61 tokenchars '+#'\")"
        )
        self._connection.executemany(
            f"insert into course_{course} (rowid, place, body, version) values (?, ?, ?, ?)",
            rows,
        )
        self._connection.executemany(
            "insert into kept values (?, ?, ?)", [(course, row[0], version) for row in rows]
        )
        self._connection.execute("commit")

    def remove(self, course: int, version: int) -> None:
        """Forget a version."""
        self._connection.execute("begin immediate")
        self._connection.execute(
            f"delete from course_{course} where rowid in"
            " (select passage from kept where course = ? and version = ?)",
            [course, version],
        )
        self._connection.execute(
            "delete from kept where course = ? and version = ?", [course, version]
        )
        self._connection.execute("commit")

    def count(self, course: int, *versions: int) -> int:
        """How many passages a version has."""
        found = self._connection.execute(
            "select count(*) from kept where course = ? and version = ?", [course, versions[0]]
        )
        return int(found.fetchone()[0])

    def search(
        self,
        course: int,
        words: str,
        *,
        versions: Collection[int],
        limit: int,
    ) -> list[Match]:
        """The best passages of all versions."""
        wanted = " OR ".join(f'"{stem}"' for stem in query_stems(words)[:MOST_STEMS])
        rows = self._connection.execute(
            f"select rowid, -bm25(course_{course}, {PLACE_WEIGHT}, 1.0) as score"
            f" from course_{course} where course_{course} match ?"
            " order by score desc, rowid limit ?",
            [wanted, limit],
        )
        return [Match(passage, score) for passage, score in rows] if wanted else []

    def close(self) -> None:
        """End the connection."""
        if self._opened is not None:
            self._opened.close()
        self._opened = None


class Tantivy:
    """tantivy, ranked by its own BM25 of each field."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self._path = path
        self._opened: dict[int, Any] = {}

    def _index(self, course: int) -> Any:
        import tantivy  # noqa: PLC0415 - no dependency of ours

        if course not in self._opened:
            folder = self._path.parent / f"course_{course}"
            folder.mkdir(exist_ok=True)
            schema = tantivy.SchemaBuilder()
            schema.add_integer_field("passage", stored=True, indexed=True, fast=True)
            schema.add_integer_field("version", stored=False, indexed=True)
            for field in ("place", "body"):
                schema.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
            self._opened[course] = tantivy.Index(schema.build(), path=str(folder))
        return self._opened[course]

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put the passages of a version there."""
        import tantivy  # noqa: PLC0415 - see above

        index = self._index(course)
        writer = index.writer(heap_size=15_000_000, num_threads=1)
        for each in entries:
            place, body = _stems(each)
            writer.add_document(
                tantivy.Document(passage=each.passage_id, version=version, place=place, body=body)
            )
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    def remove(self, course: int, version: int) -> None:
        """Forget a version."""
        index = self._index(course)
        writer = index.writer(heap_size=15_000_000, num_threads=1)
        writer.delete_documents("version", version)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    def count(self, course: int, *versions: int) -> int:
        """How many passages a version has."""
        import tantivy  # noqa: PLC0415 - see above

        index = self._index(course)
        query = tantivy.Query.term_query(index.schema, "version", versions[0])
        return int(index.searcher().search(query, limit=1).count)

    def search(
        self,
        course: int,
        words: str,
        *,
        versions: Collection[int],
        limit: int,
    ) -> list[Match]:
        """The best passages of all versions."""
        from tantivy import Occur, Query  # noqa: PLC0415 - see above

        index = self._index(course)
        ways = []
        for stem in query_stems(words)[:MOST_STEMS]:
            place = Query.term_query(index.schema, "place", stem)
            ways += [
                (Occur.Should, Query.boost_query(place, PLACE_WEIGHT)),
                (Occur.Should, Query.term_query(index.schema, "body", stem)),
            ]
        if not ways:
            return []
        searcher = index.searcher()
        hits = searcher.search(Query.boolean_query(ways), limit=limit, count=False).hits
        return [Match(searcher.doc(at)["passage"][0], score) for score, at in hits]

    def close(self) -> None:
        """Let go of all courses."""
        self._opened = {}


def _stems(entry: IndexEntry) -> tuple[str, str]:
    place = document_stems(entry.surroundings, entry.language)
    return " ".join(place), " ".join(document_stems(entry.text, entry.language))
