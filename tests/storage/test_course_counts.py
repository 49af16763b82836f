"""How much a course holds: the same on every database, and nothing of another course."""

from silabo.storage import course_counts, documents, questions, reports
from silabo.storage.course_counts import Use
from silabo.storage.tables import Question
from tests import seeds


def test_a_course_is_counted_without_what_another_has(db: str) -> None:
    other = seeds.member(sub="9", course="another")
    seeds.ask(other)
    who = seeds.member()
    seeds.member(sub="4")
    seeds.ready(who[1], "El examen es el lunes.")
    asked = seeds.ask(who)
    found = course_counts.count(who[1])

    assert found.people == {"learner": 2}
    assert found.versions == {"ready": 1}
    assert found.questions == {"queued": 1}
    assert found.asked_at == asked.asked_at


def test_of_a_course_without_anything_there_is_none(db: str) -> None:
    _, course = seeds.member()
    found = course_counts.count(course)

    assert (found.versions, found.questions, found.asked_at) == ({}, {}, None)


def test_use_counts_what_is_there_and_what_was_asked_since(db: str, statements: list[str]) -> None:
    who = seeds.member()
    _, unused = seeds.member(sub="9", course="another")
    seeds.ready(who[1], "El examen es el lunes.")
    gone = seeds.ready(who[1], "El examen es el martes.", name="otro.md")
    documents.remove(who[1], seeds.document_of(gone))
    seeds.ask(who)
    old = seeds.ask(who, "¿Dónde?")
    questions.remove(who[1], who[0], seeds.ask(who, "¿Quién?").public_id)
    Question.update(asked_at=1000).where(Question.public_id == old.public_id).execute()
    statements.clear()
    found = course_counts.use(reports.days_ms(30))

    assert found == {who[1]: Use(1, 1, 1), unused: Use(0, 1, 0)}
    assert len([each for each in statements if "question" in each]) == 1
