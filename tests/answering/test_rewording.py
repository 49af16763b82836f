"""A model puts in other words what rules could not read, to search with; what was typed counts
first.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from silabo.answering.pipeline import answer
from silabo.answering.writing import Writing
from silabo.domain.answers import AnswerKind, Outcome, OutOfScope, Query
from silabo.domain.errors import LeaseLostError, ModelUnreachableError
from tests.answering.courses import Course, course_of, english, query, quoted
from tests.answering.models import SpokenModel, codes

NOT_STATED = SpokenModel(["NOT_STATED"])


def saying(question: object) -> SpokenModel:
    return SpokenModel([json.dumps({"question": question})])


def ask(course: Course, asked: Query, reworder: SpokenModel, **changes: object) -> Outcome:
    """Ask where a model may reword, and another one writes nothing."""
    writing = Writing(NOT_STATED, codes(), reworder=reworder, **changes)
    return answer(asked, course, writing=writing)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return course_of(english(), tmp_path)


def in_spanish(text: str, *earlier: str) -> Query:
    return replace(query(text), language="es", document_languages=("en",), earlier=earlier)


ENGLISH = "When is the project proposal due?"
TYPED = in_spanish("¿Hasta cuándo se manda el anteproyecto?")


def test_a_question_in_another_language_is_searched_in_that_of_the_documents(
    course: Course,
) -> None:
    plain = answer(TYPED, course)
    model = saying(ENGLISH)
    outcome = ask(course, TYPED, model)

    assert plain.kind is not AnswerKind.EXTRACTIVE
    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert "April 10" in quoted(outcome)
    assert (outcome.language, outcome.understood_as) == ("es", ENGLISH)
    assert "English" in model.prompts[0][1].text
    assert TYPED.text in model.prompts[0][1].text


def test_what_goes_on_and_was_completed_to_nothing_useful_is_completed_again(
    course: Course,
) -> None:
    asked = replace(
        query("until when do I have, then?"),
        language="en",
        earlier=("what do i need?", "the project proposal", "ok"),
        document_languages=("en",),
    )
    outcome = ask(course, asked, saying("Until when do I have the project proposal?"))

    assert "April 10" not in quoted(answer(asked, course))
    assert "April 10" in quoted(outcome)


@pytest.mark.parametrize(
    "said",
    [
        "When is the final exam on May 5?",  # a figure that nobody typed
        "See https://evil.example for the proposal",
        "<b>When</b> is the project proposal due?",
        "",
        "project proposal " * 40,
        7,
        None,
        ["When is the project proposal due?"],
    ],
)
def test_what_the_model_makes_up_is_not_searched(course: Course, said: object) -> None:
    outcome = ask(course, TYPED, saying(said))

    assert outcome == answer(TYPED, course)


@pytest.mark.parametrize(
    "model",
    [
        SpokenModel(["I cannot do that."]),
        SpokenModel(["{" * 900]),
        SpokenModel(["x" * 5000]),
        SpokenModel([ModelUnreachableError("away")]),
    ],
    ids=["no JSON", "open braces", "endless", "away"],
)
def test_a_model_that_fails_changes_nothing(course: Course, model: SpokenModel) -> None:
    outcome = ask(course, TYPED, model)

    assert outcome == answer(TYPED, course)
    assert model.ended == 1


def test_a_follow_up_is_completed_with_words_of_its_thread_only(course: Course) -> None:
    follow_up = query("what day again was it that you said there?")
    earlier = "When is the project proposal due?"
    asked = replace(follow_up, language="en", earlier=(earlier,), document_languages=("en",))
    outcome = ask(course, asked, saying("When is the final exam?"))

    assert "June 3rd" not in quoted(outcome)
    assert outcome.understood_as != "When is the final exam?"


def test_nearly_json_is_mended(course: Course) -> None:
    model = SpokenModel([f"```json\n{{question: '{ENGLISH}'}}\n```"])

    assert "April 10" in quoted(ask(course, TYPED, model))


def test_no_model_is_asked_where_the_words_as_typed_found_the_answer(course: Course) -> None:
    model = saying("When is the midterm?")
    outcome = ask(course, replace(query(ENGLISH), document_languages=("en",)), model)

    assert "April 10" in quoted(outcome)
    assert model.prompts == []


def test_no_model_is_asked_while_others_wait(course: Course) -> None:
    model = saying(ENGLISH)
    ask(course, TYPED, model, may_retry=lambda: False)

    assert model.prompts == []


def test_a_lease_that_is_lost_ends_the_rewording(course: Course) -> None:
    def gone() -> None:
        raise LeaseLostError("another worker has it")

    with pytest.raises(LeaseLostError):
        ask(course, TYPED, saying(ENGLISH), go_on=gone)


def test_a_topic_that_the_course_leaves_out_is_not_reached_by_other_words(course: Course) -> None:
    asked = replace(TYPED, out_of_scope=(OutOfScope("project proposal"),))
    outcome = ask(course, asked, saying(ENGLISH))

    assert "April 10" not in quoted(outcome)
