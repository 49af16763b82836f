import json
from pathlib import Path

import pytest

from bench.answers import main
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.evaluation.corpus import SourceDocument
from silabo.evaluation.data_set import EvaluationQuestion
from silabo.evaluation.figures import figures
from silabo.evaluation.runner import evaluate

_TEXT = "El examen final es el 3 de julio.\n\nLa nota mínima para aprobar es 4.\n"
_START = _TEXT.index("3 de julio")


def _question(number: int, text: str, *, answers: tuple[str, ...] = ()) -> EvaluationQuestion:
    evidence = (((("d", _START, _START + 10)),),) if answers else ()
    kind = "extractive" if answers else "no_answer"
    return EvaluationQuestion(
        str(number), "es", text, kind, bool(answers), answers=answers, evidence=evidence
    )


def test_a_run_is_scored_by_what_is_known_of_the_answers(tmp_path: Path) -> None:
    documents = [SourceDocument("d", "Programa", "es", _TEXT)]
    questions = [
        _question(1, "¿Cuándo es el examen final?", answers=("3 de julio",)),
        _question(2, "¿Cuándo es la regata?"),
    ]

    found = figures(evaluate(documents, questions, EmbeddedIndex(tmp_path / "index.sqlite")))

    assert found["R@1"] == 1.0
    assert found["answered"] == found["answer_quoted"] == 1.0
    assert found["refused no_answer"] == found["auroc no_answer"] == 1.0


def test_a_question_of_one_course_searches_that_document_only(tmp_path: Path) -> None:
    documents = [
        SourceDocument("d", "Programa", "es", _TEXT, "d"),
        SourceDocument("e", "Otro", "es", "El examen final es el 9 de julio.", "e"),
    ]
    question = EvaluationQuestion("1", "es", "¿Cuándo es el examen final?", "x", True, course="e")

    (asked,) = evaluate(documents, [question], EmbeddedIndex(tmp_path / "index.sqlite"))

    assert {document for document, _, _ in asked.spans} == {"e"}


def test_the_command_says_that_the_data_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path), "--set", "none"]) == 2
    assert "There is no set none" in capsys.readouterr().err


def test_the_command_prints_figures_and_writes_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpora").mkdir()
    (tmp_path / "questions").mkdir()
    document = {"doc_id": "d", "title": "Programa", "lang": "es", "text": _TEXT}
    question = {
        "qid": "q1",
        "lang": "es",
        "question": "¿Cuándo es el examen final?",
        "answer_type": "extractive",
        "gold_answer": "3 de julio",
        "answerable": True,
        "evidence": [{"any": [["d", _START, _START + 10]]}],
    }
    (tmp_path / "corpora" / "own.jsonl").write_text(json.dumps(document), "utf-8")
    (tmp_path / "questions" / "own.jsonl").write_text(json.dumps(question), "utf-8")
    out = tmp_path / "run.jsonl"

    assert main(["--data", str(tmp_path), "--set", "own", "--out", str(out)]) == 0
    line = json.loads(out.read_text("utf-8"))
    assert (line["qid"], line["abstained"]) == ("q1", False)
    assert line["results"][0] == {"doc_id": "d", "start": 0, "end": 33}
    assert "R@1" in capsys.readouterr().out
