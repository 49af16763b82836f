"""How every page is made: one layout, the words of one language, and who the visitor is."""

from datetime import datetime

from babel.dates import format_datetime
from flask import Response, make_response, render_template

from practice_lms.visitor import browser_language, here, visitor
from practice_lms.words import words
from practice_lms.world import COURSES, PEOPLE, Person


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


def show_posting(form: str, action: str, fields: dict[str, str]) -> Response:
    """A page whose form a script submits at once, and a button does without scripts."""
    return show("posting.html", browser_language(), form=form, action=action, fields=fields)


def places_of(person: Person, language: str, *, short: bool = False) -> str:
    """Where the person belongs and as what: "student in Álgebra Lineal I", or "in ALG1"."""
    sentences = words(language)
    places = [
        sentences[f"{person.roles[course.id]}_in"].format(
            course=course.label if short else course.title
        )
        for course in COURSES
        if course.id in person.roles
    ]
    return ", ".join([sentences["administrator"], *places] if person.is_administrator else places)


def spoken_time(moment: datetime, language: str) -> str:
    """The moment on the clock of this machine, which is the reader's own."""
    written: str = format_datetime(moment.astimezone(), "d MMM y, HH:mm", locale=language)
    return written
