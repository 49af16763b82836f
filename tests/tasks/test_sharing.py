"""Those who wait with an equal question get one answer: a model writes it once, each is told."""

import os
import signal
from dataclasses import replace
from typing import Any

import pytest

from silabo.answering.equality import equality_key
from silabo.domain import crash
from silabo.domain.answers import AnswerKind, Query
from silabo.domain.clock import now
from silabo.domain.crash import CrashPoint
from silabo.domain.errors import ModelUnreachableError
from silabo.domain.questions import Question as Asked
from silabo.storage import courses, questions
from silabo.storage.tables import CourseAsked, Delivery, PersonAsked, Question
from tasks.answers import answer_next
from tasks.parts import Parts, Writer
from tests import seeds
from tests.answering.models import SpokenModel, codes
from tests.tasks.work import Work

FACT = "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4."
GOOD = "El primer parcial es el 1 de octubre [1]."
ASKED = "¿Cuándo es el primer parcial?"
OTHERS = ("cuando es el primer parcial", "Hola! ¿cuándo es el primer parcial? gracias")


class Class:
    """Students of one course, each of whom asks once."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.model = SpokenModel([GOOD] * 9)
        self.asked: list[tuple[int, str]] = []

    @property
    def parts(self) -> Parts:
        return self.work.given(writer=Writer(self.model, codes()))

    def asks(self, *texts: str, **changes: Any) -> None:
        """Each text is asked by another student."""
        for text in texts:
            who = seeds.member(sub=f"student {len(self.asked)}")
            alike = equality_key(Query(text, "es", now(), "UTC"))
            new = replace(seeds.new_question(who, text), alike=alike, **changes)
            self.asked.append((who[0], questions.ask(new)[0].public_id))

    def seen(self) -> list[Asked]:
        """The questions as their askers see them."""
        return [questions.get(self.work.course, who, public_id) for who, public_id in self.asked]


def test_where_answers_wait_for_approval_those_of_all_who_ask_the_same_do(work: Work) -> None:
    work.ready(FACT)
    students = Class(work)
    students.asks(ASKED, *OTHERS)
    courses.choose_approval(work.course, wanted=True)
    answer_next(students.parts)

    assert len(students.model.prompts) == 1
    assert {each.state for each in students.seen()} == {"unapproved"}
    assert {each.answer for each in students.seen()} == {None}


@pytest.fixture
def students(work: Work) -> Class:
    work.ready(FACT)
    return Class(work)


def test_one_text_of_a_model_answers_all_who_ask_the_same(students: Class) -> None:
    students.asks(ASKED, *OTHERS)
    answer_next(students.parts)

    assert len(students.model.prompts) == 1
    for question in students.seen():
        assert question.answer is not None
        assert question.answer.kind is AnswerKind.GENERATED
        assert question.answer.sentences[0].text == GOOD.removesuffix(" [1].") + "."
        assert len(question.answer.citations) == 1
    assert Delivery.select().count() == len(students.asked)
    assert not answer_next(students.parts)


def test_another_question_or_another_scope_is_answered_by_itself(students: Class) -> None:
    students.asks(ASKED, "¿Dónde es el primer parcial?")
    students.asks(ASKED, documents=("a document that is gone",))
    answer_next(students.parts)

    assert [question.state for question in students.seen()] == ["answered", "queued", "queued"]


def test_what_waits_for_an_answer_in_work_is_not_claimed(students: Class) -> None:
    students.asks(ASKED, OTHERS[0], "¿Dónde es el primer parcial?")
    first, second = questions.claim("a"), questions.claim("b")

    assert first is not None
    assert second is not None
    assert (first.text, second.text) == (ASKED, "¿Dónde es el primer parcial?")
    assert questions.claim("c") is None


def test_who_waited_for_one_that_failed_is_answered_by_the_next(students: Class) -> None:
    students.asks(ASKED, *OTHERS)
    first = questions.claim("a")
    assert first is not None
    questions.give_back(first, "model away", 0.5, counted=True)
    answer_next(students.parts)

    assert [question.state for question in students.seen()] == ["queued", "answered", "answered"]


def test_who_was_not_reached_by_a_worker_that_died_is_answered_by_the_next(
    students: Class,
) -> None:
    students.asks(ASKED, *OTHERS)
    claimed = questions.claim("a")
    assert claimed is not None
    questions.record(claimed, seeds.extractive(), took_ms=5)  # and nothing more
    while answer_next(students.parts):
        pass

    assert [question.state for question in students.seen()] == ["answered"] * 3
    assert Delivery.select().count() == 3


def test_a_follow_up_is_told_what_it_was_understood_as_and_others_are_not(
    students: Class,
) -> None:
    students.asks(ASKED)
    who = seeds.member(sub="who goes on")
    earlier = seeds.ask(who, "¿Cuándo es el segundo parcial?")
    alike = equality_key(Query(ASKED, "es", now(), "UTC"))
    new = seeds.new_question(who, "¿y el primero?", follows=earlier.public_id, alike=alike)
    students.asked.append((who[0], questions.ask(new)[0].public_id))
    answer_next(students.parts)

    first, second = students.seen()
    assert first.answer is not None
    assert second.answer is not None
    assert first.answer.understood_as == ""
    assert second.answer.understood_as == ASKED
    assert second.answer.sentences == first.answer.sentences


def test_a_message_of_several_questions_shares_nothing(students: Class) -> None:
    several = "¿Cuándo es el primer parcial? ¿Dónde es el primer parcial?"
    students.asks(several, several)
    answer_next(students.parts)

    assert [question.state for question in students.seen()] == ["answered", "queued"]


def test_what_was_quoted_for_want_of_patience_is_told_to_nobody_else(students: Class) -> None:
    students.asks(ASKED, OTHERS[0])
    away = SpokenModel([ModelUnreachableError("away")])
    answer_next(students.work.given(writer=Writer(away, codes(), patience_s=0.0)))

    assert [question.state for question in students.seen()] == ["answered", "queued"]


def test_an_answer_that_another_one_shared_counts_against_nobody(students: Class) -> None:
    students.asks(ASKED, OTHERS[0])
    answer_next(students.parts)
    written = [row.written for row in PersonAsked.select().order_by(PersonAsked.person)]

    assert written == [1, 0]
    assert CourseAsked.get().written == 1


def test_a_worker_that_is_killed_between_two_leaves_the_rest_to_the_next(students: Class) -> None:
    def strike(at: CrashPoint) -> None:
        if at is CrashPoint.ANSWER_SHARED:
            os.kill(os.getpid(), signal.SIGKILL)

    students.asks(ASKED, *OTHERS, OTHERS[0])
    child = os.fork()
    if not child:
        crash.arm(strike)
        answer_next(students.parts)
        os._exit(1)  # it should not have come so far
    _, status = os.waitpid(child, 0)
    before = [question.state for question in students.seen()]
    seeds.overdue(Question)
    questions.sweep()
    answer_next(students.parts)

    assert os.WTERMSIG(status) == signal.SIGKILL
    assert before == ["answered", "answered", "queued", "queued"]
    assert [question.state for question in students.seen()] == ["answered"] * 4
    assert Delivery.select().count() == 4
    assert len(students.model.prompts) == 1  # beside that of the one that died
    assert not answer_next(students.parts)
