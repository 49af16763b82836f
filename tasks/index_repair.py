"""Compares the index with the database, which is the truth, and indexes again what is not there."""

import logging
from collections.abc import Iterator
from dataclasses import replace

from silabo.domain.documents import AnsweringCourse, IndexedCourse
from silabo.domain.errors import ModelError
from silabo.domain.ports import PassageIndex
from silabo.storage import passages, versions
from tasks.canary import fault_of
from tasks.parts import Meaning, Parts

logger = logging.getLogger(__name__)

_ALL = 1_000_000  # more passages than a version has


def repair_index(parts: Parts) -> int:
    """Index every visible version again whose passages the index does not hold; return how many.

    An index that was emptied, restored from an old copy or made by another analyser heals by this.
    """
    repaired = 0
    for course in versions.answering_courses():
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
    for course in versions.answering_courses():
        yield _counted(index, course)


def rebuild(index: PassageIndex, only: str = "") -> Iterator[IndexedCourse]:
    """Fill the index anew from the database, a course after the other; nothing is parsed again.

    `only` is the public id of one course. Meanwhile a course's questions wait. Raises
    `ServiceError`.
    """
    for course in versions.answering_courses():
        if only in {"", course.public_id}:
            index.clear(course.id)
            for version_id in course.versions:
                index.add(course.id, version_id, passages.entries(version_id))
            yield _counted(index, course)


def tried(index: PassageIndex, meaning: Meaning | None) -> Iterator[IndexedCourse]:
    """What the index holds of every course, how many passages have vectors, and whether a search
    works there. Raises `ServiceError`.
    """
    space = _space(meaning)
    for course in versions.answering_courses():
        counted = _counted(index, course)
        bare = None
        if meaning is not None and space:
            bare = sum(
                len(meaning.index.without_vector(course.id, each, space=space, limit=_ALL))
                for each in course.versions
            )
        fault = fault_of(index, meaning, course) if counted.whole else ""
        yield replace(counted, bare=bare, fault=fault)


def _space(meaning: Meaning | None) -> str:
    try:
        return meaning.embedder.space if meaning else ""
    except ModelError:
        return ""


def _counted(index: PassageIndex, course: AnsweringCourse) -> IndexedCourse:
    return IndexedCourse(
        course.public_id,
        course.title,
        passages=passages.indexable(*course.versions),
        held=index.count(course.id, *course.versions),
    )
