"""What is done with the vectors of any model server: asked for again, and checked before anybody
uses them.
"""

import math
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from silabo.domain.errors import (
    ModelChangedError,
    ModelError,
    ModelMissingError,
    ModelOutputError,
    ModelUnreachableError,
)
from silabo.domain.models import Vector

SAMPLE = "dimension"  # any text has as many numbers
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0

Given = TypeVar("Given")


def patiently(ask: Callable[[], Given], *, tries: int, sleep: Callable[[float], None]) -> Given:
    """What `ask` gives; where the server is away or busy it is asked again, at most so many times
    in all, after the pause that it named or a longer one each time. Raises `ModelError`.
    """
    for tried in range(1, tries + 1):
        try:
            return ask()
        except ModelUnreachableError as error:
            if tried == tries:
                raise
            pause_s = error.retry_after_s or _FIRST_PAUSE_S * 2 ** (tried - 1)
            sleep(min(pause_s, _LONGEST_PAUSE_S))
        except ModelMissingError:
            if tried == tries:
                raise  # another host may have it
    raise ModelError("nobody was asked")


class AlikeVectors:
    """The vectors of one model: all have as many numbers as the first. Thread-safe."""

    def __init__(self, *, told_by_size: bool = False) -> None:
        """Have seen none. Where models are `told_by_size`, vectors that all have another number of
        numbers are those of another model.
        """
        self._told_by_size = told_by_size
        self._lock = threading.Lock()
        self._dimension = 0

    @property
    def dimension(self) -> int:
        """How many numbers each has; 0 before the first."""
        return self._dimension

    def checked(self, vectors: Sequence[Sequence[float]], texts: int) -> list[Vector]:
        """The vectors of so many texts, each of length 1. Raises `ModelOutputError`."""
        if len(vectors) != texts:
            raise ModelOutputError("the model server sent not one vector for each text")
        sizes = {len(vector) for vector in vectors}
        if self._told_by_size and len(sizes) == 1:
            self._know(sizes.pop())
        return [self._alike(_unit(vector)) for vector in vectors]

    def _know(self, size: int) -> None:
        with self._lock:
            known, self._dimension = self._dimension, size
        if known not in (0, size):
            raise ModelChangedError(
                f"the embedding model's vectors have {size} numbers, not {known}"
            )

    def _alike(self, vector: Vector) -> Vector:
        with self._lock:
            self._dimension = self._dimension or len(vector)
            if len(vector) != self._dimension:
                raise ModelOutputError("a vector has not as many numbers as the others")
        return vector


def _unit(vector: Sequence[float]) -> Vector:
    length = math.hypot(*vector)
    if not math.isfinite(length) or length == 0:
        raise ModelOutputError("a vector has no direction")
    return [value / length for value in vector]
