"""Tries a model: how fast it reads and writes, and whether what it writes of a known passage
holds.
"""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace

from silabo.answering.quoting import Quotation
from silabo.answering.writing import Writing, written
from silabo.domain import clock
from silabo.domain.answers import Query
from silabo.domain.errors import ModelError
from silabo.domain.models import JsonSchema, Message, Speaker, Trial
from silabo.domain.passages import BlockKind, Passage
from silabo.domain.ports import LanguageModel

_TOKENS = 40  # that are written to see how fast
_LONGEST_SAID = 500  # characters
_QUESTION = "When is the midterm?"
_FACT = "The midterm is on 12 March in Hall A."
# Nobody has read it before, since a code begins it: a server keeps what it has read.
_TO_READ = (
    "The library opens at nine and closes at eight on weekdays, and at noon on Saturdays. " * 14
)
_COUNT = "Count from one to fifty in words."


def warm(model: LanguageModel) -> float:
    """Ask for one token, so that the model is loaded; how many seconds it took. Raises
    `ModelError`.
    """
    started = time.monotonic()
    with closing(model.write([Message(Speaker.USER, _COUNT)])) as text:
        next(text, None)
    return time.monotonic() - started


def try_model(
    model: LanguageModel, code: Callable[[], str], thoughts: Callable[[], int] = lambda: 0
) -> Trial:
    """What comes of two short calls. `code` gives a word that nobody can guess, `thoughts` says how
    many tokens were thought since it was last asked, as far as its server tells.
    """
    try:
        warm(model)
        thoughts()
        trial = replace(_measured(model, code()), thought_tokens=thoughts())
    except ModelError as error:
        return Trial(fault=str(error))
    said, fault = _judged(model, code)
    return replace(trial, said=said, fault=fault)


def _measured(model: LanguageModel, code: str) -> Trial:
    prompt = [Message(Speaker.SYSTEM, f"{code} {_TO_READ}"), Message(Speaker.USER, _COUNT)]
    arrived: list[float] = []
    started = time.monotonic()
    with closing(model.write(prompt)) as text:
        arrived += [time.monotonic() for _ in [next(text, None)]]
        # What does not end well is as fast as what does.
        with suppress(ModelError):
            for _ in text:
                arrived.append(time.monotonic())
                if len(arrived) > _TOKENS:
                    break
    return Trial(
        read_tokens=sum(model.tokens(message.text) for message in prompt),
        read_s=arrived[0] - started,
        written_tokens=len(arrived) - 1,
        written_s=arrived[-1] - arrived[0],
    )


def _judged(model: LanguageModel, code: Callable[[], str]) -> tuple[str, str]:
    """What the model writes of the known passage, and why that is no answer."""
    heard = _Heard(model)
    query = Query(_QUESTION, "en", clock.now(), "UTC")
    try:
        passage = _passage()
        draft = written(query, [Quotation(passage, passage.text)], Writing(heard, code))
    except ModelError as error:
        return heard.text[:_LONGEST_SAID], str(error)
    if not draft.sentences:
        return heard.text[:_LONGEST_SAID], "it says that the passage does not answer"
    return " ".join(sentence.text for sentence in draft.sentences), ""


def _passage() -> Passage:
    return Passage(
        id=1,
        version_id=1,
        document="trial",
        version="trial",
        document_title="Exams",
        language="en",
        ordinal=1,
        anchor="p1",
        kind=BlockKind.PARAGRAPH,
        text=f"{_FACT} It lasts two hours. Bring your student card.",
    )


@dataclass
class _Heard:
    """A `LanguageModel` whose text is kept."""

    model: LanguageModel
    text: str = ""

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def budget(self) -> int:
        return self.model.budget

    def tokens(self, text: str) -> int:
        return self.model.tokens(text)

    def write(
        self, prompt: Sequence[Message], *, schema: JsonSchema | None = None
    ) -> Generator[str, None, None]:
        with closing(self.model.write(prompt, schema=schema)) as text:
            for piece in text:
                self.text += piece
                yield piece
