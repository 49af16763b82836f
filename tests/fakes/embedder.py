"""An embedder that knows which word means what."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from silabo.domain.errors import ModelError
from silabo.domain.models import TextKind, Vector


@dataclass
class FakeEmbedder:
    """An `Embedder` that knows which word means what: a vector of its model's size a text.

    A text points along the axis of the first word of `axes` that it has. `error` is raised instead
    while it is set.
    """

    axes: Sequence[tuple[str, ...]]
    space: str = "model@1"
    error: ModelError | None = None
    asked: list[str] = field(default_factory=list)

    @property
    def dimension(self) -> int:
        return len(self.axes) + 1

    def embed(self, texts: Sequence[str], kind: TextKind) -> list[Vector]:
        if self.error:
            raise self.error
        self.asked.extend(texts)
        return [self._vector(text.casefold()) for text in texts]

    def _vector(self, text: str) -> Vector:
        meant = next(
            (
                number
                for number, words in enumerate(self.axes)
                if any(word in text for word in words)
            ),
            len(self.axes),
        )
        return [float(number == meant) for number in range(self.dimension)]
