"""Measures the answers on an evaluation set: `python -m bench.answers --data DIR --set NAME`.

DIR holds corpora/NAME.jsonl and questions/NAME.jsonl. Questions of far_oos.jsonl are added when
--far is given. The run is written as one JSON line a question.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.evaluation.data_set import (
    EvaluationQuestion,
    drawn,
    held_out,
    read_documents,
    read_questions,
)
from silabo.evaluation.figures import figures
from silabo.evaluation.run_file import scored_line
from silabo.evaluation.runner import evaluate


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one set and print its figures; 2 when the data is not there."""
    options = _options(arguments)
    corpus = options.data / "corpora" / f"{options.set}.jsonl"
    questions = options.data / "questions" / f"{options.set}.jsonl"
    if not corpus.is_file() or not questions.is_file():
        sys.stderr.write(f"There is no set {options.set} in {options.data}.\n")
        return 2
    chosen = _chosen(read_questions(questions), options.half, options.sample)
    far = options.data / "questions" / "far_oos.jsonl"
    if options.far and far.is_file():
        course = next((one.course for one in chosen if one.course), "")
        chosen += _chosen(read_questions(far, course), options.half, options.sample)
    with tempfile.TemporaryDirectory() as folder:
        index = EmbeddedIndex(Path(folder) / "index.sqlite")
        asked = evaluate(read_documents(corpus), chosen, index)
    if options.out:
        lines = (json.dumps(scored_line(one), ensure_ascii=False) for one in asked)
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


def _chosen(
    questions: list[EvaluationQuestion], half: str, sample: int | None
) -> list[EvaluationQuestion]:
    kept = [one for one in questions if half == "whole" or held_out(one) == (half == "held-out")]
    return drawn(kept)[:sample]


if __name__ == "__main__":
    sys.exit(main())
