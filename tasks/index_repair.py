"""Compares the index with the database, which is the truth, and indexes again what is not there."""

import logging
from collections.abc import Iterator

from silabo.domain.documents import IndexedCourse, VisibleCourse
from silabo.domain.ports import PassageIndex
from silabo.storage import passages, versions
from tasks.parts import Parts

logger = logging.getLogger(__name__)


def repair_index(parts: Parts) -> int:
    """Index every visible version again whose passages the index does not hold; return how many.

    An index that was emptied, restored from an old copy or made by another analyser heals by this.
    """
    repaired = 0
    for course in versions.visible_courses():
        if _counted(parts.index, course).whole:
            continue
        for version_id in course.versions:
            if parts.index.count(course.id, version_id) != passages.indexable(version_id):
                parts.index.add(course.id, version_id, passages.entries(version_id))
                repaired += 1
    if repaired:
        logger.warning("index_repaired", extra={"versions": repaired})
    return repaired


def compare(index: PassageIndex) -> Iterator[IndexedCourse]:
    """What the index holds of every course, one after the other. Raises `ServiceError`."""
    for course in versions.visible_courses():
        yield _counted(index, course)


def rebuild(index: PassageIndex, only: str = "") -> Iterator[IndexedCourse]:
    """Fill the index anew from the database, a course after the other; nothing is parsed again.

    `only` is the public id of one course. Meanwhile a course's questions wait. Raises
    `ServiceError`.
    """
    for course in versions.visible_courses():
        if only in {"", course.public_id}:
            index.clear(course.id)
            for version_id in course.versions:
                index.add(course.id, version_id, passages.entries(version_id))
            yield _counted(index, course)


def _counted(index: PassageIndex, course: VisibleCourse) -> IndexedCourse:
    return IndexedCourse(
        course.public_id,
        course.title,
        passages=passages.indexable(*course.versions),
        held=index.count(course.id, *course.versions),
    )
