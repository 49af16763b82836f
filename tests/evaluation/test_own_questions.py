"""The shape of our own questions, and how they find their files and passages."""

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench.own import main
from silabo.domain.errors import EvaluationError, LostGoldError
from silabo.evaluation.data_set import FAR, rows, whole
from silabo.evaluation.own_questions import (
    OWN,
    REPORT,
    TUNE,
    digest,
    halves,
    own_questions,
    read_own,
)

_EXAM = "El examen final es el 3 de julio."
_PASS = "Se aprueba con 4."
_FILE = f"# Programa\n\n{_EXAM}\n\n{_PASS}\n"


def _gold(anchor: str, text: str) -> dict[str, str]:
    return {"file": "programa.md", "anchor": anchor, "sha256": digest(text)}


def _row(**changes: Any) -> dict[str, Any]:
    row = {
        "qid": "es-001",
        "lang": "es",
        "course": "c",
        "document_lang": "es",
        "question": "cuando es el final",
        "thread": [],
        "kind": "single",
        "shapes": ["no_mark"],
        "answerable": True,
        "gold": [[_gold("p1", _EXAM)]],
        "gold_answer": "3 de julio",
        "half": TUNE,
    }
    return row | changes


def _set(folder: Path, *questions: dict[str, Any], text: str = _FILE) -> tuple[Path, Path]:
    """A folder with a set about one file, and one that holds the file under another name."""
    own, data = folder / "own", folder / "data" / "deep"
    own.mkdir()
    data.mkdir(parents=True)
    file = {
        "course": "c",
        "file": "programa.md",
        "path": "docs/Programa.md",
        "language": "es",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    (data / "other-name.md").write_text(text, encoding="utf-8")
    _write(own / "files.jsonl", file)
    _write(own / "questions.jsonl", *questions)
    return own, folder / "data"


def _write(path: Path, *written: dict[str, Any]) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in written), encoding="utf-8")


def test_there_are_a_hundred_questions_a_language_and_none_twice() -> None:
    asked = own_questions()

    assert Counter(one.language for one in asked) == {"es": 100, "en": 100, "fr": 100}
    assert len({one.qid for one in asked}) == 300
    assert len({(one.text.casefold(), one.thread) for one in asked}) == 300


def test_a_fifth_is_not_answered_half_of_it_nearly() -> None:
    unanswerable = Counter(one.kind for one in own_questions() if not one.answerable)

    assert unanswerable == {"unanswerable_near": 30, "unanswerable_far": 30}


def test_eighty_questions_are_asked_across_languages() -> None:
    across = Counter(one.document_language for one in own_questions() if one.is_across)

    assert across == {"en": 40, "es": 20, "fr": 20}


def test_the_halves_are_drawn_by_hash_between_neighbours() -> None:
    asked = own_questions()
    neighbours = list(zip(asked[::2], asked[1::2], strict=True))

    drawn = {}
    for first, second in neighbours:
        drawn |= halves(first.qid, second.qid)

    assert {one.qid: one.half for one in asked} == drawn
    assert all(first.language == second.language for first, second in neighbours)
    for sort in ("language", "answerable", "is_across"):
        counted = Counter((getattr(one, sort), one.half) for one in asked)
        assert all(counted[value, TUNE] == counted[value, REPORT] for value, _ in counted)


def test_what_answers_is_marked_where_something_does() -> None:
    for one in own_questions():
        assert one.answerable == bool(one.pieces) == bool(one.answer), one.qid
        assert all(one.pieces), one.qid
        assert ("no_mark" in one.shapes) == ("?" not in one.text), one.qid
        assert (one.kind == "follow_up") == bool(one.thread), one.qid
        assert one.kind != "two_in_one" or len(one.pieces) == 2, one.qid


def test_every_file_has_a_licence_and_a_question() -> None:
    files = rows(OWN / "files.jsonl")
    asked = {(one.course, gold.file) for one in own_questions() for g in one.pieces for gold in g}

    assert {(file["course"], file["file"]) for file in files} == asked
    assert all(file["licence"] and file["repository"] and file["commit"] for file in files)


def test_no_text_of_the_documents_is_kept() -> None:
    assert max(len(one.answer.split()) for one in own_questions()) <= 16
    kept = [
        gold for row in rows(OWN / "questions.jsonl") for piece in row["gold"] for gold in piece
    ]
    assert {key for gold in kept for key in gold} == {"file", "anchor", "sha256"}


def test_a_file_is_found_by_its_content_and_gold_by_its_anchor(tmp_path: Path) -> None:
    own, data = _set(tmp_path, _row())

    found = whole(read_own(data, folder=own))

    (document,), (question,) = found.documents, found.questions
    ((place,),) = question.evidence
    assert (document.id, document.title, document.course) == ("c/programa.md", "Programa", "c")
    assert place[0] == document.id
    assert document.text[place[1] : place[2]] == _EXAM
    assert question.answers == ("3 de julio",)


def test_gold_that_moved_is_found_by_what_it_says(tmp_path: Path) -> None:
    own, data = _set(tmp_path, _row(gold=[[_gold("p9", _PASS.replace(" ", "\n").upper())]]))

    found = read_own(data, folder=own)

    (((_, start, end),),) = found.questions[0].evidence
    assert found.documents[0].text[start:end] == _PASS


def test_of_equal_passages_the_one_with_the_anchor_is_gold(tmp_path: Path) -> None:
    own, data = _set(tmp_path, _row(gold=[[_gold("p2", _EXAM)]]), text=f"{_EXAM}\n\n{_EXAM}\n")

    found = read_own(data, folder=own)

    (((_, start, _),),) = found.questions[0].evidence
    assert start == len(_EXAM) + 1


def test_gold_that_is_gone_is_named_with_its_question(tmp_path: Path) -> None:
    gone = _row(qid="es-002", gold=[[_gold("p1", _EXAM), _gold("p2", "Se aprueba con 6.")]])
    own, data = _set(tmp_path, _row(), gone)

    with pytest.raises(LostGoldError) as error:
        read_own(data, folder=own)

    assert error.value.lost == ("es-002 (programa.md p2)",)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    own, data = _set(tmp_path, _row())
    (data / "deep" / "other-name.md").write_text("Otra cosa.", encoding="utf-8")

    with pytest.raises(EvaluationError, match=r"programa\.md"):
        read_own(data, folder=own)


def test_a_line_that_lacks_something_is_refused(tmp_path: Path) -> None:
    row = _row()
    del row["half"]
    own, _ = _set(tmp_path, row)

    with pytest.raises(EvaluationError, match="half"):
        own_questions(own)


def test_one_half_is_read_alone_and_far_questions_are_told(tmp_path: Path) -> None:
    far = _row(qid="es-002", kind="unanswerable_far", answerable=False, gold=[], gold_answer="")
    own, data = _set(tmp_path, _row(), far | {"half": REPORT})

    found = read_own(data, REPORT, own)
    (question,) = found.questions

    assert found.name == "own-report"
    assert (question.id, question.kind, question.answerable) == ("es-002", FAR, False)
    assert question.answers == question.evidence == ()


def test_the_command_says_that_the_files_are_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path)]) == 2
    assert "lacks 38 files" in capsys.readouterr().err
