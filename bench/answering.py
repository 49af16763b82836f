"""What an answer costs of processor time, over a course of 200, 5,000 and 100,000 passages: by
stage, with its passages read before and not, and for a long question beside a short one.
"""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from bench.course import UNREACHED, opened, student
from bench.exchanged import GrowingCourse
from bench.figures import Figure
from practice_lms.courses.catalogue import COURSES_DIR
from silabo.answering.pipeline import answer
from silabo.answering.reading import Reading
from silabo.answering.taken import find_evidence
from silabo.domain import clock
from silabo.domain.answers import Query
from silabo.domain.passages import Hit, Passage
from silabo.domain.people import Identity, Role
from silabo.domain.ports import PassageSearch
from silabo.language.detect import detect
from silabo.language.questions import read_question
from silabo.storage import people, platforms
from wiring.practice.run import CLIENT_ID, DEPLOYMENT_ID
from wiring.settings import Settings

SIZES = (200, 5_000, 100_000)
LARGE = SIZES[1]
ASKED = 60
LONG = 24  # content words: as many as are looked at
GOAL = "p50 at most 40 ms among 5,000"


def measure() -> Iterator[str]:
    """Questions of the demo courses, as they are, of one word, and of 24; without an embedder."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), keys_dir=Path(folder) / "keys", **UNREACHED)
        system = opened(settings)
        course = _new_course(settings)
        growing = GrowingCourse(system, course)
        baseline: Figure | None = None
        for size in SIZES:
            growing.grow(size)
            costs = Costs(system.parts.search(course, ()))
            whole = costs.whole(
                f"an answer among {size:,} passages", hurried_questions(), Reading()
            )
            baseline = baseline or whole
            yield whole.beside(baseline, GOAL)
            yield from costs.lines(size, whole)


def _new_course(settings: Settings) -> int:
    student(settings)  # of the demo course, so that its platform is there
    platform = platforms.find(settings.practice_address, CLIENT_ID)[0]
    identity = Identity(platform.id, DEPLOYMENT_ID, "1", "large", Role.LEARNER)
    return people.admit(identity, language="es", time_zone="UTC")[1]


def hurried_questions() -> list[str]:
    """As students ask, in the order of the demo's own."""
    lines = (COURSES_DIR / "hurried.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in islice(lines, ASKED)]


def _content(text: str) -> list[str]:
    return [word.display for word in read_question(text, detect(text)).content]


def _of_one_word() -> list[str]:
    words = dict.fromkeys(word for text in hurried_questions() for word in _content(text))
    return list(islice((word for word in words if word.isalpha()), ASKED))


def _long() -> list[str]:
    """Questions one behind the other, up to the most words that are looked at."""
    asked = hurried_questions() * 2
    return [_joined(asked[start:]) for start in range(ASKED)]


def _joined(texts: Sequence[str]) -> str:
    joined = ""
    for text in texts:
        if len(_content(joined)) >= LONG:
            break
        joined = f"{joined} {text}"
    return joined.strip()


class Costs:
    """The processor time of answers with one search, each in milliseconds."""

    def __init__(self, search: PassageSearch) -> None:
        """Ask nothing yet."""
        self._search = search

    def lines(self, size: int, whole: Figure) -> Iterator[str]:
        """What the stages cost, what passages that were never read do, and long questions."""
        where = f"among {size:,}"
        yield self.whole(
            f"the same {where}, no passage read before", hurried_questions(), None
        ).beside(whole, "none")
        for stage in self._stages(where):
            yield stage.beside(whole, "none")
        short = self.whole(f"a question of one word {where}", _of_one_word(), Reading())
        long = self.whole(f"a question of {LONG} words {where}", _long(), Reading())
        yield long.beside(short, "4 x")

    def whole(self, name: str, texts: Sequence[str], reading: Reading | None) -> Figure:
        """The whole answer; with a `reading` each question is asked before it is measured."""
        times = []
        for text in texts:
            if reading is not None:
                answer(_query(text), self._search, reading=reading)
            times.append(
                _timed(lambda: answer(_query(text), self._search, reading=reading or Reading()))  # noqa: B023
            )
        return Figure(name, times)

    def _stages(self, where: str) -> list[Figure]:
        names = ("search", "reading and weighing", "choosing and quoting")
        times: tuple[list[float], ...] = ([], [], [])
        reading = Reading()
        for text in hurried_questions():
            query = _query(text)
            answer(query, self._search, reading=reading)
            search = _TimedSearch(self._search)
            looked = _timed(lambda: find_evidence(query, search, reading))  # noqa: B023
            searched = search.took_ms
            found = find_evidence(query, self._search, reading).found
            weighed = _timed(lambda: find_evidence(query, self._search, reading, found))  # noqa: B023
            whole = _timed(lambda: answer(query, self._search, found=found, reading=reading))  # noqa: B023
            for stage, took in zip(
                times, (searched, looked - searched, max(whole - weighed, 0.0)), strict=True
            ):
                stage.append(took)
        return [
            Figure(f"of it, {name} {where}", took) for name, took in zip(names, times, strict=True)
        ]


class _TimedSearch:
    """A search that says what it took of processor time."""

    def __init__(self, search: PassageSearch) -> None:
        self.took_ms = 0.0
        self._search = search

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        started = process_time()
        hits = self._search(words, limit=limit, question=question)
        self.took_ms += (process_time() - started) * 1000
        return hits

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        return self._search.following(passage, limit=limit)


def _query(text: str) -> Query:
    return Query(text, detect(text), clock.now(), "UTC")


def _timed(action: Callable[[], object]) -> float:
    started = process_time()
    action()
    return (process_time() - started) * 1000
