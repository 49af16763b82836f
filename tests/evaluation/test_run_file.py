import json
from dataclasses import replace
from pathlib import Path

import pytest

from silabo.domain.answers import Caution
from silabo.domain.errors import EvaluationError
from silabo.evaluation.data_set import EvaluationQuestion
from silabo.evaluation.run_file import RunFile
from silabo.evaluation.runner import Asked, Telling, Told

QUESTIONS = {each: EvaluationQuestion(each, "en", f"{each}?", "x", True) for each in ("a", "b")}


def asked(name: str) -> Asked:
    return Asked(
        question=QUESTIONS[name],
        told=Told.NEAREST,
        quoted=(),
        shown=("Línea 1",),
        is_list=False,
        spans=(("d", 3, 9),),
        wide=(("d", 0, 90),),
        confidence=0.25,
        processor_s=0.012,
        seconds=0.5,
        others={Caution.GENEROUS: Telling(Told.NOT_SURE, (), ("Línea 1", "Línea 2"), is_list=True)},
        alone=Telling(Told.ANSWERED, ("Línea 3",), (), is_list=False) if name == "b" else None,
    )


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    file = RunFile(tmp_path / "run.jsonl", "this")
    file.append([asked("a")])
    file.append([asked("b")])

    assert file.read(QUESTIONS) == [asked("a"), asked("b")]
    assert file.read({"b": QUESTIONS["b"]}) == [asked("b")]


def test_a_line_has_what_a_scorer_of_retrieval_reads(tmp_path: Path) -> None:
    RunFile(tmp_path / "run.jsonl", "this").append([asked("a")])

    line = json.loads((tmp_path / "run.jsonl").read_text("utf-8"))

    assert line["qid"] == "a"
    assert line["results"] == [{"doc_id": "d", "start": 3, "end": 9}]
    assert (line["confidence"], line["abstained"]) == (0.25, True)


def test_a_line_that_was_cut_off_is_taken_out_and_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    file = RunFile(path, "this")
    file.append([asked("a")])
    whole = path.read_text("utf-8")
    path.write_text(whole + whole[:40], "utf-8")

    assert file.read(QUESTIONS) == [asked("a")]
    file.append([asked("b")])
    assert file.read(QUESTIONS) == [asked("a"), asked("b")]


def test_a_question_that_two_runs_wrote_counts_once(tmp_path: Path) -> None:
    file = RunFile(tmp_path / "run.jsonl", "this")
    file.append([asked("a"), asked("b")])
    file.append([asked("a")])

    assert file.read(QUESTIONS) == [asked("a"), asked("b")]


def test_only_the_beginning_of_a_line_is_no_run(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text('{"qid": "a', "utf-8")

    assert RunFile(path, "this").read(QUESTIONS) == []
    assert path.read_text("utf-8") == ""


@pytest.mark.parametrize("text", ['{"qid": "a", "made_by": "that"}\n', '{"qid": "a"}\n', "no\n"])
def test_a_file_of_another_run_is_refused_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text(text, "utf-8")

    with pytest.raises(EvaluationError, match=r"run\.jsonl"):
        RunFile(path, "this").read(QUESTIONS)
    assert path.read_text("utf-8") == text


def test_a_run_that_knew_of_one_caution_is_read(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    file = RunFile(path, "this")
    file.append([asked("a")])
    line = json.loads(path.read_text("utf-8"))
    del line["others"]
    path.write_text(f"{json.dumps(line)}\n", "utf-8")

    assert file.read(QUESTIONS) == [replace(asked("a"), others={})]
