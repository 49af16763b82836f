"""Who may enter a course: people of the course do, the others see the page that an LMS shows."""

from flask import abort, redirect, url_for

from practice_lms.rendering import show_error
from practice_lms.visitor import browser_language, here, visitor
from practice_lms.world import Activity, Course, Person


def enter(activity: Activity | None) -> tuple[Person, Activity]:
    """The visitor and the activity, if there is one and its course is the visitor's.

    Everything else ends the request here: 404 for an unknown activity, the start page for a visitor
    who is nobody yet (and back to this page from there), 403 for somebody from another course.
    """
    if activity is None:
        abort(404)
    person, _ = enter_course(activity.course)
    return person, activity


def enter_course(course: Course | None) -> tuple[Person, Course]:
    """The visitor and the course; ends the request as `enter` does."""
    if course is None:
        abort(404)
    person = _somebody()
    if not person.may_enter(course):
        abort(show_error("not_enrolled", course.language, 403))
    return person, course


def enter_as_editor(course: Course | None) -> tuple[Person, Course]:
    """The visitor and the course, for somebody who may add activities to it."""
    person, found = enter_course(course)
    if not person.may_edit(found):
        abort(show_error("not_editor", found.language, 403))
    return person, found


def enter_as_administrator() -> Person:
    """The visitor, who must be an administrator of the institution."""
    person = _somebody()
    if not person.is_administrator:
        abort(show_error("administrators_only", browser_language(), 403))
    return person


def _somebody() -> Person:
    person = visitor()
    if person is None:
        abort(redirect(url_for("courses.start", next=here()), code=303))
    return person
