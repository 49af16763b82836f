"""`python -m bench.own --data DIR`: whether all that is known to answer our own questions is still
found in the files under DIR, and how many questions of which sort there are.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from silabo.domain.errors import EvaluationError, LostGoldError
from silabo.evaluation.own_questions import own_questions, read_own


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts and what is lost; 1 where gold passages are, 2 where files are missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args(arguments)
    try:
        found = read_own(options.data)
    except LostGoldError as error:
        sys.stderr.write("".join(f"lost: {each}\n" for each in error.lost))
        return 1
    except EvaluationError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    passages = sum(len(document.passages) for document in found.documents)
    gold = sum(len(piece) for question in found.questions for piece in question.evidence)
    sys.stdout.write(
        f"{len(found.questions)} questions, {len(found.documents)} files, {passages} passages;"
        f" all {gold} gold passages are found\n"
    )
    for name, counts in _counts().items():
        sorts = ", ".join(f"{each} {count}" for each, count in counts.most_common())
        sys.stdout.write(f"  {name}: {sorts}\n")
    return 0


def _counts() -> dict[str, Counter[str]]:
    asked = own_questions()
    return {
        "language": Counter(one.language for one in asked),
        "half": Counter(one.half for one in asked),
        "across": Counter(
            f"{one.language} on {one.document_language}" for one in asked if one.is_across
        ),
        "course": Counter(one.course for one in asked),
        "kind": Counter(one.kind for one in asked),
        "shape": Counter(shape for one in asked for shape in one.shapes),
    }


if __name__ == "__main__":
    sys.exit(main())
