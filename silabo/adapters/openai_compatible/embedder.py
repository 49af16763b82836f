"""The embedding model on a server that speaks OpenAI's API: in batches, checked before anybody uses
them.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pydantic import BaseModel

from silabo.adapters.model_servers.embedding import SAMPLE, AlikeVectors, patiently
from silabo.adapters.model_servers.hosts import ModelHosts
from silabo.adapters.model_servers.prefixes import BY_ITS_CARD, Prefixes
from silabo.adapters.model_servers.timed_transport import Deadline
from silabo.adapters.openai_compatible.call import Server, calling, check, understood
from silabo.domain.errors import ModelChangedError, ModelCutError, ModelError, ModelOutputError
from silabo.domain.models import TextKind, Vector

_SHORTEST = 500  # characters: every model takes a text of so many
BELIEVED_S = 60.0  # a model can be replaced at any time, but not often


@dataclass(frozen=True, slots=True)
class OpenAiEmbedderOptions:
    """What the server calls the model; texts in one request; seconds that a request may take; how
    often a server that is away or busy is asked; what stands before a text.
    """

    model: str
    batch: int = 32
    timeout_s: float = 60.0
    tries: int = 3
    prefixes: Prefixes = BY_ITS_CARD


class _Embedding(BaseModel):
    index: int
    embedding: list[float]


class _Embeddings(BaseModel):
    data: list[_Embedding]


class OpenAiEmbedder:
    """An `Embedder` on one server.

    A text gets the prefix that the model expects (model_servers/prefixes.py). Of one longer than
    the model takes the beginning counts. Where the vectors come to have another number of numbers,
    the call that notices raises `ModelChangedError`, and the next ones are answered.
    """

    def __init__(
        self,
        server: Server,
        options: OpenAiEmbedderOptions,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Ask nobody yet."""
        self._server = server
        self._hosts = ModelHosts([server.url])
        self._options = options
        self._sleep = sleep
        self._vectors = AlikeVectors(told_by_size=True)
        self._looked_at = 0.0

    @property
    def space(self) -> str:
        """The model and how many numbers its vectors have, such as bge-m3@1024, with the prefix of
        passages where it has one. A server tells no digest: another model under the same name and
        of as many numbers is not noticed.
        """
        if time.monotonic() - self._looked_at > BELIEVED_S:
            self._look()
        named = f"{self._options.model}@{self.dimension}"
        return self._options.prefixes.named(named, self._options.model)

    @property
    def dimension(self) -> int:
        """How many numbers each vector has."""
        if not self._vectors.dimension:
            self.embed([SAMPLE], TextKind.QUERY)
        return self._vectors.dimension

    def _look(self) -> None:
        try:
            self.embed([SAMPLE], TextKind.QUERY)
        except ModelChangedError:
            pass  # it is known from now on
        except ModelError:
            if not self._vectors.dimension:
                raise

    def embed(self, texts: Sequence[str], kind: TextKind) -> list[Vector]:
        """One vector of length 1 a text, in their order. Raises the kinds of `ModelError`."""
        prefix = self._options.prefixes.before(kind, self._options.model)
        prefixed = [f"{prefix}{text}" for text in texts]
        vectors: list[Vector] = []
        for start in range(0, len(prefixed), self._options.batch):
            vectors += self._shortened(prefixed[start : start + self._options.batch])
        return vectors

    def _shortened(self, texts: list[str]) -> list[Vector]:
        """The vectors of a batch, with its longest texts halved until the model takes them."""
        while True:
            try:
                ask = partial(self._ask, texts)
                return patiently(ask, tries=self._options.tries, sleep=self._sleep)
            except ModelCutError:
                most = max(map(len, texts)) // 2
                if most < _SHORTEST:
                    raise
                texts = [text[:most] for text in texts]

    def _ask(self, texts: Sequence[str]) -> list[Vector]:
        options = self._options
        url = self._hosts.choose(options.model)
        asked = {"model": options.model, "input": list(texts), "encoding_format": "float"}
        with (
            self._hosts.using(url, options.model),
            calling(self._server, Deadline(options.timeout_s)) as client,
            client.stream("POST", "embeddings", json=asked) as response,
        ):
            check(response, "application/json")
            found = sorted(understood(_Embeddings, response.read()).data, key=lambda one: one.index)
            if [each.index for each in found] != list(range(len(texts))):
                raise ModelOutputError("the model server sent not one vector for each text")
            self._looked_at = time.monotonic()
            return self._vectors.checked([each.embedding for each in found], len(texts))
