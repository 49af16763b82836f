"""`python -m bench.rerank --data DIR [--sample N] --set NAME ...`: what it is worth to order the
sentences again by the nearness of meaning of their passages.

For each share that nearness has beside a sentence's own score it prints how many of the questions
with evidence would be answered rightly if everything were told, and how many by one of the best
three passages. Needs the embedding model of the settings.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.fit import asked_of
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.answering.evidence import Evidence
from silabo.answering.quoting import choose
from silabo.answering.reading import Reading
from silabo.answering.receipts import proven
from silabo.answering.taken import Weighing, find_evidence, understood
from silabo.answering.weights import GATE_BY_MEANING
from silabo.answering.widening import in_full
from silabo.domain.ports import PassageSearch
from silabo.evaluation.corpus import CoursesUnderTest, Embedders
from silabo.evaluation.data_set import DataSet, read_set, sampled
from silabo.evaluation.own_questions import NAME, TUNE, read_own
from silabo.evaluation.rightness import Gold, golds, is_right
from wiring.evaluation import embedding
from wiring.settings import Settings

SHARES = (0.0, 0.1, 0.2, 0.5, 1.0)
_PASSAGES = 8  # whose best sentences are ordered again
_FIRST = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a set and share."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", dest="sets", action="append", required=True)
    parser.add_argument("--sample", type=int, default=None)
    chosen = parser.parse_args(arguments)
    made = embedding(Settings())
    if made is None:
        parser.error("there is no embedding model")
    embedders = made.factory()
    for name in chosen.sets:
        data_set = read_own(chosen.data, TUNE) if name == NAME else read_set(chosen.data, name)
        judged = list(_judged(data_set, embedders, chosen.sample))
        for position, share in enumerate(SHARES):
            best = sum(any(orders[position][:1]) for orders in judged) / len(judged)
            among = sum(any(orders[position][:_FIRST]) for orders in judged) / len(judged)
            sys.stdout.write(
                f"{data_set.name} share {share:.1f}: the best {best:.3f},"
                f" one of the best {_FIRST} {among:.3f} of {len(judged)}\n"
            )
    return 0


def _judged(
    data_set: DataSet, embedders: Embedders, sample: int | None
) -> Iterator[list[list[bool]]]:
    """For each question, by share, whether each of its passages answers, best first."""
    known, reading = golds(data_set), Reading()
    with tempfile.TemporaryDirectory() as folder:
        index = EmbeddedIndex(Path(folder) / "index.sqlite")
        courses = CoursesUnderTest(data_set.documents, index, embedders)
        for question in sampled(data_set.questions, sample):
            if not question.answerable or not question.evidence:
                continue
            search = courses.named(question.course)
            look = find_evidence(understood(asked_of(question)), search, reading)
            best = _best_of_each(look)
            answers = {
                candidate.passage.id: _answers(candidate, look, search, known[question.id])
                for candidate in best
            }
            yield [
                [answers[candidate.passage.id] for candidate in _again(best, share)]
                for share in SHARES
            ]


def _best_of_each(look: Weighing) -> list[Evidence]:
    best: dict[int, Evidence] = {}
    for candidate in look.weighed.evidence:
        best.setdefault(candidate.passage.id, candidate)
    return list(best.values())[:_PASSAGES]


def _again(candidates: Sequence[Evidence], share: float) -> list[Evidence]:
    def score(candidate: Evidence) -> float:
        similarity = candidate.similarity or GATE_BY_MEANING.unlike
        near = (similarity - GATE_BY_MEANING.unlike) / GATE_BY_MEANING.nearness
        return candidate.score + share * near

    return sorted(candidates, key=score, reverse=True)


def _answers(best: Evidence, look: Weighing, search: PassageSearch, gold: Gold) -> bool:
    """Whether what would be quoted of it answers."""
    expected = look.question.expected
    ordered = (best, *(each for each in look.weighed.evidence if each is not best))
    quoted = proven(choose(expected, ordered))
    whole = in_full(expected, quoted, ordered, search) if quoted else []
    return is_right([each.text for each in whole], gold)


if __name__ == "__main__":
    sys.exit(main())
