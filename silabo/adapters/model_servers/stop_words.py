"""Ends a text where one of its stop words begins: not every server takes all of them, or any."""

from collections.abc import Generator, Sequence
from typing import TypeVar

from silabo.domain.errors import ModelOutputError

Told = TypeVar("Told")


def until_stop(
    text: Generator[str, None, Told], stops: Sequence[str]
) -> Generator[str, None, Told | None]:
    """The pieces of a text up to the first of the stop words, in whatever pieces it comes; what may
    begin one is held back until it does not. Returns what the text does; None where it was ended.

    Raises `ModelOutputError` where nothing stands before a stop word.
    """
    held, written = "", False
    while True:
        try:
            held += next(text)
        except StopIteration as ended:
            if held:
                yield held
            return ended.value  # type: ignore[no-any-return]  # as typed above
        ends = [at for at in map(held.find, stops) if at >= 0]
        sure = min(ends) if ends else len(held) - _begun(held, stops)
        written = written or bool(held[:sure].strip())
        if sure:
            yield held[:sure]
        held = held[sure:]
        if ends and not written:
            raise ModelOutputError("the model wrote nothing")
        if ends:
            return None


def _begun(text: str, stops: Sequence[str]) -> int:
    """How many characters at the end of a text may be the beginning of a stop word."""
    sizes = range(min(len(text), max(map(len, stops)) - 1), 0, -1)
    return next((size for size in sizes if any(s.startswith(text[-size:]) for s in stops)), 0)
