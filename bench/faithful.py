"""`python -m bench.faithful`: how many answers of a model that says faithfully what its passages
say end as it wrote them, word for word and in other words.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.course import opened
from bench.demo import SETS, course_named
from bench.faithful_writer import FORMS, FaithfulWriter
from practice_lms.courses.catalogue import COURSES_DIR
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.answering.pipeline import answer
from silabo.answering.receipts import Verdict, judge
from silabo.answering.writing import Writing
from silabo.domain import clock
from silabo.domain.answers import AnswerKind, Citation, Query
from silabo.domain.intervals import wilson
from silabo.domain.passages import Hit, Passage
from silabo.domain.ports import PassageSearch
from silabo.evaluation.corpus import CoursesUnderTest
from silabo.evaluation.data_set import rows
from silabo.evaluation.own_questions import REPORT, TUNE, read_own
from silabo.language.detect import detect
from wiring.settings import Settings

# The halves whose sentences may be looked at.
_SHOWN = ("demo", TUNE)


@dataclass
class Remembered:
    """A `PassageSearch` that keeps what it gave: a citation leads back to its passage."""

    search: PassageSearch
    passages: dict[tuple[str, str], Passage] = field(default_factory=dict)

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        """As the search."""
        hits = self.search(words, limit=limit, question=question)
        self._keep([hit.passage for hit in hits])
        return hits

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        """As the search."""
        found = self.search.following(passage, limit=limit)
        self._keep(found)
        return found

    def of(self, citation: Citation) -> Passage:
        """The passage that a citation cites."""
        return self.passages[citation.version, citation.anchor]

    def _keep(self, passages: Sequence[Passage]) -> None:
        self.passages.update({(one.version, one.anchor): one for one in passages})


Question = tuple[Query, PassageSearch]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print for each set and form how many of the answers that are quoted end as written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of our own questions' files")
    parser.add_argument(
        "--wrong",
        action="store_true",
        help="what is refused and by which verdict, but for the reported half",
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        _print("demo", list(_demo(Path(folder) / "demo")), wrong=options.wrong)
        for half in (TUNE, REPORT) if options.data else ():
            index = EmbeddedIndex(Path(folder) / f"{half}.sqlite")
            asked = list(_own(options.data, half, index))
            _print(half, asked, wrong=options.wrong and half in _SHOWN)
    return 0


def _demo(folder: Path) -> Iterator[Question]:
    system = opened(Settings(data_dir=folder, keys_dir=folder / "keys"))
    for asked in (row for name in SETS for row in rows(COURSES_DIR / f"{name}.jsonl")):
        text = asked["question"]
        query = Query(text, detect(text), clock.now(), "UTC")
        yield query, system.parts.search(course_named(asked["course"]), ())


def _own(data: Path, half: str, index: EmbeddedIndex) -> Iterator[Question]:
    found = read_own(data, half)
    courses = CoursesUnderTest(found.documents, index)
    for asked in found.questions:
        query = Query(asked.text, asked.language, clock.now(), "UTC", earlier=asked.thread)
        yield query, courses.named(asked.course)


def _print(name: str, questions: Sequence[Question], *, wrong: bool) -> None:
    for form in FORMS:
        ended: list[bool] = []
        held: list[bool] = []
        for query, search in questions:
            writer, kept = FaithfulWriter(FORMS[form]), Remembered(search)
            kind = _kind(query, kept, writer)
            if kind not in {AnswerKind.GENERATED, AnswerKind.EXTRACTIVE}:
                continue
            verdicts = [
                judge(said, [1], [kept.of(citation)], query.language)
                for said, citation in writer.written
            ]
            ended.append(kind is AnswerKind.GENERATED)
            held += [verdict is Verdict.HOLDS for verdict in verdicts]
            if wrong:
                sys.stdout.writelines(_refused(query, writer, verdicts, is_quoted=not ended[-1]))
        sys.stdout.write(
            f"{name}, {form}: {_share(ended)} answers end as written,"
            f" {_share(held)} of the sentences hold\n"
        )


def _share(good: Sequence[bool]) -> str:
    share = wilson(sum(good), len(good))
    return f"{sum(good)} of {len(good)} ({share.value:.1%}, {share.low:.1%} to {share.high:.1%})"


def _kind(query: Query, search: PassageSearch, writer: FaithfulWriter) -> AnswerKind:
    mark = f"q{len(query.text)}z"
    writing = Writing(model=writer, code=lambda: mark, told=writer.hears)
    return answer(query, search, writing=writing).kind


def _refused(
    query: Query, writer: FaithfulWriter, verdicts: Sequence[Verdict], *, is_quoted: bool
) -> Iterator[str]:
    if is_quoted:
        yield f"  quoted: {query.text}{'' if writer.written else '  (nothing was written)'}\n"
    for verdict, (said, citation) in zip(verdicts, writer.written, strict=True):
        if verdict is not Verdict.HOLDS:
            yield f"    {verdict}: {said}  <-  {citation.quote}\n"


if __name__ == "__main__":
    sys.exit(main())
