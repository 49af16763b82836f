"""`python -m bench.demo`: how the demo courses' own questions are answered, over their real
files.
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from practice_lms.courses.catalogue import COURSES_DIR
from silabo.answering.pipeline import answer
from silabo.domain import clock
from silabo.domain.answers import AnswerKind, Outcome, Query
from silabo.domain.queues import Queue
from silabo.language.detect import detect
from silabo.storage import tables
from silabo.storage.database import connection
from wiring.parts import System, build
from wiring.practice import prepare
from wiring.settings import Settings

_MOST_SINGLE = 2  # quotations of an answer that is no list
TITLES = {"algebra": "Álgebra Lineal I", "operating_systems": "Operating Systems"}


def main() -> None:
    """Print what became of each wrong question, and the counts."""
    lines = (COURSES_DIR / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), keys_dir=Path(folder) / "keys")
        prepare(settings)
        system = build(settings)
        while system.workers.run(Queue.DOCUMENTS):
            pass
        counts = Counter(_judged(system, each) for each in asked)
    for (answerable, verdict), count in sorted(counts.items()):
        kind = "answerable" if answerable else "unanswerable"
        sys.stdout.write(f"{kind}: {verdict} {count}\n")


def _judged(system: System, asked: dict[str, Any]) -> tuple[bool, str]:
    with connection():
        course = tables.Course.get(tables.Course.title == TITLES[asked["course"]])
    language = detect(asked["question"])
    query = Query(asked["question"], language, clock.now(), "UTC")
    outcome = answer(query, system.search(course.id, ()))
    verdict = _verdict(asked, outcome)
    if verdict not in {"right", "refused"} or (verdict == "refused" and asked["answerable"]):
        quotes = " / ".join(each.text[:90] for each in outcome.sentences)
        sys.stdout.write(f"{verdict}: {asked['question']}  ->  {quotes}\n")
    return asked["answerable"], verdict


def _verdict(asked: dict[str, Any], outcome: Outcome) -> str:
    if outcome.kind is not AnswerKind.EXTRACTIVE:
        return "refused"
    if not asked["answerable"]:
        return "answered all the same"
    wanted = asked["evidence"]
    pieces = wanted if isinstance(wanted, list) else [wanted]
    for place, citation in enumerate(outcome.citations):
        said = outcome.sentences[place].text + citation.quote
        if all(_squeezed(piece) in _squeezed(said) for piece in pieces):
            return "right" if place == 0 or _one_list(outcome) else "right, not first"
    return "answered with something else"


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
