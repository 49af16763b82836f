"""`flask evaluate`: the questions of a small set, asked in processes of their own."""

import json
from pathlib import Path

import pytest

from tests.evaluation.data import NO_ANSWER, QUESTION, write_set
from tests.lti_app.cli.running import Run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one set of two courses."""
    folder = tmp_path / "data"
    folder.mkdir()
    questions = [QUESTION, NO_ANSWER, QUESTION | {"qid": "q3"}]
    courses = zip(questions, "ded", strict=True)
    write_set(folder, "small", [each | {"course_doc_id": course} for each, course in courses])
    return folder


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_set_is_measured_and_nothing_is_written_into_its_folder(run: Run, data: Path) -> None:
    before = files(data)

    result = run("evaluate", "--data", str(data))

    assert result.exit_code == 0, result.output
    assert "small, 3 questions of 2 groups" in result.stdout
    assert [
        line.split()[2:4] for line in result.stdout.splitlines() if line.startswith("answered r")
    ] == [["2", "1.000"]]
    assert "small, shipped: 3 of 3 questions" in result.stderr
    assert files(data) == before


def test_another_configuration_is_asked_with_its_own_numbers(
    run: Run, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "strict.toml"
    file.write_text("[thresholds]\nbalanced_answered = 1.0\n", "utf-8")

    result = run("evaluate", "--data", str(data), "--configuration", str(file), "--format", "json")

    (found,) = json.loads(result.stdout)["sets"]
    right = next(line for line in found["lines"] if line["name"] == "answered rightly")
    assert found["configurations"] == ["shipped", "strict"]
    assert [each["value"] for each in right["estimates"]] == [1.0, 0.0]
    assert right["differences"] == [{"value": -1.0, "low": -1.0, "high": -1.0}]


def test_a_run_that_was_interrupted_goes_on_where_it_was(
    run: Run, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "runs"
    command = ("evaluate", "--data", str(data), "--out", str(out))
    whole = run(*command)
    kept = out / "small.shipped.jsonl"
    lines = kept.read_text("utf-8").splitlines(keepends=True)
    kept.write_text("".join([*lines[:1], lines[1][:20]]), "utf-8")

    again = run(*command)
    last = run(*command)

    # What was kept is the same to the letter: it was not asked a second time.
    assert kept.read_text("utf-8").splitlines(keepends=True)[0] == lines[0]
    assert len(kept.read_text("utf-8").splitlines()) == 3
    assert "3 of 3" in again.stderr
    assert "3 of 3" not in last.stderr
    measured = [result.stdout.split("processor time")[0] for result in (whole, again, last)]
    assert measured[0] == measured[1] == measured[2]


def test_a_run_with_other_numbers_is_not_taken_for_this_one(
    run: Run, data: Path, tmp_path: Path
) -> None:
    file, out = tmp_path / "mine.toml", tmp_path / "runs"
    command = ("evaluate", "--data", str(data), "--out", str(out), "--configuration", str(file))
    file.write_text("[thresholds]\nbalanced_answered = 1.0\n", "utf-8")
    run(*command)
    file.write_text("[thresholds]\nbalanced_answered = 0.1\n", "utf-8")

    result = run(*command)

    assert result.exit_code == 1
    assert "small.mine.jsonl was written by other code, data or options" in result.stderr


def test_a_run_is_compared_with_one_that_other_code_wrote(
    run: Run, data: Path, tmp_path: Path
) -> None:
    before = tmp_path / "before"
    run("evaluate", "--data", str(data), "--out", str(before))
    kept = before / "small.shipped.jsonl"
    rows = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    declined = [row | {"told": "not_stated", "answer": [], "made_by": "other"} for row in rows]
    kept.write_text("".join(f"{json.dumps(row)}\n" for row in declined), "utf-8")
    command = ("evaluate", "--data", str(data), "--against", str(before))

    compared = run(*command)
    kept.write_text(f"{json.dumps(declined[0])}\n", "utf-8")
    lacking = run(*command)

    head, right = compared.stdout.splitlines()[:2]
    assert head.split()[-5:] == ["before", "shipped", "shipped", "less", "before"]
    assert "0.000" in right
    assert "+1.000 [+1.000, +1.000]" in right
    assert lacking.exit_code == 1
    assert "small.shipped.jsonl lacks 2 of 3 questions" in lacking.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--set", "none"], "none; it has small"),
        (["--out", "{data}/runs"], "--out has to be outside --data"),
        (["--configuration", "{tmp}/wrong.toml"], "gate has no bia; the nearest is bias"),
        (["--configuration", "{tmp}/shipped.toml"], "each column needs a name of its own"),
        (["--sample", "0"], "0 is not in the range"),
    ],
)
def test_what_cannot_be_measured_is_said(
    run: Run, data: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "wrong.toml").write_text("[gate]\nbia = 1.0\n", "utf-8")
    (tmp_path / "shipped.toml").write_text("", "utf-8")
    given = [each.format(data=data, tmp=tmp_path) for each in arguments]

    result = run("evaluate", "--data", str(data), *given)

    assert result.exit_code == 2
    assert said in result.stderr


def test_own_questions_are_those_of_the_half_that_is_tuned_on_unless_it_is_said(
    run: Run, data: Path
) -> None:
    tuned = run("evaluate", "--data", str(data), "--set", "own")
    reported = run("evaluate", "--data", str(data), "--set", "own", "--half", "report")

    warning = "own: the half that figures are reported on; fit nothing on it"
    assert (tuned.exit_code, reported.exit_code) == (1, 1)
    assert warning not in tuned.stderr
    assert warning in reported.stderr
    # Their files lie outside the tree, and none is here.
    assert f"{data} lacks 38 files" in tuned.stderr


def test_a_set_with_a_broken_line_is_said_with_its_file(run: Run, data: Path) -> None:
    (data / "questions" / "small.jsonl").write_text('{"qid": 1}\n', "utf-8")

    result = run("evaluate", "--data", str(data))

    assert result.exit_code == 1
    assert "questions/small.jsonl is not as a set must be: KeyError" in result.stderr
