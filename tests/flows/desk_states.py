"""The desk's own pages one after the other: what needs eyes, what is missing, the instructors' test
questions and answers, what disagrees, a question that is tried, the settings; and what a student
sees of an answer that changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import FrameLocator, Page

from practice_lms.world import ACTIVITIES
from silabo.domain.queues import Queue
from silabo.storage import lending, tables
from silabo.storage.database import connection
from tests.flows.stage import (
    ALGEBRA,
    ANA,
    CAMILLE,
    EMILY,
    MARIANA,
    OLIVER,
    OPERATING_SYSTEMS,
    Stage,
)

_CONTEXTS = {activity.cmid: str(activity.course.id) for activity in ACTIVITIES}


@dataclass(frozen=True)
class Course:
    """What is asked, said and set where an instructor and a student read this language."""

    teacher: int  # a person of the practice LMS
    asker: int  # a student of the teacher's course, in whatever language
    activity: int  # of that course
    student: tuple[int, int]  # who reads this language, and the activity where they learn
    asked: tuple[str, str]  # what the documents say: in the teacher's course, in the student's
    missing: str  # what they do not say
    answer: str  # what the teacher says of it
    ahead: tuple[str, str]  # a question that nobody has asked yet, and its answer
    topic: str  # what the course leaves out
    program: str  # what answers by a token
    programs: tuple[str, str]  # two documents that disagree
    change: tuple[str, str]  # what an answer said before, and what it says now


COURSES = {
    "es": Course(
        MARIANA,
        ANA,
        ALGEBRA,
        (ANA, ALGEBRA),
        ("¿Cuándo es el primer parcial?",) * 2,
        "¿Hay estacionamiento en el campus?",
        "Sí: detrás del aula magna, con la credencial.",
        ("¿Se puede usar calculadora en el parcial?", "Sí, si no es programable."),
        "soluciones",
        "Mesa de ayuda",
        ("El coloquio es el 3 de julio a las 9.", "El coloquio es el 10 de julio a las 9."),
        ("24 de septiembre", "1 de octubre"),
    ),
    "en": Course(
        OLIVER,
        EMILY,
        OPERATING_SYSTEMS,
        (EMILY, OPERATING_SYSTEMS),
        ("When is the midterm?",) * 2,
        "Is there parking on campus?",
        "Yes: behind the library, with your student card.",
        ("May I use a calculator in the midterm?", "Yes, a non-programmable one."),
        "solutions",
        "Help desk",
        ("The open day is on 3 July at 9:00.", "The open day is on 10 July at 9:00."),
        ("week 6", "week 7"),
    ),
    "fr": Course(
        CAMILLE,
        EMILY,
        OPERATING_SYSTEMS,
        (CAMILLE, ALGEBRA),
        ("When is the midterm?", "Quand a lieu le premier partiel ?"),
        "Y a-t-il un parking sur le campus ?",
        "Oui : derrière la bibliothèque, avec la carte d’étudiant.",
        (
            "Peut-on utiliser une calculatrice au partiel ?",
            "Oui, si elle n’est pas programmable.",
        ),
        "corrigés",
        "Service d’assistance",
        ("The visit is on 3 July at 9:00.", "The visit is on 10 July at 9:00."),
        ("24 de septiembre", "1 de octubre"),
    ),
}
STATES = (
    "questions",
    "review",
    "gaps",
    "one-sentence",
    "published",
    "helped",
    "figures",
    "new-test-question",
    "test-questions",
    "proposed",
    "new-answer",
    "answers",
    "settings",
    "token-of-a-program",
    "address-of-a-program",
    "tried",
    "disagreements",
    "menu",
    "offered",
    "read",
    "offering",
    "changed",
    "data",
)


def walk(here: Stage, page: Page, language: str) -> Iterator[str]:
    """Open each page, and name it while it is to be seen. The stage does no work by itself."""
    course = COURSES[language]
    asker = (course.asker, course.activity)
    frame = _ask(here, page, asker, course.missing, course.asked[0])
    frame.locator("[data-action=not-helped]").click()
    frame.locator("[data-reason]").first.wait_for()
    frame = here.enter(page, course.teacher, course.activity)
    yield from _reviewed(frame, course)
    yield from _gaps(here, frame, course)
    _tab(frame, "figures")
    yield "figures"
    yield from _expectations(frame, course)
    yield from _answers(frame, course)
    yield from _settings(frame, course)
    yield from _tried(frame, course)
    yield from _disagreeing(here, page, frame, course)
    yield from _lending(here, page, course)
    yield from _changed(here, page, course)


def _ask(here: Stage, page: Page, asker: tuple[int, int], *questions: str) -> FrameLocator:
    frame = here.enter(page, *asker)
    for question in questions:
        frame.locator("#question").fill(question)
        frame.locator("#ask .primary").click()
        frame.locator("#card .card:not(.sending)", has_text=question).wait_for()
        here.work(Queue.ANSWERS, Queue.LETTERS)
        frame.locator("#card [data-state=answered]", has_text=question).wait_for()
    return frame


def _reviewed(frame: FrameLocator, course: Course) -> Iterator[str]:
    _tab(frame, "questions")
    asked = frame.locator("#groups li", has_text=course.asked[0])
    asked.wait_for()
    yield "questions"
    asked.get_by_role("link").click()
    frame.locator("#review .told").wait_for()
    yield "review"
    frame.locator("#review .close").click()


def _gaps(here: Stage, frame: FrameLocator, course: Course) -> Iterator[str]:
    _tab(frame, "gaps")
    frame.locator("#groups .choices a").first.wait_for()
    yield "gaps"
    frame.locator("#groups .choices a").first.click()
    frame.locator("#sentence-1").fill(course.answer)
    yield "one-sentence"
    _publish(frame)
    yield "published"
    frame.locator("#review .close").click()  # on a phone it covers the list
    with connection():
        tables.Decision.update(spread_after=0).execute()  # nobody undoes it any more
    here.work(Queue.LETTERS)
    _tab(frame, "questions")
    _tab(frame, "gaps")
    frame.locator(".groups .quiet").first.wait_for()
    yield "helped"


def _publish(frame: FrameLocator) -> None:
    frame.locator("#review .primary").click()
    frame.locator(".decided button").wait_for()


def _expectations(frame: FrameLocator, course: Course) -> Iterator[str]:
    _tab(frame, "expectations")
    frame.locator("[href='#/expectations/new']").click()
    frame.locator("#asks").fill(course.asked[0])
    frame.locator("#says").fill(course.change[1])
    yield "new-test-question"
    frame.locator("#review .primary").click()
    frame.locator("#groups li", has_text=course.asked[0]).wait_for()
    yield "test-questions"
    frame.locator("[href='#/expectations/proposals']").click()
    frame.locator("#review h2").wait_for()
    yield "proposed"
    frame.locator("#review .close").click()


def _answers(frame: FrameLocator, course: Course) -> Iterator[str]:
    question, answer = course.ahead
    _tab(frame, "answers")
    frame.locator("[href='#/answers/new']").click()
    frame.locator("#asks").fill(question)
    frame.locator("#sentence-1").fill(answer)
    yield "new-answer"
    _publish(frame)
    frame.locator("#review .close").click()
    frame.locator("#groups li", has_text=question).wait_for()
    yield "answers"


def _settings(frame: FrameLocator, course: Course) -> Iterator[str]:
    _tab(frame, "settings")
    frame.locator("[data-action=another-topic]").click()
    frame.locator("[name=topic]").fill(course.topic)
    frame.locator("#settings .primary").click()
    frame.locator("#settings > .state:not(:empty)").wait_for()
    yield "settings"
    frame.locator("#token-name").fill(course.program)
    frame.locator("#new-token [type=submit]").click()
    frame.locator("#made output:not(:empty)").wait_for()
    yield "token-of-a-program"
    frame.locator("#webhook-address").fill("https://desk.example/told")
    frame.locator("#new-webhook [type=submit]").click()
    frame.locator("#made-secret output:not(:empty)").wait_for()
    yield "address-of-a-program"


def _tried(frame: FrameLocator, course: Course) -> Iterator[str]:
    _tab(frame, "documents")
    frame.locator(".try summary").click()
    frame.locator("#tried").fill(course.asked[0])
    frame.locator("#try [type=submit]").click()
    frame.locator("#preview .tried").wait_for()
    yield "tried"


def _disagreeing(here: Stage, page: Page, frame: FrameLocator, course: Course) -> Iterator[str]:
    # Names that no other document's ends with: a row is found by a part of its text.
    for letter, text in zip("AB", course.programs, strict=True):
        name, content = f"Programa {letter}.md", f"# {letter}\n\n{text}\n".encode()
        frame.locator("#upload input[type=file]").set_input_files(
            {"name": name, "mimeType": "text/markdown", "buffer": content}
        )
        frame.locator("[data-document]", has_text=name).wait_for()
    here.work(Queue.DOCUMENTS)
    frame = here.enter(page, course.teacher, course.activity)
    _tab(frame, "documents")
    frame.locator(".disagreements li").first.wait_for()
    yield "disagreements"
    frame.locator("[data-document] .menu > summary").last.click()
    yield "menu"


def _lending(here: Stage, page: Page, course: Course) -> Iterator[str]:
    """What another course offers, what of it is read, and how an own document is offered."""
    frame = here.enter(page, course.teacher, course.activity)
    with connection():
        title = str(tables.Course.get(tables.Course.context_id == _CONTEXTS[course.activity]).title)
        for row in tables.Document.select().join(tables.Course).where(tables.Course.title != title):
            lending.offer(row.course_id, row.public_id)
    _tab(frame, "questions")
    _tab(frame, "documents")
    frame.locator(".offered > summary").click()
    yield "offered"
    frame.locator("[data-action=take-other]").first.click()
    frame.locator("[data-action=leave-other]").first.wait_for()
    yield "read"
    frame.locator("[data-document] .menu > summary").last.click()
    frame.locator(".menu[open] details:has([data-action=offer]) > summary").click()
    yield "offering"


def _changed(here: Stage, page: Page, course: Course) -> Iterator[str]:
    _ask(here, page, course.student, course.asked[1])
    was, now = course.change
    with connection():
        tables.Answer.update(changes={"was": [was], "now": [now]}, revision=2).where(
            tables.Answer.kind == "extractive"
        ).execute()
    frame = here.enter(page, *course.student)
    frame.locator("#card .changed").wait_for()
    yield "changed"
    frame.locator("details.menu summary").first.click()
    frame.locator(".menu [href='#/data']").click()
    frame.locator("[data-action=erase]").click()
    yield "data"


def _tab(frame: FrameLocator, name: str) -> None:
    frame.locator(f".tabs [href='#/desk/{name}']").first.click()
    frame.locator(f".tabs [href='#/desk/{name}'][aria-current]").first.wait_for()
