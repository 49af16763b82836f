"""Which model a course picked, and how the models do."""

import pytest

from silabo.storage import course_models
from silabo.storage.course_models import LONGEST_TEXT, ModelRecord
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
    course_models.note(other, "campus", failure="draft_rejected", text="It is on 4 June [1].")
    course_models.note(course, "small", failure="ModelSlowError")
    found = course_models.records()

    assert (found["campus"].written, found["campus"].failed) == (2, 1)
    assert found["campus"].failure == "draft_rejected"
    assert found["campus"].text == "It is on 4 June [1]."
    assert found["campus"].failed_at is not None
    assert (found["small"].written, found["small"].failure) == (0, "ModelSlowError")


def test_the_last_failure_of_any_course_is_told(db: None) -> None:
    _, course = seeds.member()
    _, other = seeds.member(course="another")
    course_models.note(other, "campus", failure="ModelSlowError")
    seeds.change(CourseModel, failed_at=CourseModel.failed_at - 60_000)
    course_models.note(course, "campus", failure="draft_rejected", text="newer")

    assert course_models.records()["campus"].text == "newer"


def test_a_pick_alone_is_no_failure(db: None) -> None:
    _, course = seeds.member()
    course_models.pick(course, "campus")

    assert course_models.records() == {"campus": ModelRecord()}


@pytest.mark.parametrize("text", ["x" * 5000, "a\0b", "é" * 5000])
def test_what_a_model_wrote_is_kept_in_bounds(db: None, text: str) -> None:
    _, course = seeds.member()
    course_models.note(course, "campus", failure="draft_rejected", text=text)
    kept = course_models.records()["campus"].text

    assert 0 < len(kept) <= LONGEST_TEXT
    assert "\0" not in kept
