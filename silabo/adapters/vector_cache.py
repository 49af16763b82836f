"""Keeps the vectors that an embedding model made, so that no text is embedded twice."""

import hashlib
import struct
from collections.abc import Sequence
from typing import Protocol

from silabo.domain.models import TextKind, Vector
from silabo.domain.ports import Embedder


class VectorCache(Protocol):
    """Keeps packed vectors by the digests of their model and their text."""

    def find(self, model: str, digests: Sequence[str]) -> dict[str, bytes]:
        """Those that are there."""
        ...

    def keep(self, model: str, vectors: dict[str, bytes]) -> None:
        """Keep these; those that are there already are no error."""
        ...


class CachedEmbedder:
    """An `Embedder` over another one and a cache: no text is asked for twice."""

    def __init__(self, embedder: Embedder, cache: VectorCache, *, together: int = 32) -> None:
        """Ask nobody yet. After so many texts `together` their vectors are kept."""
        self._together = together
        self._embedder = embedder
        self._cache = cache

    @property
    def space(self) -> str:
        """That of the model."""
        return self._embedder.space

    @property
    def dimension(self) -> int:
        """That of the model."""
        return self._embedder.dimension

    def embed(self, texts: Sequence[str], kind: TextKind) -> list[Vector]:
        """One vector of length 1 a text, in their order, as exact as 16-bit floats are.

        Raises as the model does; what came before an error is in the cache.
        """
        if not texts:
            return []
        model = _digest(self._embedder.space)
        digests = [_digest(f"{kind.value}\n{text}") for text in texts]
        wanted = dict(zip(digests, texts, strict=True))
        found = self._cache.find(model, list(wanted))
        lacking = [digest for digest in wanted if digest not in found]
        for start in range(0, len(lacking), self._together):
            some = lacking[start : start + self._together]
            vectors = self._embedder.embed([wanted[digest] for digest in some], kind)
            fresh = dict(zip(some, map(_pack, vectors), strict=True))
            self._cache.keep(model, fresh)
            found.update(fresh)
        return [_unpack(found[digest]) for digest in digests]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _pack(vector: Vector) -> bytes:
    return struct.pack(f"<{len(vector)}e", *vector)


def _unpack(packed: bytes) -> Vector:
    return list(struct.unpack(f"<{len(packed) // 2}e", packed))
