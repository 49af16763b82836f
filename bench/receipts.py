"""`python -m bench.receipts`: which sentences the receipts accept, of those whose passages are
known to state them or not (`silabo/evaluation/receipts/`).
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from operator import mul

from silabo.answering.reading import sentences_of
from silabo.answering.receipts import Verdict, judge
from silabo.domain.intervals import wilson
from silabo.domain.models import TextKind
from silabo.domain.ports import Embedder
from silabo.evaluation.written_sentences import (
    HALVES,
    SETS,
    TUNED,
    WrittenSentence,
    written_sentences,
)
from wiring.evaluation import embedding
from wiring.settings import Settings

Judged = tuple[WrittenSentence, Verdict]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print for each half what is accepted that is not stated, and rejected that is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="one alone")
    parser.add_argument("--kinds", action="store_true", help="a table by kind of sentence")
    parser.add_argument(
        "--wrong", action="store_true", help="the sentences judged wrongly, of the tuned half alone"
    )
    parser.add_argument(
        "--meaning",
        action="store_true",
        help="of the tuned half, whether an embedding model tells what is stated from what is not",
    )
    options = parser.parse_args(arguments)
    if options.meaning:
        return _by_meaning()
    for half in [options.half] if options.half else HALVES:
        judged = [(sentence, _verdict(sentence)) for sentence in written_sentences(half)]
        sys.stdout.write(f"{half}, {len(judged)} sentences\n")
        for line in _lines(judged, by_kind=options.kinds):
            sys.stdout.write(f"  {line}\n")
        if options.wrong and half == TUNED:
            sys.stdout.writelines(f"  {line}\n" for line in _wrong(judged))
    return 0


def _by_meaning() -> int:
    """Print for each verdict how often a stated sentence is nearer to a piece of its passages than
    one that is not: 0.5 is chance.
    """
    made = embedding(Settings())
    if made is None:
        sys.stderr.write("There is no embedding model: SILABO_EMBEDDING_MODEL names none.\n")
        return 1
    model = made.factory().questions
    near = [
        (sentence.is_stated, _verdict(sentence), _nearness(model, sentence))
        for sentence in written_sentences(TUNED)
    ]
    for verdict in sorted({verdict for _, verdict, _ in near}):
        stated, other = (
            [nearness for is_stated, its, nearness in near if its is verdict and is_stated is side]
            for side in (True, False)
        )
        if stated and other:
            nearer = sum(ours > theirs for ours in stated for theirs in other)
            share = nearer / (len(stated) * len(other))
            sys.stdout.write(f"{verdict:16} stated {len(stated)}, not {len(other)}: {share:.2f}\n")
    return 0


def _nearness(model: Embedder, sentence: WrittenSentence) -> float:
    """The cosine of the angle between a sentence and the nearest piece of its passages."""
    pieces = [piece for each in sentence.passages for piece in (each.text, *sentences_of(each))]
    own, *others = model.embed([sentence.text, *pieces], TextKind.QUERY)
    return max(sum(map(mul, own, other), 0.0) for other in others)


def _verdict(sentence: WrittenSentence) -> Verdict:
    citations = range(1, len(sentence.passages) + 1)
    return judge(sentence.text, citations, sentence.passages, sentence.language)


def _lines(judged: Sequence[Judged], *, by_kind: bool) -> Iterator[str]:
    yield _figures("all", judged)
    for name in SETS:
        if of_set := [each for each in judged if each[0].set_name == name]:
            yield _figures(f"{name} set", of_set)
    for language in sorted({sentence.language for sentence, _ in judged}):
        yield _figures(language, [each for each in judged if each[0].language == language])
    if not by_kind:
        return
    for kind in sorted({sentence.kind for sentence, _ in judged}):
        yield _figures(kind, [each for each in judged if each[0].kind == kind])


def _figures(name: str, judged: Sequence[Judged]) -> str:
    """What is judged wrongly, of what is stated and of what is not; a kind mostly has one."""
    figures = [
        f"{wrong} {_share(sum(_is_wrong(each) for each in of), len(of))}"
        for wrong, is_stated in (("false accepted", False), ("true rejected", True))
        if (of := [each for each in judged if each[0].is_stated is is_stated])
    ]
    return f"{name:30} {', '.join(figures)}"


def _share(count: int, of: int) -> str:
    share = wilson(count, of)
    return f"{count} of {of}: {share.value:.1%} ({share.low:.1%} to {share.high:.1%})"


def _wrong(judged: Sequence[Judged]) -> Iterator[str]:
    for sentence, verdict in filter(_is_wrong, judged):
        keys = ", ".join(passage.anchor for passage in sentence.passages)
        yield f"{verdict}: {sentence.text}  [{keys}]  ({sentence.kind})"


def _is_wrong(judged: Judged) -> bool:
    sentence, verdict = judged
    return sentence.is_stated is not (verdict is Verdict.HOLDS)


if __name__ == "__main__":
    sys.exit(main())
