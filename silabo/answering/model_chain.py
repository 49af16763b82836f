"""Several language models as one: the next is asked where one gives nothing, as long as no sentence
of it can have been told.
"""

import logging
import re
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing

from silabo.domain.errors import ModelError, ModelMissingError, ModelUnreachableError
from silabo.domain.model_calls import CallPurpose, ModelCall
from silabo.domain.models import JsonSchema, Measured, Message
from silabo.domain.ports import LanguageModel

logger = logging.getLogger(__name__)

# Without one of these in it no sentence is whole (silabo/language/sentences.py).
_MAY_END = re.compile(r"[.!?…\n]")


class ModelChain:
    """A `LanguageModel` for one question: models by name, each asked where those before it failed
    before the end of a first sentence. `calls` says who was asked, in order.
    """

    def __init__(
        self,
        models: Mapping[str, LanguageModel],
        go_on: Callable[[], None] = lambda: None,
        *,
        purpose: CallPurpose = CallPurpose.DRAFT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask nobody yet. There is at least one. `go_on` is called while a text is held back, and
        raises what ends the writing; `clock` tells seconds.
        """
        self._models = models
        self._go_on = go_on
        self._purpose = purpose
        self._clock = clock
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
    ) -> Generator[str, None, Measured | None]:
        """The text of the first that writes one. What comes of it is held back until a sentence may
        have ended, as long as there is another that could be asked.

        Raises the error of the last one; where all are away or missing, `ModelUnreachableError`.
        """
        errors: list[ModelError] = []
        for number, (name, model) in enumerate(self._models.items(), start=1):
            call = ModelCall(name, tuple(prompt), self._purpose)
            self.calls.append(call)
            with closing(self._noted(model.write(prompt, schema=schema), call)) as heard:
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
                return call.measured
        return None

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

    def _noted(
        self, text: Generator[str, None, Measured | None], call: ModelCall
    ) -> Generator[str, None, None]:
        """The pieces of a text, of which the call keeps what is to be known."""
        begun = self._clock()
        try:
            with closing(text):
                while True:
                    piece = next(text)
                    call.first_token_s = call.first_token_s or self._clock() - begun
                    call.pieces += 1
                    call.text += piece
                    yield piece
        except StopIteration as ended:
            call.measured = ended.value
        except ModelError as error:
            call.failure = type(error).__name__
            raise
        finally:
            call.took_s = self._clock() - begun


def _of_all(errors: Sequence[ModelError]) -> ModelError:
    """What it means that all of them failed: whether it is worth to ask again in a while."""
    away = [error for error in errors if isinstance(error, ModelUnreachableError)]
    missing = [error for error in errors if isinstance(error, ModelMissingError)]
    if not away or len(away) + len(missing) < len(errors):
        return errors[-1]
    wanted_s = [error.retry_after_s for error in away if error.retry_after_s]
    return ModelUnreachableError(str(away[0]), min(wanted_s, default=0.0))
