"""Several language models as one: the next is asked where one gives nothing, as long as no sentence
of it can have been told.
"""

import logging
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from silabo.domain.errors import ModelError, ModelMissingError, ModelUnreachableError
from silabo.domain.models import JsonSchema, Message
from silabo.domain.ports import LanguageModel

logger = logging.getLogger(__name__)

# Without one of these in it no sentence is whole (silabo/language/sentences.py).
_MAY_END = re.compile(r"[.!?…\n]")


@dataclass
class ModelCall:
    """One model that was asked: `failure` is the kind of error that it ended in, "" for none so
    far; `text` is what it wrote.
    """

    name: str
    failure: str = ""
    text: str = ""


class ModelChain:
    """A `LanguageModel` for one question: models by name, each asked where those before it failed
    before the end of a first sentence. `calls` says who was asked, in order.
    """

    def __init__(
        self, models: Mapping[str, LanguageModel], go_on: Callable[[], None] = lambda: None
    ) -> None:
        """Ask nobody yet. There is at least one. `go_on` is called while a text is held back, and
        raises what ends the writing.
        """
        self._models = models
        self._go_on = go_on
        self.calls: list[ModelCall] = []

    @property
    def name(self) -> str:
        """The names of all."""
        return ", ".join(self._models)

    @property
    def first(self) -> str:
        """The name of the one that is asked first."""
        return next(iter(self._models))

    @property
    def budget(self) -> int:
        """Tokens that a prompt may have, so that it fits each of them."""
        return min(model.budget for model in self._models.values())

    def tokens(self, text: str) -> int:
        """How many tokens a text has at most, by whoever counts the most."""
        return max(model.tokens(text) for model in self._models.values())

    def write(
        self, prompt: Sequence[Message], *, schema: JsonSchema | None = None
    ) -> Generator[str, None, None]:
        """The text of the first that writes one. What comes of it is held back until a sentence may
        have ended, as long as there is another that could be asked.

        Raises the error of the last one; where all are away or missing, `ModelUnreachableError`.
        """
        errors: list[ModelError] = []
        for number, (name, model) in enumerate(self._models.items(), start=1):
            call = ModelCall(name)
            self.calls.append(call)
            with closing(model.write(prompt, schema=schema)) as text:
                heard = _noted(text, call)
                held, error = self._begun(heard) if number < len(self._models) else ([], None)
                if error is not None:
                    logger.warning("model_passed_over", extra={"model": name, "reason": str(error)})
                    errors.append(error)
                    self._go_on()
                    continue
                yield from held
                try:
                    yield from heard
                except ModelError as last:
                    raise _of_all([*errors, last]) from last
                return

    def _begun(self, text: Iterator[str]) -> tuple[list[str], ModelError | None]:
        """The pieces until a sentence may have ended, or the error that came before that."""
        held: list[str] = []
        while True:
            try:
                piece = next(text, None)
            except ModelError as error:
                return held, error
            if piece is not None:
                held.append(piece)
            if piece is None or _MAY_END.search(piece):
                return held, None
            self._go_on()


def _noted(text: Iterator[str], call: ModelCall) -> Generator[str, None, None]:
    try:
        for piece in text:
            call.text += piece
            yield piece
    except ModelError as error:
        call.failure = type(error).__name__
        raise


def _of_all(errors: Sequence[ModelError]) -> ModelError:
    """What it means that all of them failed: whether it is worth to ask again in a while."""
    away = [error for error in errors if isinstance(error, ModelUnreachableError)]
    missing = [error for error in errors if isinstance(error, ModelMissingError)]
    if not away or len(away) + len(missing) < len(errors):
        return errors[-1]
    wanted_s = [error.retry_after_s for error in away if error.retry_after_s]
    return ModelUnreachableError(str(away[0]), min(wanted_s, default=0.0))
