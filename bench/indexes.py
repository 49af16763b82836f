"""The embedded index beside two others that need no server, SQLite's FTS5 with a table a course,
and tantivy, in one run: among 100,000 passages, among 1, 200 and 2,000 courses, and what it costs
to add a document. Processor time: what waits for a disk is not in it.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import util
from itertools import count
from pathlib import Path
from time import process_time

from bench.answering import hurried_questions
from bench.exchanged import extracts
from bench.figures import Figure
from bench.other_indexes import Fts5, Index, Tantivy
from ingest.passages import cut
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.answering.terms import expanded, terms_of
from silabo.domain.passages import BlockKind, IndexEntry
from silabo.language.detect import detect
from silabo.language.questions import read_question

PASSAGES = (1_000, 100_000)
COURSES = (1, 200, 2_000)
OF_A_DOCUMENT = 500  # passages at most
LARGE, SMALL = 1, 10  # numbers of courses
FOUND = 40  # passages of each search
RUNS = 20
GOAL = "p50 5 ms, p99 20 ms"


def measure() -> Iterator[str]:
    """Each figure beside that of FTS5."""
    kinds: dict[str, Callable[[Path], Index]] = {"FTS5": Fts5, "ours": EmbeddedIndex}
    if util.find_spec("tantivy"):
        kinds["tantivy"] = Tantivy
    else:
        yield "tantivy: not measured, it is not installed here"
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / name for name in kinds}
        for path in paths.values():
            path.mkdir()
        held = {name: kinds[name](_file(paths[name])) for name in kinds}
        yield from _searches(held)
        for courses in COURSES:
            for name, index in held.items():
                _fill(index, courses)
                first = Figure(name, list(_first(kinds[name], _file(paths[name]))))
                yield f"first search of a new connection, {courses:,} courses, {_said(first)}"
        for name, path in paths.items():
            size = sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
            yield f"size on disk, {name}: {size / 1e6:.0f} MB"


def _file(folder: Path) -> Path:
    return folder / "index.sqlite"


def _said(figure: Figure) -> str:
    return (
        f"{figure.name}: p50 {figure.p50:.1f} ms, p99 {figure.p99:.1f} ms"
        f" (n={len(figure.times_ms)})"
    )


def _searches(held: dict[str, Index]) -> Iterator[str]:
    texts = documents_of_passages()
    version, passages = 0, 0
    for size in PASSAGES:
        while passages < size:
            version += 1
            entries = next(texts)[: size - passages]
            passages += len(entries)
            for index in held.values():
                index.add(LARGE, version, entries)
        again = [replace(each, passage_id=10**6 + each.passage_id) for each in next(texts)]
        for name, index in held.items():
            added = Figure(name, list(_added(index, 10**6, again)))
            removed = Figure(name, list(_removed(index, 10**6)))
            yield f"add {len(again)} passages to {size:,}, {_said(added)}"
            yield f"remove {len(again)} passages of {size:,}, {_said(removed)}"
    versions = set(range(1, version + 1))
    for kind, words in (("question", _plain()), ("related words too", _wide())):
        found = {}
        for name, index in held.items():
            search = _searcher(index, versions)
            _ = [search(text) for text in words]  # what a process keeps of it is there
            times, found[name] = zip(*(_timed(search, text) for text in words), strict=True)
            yield f"search among {passages:,}, {kind}, {_said(Figure(name, times))}; goal: {GOAL}"
        for name, ours in found.items():
            same = sum(a == b for a, b in zip(ours, found["FTS5"], strict=True))
            yield f"as FTS5 the first {FOUND} in their order, {name}: {same} of {len(words)}"


def _searcher(index: Index, versions: set[int]) -> Callable[[str], list[int]]:
    def search(text: str) -> list[int]:
        matches = index.search(LARGE, text, versions=versions, limit=FOUND)
        return [match.passage_id for match in matches]

    return search


def _timed(search: Callable[[str], list[int]], text: str) -> tuple[float, list[int]]:
    started = process_time()
    found = search(text)
    return (process_time() - started) * 1000, found


def _added(index: Index, version: int, entries: Sequence[IndexEntry]) -> Iterator[float]:
    for run in range(RUNS):
        others = [replace(each, passage_id=each.passage_id + run * 1000) for each in entries]
        started = process_time()
        index.add(LARGE, version + run, others)
        yield (process_time() - started) * 1000


def _removed(index: Index, version: int) -> Iterator[float]:
    for run in range(RUNS):
        started = process_time()
        index.remove(LARGE, version + run)
        yield (process_time() - started) * 1000


def _fill(index: Index, courses: int) -> None:
    """Have so many small courses beside the large one."""
    for course in range(SMALL, SMALL + courses):
        if not index.count(course, course):
            entry = IndexEntry(10**7 + course, "Normas", f"El examen {course} es el lunes", "es")
            index.add(course, course, [entry])


def _first(kind: Callable[[Path], Index], path: Path) -> Iterator[float]:
    for _ in range(RUNS):
        index = kind(path)
        started = process_time()
        index.search(SMALL, "¿Cuándo es el examen?", versions={SMALL}, limit=FOUND)
        yield (process_time() - started) * 1000
        index.close()


def documents_of_passages() -> Iterator[list[IndexEntry]]:
    """The demo documents and copies of them with other words, as an index is given them."""
    numbers = count(1)
    for extract in extracts():
        pieces = [
            each for each in cut(extract)[:OF_A_DOCUMENT] if each.kind is not BlockKind.HEADER
        ]
        language = detect(" ".join(each.text for each in pieces)[:20_000])
        yield [
            IndexEntry(
                next(numbers), " ".join([*each.path, each.lead, *each.header]), each.text, language
            )
            for each in pieces
        ]


def _plain() -> list[str]:
    """The words of each hurried question, as it is searched for first."""
    return [
        " ".join(word.display for word in read_question(text, detect(text)).content) or text
        for text in hurried_questions()
    ]


def _wide() -> list[str]:
    """The same with related words and translations."""
    read = (read_question(text, detect(text)) for text in hurried_questions())
    return [expanded(terms_of(each)) for each in read]
