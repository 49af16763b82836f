"""The activities of the courses: those of the demo, and those that people have added since."""

import threading
from dataclasses import replace

from practice_lms.world import ACTIVITIES, Activity, Course, Person


class Activities:
    """All activities, in memory: what people add lasts as long as the program runs."""

    def __init__(self) -> None:
        """Begin with those of the demo courses."""
        self._by_cmid = {str(activity.cmid): activity for activity in ACTIVITIES}
        self._lock = threading.Lock()

    def find(self, cmid: str) -> Activity | None:
        """The activity with this course module id, as it stands in an address."""
        return self._by_cmid.get(cmid)

    def of_course(self, course: Course) -> list[Activity]:
        """The activities of a course, oldest first."""
        return [each for each in list(self._by_cmid.values()) if each.course == course]

    def of_person(self, person: Person) -> list[Activity]:
        """The activities that the person may open, oldest first."""
        return [each for each in list(self._by_cmid.values()) if person.may_enter(each.course)]

    def copy(self, course: Course, into: Course) -> None:
        """Copy the activities of a course, their own parameters and all, as Moodle does."""
        for each in self.of_course(course):
            self.add(replace(each, course=into))

    def add(self, activity: Activity) -> Activity:
        """Keep a new activity under numbers of its own, and return it with them."""
        with self._lock:
            last = max(self._by_cmid.values(), key=lambda each: each.cmid)
            added = replace(activity, cmid=last.cmid + 1, instance_id=last.instance_id + 1)
            self._by_cmid[str(added.cmid)] = added
        return added
