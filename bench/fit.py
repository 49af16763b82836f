"""`python -m bench.fit --data DIR [--meaning]`: fits the numbers of the gate
(`silabo/answering/weights.py`), or those of the gate by meaning.

For each question of the sets it looks whether what would be quoted answers it, whatever the gate
says, and fits a logistic model of the gate's signals to that. Sets whose licence forbids to ship
what was made with them (SyllabusQA) are not among them, and of the project's own questions only the
half that is tuned on.

A set of an encyclopaedia has far more questions than a course, and they are long; those of the demo
courses and the own ones are as students type, and count `_OURS` times as much. Its unanswerable
questions were written to deceive, and there are more of them than students ask: they count less.
"""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.course import opened
from bench.demo import SETS as DEMO_SETS
from bench.demo import course_named, is_right_in
from practice_lms.courses.catalogue import COURSES_DIR
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.answering.confidence import Signals, SignalsByMeaning, signals
from silabo.answering.quoting import Quotation, choose
from silabo.answering.reading import Reading
from silabo.answering.receipts import proven
from silabo.answering.scope import small_talk
from silabo.answering.taken import find_evidence, understood
from silabo.answering.widening import in_full
from silabo.domain.answers import Query
from silabo.domain.ports import PassageSearch
from silabo.domain.queues import Queue
from silabo.evaluation.corpus import CoursesUnderTest, Embedders
from silabo.evaluation.data_set import DataSet, EvaluationQuestion, read_set, rows, sampled
from silabo.evaluation.own_questions import read_own
from silabo.evaluation.rightness import golds, is_right
from silabo.language.detect import detect
from wiring.evaluation import embedding
from wiring.settings import Settings

SETS = ("squad2_en", "squad2_es_mt", "piaf_fr", "xquad_en", "xquad_es", "cnil_faq_fr")
_ASKED_AT = datetime(2026, 1, 15, 12, tzinfo=UTC)
_MOST = 1000  # questions of each kind of a set
_OURS = 5.0
_DECEIVING = 0.3
_FOLDS = 5
_PENALTY = 1.0  # of large numbers, as logistic regression usually has it


@dataclass(frozen=True, slots=True)
class _Looking:
    """Where indexes are made, and what finds by meaning; None: words alone find."""

    folder: Path
    embedders: Embedders | None


@dataclass(frozen=True, slots=True)
class Example:
    """The signals of a question's best evidence, whether it answers, and how much that counts."""

    seen: Signals | SignalsByMeaning
    answers: bool
    weight: float
    group: str  # what it has in common with others: its course or document


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the numbers, and how well they tell apart what they were fitted on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--meaning", action="store_true", help="with the model of the settings")
    chosen = parser.parse_args(arguments)
    made = embedding(Settings()) if chosen.meaning else None
    if chosen.meaning and made is None:
        parser.error("there is no embedding model")
    with tempfile.TemporaryDirectory() as folder:
        looking = _Looking(Path(folder), made.factory() if made else None)
        own = read_own(chosen.data, "tune")
        examples = [*_of_demo(looking), *_of_set(own, _OURS, looking)]
        for name in SETS:
            examples += _of_set(read_set(chosen.data, name), 1.0, looking)
            sys.stderr.write(f"{name}: {len(examples)} questions so far\n")
    # One whose best passage was not found by meaning is of the other gate.
    kind = SignalsByMeaning if chosen.meaning else Signals
    examples = [example for example in examples if isinstance(example.seen, kind)]
    numbers = fitted(examples)
    for name, number in zip(["bias", *(each.name for each in fields(kind))], numbers, strict=True):
        sys.stdout.write(f"{name:10} {number:6.2f}\n")
    right = sum(example.answers for example in examples)
    sys.stdout.write(
        f"{len(examples)} questions, {right} of them answered by what is quoted;"
        f" told apart at {told_apart(examples):.3f} in groups that were left out\n"
    )
    return 0


def told_apart(examples: Sequence[Example]) -> float:
    """How often, of a question that is answered and one that is not, the former is the surer one
    (the area under the ROC curve): a fifth of the groups at a time is left out of the fit.
    """
    surer = np.zeros(len(examples))
    folds = np.array([_fold(example.group) for example in examples])
    for fold in range(_FOLDS):
        numbers = fitted([each for each, of in zip(examples, folds, strict=True) if of != fold])
        for position in map(int, np.flatnonzero(folds == fold)):
            surer[position] = numbers[0] + np.dot(numbers[1:], astuple(examples[position].seen))
    answers = np.array([example.answers for example in examples])
    return float((surer[answers][:, None] > surer[~answers][None, :]).mean())


def _fold(group: str) -> int:
    return hashlib.sha256(group.encode()).digest()[0] % _FOLDS


def fitted(examples: Sequence[Example]) -> list[float]:
    """The bias and the number of each signal, by Newton's method."""
    seen = np.array([(1.0, *astuple(example.seen)) for example in examples])
    answers = np.array([float(example.answers) for example in examples])
    weight = np.array([example.weight for example in examples])
    penalty = np.diag([0.0] + [_PENALTY] * (seen.shape[1] - 1))
    numbers = np.zeros(seen.shape[1])
    for _ in range(25):
        sure = 1 / (1 + np.exp(-seen @ numbers))
        slope = seen.T @ (weight * (answers - sure)) - penalty @ numbers
        bend = (seen.T * (weight * sure * (1 - sure))) @ seen + penalty
        numbers = numbers + np.linalg.solve(bend, slope)
    return [float(number) for number in numbers]


def asked_of(question: EvaluationQuestion) -> Query:
    """A question of a set as it is asked, always at one moment."""
    return Query(question.text, question.language, _ASKED_AT, "UTC")


def _of_set(data_set: DataSet, weight: float, looking: _Looking) -> Iterator[Example]:
    index = EmbeddedIndex(looking.folder / f"{data_set.name}.sqlite")
    known, reading = golds(data_set), Reading()
    courses = CoursesUnderTest(data_set.documents, index, looking.embedders)
    for question in sampled(data_set.questions, _MOST):
        if question.answerable and not question.evidence:
            continue
        looked = _looked(asked_of(question), courses.named(question.course), reading)
        if looked is None:
            continue
        seen, quoted = looked
        is_answer = question.answerable and is_right(
            [each.text for each in quoted], known[question.id]
        )
        yield Example(
            seen,
            is_answer,
            _DECEIVING if question.kind == "no_answer" else weight,
            f"{data_set.name} {question.group}",
        )


def _of_demo(looking: _Looking) -> Iterator[Example]:
    system = opened(
        Settings(
            data_dir=looking.folder,
            keys_dir=looking.folder / "keys",
            embedding_model="" if looking.embedders else "none",
        )
    )
    for queue in Queue:
        while system.workers.run(queue):
            pass
    reading = Reading()
    for name in DEMO_SETS:
        for row in rows(COURSES_DIR / f"{name}.jsonl"):
            query = Query(row["question"], detect(row["question"]), _ASKED_AT, "UTC")
            search = system.parts.search(course_named(row["course"]), ())
            looked = _looked(query, search, reading)
            if looked is not None:
                yield Example(
                    looked[0], is_right_in(row, looked[1]), _OURS, f"demo {row['course']}"
                )


def _looked(
    query: Query, search: PassageSearch, reading: Reading
) -> tuple[Signals | SignalsByMeaning, list[Quotation]] | None:
    """The signals of the best evidence, and what would be quoted; None where there is none."""
    if small_talk(query.text):
        return None
    look = find_evidence(understood(query), search, reading)
    if not look.weighed.evidence:
        return None
    expected, evidence = look.question.expected, look.weighed.evidence
    quoted = proven(choose(expected, evidence))
    seen = signals(expected, look.weighed, look.terms)
    return seen, in_full(expected, quoted, evidence, search) if quoted else []


if __name__ == "__main__":
    sys.exit(main())
