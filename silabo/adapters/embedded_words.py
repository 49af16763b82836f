"""The words of the embedded index: which stems stand in which passages, weighed as BM25 weighs
them and summed up all at once.
"""

import json
import sqlite3
import struct
import threading
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import log
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from silabo.domain.passages import IndexEntry, Match
from silabo.language.stems import document_stems

if TYPE_CHECKING:
    from numpy import float64, int64, intp
    from numpy.typing import NDArray

# A match in a heading or a title says what a passage is about, but the words themselves answer.
_PLACE_WEIGHT, _TEXT_WEIGHT = 0.6, 1.0
# BM25 as SQLite's FTS5 has it: a stem that more than half of the passages have still counts a bit.
_K1, _B, _LEAST_RARITY = 1.2, 0.75, 1e-6
# A passage by its number in `held`, and how often a stem stands in its surroundings and its text.
_PLACE = struct.Struct("<3I")
_MOST_BYTES = 80_000_000  # of what was read of courses, at 16 a stem of a passage
_MOST_COURSES = 500


def changes_table(name: str) -> str:
    """The statement that makes a table which counts the changes of courses: what was read of one
    holds as long as their number stays, whichever process makes them.
    """
    return (
        f"create table if not exists {name} (course integer primary key, changes integer not null)"
    )


TABLES = (
    # The passages of a version in an order that stays, and how many stems each has.
    "create table if not exists held (course integer not null, version integer not null,"
    " passages blob not null, lengths blob not null, primary key (course, version)) without rowid",
    # Where a stem stands in a version: numbers in `held`, times in the surroundings and the text.
    "create table if not exists standing (course integer not null, stem text not null,"
    " version integer not null, places blob not null,"
    " primary key (course, stem, version)) without rowid",
    "create index if not exists standing_of_version on standing (course, version)",
    changes_table("words_of"),
)


@dataclass(frozen=True, slots=True)
class CountedPassage:
    """How often each stem stands in a passage."""

    id: int
    place: Counter[str]  # in its surroundings
    text: Counter[str]


def counted(entries: Iterable[IndexEntry]) -> list[CountedPassage]:
    """The passages as `StandingWords` keeps them: the dear part, which needs no transaction."""
    return [
        CountedPassage(
            entry.passage_id,
            Counter(document_stems(entry.surroundings, entry.language)),
            Counter(document_stems(entry.text, entry.language)),
        )
        for entry in entries
    ]


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a stem stands in a course."""

    rows: "NDArray[intp]"  # of the course's passages
    worth: "NDArray[float64]"  # what it adds to the score of each

    @property
    def bytes(self) -> int:
        return self.rows.nbytes + self.worth.nbytes


@dataclass(slots=True)
class _Course:
    """What was read of a course, as it was after so many changes."""

    changes: int
    passages: "NDArray[int64]"
    norms: "NDArray[float64]"  # what the length of each passage takes from a stem's worth
    starts: dict[int, int]  # the row of each version's first passage
    standings: dict[str, _Standing] = field(default_factory=dict)  # by stem


class StandingWords:
    """The words of all courses; what was read last stays in memory. Thread-safe.

    Each method is called within a transaction of the connection; one that writes, of a writing one.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._lock = threading.Lock()
        self._read: OrderedDict[int, _Course] = OrderedDict()
        self._bytes = 0

    def put(
        self,
        connection: sqlite3.Connection,
        course: int,
        version: int,
        counted: Sequence[CountedPassage],
    ) -> None:
        """Write these passages of a version anew, and leave its others as they are."""
        lengths = _lengths(connection, course, version)
        known = len(lengths)
        numbers = {passage: number for number, passage in enumerate(lengths)}
        found: dict[str, list[tuple[int, ...]]] = defaultdict(list)
        for passage in counted:
            number = numbers.setdefault(passage.id, len(numbers))
            lengths[passage.id] = passage.place.total() + passage.text.total()
            for stem in passage.place.keys() | passage.text.keys():
                found[stem].append((number, passage.place[stem], passage.text[stem]))
        before = dict(
            connection.execute(
                "select stem, places from standing where course = ? and version = ?",
                [course, version],
            )
        )
        new = {numbers[passage.id] for passage in counted}
        rows = []
        for stem in sorted(found.keys() | before.keys()):  # as they lie in the file
            written = _PLACE.iter_unpack(before.get(stem, b""))
            kept = [place for place in written if place[0] not in new]
            places = b"".join(_PLACE.pack(*each) for each in sorted([*kept, *found.get(stem, ())]))
            # What gets a vector is mostly written as it was.
            if places != before.get(stem):
                rows.append((course, stem, version, places))
        connection.executemany("insert or replace into standing values (?, ?, ?, ?)", rows)
        connection.execute(
            "insert or replace into held values (?, ?, ?, ?)",
            [course, version, _blob(list(lengths), "<i8"), _blob(list(lengths.values()), "<u4")],
        )
        if rows or len(lengths) > known:
            changed(connection, "words_of", course)

    def forget(self, connection: sqlite3.Connection, course: int, version: int | None) -> None:
        """Forget the words of a version, or of the whole course."""
        for name in ("standing", "held"):
            connection.execute(
                f"delete from {name} where course = ?1"  # noqa: S608
                + ("" if version is None else " and version = ?2"),
                [course] if version is None else [course, version],
            )
        changed(connection, "words_of", course)

    def passages(self, connection: sqlite3.Connection, course: int, version: int) -> set[int]:
        """The passages of a version."""
        return set(_lengths(connection, course, version))

    def count(self, connection: sqlite3.Connection, course: int, versions: Collection[int]) -> int:
        """How many passages of these versions there are."""
        found = connection.execute(
            "select total(length(passages)) / 8 from held"
            " where course = ? and version in (select value from json_each(?))",
            [course, json.dumps(list(versions))],
        ).fetchone()
        return int(found[0])

    def search(
        self,
        connection: sqlite3.Connection,
        course: int,
        stems: Sequence[str],
        versions: Collection[int],
        limit: int,
    ) -> list[Match]:
        """The passages of these versions with the most of the stems, best first."""
        import numpy as np  # noqa: PLC0415 - only who searches needs it

        read = self._course(connection, course)
        standings = self._standings(connection, course, read, stems)
        if not standings:
            return []
        scores = np.bincount(
            np.concatenate([each.rows for each in standings]),
            np.concatenate([each.worth for each in standings]),
            minlength=len(read.passages),
        )
        ends = [*read.starts.values(), len(scores)][1:]
        for (version, start), end in zip(read.starts.items(), ends, strict=True):
            if version not in versions:
                scores[start:end] = 0.0
        found = np.flatnonzero(scores)
        if len(found) > limit:
            least = np.partition(scores[found], -limit)[-limit]
            found = found[scores[found] >= least]
        order = np.lexsort((read.passages[found], -scores[found]))[:limit]
        best = found[order]
        return list(map(Match, read.passages[best].tolist(), scores[best].tolist()))

    def _course(self, connection: sqlite3.Connection, course: int) -> _Course:
        now = changes(connection, "words_of", course)
        with self._lock:
            read = self._read.get(course)
            if read is not None and read.changes == now:
                self._read.move_to_end(course)
                return read
        read = _read_course(connection, course, now)
        with self._lock:
            self._let_go(course)
            self._read[course] = read
            while len(self._read) > 1 and (
                self._bytes > _MOST_BYTES or len(self._read) > _MOST_COURSES
            ):
                self._let_go(next(iter(self._read)))
        return read

    def _let_go(self, course: int) -> None:
        gone = self._read.pop(course, None)
        if gone is not None:
            self._bytes -= sum(each.bytes for each in gone.standings.values())

    def _standings(
        self, connection: sqlite3.Connection, course: int, read: _Course, stems: Iterable[str]
    ) -> list[_Standing]:
        """Where these stems stand, in their order; those that stand nowhere are left out."""
        known = {stem: read.standings.get(stem) for stem in stems}
        unknown = [stem for stem, standing in known.items() if standing is None]
        if unknown:
            found = _read_standings(connection, course, read, unknown)
            known.update(found)
            self._keep(course, read, found)
        return [standing for standing in known.values() if standing is not None]

    def _keep(self, course: int, read: _Course, found: dict[str, _Standing]) -> None:
        with self._lock:
            if self._read.get(course) is not read:
                return
            if self._bytes > _MOST_BYTES:
                self._bytes -= sum(each.bytes for each in read.standings.values())
                read.standings = {}
            for stem, standing in found.items():
                if stem not in read.standings:
                    read.standings[stem] = standing
                    self._bytes += standing.bytes


def _read_course(connection: sqlite3.Connection, course: int, now: int) -> _Course:
    import numpy as np  # noqa: PLC0415 - see above

    rows = connection.execute(
        "select version, passages, lengths from held where course = ? order by version", [course]
    ).fetchall()
    passages = np.frombuffer(b"".join(row[1] for row in rows), "<i8")
    lengths = np.frombuffer(b"".join(row[2] for row in rows), "<u4").astype(np.float64)
    starts, start = {}, 0
    for version, held, _ in rows:
        starts[version] = start
        start += len(held) // 8
    mean = (lengths.sum() / len(lengths) if len(lengths) else 0.0) or 1.0
    return _Course(now, passages, _K1 * (1 - _B + _B * lengths / mean), starts)


def _read_standings(
    connection: sqlite3.Connection, course: int, read: _Course, stems: Sequence[str]
) -> dict[str, _Standing]:
    import numpy as np  # noqa: PLC0415 - see above

    rows = connection.execute(
        "select stem, version, places from standing"
        " where course = ? and stem in (select value from json_each(?)) order by stem, version",
        [course, json.dumps(stems)],
    )
    found = {}
    for stem, group in groupby(rows, itemgetter(0)):
        listed = list(group)
        starts = [read.starts[version] for _, version, _ in listed]
        sizes = [len(places) // _PLACE.size for _, _, places in listed]
        places = np.frombuffer(b"".join(row[2] for row in listed), "<u4").reshape(-1, 3)
        standing = places[:, 0].astype(np.intp) + np.repeat(starts, sizes)
        times = _PLACE_WEIGHT * places[:, 1] + _TEXT_WEIGHT * places[:, 2]
        rarity = log((len(read.passages) - len(places) + 0.5) / (len(places) + 0.5))
        worth = (rarity if rarity > 0 else _LEAST_RARITY) * (
            times * (_K1 + 1) / (times + read.norms[standing])
        )
        found[stem] = _Standing(standing, worth)
    return found


def _lengths(connection: sqlite3.Connection, course: int, version: int) -> dict[int, int]:
    """How many stems each passage of a version has, in the order of their numbers."""
    import numpy as np  # noqa: PLC0415 - see above

    held = connection.execute(
        "select passages, lengths from held where course = ? and version = ?", [course, version]
    ).fetchone()
    passages, lengths = held or (b"", b"")
    return dict(
        zip(
            np.frombuffer(passages, "<i8").tolist(),
            np.frombuffer(lengths, "<u4").tolist(),
            strict=True,
        )
    )


def _blob(numbers: Sequence[Any], kind: str) -> bytes:
    import numpy as np  # noqa: PLC0415 - see above

    return np.array(numbers, kind).tobytes()


def changes(connection: sqlite3.Connection, name: str, course: int) -> int:
    """How many changes a course has had."""
    found = connection.execute(f"select changes from {name} where course = ?", [course])  # noqa: S608
    row = found.fetchone()
    return int(row[0]) if row else 0


def changed(connection: sqlite3.Connection, name: str, course: int) -> None:
    """Count a change. The caller holds a writing transaction."""
    connection.execute(
        f"insert into {name} values (?, 1)"  # noqa: S608
        " on conflict (course) do update set changes = changes + 1",
        [course],
    )
