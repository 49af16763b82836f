"""`python -m bench.demo`: how questions about the demo courses are answered, over their real
files.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.course import opened
from practice_lms.courses.catalogue import COURSES_DIR
from silabo.answering.pipeline import answer
from silabo.answering.quoting import Quotation, cite
from silabo.domain import clock
from silabo.domain.answers import AnswerKind, Outcome, Query
from silabo.evaluation.data_set import rows
from silabo.language.detect import detect
from silabo.storage import tables
from silabo.storage.database import connection
from wiring.parts import System
from wiring.settings import Settings

SETS = ("questions", "hurried")
TITLES = {"algebra": "Álgebra Lineal I", "operating_systems": "Operating Systems"}
_MOST_SINGLE = 2  # quotations of an answer that is no list
# What a set says of a fact: words that stand together, or cells of one row.
Piece = str | list[str]


def main() -> None:
    """Print for each set what became of each wrong question, and the counts."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), keys_dir=Path(folder) / "keys")
        system = opened(settings)
        for name in SETS:
            _print_set(system, name)


def course_named(name: str) -> int:
    """The number of a demo course."""
    with connection():
        return int(tables.Course.get(tables.Course.title == TITLES[name]).id)


def is_right_in(asked: dict[str, Any], quoted: Sequence[Quotation]) -> bool:
    """Whether these quotations answer a question of a set."""
    sentences, citations = cite(quoted)
    outcome = Outcome(AnswerKind.EXTRACTIVE, "und", sentences, citations)
    return bool(_ways(asked)) and _verdict(_ways(asked), outcome).startswith("right")


def _print_set(system: System, name: str) -> None:
    asked = rows(COURSES_DIR / f"{name}.jsonl")
    sys.stdout.write(f"{name}.jsonl, {len(asked)} questions\n")
    counts = Counter(_judged(system, each) for each in asked)
    for (answerable, verdict), count in sorted(counts.items()):
        kind = "answerable" if answerable else "unanswerable"
        sys.stdout.write(f"  {kind}: {verdict} {count}\n")


def _judged(system: System, asked: dict[str, Any]) -> tuple[bool, str]:
    language = detect(asked["question"])
    query = Query(asked["question"], language, clock.now(), "UTC")
    outcome = answer(query, system.parts.search(course_named(asked["course"]), ()))
    ways = _ways(asked)
    verdict = _verdict(ways, outcome)
    if verdict not in {"right", "refused"} or (verdict == "refused" and ways):
        quotes = " / ".join(each.text[:90] for each in outcome.sentences)
        sys.stdout.write(f"  {verdict}: {asked['question']}  ->  {quotes}\n")
    return asked["answerable"], verdict


def _ways(asked: dict[str, Any]) -> list[list[Piece]]:
    """What answers: each way is pieces that have to be quoted all; none where nothing answers."""
    if not asked["answerable"]:
        return []
    return asked["answers"] if "answers" in asked else [[asked["evidence"]]]


def _verdict(ways: list[list[Piece]], outcome: Outcome) -> str:
    if outcome.kind is not AnswerKind.EXTRACTIVE:
        return "refused"
    if not ways:
        return "answered all the same"
    quotes = [
        _squeezed(sentence.text + citation.quote)
        for sentence, citation in zip(outcome.sentences, outcome.citations, strict=True)
    ]
    if not any(all(any(_says(quote, piece) for quote in quotes) for piece in way) for way in ways):
        return "answered with something else"
    wanted = [any(_says(quote, piece) for way in ways for piece in way) for quote in quotes]
    if not wanted[0] and not _one_list(outcome):
        return "right, not first"
    return "right" if all(wanted) or _one_list(outcome) else "right, with more beside it"


def _says(quote: str, piece: Piece) -> bool:
    return all(_squeezed(part) in quote for part in ([piece] if isinstance(piece, str) else piece))


def _one_list(outcome: Outcome) -> bool:
    """Whether the answer is rows of one table, or a list, so that no quotation has to be first."""
    tables = {(one.version, one.anchor.partition("r")[0]) for one in outcome.citations if one.row}
    rows = sum(1 for one in outcome.citations if one.row)
    is_table = len(tables) == 1 and rows == len(outcome.citations)
    return is_table or len(outcome.citations) > _MOST_SINGLE


def _squeezed(text: str) -> str:
    # What stands between cells is not the document's.
    return "".join(letter for letter in text.lower() if letter.isalnum())


if __name__ == "__main__":
    main()
