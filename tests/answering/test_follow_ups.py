"""A message of a thread: answered as it is completed from what was asked before it."""

from dataclasses import replace

import pytest

from silabo.answering.pipeline import answer, first_passages
from silabo.domain.answers import AnswerKind, Outcome, Query
from tests.answering.courses import Course, query, quoted


def in_thread(text: str, *earlier: str) -> Query:
    return replace(query(text), language=query(earlier[0]).language, earlier=earlier)


def ask(course: Course, text: str, *earlier: str) -> Outcome:
    return answer(in_thread(text, *earlier), course)


@pytest.mark.parametrize(
    ("language", "earlier", "message", "whole"),
    [
        ("es", "¿Cuándo es el primer parcial?", "y el segundo?", "¿Cuándo es el segundo parcial?"),
    ],
)
def test_a_follow_up_is_answered_as_the_question_that_it_is_completed_to(
    courses: dict[str, Course], language: str, earlier: str, message: str, whole: str
) -> None:
    course = courses[language]
    outcome = ask(course, message, earlier)

    assert outcome.understood_as == whole
    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert quoted(outcome) == quoted(course.ask(whole))
    assert first_passages(in_thread(message, earlier), course) == first_passages(
        query(whole), course
    )
