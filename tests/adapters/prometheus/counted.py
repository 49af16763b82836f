"""Counts in a process of its own: `python -m tests.adapters.prometheus.counted FOLDER TIMES`."""

import sys
from pathlib import Path

from silabo.domain.happenings import ASKED, REQUEST_SECONDS
from wiring.settings.fields import share_counts_in


def main(folder: Path, times: int) -> None:
    """Count so many questions, and a request of a second."""
    share_counts_in(folder)
    from silabo.adapters.prometheus.counts import Counts  # noqa: PLC0415 - it looks there

    counts = Counts(folder, {"route": frozenset({"/"})})
    for _ in range(times):
        counts.hear(ASKED, 1.0, {})
    counts.hear(REQUEST_SECONDS, 1.0, {"route": "/"})


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
