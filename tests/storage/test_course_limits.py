"""What administrators set for a course: the same on every database, and noted in the audit."""

import pytest

from silabo.domain.errors import QuotaError
from silabo.domain.questions import Caps
from silabo.storage import audit, course_limits, questions
from tests import seeds


def test_a_limit_of_a_course_stands_for_that_of_all(db: str) -> None:
    one, other = seeds.member(), seeds.member(sub="9", course="another")
    course_limits.limit_hour(one[1], 1)
    caps = Caps(course_hour=2)
    for who in (one, other, other):
        questions.ask(seeds.new_question(who), caps)

    for who in (one, other):
        with pytest.raises(QuotaError, match="course_questions"):
            questions.ask(seeds.new_question(who), caps)


@pytest.mark.parametrize(("own", "holds"), [(None, 2), (0, 0), (5, 5)])
def test_no_limit_of_its_own_is_that_of_all_and_none_is_any_number(
    db: str, own: int | None, holds: int
) -> None:
    _, course = seeds.member()
    course_limits.limit_hour(course, 9)
    course_limits.limit_hour(course, own)

    assert course_limits.hour(course, Caps(course_hour=2)) == holds


def test_what_is_set_is_noted_once_and_only_where_it_changes(db: str) -> None:
    _, course = seeds.member()
    for _ in range(2):
        course_limits.close(course, closed=True)
        course_limits.limit_hour(course, 5)
        course_limits.speak(course, "fr")
    course_limits.close(course, closed=False)
    course_limits.limit_hour(course, None)
    course_limits.speak(course, "")
    noted = [each.detail for each in audit.listed() if each.event == "setting_changed"]

    assert noted == [
        "closed",
        "answers of a model in an hour: 5",
        "language fr",
        "open again",
        "answers of a model in an hour: as in all courses",
        "language of each launch",
    ]


def test_a_course_is_closed_by_itself(db: str) -> None:
    (_, one), (_, other) = seeds.member(), seeds.member(sub="9", course="another")
    course_limits.close(one, closed=True)

    assert [course_limits.is_closed(each) for each in (one, other)] == [True, False]
