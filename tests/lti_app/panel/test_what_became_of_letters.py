"""What the panel says when a letter did not arrive, and when an answer is held up."""

import pytest

from silabo.storage import database, questions
from silabo.storage.database import now_ms
from silabo.storage.tables import Delivery, Question
from silabo.wording.catalogues import LANGUAGES, say
from tests import seeds
from tests.lms import CLAIM
from tests.lti_app.panel.markup import Markup
from tests.world import Visitor, World

RULES = b"# Reglas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"
ANSWERED, DECLINED = "¿Cuándo es el primer parcial?", "¿Qué clave tiene la wifi?"
MINUTE_MS = 60_000
HELD = (
    "Part of the system is not responding. Your question is saved, and will be answered as soon as"
    " that is back."
)


@pytest.fixture
def course(world: World) -> World:
    world.instructor().upload("Reglas.md", RULES)
    world.work()
    return world


def speaking(course: World, language: str) -> Visitor:
    return course.student(**{f"{CLAIM}launch_presentation": {"locale": language}})


def words(visitor: Visitor, question: str) -> str:
    return Markup(visitor.get(f"/fragments/questions/{question}").text).words


def wording_of(language: str, text: str, **values: object) -> str:
    """A sentence as `words` reads it: its hard spaces are spaces."""
    return " ".join(say(language, text, **values).split())


def change_letter(**values: str) -> None:
    with database.connection():
        seeds.change(Delivery, **values)


@pytest.mark.row("fault-39")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("state", "address", "wording"),
    [
        ("failed", "ana@example.org", "The e-mail could not be delivered to %(address)s."),
        ("failed", "", "The e-mail could not be delivered."),
        ("unknown", "", "Whether the e-mail arrived is not known."),
    ],
)
def test_whoever_got_no_letter_reads_it_under_a_refusal_too(
    course: World, language: str, state: str, address: str, wording: str
) -> None:
    student = speaking(course, language)
    question = str(student.ask(DECLINED).get_json()["id"])
    course.work()
    before = words(student, question)
    change_letter(state=state, address=address)
    told = wording_of(language, wording, address="a…@example.org")

    assert told not in before
    assert told in words(student, question)


@pytest.mark.row("fault-39")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("state", "address", "wording"),
    [
        (
            "failed",
            "ana@example.org",
            "%(answered)s; the e-mail could not be delivered to %(address)s",
        ),
        ("failed", "", "%(answered)s; the e-mail could not be delivered"),
        ("unknown", "", "%(answered)s; whether the e-mail arrived is not known"),
    ],
)
def test_the_line_of_an_answer_says_what_became_of_its_letter(
    course: World, language: str, state: str, address: str, wording: str
) -> None:
    student = speaking(course, language)
    question = str(student.ask(ANSWERED).get_json()["id"])
    course.work()
    change_letter(state=state, address=address)
    # Whenever it was: what stands behind it is told.
    told = wording_of(language, wording, answered="12:00", address="a…@example.org")

    assert told.removeprefix("12:00") in words(student, question)


@pytest.mark.row("fault-26")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("minutes", "given_back", "held"), [(11, True, True), (9, True, False), (11, False, False)]
)
def test_a_question_that_something_holds_up_for_long_says_so_and_not_its_place(
    course: World, language: str, minutes: int, given_back: bool, held: bool
) -> None:
    student = speaking(course, language)
    question = str(student.ask(ANSWERED).get_json()["id"])
    with database.connection():
        if given_back:
            claimed = seeds.claim_question()
            questions.give_back(claimed, "Weaviate is away", 0.5, counted=False, wait_s=0)
        seeds.change(Question, asked_at=now_ms() - minutes * MINUTE_MS)
    shown = words(student, question)
    place = wording_of(language, "Waiting: %(place)s of %(of)s", place=1, of=1)

    assert (wording_of(language, HELD) in shown) is held
    assert (place in shown) is not held
