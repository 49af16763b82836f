"""Where Weaviate is, and what is ours in it."""

import hashlib
import re
from dataclasses import dataclass, field

from silabo.language.stems import ANALYSER

# Raise it with any change of the properties of a collection (library.py).
_SHAPE = "1"


@dataclass(frozen=True, slots=True)
class WeaviateOptions:
    """An address, a key, and names.

    `prefix` begins the names of our collections: two systems on one server need two. `space` names
    what makes the vectors, such as a model; empty for words alone. Times are in seconds: of an
    answer to a question, and of an answer to a write.
    """

    url: str
    key: str = field(default="", repr=False)
    grpc_port: int = 50051
    prefix: str = "Silabo"
    space: str = ""
    timeout_s: float = 5.0
    write_timeout_s: float = 30.0

    @property
    def collection(self) -> str:
        """The collection of this embedding space.

        Vectors of another model and stems of another analyser do not fit together, so each
        combination has a collection of its own, which is filled from the database.
        """
        made_by = f"{_SHAPE} {ANALYSER} {self.space}"
        digest = hashlib.sha256(made_by.encode()).hexdigest()[:10]
        # A collection's name is made of letters, digits and underscores, a capital first.
        space = re.sub(r"[^a-z0-9]+", "_", self.space.lower())[:40]
        return f"{self.prefix}_{space or 'words'}_{digest}"

    @staticmethod
    def tenant(course: int) -> str:
        """The tenant of a course: its wall."""
        return f"course-{int(course)}"
