"""What it costs to have a document read behind its fences, beside the reading alone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, timed
from ingest.formats import EXTENSIONS, MEDIA_TYPES
from ingest.read import read
from silabo.adapters.parser.child import ChildReader

COURSES = Path(__file__).parents[1] / "practice_lms" / "courses"
RUNS = 15  # of every document of the two demo courses


def measure() -> Iterator[str]:
    """A forked reader, the reading alone, and a fresh Python that only imports what reading needs.

    All three in turn, so that the machine's load is theirs alike.
    """
    files = [
        (path.read_bytes(), MEDIA_TYPES[path.suffix])
        for path in sorted(COURSES.glob("*/documents/*"))
        if path.suffix in EXTENSIONS
    ]
    reader = ChildReader()
    reader.read(*files[0])  # starts the process that forks
    alone: list[float] = []
    child: list[float] = []
    for data, media_type in files * RUNS:
        alone += timed("", lambda: read(data, media_type), 1).times_ms  # noqa: B023 - run at once
        child += timed("", lambda: reader.read(data, media_type), 1).times_ms  # noqa: B023
    fresh = timed("a fresh Python with the imports", _import, RUNS)
    baseline = Figure("the reading alone", alone)
    yield Figure("a document behind its fences", child).beside(baseline, "2 x")
    yield fresh.beside(baseline, "none: what each document would pay without the fork")


def _import() -> None:
    program = "from silabo.adapters.parser.confined_reading import load_all; load_all()"
    subprocess.run([sys.executable, "-B", "-c", program], check=True, cwd=COURSES.parents[1])
