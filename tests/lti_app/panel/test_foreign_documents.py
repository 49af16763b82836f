"""What is shown where the question is in another language than the documents of its course."""

from pathlib import Path

import pytest

from silabo.storage import passages
from silabo.storage.database import connection
from silabo.storage.tables import Course
from silabo.wording.catalogues import say
from tests.lti_app.panel.fragments import card, show
from tests.world import Visitor, World

RULES = """# Rules

The final exam is on 3 June at 14:00 in Hall C.

Calculators are allowed in the exam.

Homework is handed in on paper before the lecture begins.
"""
MAY_SAY = (
    "Los documentos están en inglés y la pregunta no: es posible que lo digan de todos modos."
    " Conviene preguntar de nuevo en el idioma de los documentos."
)
ORIGINAL = "Citas textuales en el idioma original de los documentos: inglés."


@pytest.fixture
def student(world: World) -> Visitor:
    world.instructor().upload("Rules.md", RULES.encode())
    world.work()
    return world.student()


def _asked(world: World, student: Visitor, text: str) -> str:
    question = str(student.ask(text).get_json()["id"])
    world.work()
    return question


def _letter(world: World) -> str:
    (letter,) = Path(world.system.settings.data_dir / "mail").glob("*.eml")
    return letter.read_text(encoding="utf-8")


@pytest.mark.row("language-1")
def test_nobody_is_told_that_documents_in_another_language_do_not_say_it(
    world: World, student: Visitor
) -> None:
    question = _asked(world, student, "¿Se puede estacionar el coche en el campus?")
    shown = card(student, question)
    told = student.get(f"/api/questions/{question}").get_json()["answer"]

    assert told["kind"] == "declined"
    assert told["documents_in"] == ["en"]
    assert MAY_SAY in shown.words
    assert "Sin resultados" in shown.words
    assert say("es", "The documents do not say") not in shown.words
    assert shown.one("article")["data-told"] == "nothing"
    assert "Sin resultados" in show(student, "questions").words
    assert say("es", "The documents do not say") not in _letter(world)


@pytest.mark.row("language-2")
def test_an_answer_says_in_which_language_it_is_quoted(world: World, student: Visitor) -> None:
    question = _asked(world, student, "¿Cuándo es el examen final?")
    shown = card(student, question)
    told = student.get(f"/api/questions/{question}").get_json()["answer"]

    assert "3 June" in told["sentences"][0]["text"]
    assert told["documents_in"] == []
    assert {each["language"] for each in told["citations"]} == {"en"}
    assert ORIGINAL in shown.words
    assert say("es", "Quoted from the documents.") not in shown.words


def test_a_question_in_the_language_of_the_documents_is_told_as_before(
    world: World, student: Visitor
) -> None:
    answered = _asked(world, student, "When is the final exam?")
    refused = _asked(world, student, "Where can I park my car on campus?")

    assert "original" not in card(student, answered).words
    assert say("es", "The documents do not say") in card(student, refused).words


def test_the_languages_of_a_course_are_those_of_what_it_shows(
    world: World, student: Visitor
) -> None:
    teacher = world.instructor()
    teacher.upload("Reglas.md", b"# Reglas\n\nLos parciales se rinden en el aula magna.\n")
    world.work()
    found = teacher.get("/api/documents")
    documents = [each["id"] for each in found.get_json()]
    with connection():
        course = Course.get().id
        every = passages.languages(course)
        one = {passages.languages(course, [each]) for each in documents}

    assert every == ("en", "es")
    assert one == {("en",), ("es",)}
