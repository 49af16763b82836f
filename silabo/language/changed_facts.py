"""What of one text another one does not say any more: its dates, numbers, times, rooms, names."""

from collections.abc import Sequence

from silabo.language.names import names
from silabo.language.quantities import Quantity, find, states

MOST = 4  # facts that are named


def changed_facts(
    before: str, after: str, language: str, *, after_language: str = ""
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts of a text that the other does not state, and those that the other states instead,
    as they are written, each once. Where no figure has changed, names are compared.
    """
    old, new = find(before, language), find(after, after_language or language)
    was, now = _missing(old, new), _missing(new, old)
    if not was:
        mine, others = names(before), names(after)
        was = [name for name in mine if name not in others and not _has_digit(name)]
        if was:
            now = [name for name in others if name not in mine and not _has_digit(name)]
    return _each_once(was), _each_once(now)


def _missing(told: Sequence[Quantity], others: Sequence[Quantity]) -> list[str]:
    return [
        each.text
        for each in told
        if not any(states(other, each) or states(each, other) for other in others)
    ]


def _has_digit(name: str) -> bool:
    return any(character.isdigit() for character in name)


def _each_once(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))[:MOST]
