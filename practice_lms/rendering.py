"""How every page is made: one layout, the words of one language, and who the visitor is."""

from datetime import datetime

from babel.dates import format_datetime
from flask import Response, make_response, render_template

from practice_lms.visitor import here, visitor
from practice_lms.words import words
from practice_lms.world import PEOPLE, CourseRole, Person, activities_of


def show(template: str, language: str, *, status: int = 200, **values: object) -> Response:
    """The page of this template, spoken in this language."""
    page = render_template(
        template,
        language=language,
        words=words(language),
        person=visitor(),
        people=PEOPLE,
        here=here(),
        places_of=places_of,
        **values,
    )
    return make_response(page, status)


def show_error(name: str, language: str, status: int) -> Response:
    """An error page of the LMS; `<name>_title` and `<name>_text` are its words."""
    return show("error.html", language, status=status, error=name)


def places_of(person: Person, language: str, *, short: bool = False) -> str:
    """Where the person belongs and as what: "student in Álgebra Lineal I", or "in ALG1"."""
    sentences = words(language)
    as_what = {
        CourseRole.LEARNER: sentences["student_in"],
        CourseRole.INSTRUCTOR: sentences["instructor_in"],
    }
    return ", ".join(
        as_what[person.roles[course.id]].format(course=course.label if short else course.title)
        for course in (activity.course for activity in activities_of(person))
    )


def spoken_time(moment: datetime, language: str) -> str:
    """The moment on the clock of this machine, which is the reader's own."""
    written: str = format_datetime(moment.astimezone(), "d MMM y, HH:mm", locale=language)
    return written
