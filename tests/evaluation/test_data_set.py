import json
from pathlib import Path
from typing import Any

import pytest

from silabo.domain.errors import EvaluationError
from silabo.evaluation.data_set import FAR, EvaluationQuestion, names, read_set, sampled
from tests.evaluation.data import QUESTION, write_set


def numbered(kind: str, number: int, *, answerable: bool = False) -> EvaluationQuestion:
    return EvaluationQuestion(f"{kind}{number}", "en", "?", kind, answerable)


def test_a_folder_has_the_sets_whose_documents_are_there(tmp_path: Path) -> None:
    write_set(tmp_path, "b", [QUESTION])
    write_set(tmp_path, "a", [QUESTION])
    (tmp_path / "questions" / "far_oos.jsonl").write_text("", "utf-8")

    assert names(tmp_path) == ["a", "b"]
    assert names(tmp_path / "nowhere") == []


def test_far_questions_are_asked_of_the_courses_of_a_set_and_of_no_other_set(
    tmp_path: Path,
) -> None:
    far = [QUESTION | {"qid": f"f{n}", "answer_type": FAR, "answerable": False} for n in range(9)]
    write_set(tmp_path, "courses", [QUESTION | {"course_doc_id": each} for each in "de"])
    write_set(tmp_path, "articles", [QUESTION])
    lines = "\n".join(map(json.dumps, far))
    (tmp_path / "questions" / "far_oos.jsonl").write_text(lines, "utf-8")

    courses, articles = read_set(tmp_path, "courses"), read_set(tmp_path, "articles")

    assert {each.course for each in courses.questions if each.kind == FAR} == {"d", "e"}
    assert [each.id for each in articles.questions] == ["q1"]


def test_a_sample_has_as_many_of_each_sort_whatever_their_order() -> None:
    everything = [
        *(numbered("fact", number, answerable=True) for number in range(20)),
        *(numbered("no_answer", number) for number in range(20)),
        *(numbered(FAR, number) for number in range(20)),
    ]

    found = sampled(everything, 5)

    assert [sum(each.id.startswith(sort) for each in found) for sort in ("fact", "no_", FAR)] == [
        5,
        5,
        5,
    ]
    assert sampled(everything[::-1], 5) == found
    assert sampled(everything, 5, seed="another") != found
    assert len(sampled(everything, None)) == 60


@pytest.mark.parametrize(
    "question", [{"qid": "q1"}, QUESTION | {"evidence": [{"all": []}]}, ["no object"]]
)
def test_what_is_wrong_in_a_set_is_said_with_its_file(tmp_path: Path, question: Any) -> None:
    write_set(tmp_path, "own", [question])

    with pytest.raises(EvaluationError, match=r"questions/own\.jsonl is not as a set must be"):
        read_set(tmp_path, "own")


@pytest.mark.parametrize(
    "lacking", [{"course_doc_id": "x"}, {"evidence": [{"any": [["x", 0, 9]]}]}]
)
def test_a_question_about_documents_that_are_not_there_is_no_refusal(
    tmp_path: Path, lacking: dict[str, Any]
) -> None:
    write_set(tmp_path, "own", [QUESTION | lacking])

    with pytest.raises(EvaluationError, match="own: the documents of q1 are not there"):
        read_set(tmp_path, "own")
