"""`make bench`: every figure, or those that are named: `python -m bench claims panels`."""

import os
import platform
import signal
import sys
from collections.abc import Callable, Iterator

from bench import (
    accepted,
    answered,
    answering,
    arrivals,
    ask,
    claims,
    counting,
    documents,
    growth,
    idle,
    indexes,
    meaning,
    panels,
    recovery,
    start,
)

FIGURES: dict[str, Callable[[], Iterator[str]]] = {
    "start": start.measure,
    "ask": ask.measure,
    "answering": answering.measure,
    "answered": answered.measure,
    "meaning": meaning.measure,
    "accepted": accepted.measure,
    "arrivals": arrivals.measure,
    "indexes": indexes.measure,
    "claims": claims.measure,
    "growth": growth.measure,
    "growth-postgresql": growth.measure_postgresql,
    "documents": documents.measure,
    "recovery": recovery.measure,
    "idle": idle.measure,
    "counting": counting.measure,
    "panels": panels.measure,
}


def main(names: list[str]) -> int:
    """Print each figure beside its baseline and its goal."""
    unknown = [each for each in names if each not in FIGURES]
    if unknown:
        sys.stderr.write(f"There is no {', '.join(unknown)}; there are {', '.join(FIGURES)}.\n")
        return 2
    # Whatever ends it, the servers that it started end too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    sys.stdout.write(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},"
        f" load before {load}\n\n"
    )
    for name in names or FIGURES:
        for line in _lines(name):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    return 0


def _lines(name: str) -> Iterator[str]:
    try:
        yield from FIGURES[name]()
    except RuntimeError as error:  # a server that is not installed, or does not do its work
        yield f"{name}: not measured: {error}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
