"""`flask courses`: the courses, their time zones, how careful they are and what they leave out."""

import pytest

from lti_app.cli import courses
from silabo.storage import course_models, scopes
from silabo.storage.tables import Course
from tests import seeds
from tests.lti_app.cli.running import Run
from wiring.parts import System


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


def test_topics_are_left_out_and_taken_back_by_command(run: Run) -> None:
    _, other = seeds.member()
    _, course = seeds.member(course="another")
    none = run("courses", "scope", str(course))
    run("courses", "scope", str(course), "exam solutions", "--say", "Ask Ana.")
    two = run("courses", "scope", str(course), "grades of others")
    other_words = run("courses", "scope", str(course), "exam solutions", "--say", "Ask Tom.")
    one = run("courses", "scope", str(course), "exam solutions", "--answer")

    assert none.output == f"Course {course} leaves out no topic.\n"
    assert two.output == "exam solutions: Ask Ana.\ngrades of others: our sentence\n"
    assert "exam solutions: Ask Tom.\n" in other_words.output
    assert one.output == "grades of others: our sentence\n"
    assert scopes.topics(other) == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["9"], "there is no course 9"),
        (["1", "?"], "A topic is a few words"),
        (["1", "x" * 81], "A topic is a few words"),
        (["1", "exam", "--say", "x" * 501], "500 characters at most"),
        (["1", "exam", "--answer"], "leaves out no topic “exam”"),
        (["1", "--say", "Ask Ana."], "name the topic"),
    ],
)
def test_a_topic_that_cannot_be_left_out_is_answered_with_why(
    run: Run, arguments: list[str], said: str
) -> None:
    seeds.member()
    result = run("courses", "scope", *arguments)

    assert result.exit_code == 2
    assert said in result.output


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


@pytest.fixture
def with_models(run: Run, system: System) -> Run:
    """Runs a command where there are three models, of which one has to be picked."""
    system.app.cli.add_command(courses.group("UTC", ["qwen2.5:7b", "campus"], ["big"]))
    return run


@pytest.mark.row("model-5")
def test_which_model_writes_in_a_course_is_shown_and_picked_by_command(with_models: Run) -> None:
    _, course = seeds.member()
    said = [
        with_models("courses", "model", str(course), *more).output.strip()
        for more in ([], ["big"], ["campus"], [], ["none"], ["--follow"])
    ]

    assert [each.removeprefix(f"Course {course}: ") for each in said] == [
        "qwen2.5:7b, then campus, then quotations.",
        "big, then qwen2.5:7b, then campus, then quotations, as it picked.",
        "campus, then qwen2.5:7b, then quotations, as it picked.",
        "campus, then qwen2.5:7b, then quotations, as it picked.",
        "no model writes, answers are quotations, as it picked.",
        "qwen2.5:7b, then campus, then quotations.",
    ]


@pytest.mark.row("model-5")
def test_only_what_administrators_allow_can_be_picked(with_models: Run) -> None:
    _, course = seeds.member()
    result = with_models("courses", "model", str(course), "nobody")

    assert result.exit_code == 2
    assert "there are qwen2.5:7b, campus, big, none" in result.output
    assert course_models.picked(course) == ""


@pytest.mark.row("model-5")
def test_a_pick_that_is_no_longer_there_is_said(with_models: Run) -> None:
    _, course = seeds.member()
    course_models.pick(course, "former")

    assert "it picked former, which is no longer there" in (
        with_models("courses", "model", str(course)).output
    )
