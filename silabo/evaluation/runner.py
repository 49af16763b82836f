"""Asks every question of a set and says how well it was answered."""

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from silabo.answering.pipeline import answer, first_passages
from silabo.answering.reading import Reading
from silabo.domain.answers import AnswerKind, Outcome, Query
from silabo.domain.passages import Hit
from silabo.domain.ports import PassageIndex
from silabo.evaluation.corpus import CourseUnderTest, SourceDocument
from silabo.evaluation.scores import auroc, covers, share

_ASKED_AT = datetime(2026, 1, 15, 12, tzinfo=UTC)
_RESULTS = 10


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A question of a set, with what is known of its answer.

    `course` is the document that alone may be searched, "" for all. `evidence` lists pieces, each
    with the spans (document, start, end) of which any one will do. `answers` are literal strings.
    """

    id: str
    language: str
    text: str
    kind: str
    answerable: bool
    course: str = ""
    answers: tuple[str, ...] = ()
    evidence: tuple[tuple[tuple[str, int, int], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question; `seconds` is the time of the answer alone."""

    question: EvaluationQuestion
    outcome: Outcome
    hits: tuple[Hit, ...]
    spans: tuple[tuple[str, int, int], ...]
    seconds: float

    @property
    def abstained(self) -> bool:
        """Whether the answer was not given."""
        return self.outcome.kind not in {AnswerKind.EXTRACTIVE, AnswerKind.GENERATED}

    @property
    def quoted_answer(self) -> bool:
        """Whether the quotations have one of the known answers."""
        quoted = " ".join(" ".join(one.text for one in self.outcome.sentences).casefold().split())
        return any(" ".join(one.casefold().split()) in quoted for one in self.question.answers)

    def recall(self, depth: int) -> float:
        """The share of evidence pieces that the first results cover."""
        first = self.spans[:depth]
        pieces = [
            any(
                name == document and covers((start, end), (begin, stop))
                for document, start, end in first
                for name, begin, stop in piece
            )
            for piece in self.question.evidence
        ]
        return share(pieces)


@dataclass(slots=True)
class _Squeezed:
    """A text without white space, to find a passage in it again."""

    text: str
    letters: str = field(init=False)
    places: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = [place for place, letter in enumerate(self.text) if not letter.isspace()]
        self.letters = "".join(self.text[place] for place in self.places)

    def find(self, passage: str) -> tuple[int, int]:
        """The span of a passage, (0, 0) when it is not there."""
        wanted = "".join(passage.split())
        start = self.letters.find(wanted) if wanted else -1
        return (
            (self.places[start], self.places[start + len(wanted) - 1] + 1) if start >= 0 else (0, 0)
        )


def evaluate(
    documents: Sequence[SourceDocument],
    questions: Iterable[EvaluationQuestion],
    index_factory: Callable[[], PassageIndex],
) -> list[Asked]:
    """Ask every question of the documents, each of its own course where it names one."""
    index = index_factory()
    squeezed = {document.id: _Squeezed(document.text) for document in documents}
    courses = {"": CourseUnderTest(1, documents, index)}
    reading = Reading()
    asked = []
    for question in questions:
        if question.course not in courses:
            own = [document for document in documents if document.id == question.course]
            courses[question.course] = CourseUnderTest(len(courses) + 1, own, index)
        asked.append(_ask(question, courses[question.course], squeezed, reading))
    return asked


def _ask(
    question: EvaluationQuestion,
    search: CourseUnderTest,
    texts: Mapping[str, _Squeezed],
    reading: Reading,
) -> Asked:
    query = Query(question.text, question.language, _ASKED_AT, "UTC")
    started = time.perf_counter()
    outcome = answer(query, search, reading=reading)
    seconds = time.perf_counter() - started
    hits = tuple(first_passages(query, search, limit=_RESULTS, reading=reading))
    spans = tuple(
        (hit.passage.document, *texts[hit.passage.document].find(hit.passage.text)) for hit in hits
    )
    return Asked(question, outcome, hits, spans, seconds)


def held_out(question: EvaluationQuestion) -> bool:
    """Whether a question belongs to the half that nothing is tuned on: by a hash of its id."""
    return hashlib.sha256(question.id.encode()).digest()[0] % 2 == 1


def figures(asked: Sequence[Asked]) -> dict[str, float]:
    """The figures of a run: recall and answers for those with evidence, abstention for all."""
    with_evidence = [one for one in asked if one.question.evidence]
    answerable = [one for one in asked if one.question.answerable]
    found = {
        f"R@{depth}": _mean([one.recall(depth) for one in with_evidence]) for depth in (1, 3, 10)
    }
    answered = [one for one in answerable if not one.abstained]
    extractive = [one for one in answered if one.question.kind == "extractive"]
    found |= {
        "answered": share([not one.abstained for one in answerable]),
        "answer_quoted": share([one.quoted_answer for one in extractive]),
        "seconds_median": sorted(one.seconds for one in asked)[len(asked) // 2] if asked else 0.0,
    }
    refusals = defaultdict(list)
    for one in asked:
        if not one.question.answerable:
            refusals[one.question.kind].append(one)
    for kind, ones in refusals.items():
        found[f"refused {kind}"] = share([one.abstained for one in ones])
        found[f"auroc {kind}"] = auroc(
            [one.outcome.confidence for one in answerable],
            [one.outcome.confidence for one in ones],
        )
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
