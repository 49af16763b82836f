"""The outcome between an answer and a refusal: the closest that the documents say."""

from pathlib import Path

import pytest

from silabo.answering.examples import answered
from silabo.answering.reading import Reading
from silabo.answering.receipts import holds
from silabo.answering.weights import QUOTING, THRESHOLDS
from silabo.domain.answers import AnswerKind, Outcome
from tests.answering.courses import Course, Writing, course_of, query

TALK = "The project talk is in the big hall."


@pytest.fixture
def unsure(tmp_path: Path) -> Course:
    """A course that speaks of what is asked, and does not say when it is."""
    return course_of(Writing("Syllabus", "en").paragraph(TALK), tmp_path)


@pytest.fixture
def closest(unsure: Course) -> Outcome:
    return unsure.ask("When is the project talk?")


def test_what_may_not_answer_is_quoted_with_its_place(closest: Outcome) -> None:
    assert closest.kind is AnswerKind.CLOSEST
    assert [each.text for each in closest.sentences] == [TALK]
    assert [(each.number, each.quote) for each in closest.citations] == [(1, TALK)]
    assert closest.nearest == ()


def test_what_may_not_answer_names_what_was_looked_for(closest: Outcome) -> None:
    assert closest.searched == ("project", "talk")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Where is the project talk?", AnswerKind.EXTRACTIVE),
        ("When is the project talk?", AnswerKind.CLOSEST),
        ("Who painted the Mona Lisa?", AnswerKind.DECLINED),
    ],
)
def test_how_sure_it_is_decides_between_the_three(
    unsure: Course, question: str, kind: AnswerKind
) -> None:
    outcome = unsure.ask(question)
    bounds = {
        AnswerKind.EXTRACTIVE: (THRESHOLDS.balanced_answered, 1.0),
        AnswerKind.CLOSEST: (THRESHOLDS.balanced_closest, THRESHOLDS.balanced_answered),
        AnswerKind.DECLINED: (0.0, THRESHOLDS.balanced_closest),
    }
    least, most = bounds[kind]

    assert outcome.kind is kind
    assert least <= outcome.confidence <= most


def test_the_closest_are_few_and_of_passages_of_their_own(tmp_path: Path) -> None:
    writing = Writing("Syllabus", "en")
    for place in ("in the big hall", "open to guests", "recorded", "given in pairs", "graded"):
        writing.paragraph(f"The project talk is {place}. {'It takes some courage. ' * 12}")
    outcome = course_of(writing, tmp_path).ask("When is the project talk?")
    passages = {each.passage_id for each in outcome.citations}

    assert outcome.kind is AnswerKind.CLOSEST
    assert len(outcome.citations) == len(passages) == QUOTING.most_closest


def test_a_passage_that_comes_near_in_two_sentences_keeps_no_other_away(tmp_path: Path) -> None:
    twice, other = f"{TALK} The project talk is open to guests.", "A talk may be given in pairs."
    writing = Writing("Syllabus", "en").paragraph(twice).heading("Seminar").paragraph(other)
    outcome = course_of(writing, tmp_path).ask("When is the project talk?")

    assert outcome.kind is AnswerKind.CLOSEST
    assert other in [each.text for each in outcome.sentences]


def test_the_closest_is_shown_with_what_stands_around_it_and_after_it(tmp_path: Path) -> None:
    around, after = f"{TALK} It is open to guests.", "Bring your slides on a stick."
    course = course_of(Writing("Syllabus", "en").paragraph(around).paragraph(after), tmp_path)
    outcome = course.ask("When is the project talk?")

    assert outcome.kind is AnswerKind.CLOSEST
    assert [each.text for each in outcome.sentences] == [around, after]
    assert [each.citations for each in outcome.sentences] == [(1,), (2,)]


def test_no_quotation_of_the_closest_is_longer_than_one_of_an_answer(tmp_path: Path) -> None:
    writing = Writing("Syllabus", "en")
    for place in ("in the big hall", "open to guests", "given in pairs"):
        writing.paragraph(f"The project talk is {place}. {'It takes some courage. ' * 40}")
    course = course_of(writing, tmp_path)
    outcome = course.ask("When is the project talk?")
    passages = {passage.id: passage for passage in course.passages.values()}

    assert len(outcome.citations) == QUOTING.most_closest
    for citation in outcome.citations:
        assert QUOTING.complete < len(citation.quote.split()) <= QUOTING.widest
        assert holds(citation.quote, passages[citation.passage_id or 0])


def test_a_question_that_may_not_be_answered_is_no_example(unsure: Course) -> None:
    asked = [query("When is the project talk?"), query("Where is the project talk?")]

    examples = answered(asked, unsure, limit=2, reading=Reading())

    assert examples == ["Where is the project talk?"]


@pytest.mark.parametrize(
    ("language", "says", "question"),
    [
        ("en", "The midterm takes place in room 118.", "In which room is the final exam?"),
        ("es", "El primer parcial es en el aula 12.", "¿En qué aula es el examen final?"),
        ("fr", "Le partiel a lieu en salle 12.", "Dans quelle salle est l'examen final ?"),
    ],
)
def test_a_room_of_something_else_is_not_near_to_what_no_passage_names(
    tmp_path: Path, language: str, says: str, question: str
) -> None:
    course = course_of(Writing("Syllabus", language).paragraph(says), tmp_path)

    assert course.ask(question).kind is AnswerKind.DECLINED


@pytest.mark.parametrize(
    ("language", "says", "question"),
    [
        ("en", "The final exam is written.", "In which room is the final exam?"),
        ("es", "El examen final es escrito.", "¿En qué aula es el examen final?"),
        ("fr", "L'examen final est écrit.", "Dans quelle salle est l'examen final ?"),
    ],
)
def test_what_is_said_of_the_work_that_is_asked_about_stays_near(
    tmp_path: Path, language: str, says: str, question: str
) -> None:
    course = course_of(Writing("Syllabus", language).paragraph(says), tmp_path)

    assert course.ask(question).kind is AnswerKind.CLOSEST
