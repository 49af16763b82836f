"""The language model on a server that speaks OpenAI's API: streamed, with deadlines, and never cut
without saying so.
"""

import logging
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field

from pydantic import BaseModel

from silabo.adapters.model_servers.hosts import ModelHosts
from silabo.adapters.model_servers.speed import Speed, SpeedMeter, TextClock
from silabo.adapters.model_servers.stop_words import until_stop
from silabo.adapters.model_servers.timed_transport import Deadline
from silabo.adapters.model_servers.token_meter import TokenMeter
from silabo.adapters.openai_compatible.call import Server, calling, check, understood
from silabo.adapters.openai_compatible.events import events
from silabo.domain.errors import (
    ModelCutError,
    ModelError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
)
from silabo.domain.models import STOPS, JsonSchema, Measured, Message, TimeLimits

logger = logging.getLogger(__name__)

# What the model's own template adds to a prompt, and a share for what the estimate misses.
_TEMPLATE_TOKENS, _SPARE = 32, 0.1
# A token has rarely more than twenty characters, and each comes in some hundred bytes of JSON.
_BYTES_A_TOKEN = 4096
_BROKEN = "\ufffd"  # stands for bytes that are no text
_COUNT_S = 2.0  # for the count of tokens that follows a whole text
_MOST_STOPS = 4  # OpenAI takes no more, and some of its models none: the others end a text here
_NEWER_LIMIT = "max_completion_tokens"
_STREAM, _LAST = "text/event-stream", b"[DONE]"


@dataclass(frozen=True, slots=True)
class OpenAiModelOptions:
    """What the server calls the model, what it may take, and how long."""

    model: str
    name: str = ""  # what administrators call it; "": as the server does
    context_tokens: int = 4096  # prompt and answer together: the server does not tell it
    answer_tokens: int = 400  # the most that an answer may have
    thinking_tokens: int = 0  # the most that it may think before it writes
    temperature: float = 0.0
    time_limits: TimeLimits = field(default_factory=TimeLimits)
    extra: Mapping[str, object] = field(default_factory=dict)  # sent along, for what one server has
    thought: Callable[[], None] = lambda: None  # called at each token that it thinks


class _Delta(BaseModel):
    content: str | None = None
    # What a model thinks: llama.cpp, vLLM and others; Ollama and OpenRouter.
    reasoning_content: str | None = None
    reasoning: str | None = None

    @property
    def thought(self) -> bool:
        return bool(self.reasoning_content or self.reasoning)


class _Choice(BaseModel):
    delta: _Delta = _Delta()
    finish_reason: str | None = None


class _Details(BaseModel):
    cached_tokens: int | None = None


class _Usage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0
    prompt_tokens_details: _Details | None = None

    @property
    def read(self) -> int:
        """Tokens of the prompt that the server did not know from another one."""
        details = self.prompt_tokens_details
        return self.prompt_tokens - ((details.cached_tokens if details else 0) or 0)


class _Chunk(BaseModel):
    choices: list[_Choice] = []
    usage: _Usage | None = None
    error: object = None


class OpenAiModel:
    """A `LanguageModel` on one server. What the model thinks aloud is no text of it."""

    def __init__(self, server: Server, options: OpenAiModelOptions) -> None:
        """Ask nobody yet."""
        self._server = server
        self._hosts = ModelHosts([server.url])
        self._options = options
        self._meter = TokenMeter()
        self._speed = SpeedMeter()

    @property
    def name(self) -> str:
        """What administrators call it, else what its server does."""
        return self._options.name or self._options.model

    @property
    def speed(self) -> Speed | None:
        """How fast it reads and writes, by its last texts; None before the first, and where its
        server counts no tokens.
        """
        return self._speed.speed

    @property
    def budget(self) -> int:
        """Tokens that a prompt may have: what thoughts, answer and template leave, less a tenth."""
        left = self._options.context_tokens - self._most_tokens - _TEMPLATE_TOKENS
        return max(0, int(left * (1 - _SPARE)))

    def tokens(self, text: str) -> int:
        """How many tokens a text has at most, by what this model has shown so far."""
        return self._meter.tokens(text)

    def write(
        self, prompt: Sequence[Message], *, schema: JsonSchema | None = None
    ) -> Generator[str, None, Measured | None]:
        """The text in pieces; closing the generator closes the connection, so the server stops."""
        if sum(self.tokens(message.text) for message in prompt) > self.budget:
            raise ModelCutError("the prompt does not fit the model's context")
        url = self._hosts.choose(self.name)
        with (
            self._hosts.using(url, self.name),
            closing(self._stream(prompt, schema)) as text,
        ):
            return (yield from text)

    @property
    def _most_tokens(self) -> int:
        return self._options.answer_tokens + self._options.thinking_tokens

    def _stream(
        self, prompt: Sequence[Message], schema: JsonSchema | None
    ) -> Generator[str, None, Measured | None]:
        options, limits = self._options, self._options.time_limits
        deadline, clock = Deadline(limits.total_s), TextClock()
        read = sum(self.tokens(message.text) for message in prompt)
        deadline.allow(
            self._speed.first_token_s(read, limits.first_token_s, thought=options.thinking_tokens)
        )
        most_bytes = _BYTES_A_TOKEN * (self._most_tokens + 1)
        asked = self._asked(prompt, schema)
        with (
            self._forgetting(clock),
            calling(self._server, deadline, most_bytes=most_bytes) as client,
            client.stream("POST", "chat/completions", json=asked) as response,
        ):
            check(response, _STREAM)
            pieces = self._read(events(response.iter_raw()), deadline, prompt, clock)
            with closing(pieces):
                return (yield from until_stop(pieces, STOPS))

    @contextmanager
    def _forgetting(self, clock: TextClock) -> Iterator[None]:
        """Where a first token does not come in time, the time was wrong, or the machine is."""
        try:
            yield
        except ModelSlowError:
            if not clock.begun:
                self._speed.forget()
            raise

    def _asked(self, prompt: Sequence[Message], schema: JsonSchema | None) -> dict[str, object]:
        options = self._options
        asked: dict[str, object] = {
            "temperature": options.temperature,
            "max_tokens": self._most_tokens,
            "stop": list(STOPS[:_MOST_STOPS]),
            **options.extra,
            "model": options.model,
            "messages": [
                {"role": message.speaker.value, "content": message.text} for message in prompt
            ],
            "stream": True,
            "stream_options": {"include_usage": True},
            "n": 1,
        }
        if not asked["stop"]:  # whoever takes none refuses an empty list too
            del asked["stop"]
        if _NEWER_LIMIT in options.extra:  # whoever wants this name refuses the older one
            asked[_NEWER_LIMIT] = asked.pop("max_tokens")
        if schema is not None:
            form = {"name": "answer", "strict": True, "schema": dict(schema)}
            asked["response_format"] = {"type": "json_schema", "json_schema": form}
        return asked

    def _read(
        self,
        stream: Iterator[bytes],
        deadline: Deadline,
        prompt: Sequence[Message],
        clock: TextClock,
    ) -> Generator[str, None, Measured | None]:
        limits = self._options.time_limits
        count, written = 0, False
        while True:
            chunk = _next(stream)
            choice = chunk.choices[0] if chunk.choices else _Choice()
            piece = choice.delta.content or ""
            if _BROKEN in piece:
                raise ModelOutputError("what the model wrote is no text")
            count += self._counted(choice.delta, clock)
            if piece:
                written = written or not piece.isspace()
                yield piece
            if choice.finish_reason:
                _check_end(choice.finish_reason, written=written)
                break
            # A server ends a text itself at its limit: one that goes on ignores the limit.
            if count > self._most_tokens:
                raise ModelCutError("the text does not end")
            # A thought is no token of the text: the first one has to come in time all the same.
            if piece:
                deadline.allow(limits.between_tokens_s)
        if not written:
            raise ModelOutputError("the model wrote nothing")
        deadline.allow(_COUNT_S)
        usage = chunk.usage or _usage(stream)
        self._check_prompt(usage, prompt)
        return self._learn(usage, clock) if usage else None

    def _learn(self, usage: _Usage, clock: TextClock) -> Measured:
        # It counts, and measures no time.
        measured = clock.measured(usage.read, usage.completion_tokens)
        self._speed.learn(measured)
        logger.info("model_wrote", extra={"model": self.name, **asdict(measured)})
        return measured

    def _counted(self, delta: _Delta, clock: TextClock) -> int:
        if delta.thought:
            self._options.thought()
        if delta.thought or delta.content:
            clock.heard()
        return int(delta.thought or bool(delta.content))

    def _check_prompt(self, usage: _Usage | None, prompt: Sequence[Message]) -> None:
        if usage is None or not usage.prompt_tokens:
            return
        text = "\n".join(message.text for message in prompt)
        counted = usage.prompt_tokens
        if self._meter.counted(text, counted - _TEMPLATE_TOKENS):
            logger.warning("prompt_estimate_low", extra={"model": self.name, "tokens": counted})
        # A token never spans two words: fewer than words means that a beginning was cut off.
        if counted < len(text.split()) * (1 - _SPARE):
            raise ModelCutError("the prompt was cut")


def _next(stream: Iterator[bytes]) -> _Chunk:
    data = next(stream, None)
    if data is None or data == _LAST:
        raise ModelCutError("the text ended without its end")
    chunk = understood(_Chunk, data)
    if chunk.error:
        raise ModelUnreachableError("the model server failed")
    return chunk


def _check_end(reason: str, *, written: bool) -> None:
    if reason == "length":
        where = "" if written else " while the model was thinking"
        raise ModelCutError(f"the text reached its limit{where}")
    if reason != "stop":
        raise ModelCutError("the model server ended the text")


def _usage(stream: Iterator[bytes]) -> _Usage | None:
    """The count that follows a text; the text is whole without it, whatever comes."""
    with suppress(ModelError):
        for data in stream:
            if data == _LAST:
                break
            usage = understood(_Chunk, data).usage
            if usage is not None:
                return usage
    return None
