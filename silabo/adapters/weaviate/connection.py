"""One connection to a Weaviate: made at first use, and left alone while nobody answers there."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from silabo.adapters.circuit import Circuit
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.domain.errors import IndexAwayError, ServiceError

if TYPE_CHECKING:
    from types import ModuleType

    from weaviate import WeaviateClient


class NothingThereError(ServiceError):
    """The collection or the course is not there: nothing was ever indexed, or it was lost."""


class WeaviateConnection:
    """The client of one process; threads share it. Nothing is opened before the first call."""

    def __init__(self, options: WeaviateOptions, circuit: Circuit) -> None:
        """Remember where to connect to."""
        self._options = options
        self._circuit = circuit
        self._lock = threading.Lock()
        self._client: WeaviateClient | None = None

    @contextmanager
    def asking(self) -> Iterator["WeaviateClient"]:
        """The client, for one piece of work.

        Raises `NothingThereError` when what is asked for is unknown there, `IndexAwayError` when
        it does not answer (at once while the circuit is open) or takes nothing, and `ServiceError`
        for every other failure.
        """
        client = self._ready()
        with self._told():
            yield client

    def close(self) -> None:
        """End the connection; the next call opens it again."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _ready(self) -> "WeaviateClient":
        # Connecting under the lock: of many callers one finds out that nobody is there.
        with self._lock:
            if not self._circuit.allows():
                raise IndexAwayError("Weaviate did not answer and is left alone for a moment")
            if self._client is None:
                with self._told():
                    self._client = library().connected(self._options)
            client = self._client
        # The connection that gRPC lost takes its whole deadline to say so; HTTP says it at once.
        if self._circuit.doubtful and not client.is_ready():
            self._circuit.failed()
            raise IndexAwayError("Weaviate is not ready")
        return client

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the client raises into our errors, and tell the circuit."""
        failures = library().FAILURES
        try:
            yield
        except failures as error:
            if library().is_silence(error):
                self._circuit.failed()
                raise IndexAwayError("Weaviate did not answer") from error
            self._circuit.succeeded()
            if library().is_unknown(error):
                raise NothingThereError("Weaviate does not know the course") from error
            kind = IndexAwayError if library().is_closed(error) else ServiceError
            raise kind(f"Weaviate refused: {library().reason(error)}") from error
        except ServiceError:
            self._circuit.succeeded()  # it answered, and what it said will not do
            raise
        self._circuit.succeeded()


def library() -> "ModuleType":
    """Our door to Weaviate's client library, imported when it is needed: it takes a second."""
    from silabo.adapters.weaviate import library as door  # noqa: PLC0415

    return door
