"""Reads the sets of a data folder: documents in corpora/NAME.jsonl, questions about them in
questions/NAME.jsonl.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from silabo.domain.errors import EvaluationError
from silabo.evaluation.corpus import SourceDocument
from silabo.evaluation.spans import Span

FAR = "out_of_scope_far"  # the kind of questions that have nothing to do with any course
SEVERAL = "two_in_one"  # the kind of messages that ask several questions
FOLLOW_UP = "follow_up"  # the kind of those that nobody understands without what came before
_FAR_FILE = "far_oos"  # such questions, to be asked of any course
SEED = "sample"


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A question of a set, with what is known of its answer."""

    id: str  # of its line in the set
    language: str  # es, en or fr: in which it is asked
    text: str  # as it is asked
    kind: str  # what is asked, or why nothing answers: single_factual, no_answer
    answerable: bool  # whether the documents answer it
    course: str = ""  # whose documents alone are searched, "" for all
    answers: tuple[str, ...] = ()  # literal strings, any of which answers
    # Pieces that the answer is made of, each with the spans of which any one will do.
    evidence: tuple[tuple[Span, ...], ...] = ()
    thread: tuple[str, ...] = ()  # what was asked before it, oldest first
    whole_passages: bool = False  # the evidence is passages, not the words of them that answer

    @property
    def group(self) -> str:
        """What it has in common with others: its course, else the document that answers it."""
        return self.course or next((span[0] for piece in self.evidence for span in piece), "")


@dataclass(frozen=True, slots=True)
class DataSet:
    """Documents, and questions about them."""

    name: str
    documents: tuple[SourceDocument, ...]
    questions: tuple[EvaluationQuestion, ...]


def names(folder: Path) -> list[str]:
    """The sets that a data folder holds whole, in order of their names."""
    found = sorted(path.stem for path in (folder / "questions").glob("*.jsonl"))
    return [name for name in found if (folder / "corpora" / f"{name}.jsonl").is_file()]


def read_set(folder: Path, name: str) -> DataSet:
    """A set of a data folder. One of several courses gets the folder's far questions too, each
    asked of one of the courses.

    Raises `OSError` where it is not there, and `EvaluationError` where a line is not as it must be.
    """
    documents = read_documents(folder / "corpora" / f"{name}.jsonl")
    questions = read_questions(folder / "questions" / f"{name}.jsonl")
    courses = sorted({question.course for question in questions} - {""})
    far = folder / "questions" / f"{_FAR_FILE}.jsonl"
    if courses and far.is_file():
        questions += [
            replace(question, course=courses[_digest(question.id)[0] % len(courses)])
            for question in read_questions(far)
        ]
    return whole(DataSet(name, tuple(documents), tuple(questions)))


def whole(data_set: DataSet) -> DataSet:
    """The set itself. Raises `EvaluationError` where a question is about documents that it lacks:
    it would count as refused.
    """
    documents = {document.id for document in data_set.documents}
    courses = {document.course for document in data_set.documents} | {""}
    for question in data_set.questions:
        named = {span[0] for piece in question.evidence for span in piece}
        if question.course not in courses or not named <= documents:
            raise EvaluationError(f"{data_set.name}: the documents of {question.id} are not there")
    return data_set


def read_documents(path: Path) -> list[SourceDocument]:
    """The documents of a file. Raises as `read_set` does."""
    with _said(path):
        return [
            SourceDocument(row["doc_id"], row["title"], row["lang"], row["text"], row["doc_id"])
            for row in rows(path)
        ]


def read_questions(path: Path, course: str = "") -> list[EvaluationQuestion]:
    """The questions of a file; those that name no course are of this one. Raises as `read_set`
    does.
    """
    with _said(path):
        return [_question(row, course) for row in rows(path)]


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Let what is wrong in a file be said with its name."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(f"{path} is not as a set must be: {error!r}") from error


def _question(row: dict[str, Any], course: str) -> EvaluationQuestion:
    answers = row.get("gold_answers") or [row["gold_answer"] or ""]
    return EvaluationQuestion(
        id=row["qid"],
        language=row["lang"],
        text=row["question"],
        kind=row["answer_type"],
        answerable=row["answerable"],
        course=row.get("course_doc_id") or course,
        answers=tuple(answers) if row["answerable"] else (),
        evidence=tuple(
            tuple((document, start, end) for document, start, end in piece["any"])
            for piece in row.get("evidence") or ()
        ),
    )


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines; empty lines are none."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def drawn(questions: Sequence[EvaluationQuestion], seed: str = SEED) -> list[EvaluationQuestion]:
    """The questions in the order of a hash of their ids: the first N are the same sample in every
    run, and no order of a file is in it.
    """
    return sorted(questions, key=lambda question: _digest(f"{seed}|{question.id}"))


def sampled(
    questions: Sequence[EvaluationQuestion], number: int | None, seed: str = SEED
) -> list[EvaluationQuestion]:
    """At most so many answerable, unanswerable and far questions; all without a number."""
    ordered = drawn(questions, seed)
    far = [question for question in ordered if question.kind == FAR]
    answerable = [question for question in ordered if question.answerable]
    near = [question for question in ordered if question.kind != FAR]
    unanswerable = [question for question in near if not question.answerable]
    return answerable[:number] + unanswerable[:number] + far[:number]


def held_out(question: EvaluationQuestion) -> bool:
    """Whether a question belongs to the half that nothing is tuned on: by a hash of its id."""
    return _digest(question.id)[0] % 2 == 1


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
