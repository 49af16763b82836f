"""Measures the answers on an evaluation set: `python -m bench.answers --data DIR --set NAME`.

DIR holds corpora/NAME.jsonl and questions/NAME.jsonl. Questions of far_oos.jsonl are added when
--far is given. The run is written as one JSON line a question.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.evaluation.corpus import SourceDocument
from silabo.evaluation.runner import Asked, EvaluationQuestion, evaluate, figures, held_out


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one set and print its figures; 2 when the data is not there."""
    options = _options(arguments)
    corpus = options.data / "corpora" / f"{options.set}.jsonl"
    questions = options.data / "questions" / f"{options.set}.jsonl"
    if not corpus.is_file() or not questions.is_file():
        sys.stderr.write(f"There is no set {options.set} in {options.data}.\n")
        return 2
    documents = [
        SourceDocument(row["doc_id"], row["title"], row["lang"], row["text"])
        for row in _rows(corpus)
    ]
    chosen = _chosen(_questions(questions), options.half, options.sample)
    far = options.data / "questions" / "far_oos.jsonl"
    if options.far and far.is_file():
        course = next((one.course for one in chosen if one.course), "")
        chosen += _chosen(_questions(far, course), options.half, options.sample)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.sqlite"
        asked = evaluate(documents, chosen, lambda: EmbeddedIndex(path))
    if options.out:
        lines = (json.dumps(_line(one), ensure_ascii=False) for one in asked)
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{options.set}, {options.half} half, {len(asked)} questions\n")
    for name, value in figures(asked).items():
        sys.stdout.write(f"  {name:24} {value:.3f}\n")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", required=True)
    parser.add_argument("--half", choices=["tune", "held-out", "whole"], default="whole")
    parser.add_argument("--sample", type=int, help="at most this many questions")
    parser.add_argument("--far", action="store_true", help="add the questions of far_oos")
    parser.add_argument("--out", type=Path, help="where the run is written, JSON lines")
    return parser.parse_args(arguments)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _questions(path: Path, course: str = "") -> list[EvaluationQuestion]:
    return [
        EvaluationQuestion(
            id=row["qid"],
            language=row["lang"],
            text=row["question"],
            kind=row["answer_type"],
            answerable=row["answerable"],
            course=row.get("course_doc_id") or course,
            answers=tuple(row.get("gold_answers") or [row["gold_answer"] or ""])
            if row["answerable"]
            else (),
            evidence=tuple(
                tuple((document, start, end) for document, start, end in piece["any"])
                for piece in row.get("evidence") or ()
            ),
        )
        for row in _rows(path)
    ]


def _chosen(
    questions: list[EvaluationQuestion], half: str, sample: int | None
) -> list[EvaluationQuestion]:
    kept = [one for one in questions if half == "whole" or held_out(one) == (half == "held-out")]
    # By a hash of the id: the same sample in every run, and no order of the file in it.
    kept.sort(key=lambda one: hashlib.sha256(f"sample|{one.id}".encode()).hexdigest())
    return kept[:sample]


def _line(one: Asked) -> dict[str, Any]:
    return {
        "qid": one.question.id,
        "results": [{"doc_id": name, "start": start, "end": end} for name, start, end in one.spans],
        "confidence": round(one.outcome.confidence, 4),
        "abstained": one.abstained,
        "answer": [sentence.text for sentence in one.outcome.sentences],
    }


if __name__ == "__main__":
    sys.exit(main())
