"""A run as a file of JSON lines, one a question: what came of each is kept as it comes, and a run
that was interrupted goes on where it was.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from silabo.domain.answers import Caution
from silabo.domain.errors import EvaluationError
from silabo.evaluation.data_set import EvaluationQuestion
from silabo.evaluation.runner import Asked, Telling, Told
from silabo.evaluation.spans import Span


class RunFile:
    """The lines of one configuration on one set, in a file.

    `made_by` names what the lines depend on. Each line holds it: a file with lines of something
    else is refused, for a mixture would be measured.
    """

    def __init__(self, path: Path, made_by: str) -> None:
        """Remember where the file is; nothing is read or written yet."""
        self._path = path
        self._made_by = made_by

    def read(self, questions: Mapping[str, EvaluationQuestion]) -> list[Asked]:
        """What is kept of these questions, by their ids. A line that was cut off is taken out of
        the file.

        Raises `EvaluationError` where the file holds something else than this run.
        """
        if not self._path.is_file():
            return []
        whole, _, cut_off = self._path.read_text("utf-8").rpartition("\n")
        kept = self._rows(whole)
        if any(row.get("made_by") != self._made_by for row in kept):
            raise EvaluationError(
                f"{self._path} was written by other code, data or options: "
                "take it away, or name another folder"
            )
        if cut_off:
            self._path.write_text(f"{whole}\n" if whole else "", "utf-8")
        return self._asked(kept, questions)

    def earlier(self, questions: Mapping[str, EvaluationQuestion]) -> list[Asked]:
        """What is kept of these questions, whatever wrote it.

        Raises `OSError` where there is no file, and `EvaluationError` where it lacks a question.
        """
        found = self._asked(self._rows(self._path.read_text("utf-8")), questions)
        lacking = len(questions) - len({one.question.id for one in found})
        if lacking:
            raise EvaluationError(f"{self._path} lacks {lacking} of {len(questions)} questions")
        return found

    def _rows(self, text: str) -> list[dict[str, Any]]:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError as error:
            raise EvaluationError(f"{self._path} is no run: {error}") from error

    def _asked(
        self, kept: Sequence[dict[str, Any]], questions: Mapping[str, EvaluationQuestion]
    ) -> list[Asked]:
        try:
            # Once, should two runs have written here at the same time.
            once = {row["qid"]: row for row in kept if row["qid"] in questions}
            return [asked_of(row, questions[name]) for name, row in once.items()]
        except (KeyError, ValueError) as error:
            raise EvaluationError(f"{self._path} is no run: {error!r}") from error

    def append(self, asked: Iterable[Asked]) -> None:
        """Keep these too, before it returns."""
        lines = [json.dumps(line_of(one, self._made_by), ensure_ascii=False) for one in asked]
        with self._path.open("a", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))


def scored_line(asked: Asked) -> dict[str, Any]:
    """What a scorer of retrieval reads: results, confidence, whether it abstained, the answer."""
    return {
        "qid": asked.question.id,
        "results": _results(asked.spans),
        "confidence": round(asked.confidence, 4),
        "abstained": asked.abstained,
        "answer": list(asked.quoted),
    }


def line_of(asked: Asked, made_by: str) -> dict[str, Any]:
    """All that is kept of a question."""
    return scored_line(asked) | {
        "told": asked.told.value,
        "shown": list(asked.shown),
        "is_list": asked.is_list,
        "wide": _results(asked.wide),
        "processor_ms": round(asked.processor_s * 1000, 2),
        "ms": round(asked.seconds * 1000, 2),
        "others": {caution.value: _told(other) for caution, other in asked.others.items()},
        "alone": _told(asked.alone) if asked.alone else None,
        "parts": list(asked.parts),
        "made_by": made_by,
    }


def asked_of(row: Mapping[str, Any], question: EvaluationQuestion) -> Asked:
    """What `line_of` kept."""
    return Asked(
        question=question,
        told=Told(row["told"]),
        quoted=tuple(row["answer"]),
        shown=tuple(row["shown"]),
        is_list=row["is_list"],
        spans=_spans(row["results"]),
        wide=_spans(row["wide"]),
        confidence=row["confidence"],
        processor_s=row["processor_ms"] / 1000,
        seconds=row["ms"] / 1000,
        # An earlier run may know of one caution alone.
        others={
            Caution(caution): _telling(other) for caution, other in row.get("others", {}).items()
        },
        alone=_telling(row["alone"]) if row.get("alone") else None,
        parts=tuple(row.get("parts", ())),
    )


def _told(telling: Telling) -> dict[str, Any]:
    return {
        "told": telling.told.value,
        "answer": list(telling.quoted),
        "shown": list(telling.shown),
        "is_list": telling.is_list,
        "parts": list(telling.parts),
    }


def _telling(kept: Mapping[str, Any]) -> Telling:
    return Telling(
        told=Told(kept["told"]),
        quoted=tuple(kept["answer"]),
        shown=tuple(kept["shown"]),
        is_list=kept["is_list"],
        parts=tuple(kept.get("parts", ())),
    )


def _spans(found: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple((span["doc_id"], span["start"], span["end"]) for span in found)


def _results(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [{"doc_id": name, "start": start, "end": end} for name, start, end in spans]
