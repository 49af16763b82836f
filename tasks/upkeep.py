"""What has to be tidied now and then: deleted documents, files that no row knows, old sessions."""

import logging
from datetime import timedelta

from silabo.domain import clock
from silabo.storage import sessions, versions
from tasks.documents import forget_next
from tasks.index_repair import repair_index
from tasks.parts import Parts

logger = logging.getLogger(__name__)

# A file is written before its row: only one that has been without a row for long is rubbish.
GRACE = timedelta(hours=1)
BATCH = 500


def tidy(parts: Parts) -> None:
    """Forget deleted documents, stray files and sessions that are over; mend the index."""
    while forget_next(parts):
        pass
    repair_index(parts)
    sessions.sweep()
    _forget_stray_files(parts)


def _forget_stray_files(parts: Parts) -> None:
    old = [name for name, written in parts.files.stored() if written < clock.now() - GRACE]
    for start in range(0, len(old), BATCH):
        batch = old[start : start + BATCH]
        wanted = versions.known(batch)
        for name in batch:
            if name not in wanted:
                parts.files.delete(name)
                logger.info("stray_file_deleted", extra={"version": name})
