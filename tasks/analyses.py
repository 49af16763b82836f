"""Reads passages again whose analysis is of other rules than today's, when nothing waits: after an
upgrade, and of what was kept before analyses were.
"""

import logging
import time
from collections.abc import Callable

from silabo.answering.reading import analysis_of
from silabo.language.kept_views import made_by
from silabo.storage import analyses, passages

logger = logging.getLogger(__name__)

LONGEST_S = 120.0  # then others have their turn; the next upkeep goes on


def analyse_passages(*, now: Callable[[], float] = time.monotonic) -> bool:
    """Keep the analyses of passages that have none of today's rules. True where there are more.

    Ends after `LONGEST_S` seconds of the clock `now`, between two versions.
    """
    until, total = now() + LONGEST_S, 0
    left = analyses.made_by_others(made_by())
    while left and now() < until:
        version_id = left.pop(0)
        found = passages.of_version(version_id)
        read = {each.id: analysis_of(each, each.language) for each in found}
        analyses.keep(version_id, read, made_by())
        total += len(read)
    if total:
        logger.info("passages_analysed", extra={"passages": total})
    return bool(left)
