"""Compares the index with the database, which is the truth, and indexes again what is not there."""

import logging

from silabo.storage import passages, versions
from tasks.parts import Parts

logger = logging.getLogger(__name__)


def repair_index(parts: Parts) -> int:
    """Index every visible version again whose passages the index does not hold; return how many.

    An index that was emptied, restored from an old copy or made by another analyser heals by this.
    """
    repaired = 0
    for course_id, version_id in versions.visible():
        if parts.index.count(course_id, version_id) != passages.indexable(version_id):
            parts.index.add(course_id, version_id, passages.entries(version_id))
            repaired += 1
    if repaired:
        logger.warning("index_repaired", extra={"versions": repaired})
    return repaired
