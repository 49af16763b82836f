"""The language model on Ollama: streamed, with deadlines, and never cut without saying so."""

import logging
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import ollama

from silabo.adapters.model_servers.hosts import ModelHosts
from silabo.adapters.model_servers.speed import Speed, SpeedMeter
from silabo.adapters.model_servers.timed_transport import Deadline
from silabo.adapters.model_servers.token_meter import TokenMeter
from silabo.adapters.ollama.call import calling, understood
from silabo.adapters.ollama.installed import Installed, ModelName
from silabo.domain.errors import (
    ModelCutError,
    ModelMissingError,
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
_NANO = 1_000_000_000  # Ollama's durations
_BROKEN = "\ufffd"  # stands for bytes that are no text


@dataclass(frozen=True, slots=True)
class OllamaModelOptions:
    """A model's name (see `ModelName`), what it may take, and how long.

    `context_tokens` holds prompt and answer together; `answer_tokens` is the most that an answer
    may have. With `threads` processor threads it reads and writes, and after a text it stays loaded
    for as long as `keep_alive` says, such as 30m; 0 and "": as the server is set.
    """

    model: str
    context_tokens: int = 4096
    answer_tokens: int = 400
    temperature: float = 0.0
    threads: int = 0
    keep_alive: str = ""
    time_limits: TimeLimits = field(default_factory=TimeLimits)


class OllamaModel:
    """A `LanguageModel` on one or more hosts. A text that has begun stays with its host."""

    def __init__(self, hosts: ModelHosts, options: OllamaModelOptions) -> None:
        """Ask nobody yet."""
        self._hosts = hosts
        self._options = options
        self._model = ModelName.of(options.model)
        self._installed = Installed(self._model)
        self._meter = TokenMeter()
        self._speed = SpeedMeter()

    @property
    def name(self) -> str:
        """As Ollama knows it."""
        return self._model.name

    @property
    def speed(self) -> Speed | None:
        """How fast it reads and writes, by its last texts; None before the first."""
        return self._speed.speed

    @property
    def budget(self) -> int:
        """Tokens that a prompt may have: what the answer and the template leave, less a tenth."""
        left = self._options.context_tokens - self._options.answer_tokens - _TEMPLATE_TOKENS
        return max(0, int(left * (1 - _SPARE)))

    def tokens(self, text: str) -> int:
        """How many tokens a text has at most, by what this model has shown so far."""
        return self._meter.tokens(text)

    def write(
        self, prompt: Sequence[Message], *, schema: JsonSchema | None = None
    ) -> Generator[str, None, Measured | None]:
        """The text in pieces; closing the generator closes the connection, so Ollama stops."""
        if sum(self.tokens(message.text) for message in prompt) > self.budget:
            raise ModelCutError("the prompt does not fit the model's context")
        tried: set[str] = set()
        while True:
            url = self._hosts.choose(self.name, but=tried)
            begun = False
            try:
                with (
                    self._hosts.using(url, self.name),
                    closing(self._from(url, prompt, schema)) as text,
                ):
                    first = next(text)  # a text without a piece raises
                    begun = True
                    yield first
                    return (yield from text)
            except (ModelUnreachableError, ModelMissingError):
                tried.add(url)
                if begun or len(tried) == len(self._hosts.urls):
                    raise

    def _from(
        self, url: str, prompt: Sequence[Message], schema: JsonSchema | None
    ) -> Generator[str, None, Measured | None]:
        options = self._options
        limits = options.time_limits
        if self._model.digest:
            self._installed.check(url)
        deadline = Deadline(limits.total_s)
        read = sum(self.tokens(message.text) for message in prompt)
        deadline.allow(self._speed.first_token_s(read, limits.first_token_s))
        most_bytes = _BYTES_A_TOKEN * (options.answer_tokens + 1)
        with calling(url, deadline, most_bytes=most_bytes) as client:
            stream = client.chat(
                self.name,
                [{"role": message.speaker.value, "content": message.text} for message in prompt],
                stream=True,
                # A model that thinks aloud would use up its time and its tokens for it.
                think=False,
                format=dict(schema) if schema is not None else None,
                options=self._wished(),
                keep_alive=options.keep_alive or None,
            )
            return (yield from self._read(stream, deadline, prompt))

    def _wished(self) -> dict[str, Any]:
        options = self._options
        threads = {"num_thread": options.threads} if options.threads else {}
        return {
            "num_ctx": options.context_tokens,
            "num_predict": options.answer_tokens,
            "temperature": options.temperature,
            # More than 1 keeps a model from repeating the words of its passages: it is to copy.
            "repeat_penalty": 1.0,
            "stop": list(STOPS),
            **threads,
        }

    def _read(
        self, stream: Iterator[ollama.ChatResponse], deadline: Deadline, prompt: Sequence[Message]
    ) -> Generator[str, None, Measured | None]:
        limits = self._options.time_limits
        count, written = 0, False
        while True:
            with self._forgetting(begun=count > 0), understood():
                reply = next(stream, None)
            if reply is None:
                raise ModelCutError("the text ended without its end")
            count += 1
            piece = reply.message.content or ""
            if _BROKEN in piece:
                raise ModelOutputError("what the model wrote is no text")
            if piece:
                written = written or not piece.isspace()
                yield piece
            if reply.done:
                measured = self._check_end(reply, prompt)
                break
            # Ollama ends a text itself at its limit: one that goes on ignores the limit.
            if count > self._options.answer_tokens:
                raise ModelCutError("the text does not end")
            deadline.allow(limits.between_tokens_s)
        if not written:
            raise ModelOutputError("the model wrote nothing")
        return measured

    @contextmanager
    def _forgetting(self, *, begun: bool) -> Iterator[None]:
        """Where a first token does not come in time, the time was wrong, or the machine is."""
        try:
            yield
        except ModelSlowError:
            if not begun:
                self._speed.forget()
            raise

    def _learn(self, reply: ollama.ChatResponse) -> Measured:
        measured = Measured(
            read=reply.prompt_eval_count or 0,
            reading_s=(reply.prompt_eval_duration or 0) / _NANO,
            written=reply.eval_count or 0,
            writing_s=(reply.eval_duration or 0) / _NANO,
            loading_s=(reply.load_duration or 0) / _NANO,
        )
        self._speed.learn(measured)
        logger.info("model_wrote", extra={"model": self.name, **asdict(measured)})
        return measured

    def _check_end(self, reply: ollama.ChatResponse, prompt: Sequence[Message]) -> Measured:
        if reply.done_reason == "length":
            raise ModelCutError("the text reached its limit")
        measured = self._learn(reply)
        counted = reply.prompt_eval_count or 0
        text = "\n".join(message.text for message in prompt)
        if self._meter.counted(text, counted - _TEMPLATE_TOKENS):
            logger.warning("prompt_estimate_low", extra={"model": self.name, "tokens": counted})
        # Servers that know no other way shorten a prompt to exactly the context, and forget its
        # beginning when prompt and text are more.
        if counted + (reply.eval_count or 0) >= self._options.context_tokens:
            raise ModelCutError("the prompt was cut, or its beginning forgotten")
        return measured
