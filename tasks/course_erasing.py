"""Forgets courses that are out of reach, piece by piece: index, files, copies of letters, rows."""

import logging

from silabo.domain.crash import CrashPoint, point
from silabo.storage import course_erasing
from tasks.documents import forget_next
from tasks.parts import Parts

logger = logging.getLogger(__name__)


def erase_courses(parts: Parts) -> int:
    """Go on with every course that was put out of reach; return how many are gone. Raises
    `ServiceError` where the index or a file cannot be reached: the next call goes on.
    """
    return sum(_erase(parts, course_id) for course_id in course_erasing.going())


def _erase(parts: Parts, course_id: int) -> bool:
    course_erasing.stop(course_id)  # also what was on its way when it was put out of reach
    while forget_next(parts):
        pass
    parts.index.clear(course_id)
    _forget_questions(parts, course_id)
    while persons := course_erasing.next_persons(course_id):
        for public_id in persons:
            parts.forget_copies(course_erasing.erase_person(course_id, public_id))
        if persons == course_erasing.next_persons(course_id):
            break  # nobody of them could go: they are somewhere else by now
    while course_erasing.forget_launches(course_id):
        pass
    gone = course_erasing.finish(course_id)
    if gone:
        logger.info("course_erased", extra={"course_id": course_id})
    return gone


def _forget_questions(parts: Parts, course_id: int) -> None:
    while True:
        numbers, message_ids = course_erasing.next_letters(course_id)
        # The copies first: what a crash leaves is found again by the rows.
        parts.forget_copies(message_ids)
        if not numbers:
            return
        course_erasing.forget_questions(numbers)
        point(CrashPoint.COURSE_GOING)
