"""Whether a model repeats its instructions: nothing of them is an answer, whoever asked for it."""

from functools import lru_cache

from silabo.answering.weights import DRAFTING
from silabo.language.stems import document_stems
from silabo.language.words import fold, words


def echoes(text: str, instructions: str) -> bool:
    """Whether a sentence has several words in a row that stand so in the instructions, is wholly in
    them, or has nearly all of its stems from one line of them.
    """
    said = tuple(fold(word) for word in words(text))
    run = min(len(said), DRAFTING.echoed_run)
    if run >= DRAFTING.least_echoed and _runs(said, run) & _runs_of(instructions, run):
        return True
    stems = frozenset(document_stems(text, "und"))
    return len(stems) >= DRAFTING.echoed_run and any(
        len(stems & line) >= DRAFTING.echoed_share * len(stems) for line in _lines(instructions)
    )


def _runs(said: tuple[str, ...], length: int) -> frozenset[tuple[str, ...]]:
    return frozenset(said[at : at + length] for at in range(len(said) - length + 1))


@lru_cache(maxsize=64)
def _runs_of(instructions: str, length: int) -> frozenset[tuple[str, ...]]:
    return _runs(tuple(fold(word) for word in words(instructions)), length)


@lru_cache(maxsize=16)
def _lines(instructions: str) -> tuple[frozenset[str], ...]:
    lines = instructions.replace("\n", " ").split(". ")
    return tuple(frozenset(document_stems(line, "und")) for line in lines)
