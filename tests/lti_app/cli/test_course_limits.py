"""`flask courses closed | limit | language`: each says what holds, and sets it."""

import pytest

from tests import seeds
from tests.lti_app.cli.running import Run


@pytest.mark.parametrize(
    ("command", "given", "after", "reset", "before"),
    [
        ("closed", ["yes"], "closed, students read and cannot ask", ["no"], "students ask"),
        (
            "approval",
            ["yes"],
            "answers wait for an instructor's approval",
            ["no"],
            "answers go at once",
        ),
        (
            "limit",
            ["5"],
            "5 answers of a model in an hour",
            ["--follow"],
            "600 answers of a model in an hour",
        ),
        (
            "limit",
            ["0"],
            "any number of answers of a model in an hour",
            ["--follow"],
            "600 answers of a model in an hour",
        ),
        (
            "language",
            ["fr"],
            "fr, from the next launch of each person on",
            ["--follow"],
            "as each launch says",
        ),
    ],
)
def test_a_setting_of_a_course_is_said_set_and_let_go_by_command(
    run: Run, command: str, given: list[str], after: str, reset: list[str], before: str
) -> None:
    _, other = seeds.member(course="another")
    _, course = seeds.member()
    said = [
        run("courses", command, str(course), *more).output for more in ([], given, [], reset, [])
    ]

    expected = [before, after, after, before, before]
    assert said == [f"Course {course}: {each}.\n" for each in expected]
    run("courses", command, str(course), *given)
    assert after in run("courses", "show", str(course)).output
    assert before in run("courses", "show", str(other)).output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["closed", "9"], "there is no course 9"),
        (["limit", "9", "5"], "there is no course 9"),
        (["language", "9", "fr"], "there is no course 9"),
        (["closed", "1", "perhaps"], "'perhaps' is not one of"),
        (["limit", "1", "-1"], "-1"),
        (["limit", "1", "5", "--follow"], "or say --follow"),
        (["language", "1", "fr", "--follow"], "or say --follow"),
        (["language", "1", "de"], "'de' is not one of"),
    ],
)
def test_a_setting_that_cannot_be_is_answered_with_what_can(
    run: Run, arguments: list[str], said: str
) -> None:
    seeds.member()
    result = run("courses", *arguments)

    assert result.exit_code == 2
    assert said in result.output


def test_the_list_says_how_much_a_course_is_used_and_that_it_is_closed(run: Run) -> None:
    who = seeds.member()
    _, other = seeds.member(sub="9", course="another")
    seeds.ready(who[1], "El examen es el lunes.")
    seeds.ask(who)
    run("courses", "closed", str(other), "yes")
    first, second = run("courses", "list").output.splitlines()

    assert "documents 1, people 1, questions in 30 days 1;  balanced" in first
    assert "documents 0, people 1, questions in 30 days 0;  balanced  (closed)" in second
