"""`python -m bench.causes --data DIR [--set NAME] [--sample N]`: where answers are lost, by the
first cause of each question that is not answered rightly; with the model of the settings, or by
words alone.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.fit import asked_of
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.answering.quoting import choose
from silabo.answering.reading import Reading
from silabo.answering.receipts import proven
from silabo.answering.taken import Weighing, find_evidence, understood
from silabo.answering.widening import in_full
from silabo.domain.passages import BlockKind, Passage
from silabo.evaluation.corpus import CoursesUnderTest, CourseUnderTest
from silabo.evaluation.data_set import DataSet, EvaluationQuestion, read_set, sampled
from silabo.evaluation.measures import Judged
from silabo.evaluation.own_questions import NAME, TUNE, read_own
from silabo.evaluation.rightness import Gold, golds, is_right
from silabo.evaluation.runner import Runner, Told
from silabo.evaluation.spans import SearchableText
from wiring.evaluation import embedding
from wiring.settings import Settings

_LISTED = {BlockKind.ITEM, BlockKind.ROW}
_OVERLAP = 0.3  # share of the shorter one, from which a passage is one that answers
_NEAR = 3  # passages that "not sure" shows


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a cause, the most frequent one first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", default=NAME)
    parser.add_argument("--sample", type=int, default=None)
    chosen = parser.parse_args(arguments)
    whole = chosen.set == NAME
    data_set = read_own(chosen.data, TUNE) if whole else read_set(chosen.data, chosen.set)
    counted = Counter(_causes(data_set, chosen.sample))
    for name, count in counted.most_common():
        sys.stdout.write(f"{count:4} {name}\n")
    return 0


def _causes(data_set: DataSet, sample: int | None) -> Iterator[str]:
    made, known, reading = embedding(Settings()), golds(data_set), Reading()
    embedders = made.factory() if made else None
    passages = GoldPassages(data_set)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("asked.sqlite", "looked.sqlite")]
        runner = Runner(data_set.documents, EmbeddedIndex(paths[0]), embedders)
        courses = CoursesUnderTest(data_set.documents, EmbeddedIndex(paths[1]), embedders)
        for question in sampled(data_set.questions, sample):
            asked = runner.ask(question)
            if not question.answerable:
                yield f"nothing answers it: {asked.told.value}"
            elif question.evidence and asked.told is Told.REPLY:
                yield "taken for no question"
            elif question.evidence:
                right = Judged([asked], known).right[question.id]
                course = courses.named(question.course)
                look = find_evidence(understood(asked_of(question)), course, reading)
                lost = _lost(question, look, course, (known[question.id], passages))
                if asked.told is Told.ANSWERED:
                    yield "answered rightly" if right else f"answered wrongly: {lost}"
                else:
                    yield f"{asked.told.value}: {lost}"


class GoldPassages:
    """Which passages of a set answer a question."""

    def __init__(self, data_set: DataSet) -> None:
        """Look at nothing yet."""
        self._documents = {document.id: document for document in data_set.documents}
        self._texts: dict[str, SearchableText] = {}

    def answer(self, question: EvaluationQuestion, passage: Passage) -> bool:
        """Whether a passage has a part of what is known to answer."""
        document = self._documents[passage.document]
        if document.spans:
            start, end = document.spans[passage.ordinal]
        else:
            text = self._texts.setdefault(document.id, SearchableText(document.text))
            start, end = text.find(passage.text)
        return any(
            name == document.id
            and min(end, last) - max(start, first) > _OVERLAP * min(end - start, last - first)
            for piece in question.evidence
            for name, first, last in piece
        )


def _lost(
    question: EvaluationQuestion,
    look: Weighing,
    course: CourseUnderTest,
    known: tuple[Gold, GoldPassages],
) -> str:
    """What goes wrong first: finding, choosing, quoting, or the gate."""
    gold, passages = known
    evidence, expected = look.weighed.evidence, look.question.expected
    quoted = proven(choose(expected, evidence))
    whole = in_full(expected, quoted, evidence, course) if quoted else []
    listed = sum(each.passage.kind in _LISTED for each in whole)
    is_list = listed > 1 and listed >= len(whole) - 1
    if whole and is_right([each.text for each in whole], gold, is_list=is_list):
        return "what would be quoted is right"
    if not any(passages.answer(question, hit.passage) for hit in look.found.hits):
        return "no passage that answers was found"
    ranked = list({each.passage.id: each.passage for each in evidence}.values())
    places = [place for place, each in enumerate(ranked) if passages.answer(question, each)]
    if places and places[0] == 0:
        return "the right passage, too little or too much of it"
    return f"another passage, the right one {'near' if places and places[0] < _NEAR else 'far'}"


if __name__ == "__main__":
    sys.exit(main())
