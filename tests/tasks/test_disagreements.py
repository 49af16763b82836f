"""Documents that disagree are found when one arrives, and an answer that touches it shows both."""

import pytest

from silabo.domain.answers import AnswerKind
from silabo.domain.errors import NotFoundError
from silabo.storage import disagreements, documents, living
from silabo.storage.tables import Disagreement
from tasks.answers import answer_next
from tasks.disagreements import compare_next
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
