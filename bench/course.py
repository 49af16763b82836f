"""The demo courses with their documents read, and sessions of students in one of them."""

from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import uuid4

from lti_app import tokens
from silabo.domain.people import Identity, Role
from silabo.domain.questions import NewQuestion
from silabo.domain.queues import Queue
from silabo.storage import people, platforms, sessions
from wiring.parts import System, build
from wiring.practice.run import CLIENT_ID, DEPLOYMENT_ID, prepare
from wiring.settings import Settings

# As by default, each limit is looked at; here nobody reaches one.
UNREACHED: dict[str, Any] = dict.fromkeys(
    (
        "questions_open",
        "questions_hour",
        "questions_day",
        "any_questions_hour",
        "course_questions_hour",
        "course_any_questions_hour",
    ),
    1_000_000,
)
QUESTIONS = ("¿Cuándo es el primer parcial?", "¿Con qué nota se promociona?", "¿Qué es una base?")
COURSE = "2"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Student:
    """The numbers of person and course, and the bearer token of a session."""

    person: int
    course: int
    token: str

    def question(self) -> NewQuestion:
        """A question that nobody wants a letter about."""
        return NewQuestion(
            person_id=self.person,
            course_id=self.course,
            text=QUESTIONS[0],
            language="es",
            idempotency_key=str(uuid4()),
            letter=False,
        )


def opened(settings: Settings) -> System:
    """The tool of these settings over the demo courses, in this process, with all documents
    read.
    """
    prepare(settings)
    system = build(settings)
    while system.workers.run(Queue.DOCUMENTS):
        pass
    return system


def student(settings: Settings) -> Student:
    """A new student of the demo course, with a session."""
    platform = platforms.find(settings.practice_address, CLIENT_ID)[0]
    # Numbered from above those of the practice LMS.
    sub = str(10_000 + next(_numbers))
    identity = Identity(platform.id, DEPLOYMENT_ID, sub, COURSE, Role.LEARNER)
    person, course = people.admit(identity, language="es", time_zone="UTC")
    code, token = tokens.fresh(), tokens.fresh()
    launch = sessions.launch(
        person, course, identity, language="es", code_digest=tokens.digest(code)
    )
    sessions.open_by_code(launch, tokens.digest(code), tokens.digest(token))
    return Student(person, course, token)


def tokens_of(settings: Settings, wanted: int) -> list[str]:
    """So many bearer tokens, each of a student of its own."""
    return [student(settings).token for _ in range(wanted)]
