from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from lti_app.asking import Asking
from lti_app.tokens import digest
from silabo.domain.passages import Hit, Passage
from silabo.domain.ports import PassageSearch
from silabo.domain.queues import Queue
from silabo.storage import database, sessions
from silabo.storage.tables import Question
from tasks.answers import answer_next
from tests.world import Visitor, World

RULES = "# Reglas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"


def test_a_student_gets_the_sentence_that_answers_with_its_place(world: World) -> None:
    world.instructor().upload("Reglas.md", RULES.encode())
    world.work()
    student = world.student()

    asked = student.ask("¿Cuándo es el primer parcial?")
    world.work()
    answer = student.get(f"/api/questions/{asked.json['id']}").json["answer"]

    assert asked.status_code == 201
    assert answer["kind"] == "extractive"
    assert "1 de octubre" in answer["sentences"][0]["text"]
    assert answer["citations"][0]["title"] == "Reglas"


def test_a_student_of_another_course_sees_nothing_of_it(world: World) -> None:
    world.instructor().upload("Reglas.md", RULES.encode())
    world.instructor(course="3").upload("Rules.md", b"# Rules\n\nNo calculators.\n")
    world.work()
    asked = world.student().ask("¿Cuándo es el primer parcial?")
    world.work()
    stranger = world.student(sub="6", course="3")

    found = stranger.get(f"/api/questions/{asked.json['id']}")
    own = stranger.ask("¿Cuándo es el primer parcial?")
    world.work()

    assert found.status_code == 404
    assert "octubre" not in stranger.get(f"/api/questions/{own.json['id']}").text


@pytest.mark.parametrize("text", ["¿Cuándo es el primer parcial?", "¿Cuándo es el primer parcail?"])
def test_what_was_found_when_it_was_asked_is_not_searched_again(world: World, text: str) -> None:
    world.instructor().upload("Reglas.md", RULES.encode())
    world.work()
    student = world.student()
    again = _answered(world, student, text)
    searched = _answered(world, student, text, forget=True)

    assert again[0] == 0
    assert searched[0] > 0
    assert again[1] == searched[1]
    assert again[1]["kind"] == "extractive"


@pytest.mark.row("growth-4")
def test_what_was_found_is_searched_again_when_a_document_came(world: World) -> None:
    world.instructor().upload("Reglas.md", RULES.encode())
    world.work()
    student = world.student()
    asked = student.ask("¿Cuándo es el segundo parcial?")
    late = "# Fechas\n\nEl segundo parcial es el martes 8 de diciembre.\n"
    world.instructor().upload("Fechas.md", late.encode())
    world.work(Queue.DOCUMENTS)
    world.work()
    answer = student.get(f"/api/questions/{asked.json['id']}").json["answer"]

    assert "8 de diciembre" in answer["sentences"][0]["text"]


@pytest.mark.row("growth-4")
def test_what_was_found_is_searched_again_when_a_document_went(world: World) -> None:
    teacher, student = world.instructor(), world.student()
    document = teacher.upload("Reglas.md", RULES.encode()).json["id"]
    teacher.upload("Nuevas.md", RULES.replace("1 de octubre", "2 de octubre").encode())
    world.work()
    asked = student.ask("¿Cuándo es el primer parcial?")
    teacher.delete(f"/api/documents/{document}")
    world.work()
    answer = student.get(f"/api/questions/{asked.json['id']}").json["answer"]

    assert "2 de octubre" in answer["sentences"][0]["text"]
    assert "1 de octubre" not in str(answer)


@pytest.mark.parametrize("letter", [True, None])
def test_the_bell_is_rung_once_for_each_question_and_behind_its_row(
    world: World, letter: bool | None
) -> None:
    session = sessions.find(digest(world.student().token))
    assert session is not None
    rung: list[tuple[Queue, int]] = []
    asking = Asking(
        replace(world.system.web, ring=lambda queue: rung.append((queue, kept().count())))
    )
    kept = Question.select

    new = [asking.ask(session, "¿Cuándo?", key=key, letter=letter)[1] for key in "aab"]

    assert new == [True, False, True]
    assert rung == [(Queue.ANSWERS, 1), (Queue.ANSWERS, 2)]


@dataclass
class Counted:
    """The search of a course, and the words that it was asked for."""

    real: PassageSearch
    searches: list[str]

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        self.searches.append(words)
        return self.real(words, limit=limit)

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        return self.real.following(passage, limit=limit)


def _answered(
    world: World, student: Visitor, text: str, *, forget: bool = False
) -> tuple[int, dict[str, object]]:
    """How often whoever answers a question searched, and the answer, but for its ids."""
    searches: list[str] = []

    def counted(course_id: int, documents: Sequence[str]) -> PassageSearch:
        return Counted(world.system.parts.search(course_id, documents), searches)

    asked = student.ask(text).json["id"]
    if forget:
        Question.update(found=None).execute()
    answer_next(replace(world.system.parts, search=counted))
    answer = student.get(f"/api/questions/{asked}").json["answer"]
    return len(searches), {key: answer[key] for key in ("kind", "sentences", "nearest")}


def test_what_stands_around_a_question_is_read_once_for_all_that_asking_needs(
    world: World,
) -> None:
    student = world.student()
    asked: list[str] = []
    database.database.obj.query_hooks.append(lambda query: asked.append(query.sql))

    assert student.ask("¿Cuándo es el parcial?").status_code == 201
    of_course = [sql for sql in asked if 'FROM "course"' in sql]
    assert len(of_course) == 4  # its zone and topics, whether it is closed, and its limit
    assert len(set(of_course)) == len(of_course)
    assert len([sql for sql in asked if 'FROM "question"' in sql and '"idempotency' in sql]) == 1
