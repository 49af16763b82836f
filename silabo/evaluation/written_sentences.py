"""Sentences as a model writes them into an answer, of which it is known whether the passages that
they cite state them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from silabo.domain.errors import EvaluationError
from silabo.domain.passages import AFTER_NAME, BETWEEN_CELLS, BlockKind, Passage
from silabo.evaluation.data_set import rows

TUNED, REPORTED = "tuned", "reported"
HALVES = (TUNED, REPORTED)
FIRST, FURTHER, FRESH = "first", "further", "fresh"
SETS = (FIRST, FURTHER, FRESH)
SALT = "receipts-v1"
RECEIPTS = Path(__file__).parent / "receipts"


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence of the set."""

    text: str
    language: str  # en, es or fr: in which it is written
    kind: str  # what was changed of a true sentence, or how it is said
    is_stated: bool  # wholly, by its passages
    passages: tuple[Passage, ...]  # that it cites, in the order of their numbers
    half: str  # TUNED or REPORTED
    set_name: str  # FIRST or FRESH, whose halves are drawn, or FURTHER, which is all tuned on


def written_sentences(half: str = "", folder: Path = RECEIPTS) -> list[WrittenSentence]:
    """The sentences of a half, "" for both, in the order of their file. Raises `EvaluationError`
    where a line is not as it must be, or cites a passage that is not there.
    """
    try:
        known = enumerate(rows(folder / "passages.jsonl"), start=1)
        passages = {row["key"]: _passage(number, row) for number, row in known}
        written = [_sentence(row, passages) for row in rows(folder / "sentences.jsonl")]
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{folder} is not as it must be: {error!r}") from error
    return [sentence for sentence in written if half in {"", sentence.half}]


def drawn_halves(
    sentences: Iterable[WrittenSentence], set_name: str
) -> list[tuple[WrittenSentence, str]]:
    """In which half each of a set belongs: within a kind and a language every other one by a salted
    hash, so that both halves are alike. Of the further set none is reported: it is not drawn.
    """
    of_set = [sentence for sentence in sentences if sentence.set_name == set_name]
    ordered = sorted(of_set, key=lambda each: (each.kind, each.language, _digest(each)))
    return [(sentence, HALVES[place % 2]) for place, sentence in enumerate(ordered)]


def _digest(sentence: WrittenSentence) -> str:
    return hashlib.sha256(f"{SALT}:{sentence.language}:{sentence.text}".encode()).hexdigest()


def _sentence(row: Mapping[str, Any], passages: Mapping[str, Passage]) -> WrittenSentence:
    return WrittenSentence(
        text=row["sentence"],
        language=row["language"],
        kind=row["kind"],
        is_stated=row["good"],
        passages=tuple(passages[key] for key in row["passages"]),
        half=row["half"],
        set_name=row.get("set", FIRST),
    )


def _passage(number: int, row: Mapping[str, Any]) -> Passage:
    header = tuple(row["header"])
    return Passage(
        id=number,
        version_id=0,
        document=row["document"],
        version="",
        document_title=row["document"],
        language=row["language"],
        ordinal=number,
        anchor=row["key"],
        kind=BlockKind.ROW if header else BlockKind.PARAGRAPH,
        text=row["text"],
        path=tuple(row["path"]),
        lead=row["lead"],
        cells=_cells(row["text"], header),
        header=header,
    )


def _cells(text: str, header: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row under each of its column names; empty where its text has none."""
    if not header:
        return ()
    named = dict(cell.split(AFTER_NAME, 1) for cell in text.split(BETWEEN_CELLS))
    return tuple(named.get(name, "") for name in header)
