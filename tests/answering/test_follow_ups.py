"""A message of a thread: answered as it is completed from what was asked before it."""

from dataclasses import replace

import pytest

from silabo.answering.pipeline import answer, first_passages
from silabo.domain.answers import AnswerKind, Outcome, OutOfScope, Query
from silabo.language.follow_ups import completed
from tests.answering.courses import Course, query, quoted


def in_thread(text: str, *earlier: str) -> Query:
    return replace(query(text), language=query(earlier[0]).language, earlier=earlier)


def ask(course: Course, text: str, *earlier: str) -> Outcome:
    return answer(in_thread(text, *earlier), course)


@pytest.mark.parametrize(
    ("language", "earlier", "message", "whole"),
    [
        ("es", "¿Cuándo es el primer parcial?", "y el segundo?", "¿Cuándo es el segundo parcial?"),
        (
            "es",
            "¿Cuándo es el primer parcial?",
            "en qué aula?",
            "¿En qué aula el primer parcial?",
        ),
        ("en", "When is the midterm?", "and the final exam?", "When is the final exam?"),
        (
            "en",
            "When is the final exam?",
            "how much is it worth",
            "How much is the final exam worth?",
        ),
        ("fr", "Quand est le partiel ?", "et l'examen final ?", "Quand est l'examen final ?"),
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


def test_a_message_that_stands_alone_is_answered_as_without_its_thread(
    courses: dict[str, Course],
) -> None:
    alone = courses["en"].ask("Is attendance mandatory?")

    assert ask(courses["en"], "Is attendance mandatory?", "When is the midterm?") == alone
    assert alone.understood_as == ""


def test_what_may_be_meant_as_it_is_written_is_kept_where_that_is_surer(
    courses: dict[str, Course],
) -> None:
    message = "and I can use ChatGPT in homework?"
    earlier = "When does the aquarium near the old harbour open for visitors?"
    whole = completed(message, [earlier], "en")
    outcome = ask(courses["en"], message, earlier)

    assert "aquarium" in whole
    assert courses["en"].ask(whole).kind is not AnswerKind.EXTRACTIVE
    assert (outcome.kind, outcome.understood_as) == (AnswerKind.EXTRACTIVE, "")
    assert "ChatGPT is not permitted" in quoted(outcome)


def test_a_refusal_of_a_follow_up_says_what_was_looked_for_in_its_thread(
    courses: dict[str, Course],
) -> None:
    outcome = ask(courses["en"], "and how much is it?", "When is the aquarium open?")

    assert outcome.kind is AnswerKind.DECLINED
    assert outcome.understood_as == "How much is the aquarium open?"
    assert "aquarium" in " ".join(outcome.searched)


def test_a_follow_up_on_a_topic_that_a_course_leaves_out_is_left_out(
    courses: dict[str, Course],
) -> None:
    left = (OutOfScope("midterm", "Ask the office."),)
    followed = in_thread("and in which room?", "When is the midterm?")
    outcome = answer(replace(followed, out_of_scope=left), courses["en"])

    assert outcome.kind is AnswerKind.REPLY
    assert quoted(outcome) == "Ask the office."
    assert first_passages(replace(followed, out_of_scope=left), courses["en"]) == []


def test_thanks_in_a_thread_are_thanks(courses: dict[str, Course]) -> None:
    assert ask(courses["en"], "thanks!", "When is the midterm?").reply == "reply_thanks"
