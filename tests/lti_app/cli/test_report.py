"""`flask report`: figures of what was asked, without a name or a text."""

import csv
import io
import json

import pytest

from silabo.domain.answers import AnswerKind, Unhelpful
from silabo.storage import questions
from silabo.storage.tables import Question
from tests import seeds
from tests.lti_app.cli.running import Run

DAY_MS = 86_400_000


def course_of_three() -> tuple[int, int]:
    """Two persons ask three questions: quoted and helpful, not sure, one that waits."""
    ana, eva = seeds.member(), seeds.member(sub="4", name="Eva", email="eva@example.org")
    helped = seeds.answered(ana, text="¿Cuándo es el canario?")
    questions.take_feedback(ana[1], ana[0], helped.public_id, answered=True)
    seeds.answered(eva, seeds.extractive(kind=AnswerKind.CLOSEST), text="¿Dónde?")
    seeds.ask(ana, "¿Quién?")
    return ana


def figures(run: Run, *options: str) -> dict[str, float]:
    found: dict[str, float] = json.loads(run("report", "--format", "json", *options).output)
    return found


def test_figures_count_what_was_asked_and_what_became_of_it(run: Run) -> None:
    course_of_three()
    found = figures(run)

    assert (found["asked"], found["persons"], found["open"]) == (3, 2, 1)
    assert (found["answered_extractive"], found["answered_closest"]) == (1, 1)
    assert (found["helped"], found["judged"]) == (1, 1)
    assert found["letters_ready"] == 2


def test_what_is_older_or_of_another_course_does_not_count(run: Run) -> None:
    ana = course_of_three()
    other = seeds.member(sub="5", course="9")
    seeds.ask(other)
    first = Question.select().order_by(Question.id).first()
    Question.update(asked_at=Question.asked_at - 8 * DAY_MS).where(
        Question.id == first.id
    ).execute()

    assert figures(run)["asked"] == 3
    assert figures(run, "--course", str(ana[1]))["asked"] == 2
    assert figures(run, "--course", str(other[1]))["asked"] == 1
    assert figures(run, "--since", "9d")["asked"] == 4


def test_who_takes_back_their_no_is_counted_once(run: Run) -> None:
    ana = seeds.member()
    asked = seeds.answered(ana)
    questions.take_feedback(ana[1], ana[0], asked.public_id, answered=False, reason=Unhelpful.WRONG)
    questions.take_feedback(ana[1], ana[0], asked.public_id, answered=True)

    assert (figures(run)["helped"], figures(run)["judged"]) == (1, 1)


def test_a_share_has_its_interval_and_nobody_is_named(run: Run) -> None:
    course_of_three()
    text = run("report").output

    assert "quoted" in text
    assert "1 of 1: 100% (21% to 100%)" in text
    assert "canario" not in text
    assert "Ana" not in text


def test_without_questions_there_are_zeros(run: Run) -> None:
    assert "0 by 0 persons" in run("report").output
    assert set(figures(run).values()) == {0}


def test_a_table_for_programs_has_a_figure_a_line(run: Run) -> None:
    course_of_three()
    lines = list(csv.reader(io.StringIO(run("report", "--format", "csv").output)))

    assert lines[:2] == [["figure", "value"], ["asked", "3"]]


@pytest.mark.parametrize("options", [("--since", "week"), ("--since", "0d"), ("--course", "77")])
def test_what_it_does_not_understand_is_said(run: Run, options: tuple[str, ...]) -> None:
    refused = run("report", *options)

    assert refused.exit_code == 2
    assert options[1] in refused.output
