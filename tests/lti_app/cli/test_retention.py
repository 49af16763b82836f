"""`flask retention run` and `flask courses retention`: what goes, and when."""

import pytest

from silabo.storage.tables import Delivery, Question
from tests import seeds
from tests.lti_app.cli.running import Run


def old() -> int:
    """A course with one question of long ago, whose letter has gone."""
    who = seeds.member()
    seeds.answered(who)
    Question.update(asked_at=1).execute()
    Delivery.update(state="sent").execute()
    return who[1]


def test_by_default_it_says_that_everything_is_kept(run: Run) -> None:
    old()
    output = run("retention", "run").output

    assert output.count("kept for good") == 3
    assert "Gone: questions 0, letters 0, launches 0." in output


@pytest.mark.row("retention-3")
def test_a_course_that_keeps_less_long_is_told_and_a_dry_run_changes_nothing(run: Run) -> None:
    course = str(old())
    said = run("courses", "retention", course, "30").output
    dry = run("retention", "run", "--dry-run").output
    kept = Question.select().count()
    done = run("retention", "run").output
    follows = run("courses", "retention", course, "--follow").output

    assert said == f"Course {course} keeps questions 30 days.\n"
    assert "Would go: questions 1, letters 0, launches 0." in dry
    assert kept == 1
    assert "Gone: questions 1, letters 0, launches 0." in done
    assert Question.select().count() == 0
    assert follows == f"Course {course} keeps questions for good.\n"


@pytest.mark.parametrize("words", [("99",), ("1", "-3"), ("1", "30", "--follow")], ids=" ".join)
def test_what_cannot_be_is_refused(run: Run, words: tuple[str, ...]) -> None:
    seeds.member()

    assert run("courses", "retention", *words).exit_code == 2
