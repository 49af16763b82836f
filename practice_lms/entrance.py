"""Who may enter a course: people of the course do, the others see the page that an LMS shows."""

from flask import abort, redirect, url_for

from practice_lms.rendering import show_error
from practice_lms.visitor import here, visitor
from practice_lms.world import Activity, Person


def enter(activity: Activity | None) -> tuple[Person, Activity]:
    """The visitor and the activity, if there is one and its course is the visitor's.

    Everything else ends the request here: 404 for an unknown activity, the start page for a visitor
    who is nobody yet (and back to this page from there), 403 for somebody from another course.
    """
    if activity is None:
        abort(404)
    person = visitor()
    if person is None:
        abort(redirect(url_for("courses.start", next=here()), code=303))
    if activity.course.id not in person.roles:
        abort(show_error("not_enrolled", activity.course.language, 403))
    return person, activity
