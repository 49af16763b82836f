"""The courses of the site: those of the demo, and the copies that people have made of them."""

import threading
from dataclasses import replace

from practice_lms.world import COURSES, Course


class Courses:
    """All courses, in memory: a copy lasts as long as the program runs."""

    def __init__(self) -> None:
        """Begin with those of the demo."""
        self._by_id = {course.id: course for course in COURSES}
        self._lock = threading.Lock()

    def find(self, course_id: str) -> Course | None:
        """The course with this id, as it stands in an address."""
        return next(
            (each for each in list(self._by_id.values()) if str(each.id) == course_id), None
        )

    def copy(self, course: Course) -> Course:
        """A course of the same people under a new id, which knows what it is a copy of."""
        with self._lock:
            number = max(self._by_id) + 1
            made = replace(
                course,
                id=number,
                label=f"{course.label}_{number}",
                title=f"{course.title} ({number})",
                id_number="",
                history=(course.id, *course.history),
            )
            self._by_id[number] = made
        return made
