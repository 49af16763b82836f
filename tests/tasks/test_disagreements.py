"""Documents that disagree are found when one arrives, and an answer that touches it shows both."""

from typing import Any

import pytest

import tasks.disagreements
from silabo.domain.answers import AnswerKind
from silabo.domain.errors import NotFoundError
from silabo.domain.queues import Queue
from silabo.storage import answers, database, disagreements, documents, living
from silabo.storage.tables import Disagreement
from tasks import upkeep
from tasks.answers import answer_next
from tasks.disagreements import compare_next
from tasks.slots import Slots
from tests import seeds
from tests.tasks.work import Work

ONE = "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4."
OTHER = "Primer parcial: 8 de octubre, aula 4."


@pytest.fixture
def both(work: Work) -> Work:
    """A course with two documents that state another day."""
    work.ready(ONE)
    compare()
    work.ready("Portada del curso.", OTHER)
    compare()
    return work


@pytest.fixture
def statements(both: Work) -> list[str]:
    """What the database is asked from here on."""
    asked: list[str] = []
    database.database.obj.query_hooks.append(lambda query: asked.append(query.sql))
    return asked


def compare() -> None:
    while living.look() or compare_next():
        pass


def test_a_document_that_arrives_is_held_against_those_that_are_there(both: Work) -> None:
    (found,) = disagreements.listed(both.course)

    assert found.kind == "date"
    assert {found.one_value, found.other_value} == {"1 de octubre", "8 de octubre"}
    assert {found.one.quote, found.other.quote} == {ONE, OTHER}
    assert found.one.document != found.other.document
    assert not compare_next()


def test_an_answer_that_touches_it_shows_both_places_and_says_so(both: Work) -> None:
    asked = both.ask()
    answer_next(both.parts)
    answer = both.question(asked).answer

    assert answer is not None
    assert answer.kind is AnswerKind.EXTRACTIVE
    assert answer.disagrees
    assert {each.quote for each in answer.citations} == {ONE, OTHER}
    told = {number for sentence in answer.sentences for number in sentence.citations}
    assert told == {each.number for each in answer.citations}


def test_once_both_are_right_an_answer_shows_one_place_again(both: Work) -> None:
    (found,) = disagreements.listed(both.course)
    disagreements.dismiss(both.course, found.public_id)
    asked = both.ask()
    answer_next(both.parts)
    answer = both.question(asked).answer

    assert disagreements.listed(both.course) == []
    assert answer is not None
    assert not answer.disagrees


def test_what_was_taken_off_does_not_come_back_with_the_same_words(both: Work) -> None:
    (found,) = disagreements.listed(both.course)
    disagreements.dismiss(both.course, found.public_id)
    documents.remove(both.course, found.one.document)
    both.ready(found.one.quote)
    compare()

    assert disagreements.listed(both.course) == []
    assert Disagreement.select().count() == 1


def test_it_is_listed_as_long_as_both_documents_are_there(both: Work) -> None:
    (found,) = disagreements.listed(both.course)
    documents.remove(both.course, found.other.document)
    gone = disagreements.listed(both.course)
    both.ready(found.other.quote, "Y otra cosa.")

    assert gone == []
    assert len(disagreements.listed(both.course)) == 1


def test_another_course_sees_and_takes_off_nothing(both: Work) -> None:
    _, other = seeds.member(sub="9", course="3")
    (found,) = disagreements.listed(both.course)

    assert disagreements.listed(other) == []
    with pytest.raises(NotFoundError):
        disagreements.dismiss(other, found.public_id)


def test_what_is_over_is_forgotten_once_the_course_was_looked_at(both: Work) -> None:
    (found,) = disagreements.listed(both.course)
    documents.remove(both.course, found.other.document)
    compare()
    forgotten = Disagreement.select().count()
    both.ready(found.other.quote, "Y otra cosa.")
    compare()

    assert forgotten == 0
    assert len(disagreements.listed(both.course)) == 1


def test_a_place_that_moved_is_named_where_it_stands_now(both: Work) -> None:
    (found,) = disagreements.listed(both.course)
    moved = both.ready("Y otra cosa.", found.other.quote)
    documents.remove(both.course, found.other.document)
    compare()
    (row,) = Disagreement.select()

    assert row.public_id == found.public_id
    assert seeds.document_of(moved) in {row.one["document"], row.other["document"]}


def test_an_answer_asks_nothing_of_what_it_does_not_touch(
    both: Work, statements: list[str]
) -> None:
    (row,) = Disagreement.select()
    asked_of_one = told_beside(both, row.one, statements)
    for number in range(60):
        gone = {"version": f"v{number}", "anchor": "p1", "quote": f"Otra cosa {number}."}
        Disagreement.create(
            public_id=f"d{number}",
            course=both.course,
            key=f"k{number}",
            kind="date",
            one=row.one | gone,
            other=row.other | gone,
            one_value="",
            other_value="",
            created_at=1,
        )
    asked_of_many = told_beside(both, row.one, statements)

    assert asked_of_many == asked_of_one


def told_beside(work: Work, place: dict[str, Any], statements: list[str]) -> int:
    """How many statements it takes to find what is said against a place."""
    statements.clear()
    (told,) = disagreements.other_places(work.course, answers.read_back([place]))
    assert told.quote != place["quote"]
    return len(statements)


def test_a_document_that_cannot_be_compared_keeps_nothing_else_from_its_turn(
    work: Work, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError("words of a document")

    work.ready(ONE)
    living.look()
    monkeypatch.setattr(tasks.disagreements, "disagreements", fails)
    slots = Slots(work.parts, ring=lambda _: None)
    done = [slots.run(Queue.DOCUMENTS), slots.run(Queue.DOCUMENTS)]

    assert done == [True, False]
    assert "comparing_failed" in caplog.messages
    assert "words" not in caplog.text


def test_an_upkeep_that_is_out_of_time_leaves_comparing_to_the_next(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.ready(ONE)
    monkeypatch.setattr(upkeep, "LOOKING_S", -1.0)
    more = [upkeep.tidy(work.parts) for _ in range(3)]

    assert more == [True, True, False]
