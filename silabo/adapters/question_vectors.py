"""The vectors of questions, for searching by meaning as long as the embedding model answers."""

import logging
import threading
from collections import OrderedDict
from dataclasses import dataclass

from silabo.domain.errors import ModelChangedError, ModelError
from silabo.domain.models import TextKind, Vector
from silabo.domain.ports import Embedder

logger = logging.getLogger(__name__)
KEPT = 64  # questions: each is searched several times, with other words


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question means: its vector, and the space that this is of."""

    vector: Vector
    space: str


class QuestionVectors:
    """An embedder that keeps what it made of the last questions. Thread-safe."""

    def __init__(self, embedder: Embedder) -> None:
        """Ask nothing yet."""
        self._embedder = embedder
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Meant] = OrderedDict()

    def kept(self, question: str) -> Meant | None:
        """What is known of a question already; None where nothing is."""
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
            return self._kept.get(question)

    def of(self, question: str) -> Meant | None:
        """What a question means; None where the model does not answer: words find without it."""
        known = self.kept(question)
        if known is not None:
            return known
        try:
            found = self._embedded(question)
        except ModelError as error:
            logger.warning("searching_by_words_alone", extra={"reason": str(error)})
            return None
        with self._lock:
            self._kept[question] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _embedded(self, question: str) -> Meant:
        try:
            [vector] = self._embedder.embed([question], TextKind.QUERY)
        except ModelChangedError as error:
            logger.warning("embedding_model_changed", extra={"reason": str(error)})
            with self._lock:
                self._kept.clear()  # what the former one made is of its own space
            [vector] = self._embedder.embed([question], TextKind.QUERY)
        return Meant(vector, self._embedder.space)
