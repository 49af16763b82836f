"""What of one text another one does not say any more: its dates, numbers, times, rooms, names."""

from collections.abc import Sequence

from silabo.domain.pictures import DOUBTED
from silabo.language.names import names
from silabo.language.quantities import Quantity, find, states
from silabo.language.words import words

MOST = 4  # facts that are named


def changed_facts(
    before: str,
    after: str,
    language: str,
    *,
    after_language: str = "",
    still: Sequence[tuple[str, str]] = (),
    corrects: bool = False,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts of a text that the other does not state, and those that the other states instead,
    as they are written, each once. Where no figure has changed, names are compared.

    What one of the texts in `still` states, each with its language, has not changed; where the
    other text `corrects` these, unless it states another fact of that kind.
    """
    old, new = find(before, language), find(after, after_language or language)
    stated = [fact for text, written_in in still for fact in find(text, written_in)]
    now = _missing(new, old)
    kinds = {each.kind for each in now} if corrects else set()
    was = [each for each in _missing(old, new) if each.kind in kinds or _missing([each], stated)]
    if was:
        return _each_once(_as_read(was, before)), _each_once(_as_read(now, after))
    return _changed_names(before, after, [text for text, _ in still])


def _changed_names(
    before: str, after: str, still: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    mine, others = _plain_names(before), _plain_names(after)
    stated = {word for text in still for word in words(text)}
    was = [name for name in mine if name not in others and name.casefold() not in stated]
    now = [name for name in others if name not in mine] if was else []
    return _each_once(was), _each_once(now)


def _missing(told: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    return [
        each
        for each in told
        if not any(states(other, each) or states(each, other) for other in others)
    ]


def _as_read(facts: Sequence[Quantity], text: str) -> list[str]:
    """Facts as they are written in a text, with the remark of those that were not read for sure."""
    doubted = {each.text: f"{each.text} {DOUBTED}" for each in facts}
    return [told if told in text else fact for fact, told in doubted.items()]


def _plain_names(text: str) -> list[str]:
    return [name for name in names(text) if not any(map(str.isdigit, name))]


def _each_once(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))[:MOST]
