"""`python -m bench.walk`: how one question is followed through the code that reads and answers, for
`docs/developers/pipeline.md`.

A stop is a function that is met for the first time. Whoever follows the question reads it where it
is called, and then goes on where it was called from; a return is each time that this leads into a
file that was left before.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from bench.course import opened
from practice_lms.courses.catalogue import courses
from silabo.answering.pipeline import answer
from silabo.domain import clock
from silabo.domain.answers import Query
from silabo.language.detect import detect
from silabo.storage import tables
from silabo.storage.database import connection
from wiring.settings import Settings

ROOT = Path(__file__).parents[1]
ROOMS = tuple(f"{ROOT / 'silabo' / room}/" for room in ("answering", "language"))
QUESTION = "¿Cuándo es el primer parcial?"

Stop = tuple[str, str]  # a file and a function in it


class Walk:
    """The stops of a question in order, and the files from visit to visit."""

    def __init__(self) -> None:
        """Nothing was met yet."""
        self.stops: list[Stop] = []
        self.visits: list[str] = []
        self._way: list[Stop] = []  # from the first call to the one that runs

    @property
    def returns(self) -> int:
        """How often it led into a file that was left before."""
        return len(self.visits) - len(set(self.visits))

    def follow(self, action: Callable[[], object]) -> None:
        """Do something, and keep its way through the rooms."""
        sys.setprofile(self._meet)
        try:
            action()
        finally:
            sys.setprofile(None)

    def _meet(self, frame: FrameType, event: str, _: Any) -> None:
        path = frame.f_code.co_filename
        if event not in {"call", "return"} or not path.startswith(ROOMS):
            return
        if event == "return":
            self._way.pop()
            return
        # What stands inside a function is read with it.
        name = frame.f_code.co_qualname.partition(".<locals>")[0]
        stop = (str(Path(path).relative_to(ROOT / "silabo")), name)
        if stop not in self.stops:
            self.stops.append(stop)
            for caller in self._way[-1:]:
                self._visit(caller[0])
            self._visit(stop[0])
        self._way.append(stop)

    def _visit(self, path: str) -> None:
        if self.visits[-1:] != [path]:
            self.visits.append(path)


def main() -> None:
    """Print the stops of one question about the demo course, file by file, and the counts."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), keys_dir=Path(folder) / "keys")
        system = opened(settings)
        with connection():
            course = tables.Course.get(tables.Course.title == courses()[0].title)
        search = system.parts.search(course.id, ())
        query = Query(QUESTION, detect(QUESTION), clock.now(), "UTC")
        walk = Walk()
        walk.follow(lambda: answer(query, search))
    before = ""
    for path, name in walk.stops:
        sys.stdout.write(f"{path if path != before else '':32} {name}\n")
        before = path
    sys.stdout.write(
        f"{QUESTION} {len(walk.stops)} stops in {len(set(walk.visits))} files, {walk.returns}"
        " returns\n"
    )


if __name__ == "__main__":
    main()
