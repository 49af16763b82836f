"""What it costs to count for a monitoring system, beside the same with nobody who listens; and to
read it all.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, timed
from silabo.domain import happenings
from silabo.domain.happenings import REQUEST_SECONDS, REQUESTS
from wiring.settings.fields import share_counts_in

MANY = 10_000
RUNS = 20
ROUTES = frozenset(f"/a/route/{number}" for number in range(80))


def measure() -> Iterator[str]:
    """Ten thousand requests counted, and one reading."""
    off = timed("with nobody who listens", _requests, RUNS)
    with tempfile.TemporaryDirectory() as folder:
        shared = Path(folder)
        share_counts_in(shared)
        # It looks at the environment when it is imported.
        from silabo.adapters.prometheus.counts import Counts, SharedCounts  # noqa: PLC0415

        happenings.listen(Counts(shared, {"route": ROUTES}).hear)
        on: Figure = timed(f"{MANY:,} requests counted", _requests, RUNS)
        happenings.listen(None)
        yield on.beside(off, "p50 500 ms: 50 millionths of a second a request")
        read = timed("read what was counted", lambda: list(SharedCounts(shared).collect()), RUNS)
        yield read.beside(on, "p50 20 ms")


def _requests() -> None:
    for route in (*ROUTES,) * (MANY // len(ROUTES)):
        REQUESTS.note(route=route, status="200")
        REQUEST_SECONDS.note(0.02, route=route)
