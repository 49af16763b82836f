"""The embedding model on Ollama: in batches, checked before anybody uses it."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from silabo.adapters.model_servers.embedding import SAMPLE, AlikeVectors, patiently
from silabo.adapters.model_servers.hosts import ModelHosts
from silabo.adapters.model_servers.prefixes import BY_ITS_CARD, Prefixes
from silabo.adapters.model_servers.timed_transport import Deadline
from silabo.adapters.ollama.call import calling, understood
from silabo.adapters.ollama.installed import BELIEVED_S, Installed, ModelName
from silabo.domain.errors import ModelChangedError, ModelError, ModelMissingError
from silabo.domain.models import TextKind, Vector

_DIGEST_SHOWN = 12  # characters: as many as Ollama shows


@dataclass(frozen=True, slots=True)
class OllamaEmbedderOptions:
    """A model's name (see `ModelName`); texts in one request; seconds that a request may take;
    how often a server that is away or busy is asked; what stands before a text.
    """

    model: str
    batch: int = 32
    timeout_s: float = 60.0
    tries: int = 3
    prefixes: Prefixes = BY_ITS_CARD


class OllamaEmbedder:
    """An `Embedder` on one or more hosts, which must all have the same model.

    A text gets the prefix that the model expects (model_servers/prefixes.py). Of one longer than
    the model takes the beginning counts. Another model under the same name is noticed within a
    minute: the call that notices raises `ModelChangedError`, and the next ones are answered by it.
    """

    def __init__(
        self,
        hosts: ModelHosts,
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
        self._looked_at = 0.0
        self._vectors = AlikeVectors()

    @property
    def space(self) -> str:
        """The model and the beginning of its digest, such as bge-m3:latest@790764642607; with the
        prefix of passages where it has one, for that is in their vectors too.
        """
        named = f"{self._model.name}@{self._known_digest()[:_DIGEST_SHOWN]}"
        return self._options.prefixes.named(named, self._model.name)

    @property
    def dimension(self) -> int:
        """How many numbers each vector has."""
        if not self._vectors.dimension:
            self.embed([SAMPLE], TextKind.QUERY)
        return self._vectors.dimension

    def embed(self, texts: Sequence[str], kind: TextKind) -> list[Vector]:
        """One vector of length 1 a text, in their order. Raises the kinds of `ModelError`."""
        prefix = self._options.prefixes.before(kind, self._model.name)
        prefixed = [f"{prefix}{text}" for text in texts]
        vectors: list[Vector] = []
        for start in range(0, len(prefixed), self._options.batch):
            ask = partial(self._ask, prefixed[start : start + self._options.batch])
            vectors += patiently(ask, tries=self._options.tries, sleep=self._sleep)
        return vectors

    def _known_digest(self) -> str:
        if time.monotonic() - self._looked_at > BELIEVED_S or not self._digest:
            try:
                url = self._hosts.choose(self._model.name)
                with self._hosts.using(url, self._model.name):
                    self._same_model(url)
            except ModelChangedError:
                pass  # it is known from now on
            except ModelError:
                if not self._digest:
                    raise
        return self._digest

    def _ask(self, texts: Sequence[str]) -> list[Vector]:
        url = self._hosts.choose(self._model.name)
        with self._hosts.using(url, self._model.name):
            self._same_model(url)
            with calling(url, Deadline(self._options.timeout_s)) as client, understood():
                reply = client.embed(self._model.name, list(texts))
            return self._vectors.checked(reply.embeddings, len(texts))

    def _same_model(self, url: str) -> None:
        digest = self._installed.check(url)
        with self._lock:
            known = self._digest = self._digest or digest
            self._looked_at = time.monotonic()
        if digest == known:
            return
        # Its vectors mean something else than those that are in the index.
        if any(self._has(other, known) for other in self._hosts.urls if other != url):
            raise ModelMissingError("a model server has another embedding model than the others")
        with self._lock:
            self._digest, self._vectors = digest, AlikeVectors()
        raise ModelChangedError("the embedding model was replaced by another one")

    def _has(self, url: str, digest: str) -> bool:
        try:
            return self._installed.check(url) == digest
        except ModelError:
            return False
