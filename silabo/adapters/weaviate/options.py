"""Where Weaviate is, and what is ours in it."""

import hashlib
import re
from dataclasses import dataclass, field

from silabo.language.stems import ANALYSER

# Raise it with any change of the properties of a collection (shelf.py).
_SHAPE = "2"


@dataclass(frozen=True, slots=True)
class WeaviateOptions:
    """An address, a key, and names.

    `prefix` begins the names of our collections: two systems on one server need two. Times are in
    seconds: of an answer to a question, and of an answer to a write.
    """

    url: str
    key: str = field(default="", repr=False)
    grpc_port: int = 50051
    prefix: str = "Silabo"
    timeout_s: float = 5.0
    write_timeout_s: float = 30.0

    @property
    def collection(self) -> str:
        """The collection of the words. Stems of another analyser do not fit, so each has one."""
        return self._named("words", ANALYSER)

    def vectors(self, space: str) -> str:
        """The collection of the vectors of one space, which names a model with its digest, or with
        the numbers that its vectors have: no other model's vectors come into it.
        """
        return self._named(space, f"vectors {space}")

    @property
    def mark(self) -> str:
        """What each of our collections says of itself: by a name alone we would not know that it is
        ours.
        """
        return f"of Silabo, prefix {self.prefix}"

    def _named(self, what: str, made_by: str) -> str:
        digest = hashlib.sha256(f"{_SHAPE} {made_by}".encode()).hexdigest()[:10]
        # A collection's name is made of letters, digits and underscores, a capital first.
        readable = re.sub(r"[^a-z0-9]+", "_", what.lower())[:40].strip("_")
        return f"{self.prefix}_{readable}_{digest}"

    @staticmethod
    def tenant(course: int) -> str:
        """The tenant of a course: its wall."""
        return f"course-{int(course)}"
