"""Our own questions, as students type them, over files of real courses that are found by their
content: what each of them is answered by is known by anchor and hash.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from ingest.formats import EXTENSIONS, media_type_of
from ingest.passages import cut
from ingest.read import read
from silabo.domain.errors import EvaluationError, LostGoldError
from silabo.evaluation.corpus import SourceDocument
from silabo.evaluation.data_set import FAR, DataSet, EvaluationQuestion, rows
from silabo.evaluation.spans import Span
from silabo.language.normal_forms import composed

NAME = "own"
TUNE, REPORT = "tune", "report"
SALT = "own-v1"
OWN = Path(__file__).parent / "own"
_UNANSWERABLE = {"unanswerable_near": "no_answer", "unanswerable_far": FAR}


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage that answers: where it stood when the question was written, and what it said."""

    file: str  # its name in `files.jsonl`
    anchor: str  # in that file, as the product cuts it
    sha256: str  # of its text, as `digest` says


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question of the set."""

    qid: str  # its language and number: es-001
    language: str  # es, en or fr: in which it is asked
    course: str  # whose documents alone are searched
    document_language: str  # of all documents of its course
    text: str  # as a student types it
    thread: tuple[str, ...]  # what was asked before in the same thread, oldest first
    kind: str  # single, list, yes_no, follow_up, unanswerable_near ...
    shapes: tuple[str, ...]  # how it is typed: misspelt, polite, no_mark ...
    answerable: bool  # whether the documents answer it
    # Of the answer, each with passages of which one will do.
    pieces: tuple[tuple[GoldPassage, ...], ...]
    answer: str  # in a few words of ours; "" where nothing answers
    half: str  # TUNE or REPORT

    @property
    def is_across(self) -> bool:
        """Whether it is asked in another language than its documents are in."""
        return self.language != self.document_language


def own_questions(folder: Path = OWN) -> list[OwnQuestion]:
    """The questions of `questions.jsonl`, in its order. Raises `EvaluationError` where a line is
    not as it must be.
    """
    path = folder / "questions.jsonl"
    try:
        return [_question(row) for row in rows(path)]
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} is not as it must be: {error!r}") from error


def halves(first: str, second: str) -> dict[str, str]:
    """Which of two neighbours of the file is tuned on and which reported on, by their ids: the one
    with the lower salted hash is tuned on.
    """
    tuned, reported = sorted(
        (first, second), key=lambda qid: hashlib.sha256(f"{SALT}:{qid}".encode()).digest()
    )
    return {tuned: TUNE, reported: REPORT}


def digest(text: str) -> str:
    """The SHA-256, in hex, of a passage's text without white space, in small letters and NFC: a
    reader that joins lines otherwise leaves it as it is.
    """
    return hashlib.sha256("".join(composed(text).casefold().split()).encode()).hexdigest()


def read_own(data: Path, half: str = "", folder: Path = OWN) -> DataSet:
    """The questions of a half, "" for both, with the documents of their courses, as the set
    "own-tune", "own-report" or "own". The files lie anywhere under `data`, under any name that
    keeps its ending.

    Raises `EvaluationError` where a file is not there, and `LostGoldError` where a passage that
    answers is no longer cut as it was.
    """
    asked = [question for question in own_questions(folder) if half in {"", question.half}]
    documents = _documents(data, folder, {question.course for question in asked})
    lost: list[str] = []
    questions = tuple(_evaluated(question, documents, lost) for question in asked)
    if lost:
        raise LostGoldError(lost)
    name = f"{NAME}-{half}" if half else NAME
    return DataSet(name, tuple(documents.values()), questions)


def _question(row: Mapping[str, Any]) -> OwnQuestion:
    return OwnQuestion(
        qid=row["qid"],
        language=row["lang"],
        course=row["course"],
        document_language=row["document_lang"],
        text=row["question"],
        thread=tuple(row["thread"]),
        kind=row["kind"],
        shapes=tuple(row["shapes"]),
        answerable=row["answerable"],
        pieces=tuple(tuple(GoldPassage(**gold) for gold in piece) for piece in row["gold"]),
        answer=row["gold_answer"],
        half=row["half"],
    )


def _documents(data: Path, folder: Path, courses: set[str]) -> dict[str, SourceDocument]:
    """The documents of these courses, by id."""
    wanted = [row for row in rows(folder / "files.jsonl") if row["course"] in courses]
    found = _by_content(data, {PurePath(row["file"]).suffix for row in wanted})
    missing = [row["file"] for row in wanted if row["sha256"] not in found]
    if missing:
        raise EvaluationError(f"{data} lacks {len(missing)} files: {', '.join(missing)}")
    documents = [_document(row, found[row["sha256"]]) for row in wanted]
    return {document.id: document for document in documents}


def _by_content(data: Path, endings: Iterable[str]) -> dict[str, Path]:
    """The files under a folder by the SHA-256 of their bytes."""
    readable = set(endings) & set(EXTENSIONS)
    paths = (path for path in sorted(data.rglob("*")) if path.suffix in readable)
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths if path.is_file()}


def _document(row: Mapping[str, Any], path: Path) -> SourceDocument:
    """A file as the product reads it. Its content is known, so no child process confines it."""
    content = path.read_bytes()
    passages = tuple(cut(read(content, media_type_of(row["file"], content))))
    return SourceDocument(
        id=_document_id(row["course"], row["file"]),
        title=PurePath(row["path"]).stem,
        language=row["language"],
        text="\n".join(passage.text for passage in passages),
        course=row["course"],
        passages=passages,
    )


def _document_id(course: str, file: str) -> str:
    return f"{course}/{file}"


def _evaluated(
    own: OwnQuestion, documents: Mapping[str, SourceDocument], lost: list[str]
) -> EvaluationQuestion:
    """A question with the spans of its gold passages; the lost ones are added to a list."""
    pieces = []
    for piece in own.pieces:
        spans = []
        for gold in piece:
            span = _span(documents, own.course, gold)
            if span is None:
                lost.append(f"{own.qid} ({gold.file} {gold.anchor})")
            else:
                spans.append(span)
        pieces.append(tuple(spans))
    return EvaluationQuestion(
        id=own.qid,
        language=own.language,
        text=own.text,
        kind=_UNANSWERABLE.get(own.kind, own.kind),
        answerable=own.answerable,
        course=own.course,
        answers=(own.answer,) if own.answerable else (),
        evidence=tuple(pieces),
        whole_passages=True,
        thread=own.thread,
    )


def _span(documents: Mapping[str, SourceDocument], course: str, gold: GoldPassage) -> Span | None:
    """Where a gold passage stands in its document's text; None where nothing says that there."""
    document = documents.get(_document_id(course, gold.file))
    if document is None:
        return None
    alike = [
        (passage.anchor != gold.anchor, (document.id, start, end))
        for passage, (start, end) in zip(document.passages, document.spans, strict=True)
        if digest(passage.text) == gold.sha256
    ]
    # Slides repeat themselves: the same anchor first, else the first that says the same.
    return min(alike)[1] if alike else None
