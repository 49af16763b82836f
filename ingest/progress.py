"""How far the reading of a file has come: a reader says it, whoever asked for it hears it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Heard = Callable[[int, int], None]

_heard: ContextVar[Heard | None] = ContextVar("heard", default=None)


@contextmanager
def heard_by(heard: Heard) -> Iterator[None]:
    """Within this, `heard` is called with the page that is read next, from 1, and how many there
    are.
    """
    token = _heard.set(heard)
    try:
        yield
    finally:
        _heard.reset(token)


def page(number: int, pages: int) -> None:
    """A reader begins with this page, of so many."""
    heard = _heard.get()
    if heard is not None:
        heard(number, pages)
