"""Which model a course picked, and how the models do."""

from dataclasses import replace
from typing import Any

import pytest

from silabo.domain.model_calls import CallPurpose, DraftVerdict, Judgement, ModelCall, Reason
from silabo.domain.questions import Question
from silabo.storage import course_models, model_calls, questions, tables
from silabo.storage.course_models import ModelRecord
from silabo.storage.tables import CourseModel
from tests import seeds


def test_a_course_follows_the_order_until_it_picks(db: None) -> None:
    _, course = seeds.member()
    _, other = seeds.member(course="another")
    before = course_models.picked(course)
    course_models.pick(course, "campus")
    course_models.pick(course, "qwen2.5:7b")

    assert before == ""
    assert course_models.picked(course) == "qwen2.5:7b"
    assert course_models.picked(other) == ""


def test_a_course_follows_the_order_again(db: None) -> None:
    _, course = seeds.member()
    course_models.pick(course, "campus")
    course_models.pick(course, "")

    assert course_models.picked(course) == ""


def test_what_came_of_a_model_is_counted_over_all_courses(db: None) -> None:
    _, course = seeds.member()
    _, other = seeds.member(course="another")
    course_models.note(course, "campus")
    course_models.note(other, "campus")
    course_models.note(other, "campus", failure="draft_rejected")
    course_models.note(course, "small", failure="ModelSlowError")
    found = course_models.records()

    assert (found["campus"].written, found["campus"].failed) == (2, 1)
    assert found["campus"].failure == "draft_rejected"
    assert found["campus"].failed_at is not None
    assert (found["small"].written, found["small"].failure) == (0, "ModelSlowError")


def test_the_last_failure_of_any_course_is_told(db: None) -> None:
    _, course = seeds.member()
    _, other = seeds.member(course="another")
    course_models.note(other, "campus", failure="ModelSlowError")
    seeds.change(CourseModel, failed_at=CourseModel.failed_at - 60_000)
    course_models.note(course, "campus", failure="draft_rejected")

    assert course_models.records()["campus"].failure == "draft_rejected"


def test_a_pick_alone_is_no_failure(db: None) -> None:
    _, course = seeds.member()
    course_models.pick(course, "campus")

    assert course_models.records() == {"campus": ModelRecord()}


def call(text: str, **changes: Any) -> ModelCall:
    rejected = Judgement(DraftVerdict.REJECTED, reasons=(Reason.UNSTATED,))
    return replace(ModelCall("campus", text=text, judgement=rejected), **changes)


def kept(who: tuple[int, int], *calls: ModelCall) -> Question:
    """A question with these calls."""
    asked = seeds.answered(who)
    row = tables.Question.get(tables.Question.public_id == asked.public_id)
    model_calls.keep(row.id, calls)
    return asked


@pytest.mark.row("calls-2")
def test_what_a_model_wrote_last_that_was_no_answer_is_told_until_its_question_goes(
    db: None,
) -> None:
    ana = seeds.member()
    course_models.note(ana[1], "campus", failure="draft_rejected")
    accepted = Judgement(DraftVerdict.ACCEPTED)
    kept(ana, call("older"))
    last = kept(
        ana,
        call("newest"),
        call("good", judgement=accepted),
        call("of another", name="small"),
        call("a score", purpose=CallPurpose.CRITIC),
    )
    told = course_models.records()["campus"].text
    questions.remove(ana[1], ana[0], last.public_id)

    assert told == "newest"
    assert course_models.records()["campus"].text == "older"
