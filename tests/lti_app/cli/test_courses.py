"""`flask courses`: the courses, the time zone that each keeps, and how careful it is."""

import pytest

from silabo.storage.tables import Course
from tests import seeds
from tests.lti_app.cli.running import Run


def test_no_course_is_said(run: Run) -> None:
    assert "No course yet" in run("courses", "list").output


@pytest.mark.row("zone-2")
def test_a_zone_is_shown_changed_and_let_go_by_command(run: Run) -> None:
    _, course = seeds.member()
    before = run("courses", "list").output
    changed = run("courses", "zone", str(course), "America/Argentina/Buenos_Aires")
    after = run("courses", "list").output
    let_go = run("courses", "zone", str(course), "--follow")

    assert "Álgebra Lineal I (LMS)  Europe/Madrid: SILABO_TIME_ZONE" in before
    assert changed.exit_code == 0
    assert "America/Argentina/Buenos_Aires: chosen by hand" in after
    assert f"Course {course} is in UTC" in let_go.output
    assert Course.get_by_id(course).zone_from == "default"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["1"], "or say --follow"),
        (["1", "Europe/Madrid", "--follow"], "or say --follow"),
        (["9", "Europe/Madrid"], "there is no course 9"),
        (["1", "Middle/Earth"], "There is no time zone “Middle/Earth”"),
    ],
)
def test_a_command_that_cannot_be_is_answered_with_what_can(
    run: Run, arguments: list[str], said: str
) -> None:
    seeds.member()
    result = run("courses", "zone", *arguments)

    assert result.exit_code == 2
    assert said in result.output


def test_how_careful_a_course_is_is_shown_and_set_by_command(run: Run) -> None:
    _, other = seeds.member()
    _, course = seeds.member(course="another")
    before = run("courses", "caution", str(course))
    changed = run("courses", "caution", str(course), "careful")
    after = run("courses", "caution", str(course))
    listed = run("courses", "list").output.splitlines()

    assert f"Course {course} is balanced: " in before.output
    assert f"Course {course} is careful: " in changed.output
    assert changed.output == after.output
    assert [line.rpartition(";  ")[2] for line in listed] == ["balanced", "careful"]
    assert {each.id: each.caution for each in Course.select()} == {
        other: "balanced",
        course: "careful",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["9"], "there is no course 9"), (["1", "brave"], "'brave' is not one of 'careful'")],
)
def test_a_caution_that_cannot_be_is_answered_with_what_can(
    run: Run, arguments: list[str], said: str
) -> None:
    seeds.member()
    result = run("courses", "caution", *arguments)

    assert result.exit_code == 2
    assert said in result.output
