"""The embedding model on Ollama: in batches, checked before anybody uses it."""

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from silabo.adapters.ollama.call import calling, understood
from silabo.adapters.ollama.hosts import OllamaHosts
from silabo.adapters.ollama.installed import Installed, ModelName
from silabo.adapters.ollama.prefixes import prefix_of
from silabo.adapters.ollama.timed_transport import Deadline
from silabo.domain.errors import (
    ModelError,
    ModelMissingError,
    ModelOutputError,
    ModelUnreachableError,
)
from silabo.domain.models import TextKind, Vector

_KEPT_LOADED = "10m"
_DIGEST_SHOWN = 12  # characters: as many as Ollama shows
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0
_SAMPLE = "dimension"  # any text has as many numbers


@dataclass(frozen=True, slots=True)
class OllamaEmbedderOptions:
    """A model's name (see `ModelName`); texts in one request; seconds that a request may take;
    how often a server that is away or busy is asked.
    """

    model: str
    batch: int = 32
    timeout_s: float = 60.0
    tries: int = 3


class OllamaEmbedder:
    """An `Embedder` on one or more hosts, which must all have the same model.

    A text gets the prefix that the model expects (prefixes.py). Of one longer than the model takes
    the beginning counts.
    """

    def __init__(
        self,
        hosts: OllamaHosts,
        options: OllamaEmbedderOptions,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Ask nobody yet."""
        self._hosts = hosts
        self._options = options
        self._sleep = sleep
        self._model = ModelName.of(options.model)
        self._installed = Installed(self._model)
        self._lock = threading.Lock()
        self._digest = ""
        self._dimension = 0

    @property
    def space(self) -> str:
        """The model and the beginning of its digest, such as bge-m3:latest@790764642607; with the
        prefix of passages where it has one, for that is in their vectors too.
        """
        named = f"{self._model.name}@{self._known_digest()[:_DIGEST_SHOWN]}"
        prefix = prefix_of(self._model.name, TextKind.PASSAGE).strip(" :")
        return f"{named}/{prefix}" if prefix else named

    @property
    def dimension(self) -> int:
        """How many numbers each vector has."""
        if not self._dimension:
            self.embed([_SAMPLE], TextKind.QUERY)
        return self._dimension

    def embed(self, texts: Sequence[str], kind: TextKind) -> list[Vector]:
        """One vector of length 1 a text, in their order. Raises the kinds of `ModelError`."""
        prefix = prefix_of(self._model.name, kind)
        prefixed = [f"{prefix}{text}" for text in texts]
        vectors: list[Vector] = []
        for start in range(0, len(prefixed), self._options.batch):
            vectors += self._patiently(prefixed[start : start + self._options.batch])
        return vectors

    def _known_digest(self) -> str:
        if not self._digest:
            url = self._hosts.choose(self._model.name)
            with self._hosts.using(url, self._model.name):
                self._same_model(url)
        return self._digest

    def _patiently(self, texts: Sequence[str]) -> list[Vector]:
        for tried in range(1, self._options.tries + 1):
            try:
                return self._ask(texts)
            except ModelUnreachableError as error:
                if tried == self._options.tries:
                    raise
                pause_s = error.retry_after_s or _FIRST_PAUSE_S * 2 ** (tried - 1)
                self._sleep(min(pause_s, _LONGEST_PAUSE_S))
            except ModelMissingError:
                if tried == self._options.tries:
                    raise  # another host may have it
        raise ModelError("nobody was asked")

    def _ask(self, texts: Sequence[str]) -> list[Vector]:
        url = self._hosts.choose(self._model.name)
        with self._hosts.using(url, self._model.name):
            self._same_model(url)
            with calling(url, Deadline(self._options.timeout_s)) as client, understood():
                reply = client.embed(self._model.name, list(texts), keep_alive=_KEPT_LOADED)
            if len(reply.embeddings) != len(texts):
                raise ModelOutputError("the model server sent not one vector for each text")
            return [self._checked(_unit(vector)) for vector in reply.embeddings]

    def _same_model(self, url: str) -> None:
        digest = self._installed.check(url)
        with self._lock:
            self._digest = self._digest or digest
            if digest != self._digest:
                # Its vectors mean something else than those that are in the index.
                raise ModelMissingError("the embedding model was replaced by another one")

    def _checked(self, vector: Vector) -> Vector:
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
