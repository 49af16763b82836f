"""The two languages that a scripted server speaks: Ollama's own, and OpenAI's under /v1, as a real
Ollama has both.
"""

import json
import math
from collections.abc import Mapping
from typing import Any, Protocol

from tests.services.scripted_models import MODEL
from tests.services.scripted_writers import Behaviour

DIGITS = b"9" * 50_000
DEEP = b"[" * 50_000


class Wire(Protocol):
    """How a text is sent piece by piece, and what is sent in place of one."""

    media_type: str
    broken: dict[Behaviour, bytes]
    drip: bytes

    def most(self, asked: dict[str, Any]) -> int:
        """Tokens that the text may have."""
        ...

    def by_schema(self, asked: dict[str, Any]) -> bool:
        """Whether JSON is asked for."""
        ...

    def token(self, text: str) -> bytes:
        """A piece of the text."""
        ...

    def failed(self) -> bytes:
        """The model's process has ended."""
        ...

    def done(self, reason: str, prompt: str, measured: Mapping[str, int]) -> bytes:
        """The text has ended: `stop` or `length`. What is `measured` is told beside it, or in place
        of what is counted.
        """
        ...


class OllamaWire:
    """POST /api/chat: a line of JSON a token."""

    media_type = "application/x-ndjson"
    drip = b'{"message": {"role": "assistant", "content": "'
    broken = {  # noqa: RUF012 - nobody changes it
        Behaviour.NOT_UTF8: b'{"message": {"role": "assistant", "content": "caf\xe9"}}\n',
        Behaviour.NOT_JSON: b"<html>nginx</html>\n",
        Behaviour.DIGITS: b'{"done": false, "eval_count": ' + DIGITS + b"}\n",
        Behaviour.DEEP: b'{"message": ' + DEEP + b"\n",
    }

    def most(self, asked: dict[str, Any]) -> int:
        return int(asked["options"]["num_predict"])

    def by_schema(self, asked: dict[str, Any]) -> bool:
        return bool(asked.get("format"))

    def token(self, text: str) -> bytes:
        return _line({"message": {"role": "assistant", "content": text}, "done": False})

    def failed(self) -> bytes:
        return _line({"error": "model runner has unexpectedly stopped"})

    def done(self, reason: str, prompt: str, measured: Mapping[str, int]) -> bytes:
        return _line(
            {
                "message": {"role": "assistant", "content": ""},
                "done": True,
                "done_reason": reason,
                "prompt_eval_count": counted(prompt),
                **measured,
            }
        )


class OpenAiWire:
    """POST /v1/chat/completions: an event a token, then how it ended, the count, and [DONE].

    Begins with a comment, as servers do that keep a connection open.
    """

    media_type = "text/event-stream; charset=utf-8"
    drip = b'data: {"choices": [{"index": 0, "delta": {"content": "'
    broken = {  # noqa: RUF012 - nobody changes it
        Behaviour.NOT_UTF8: b'data: {"choices": [{"delta": {"content": "caf\xe9"}}]}\n\n',
        Behaviour.NOT_JSON: b"data: <html>nginx</html>\n\n",
        Behaviour.DIGITS: b'data: {"choices": [], "usage": {"prompt_tokens": ' + DIGITS + b"}}\n\n",
        Behaviour.DEEP: b'data: {"choices": ' + DEEP + b"\n\n",
    }

    def most(self, asked: dict[str, Any]) -> int:
        return int(asked.get("max_tokens") or asked["max_completion_tokens"])

    def by_schema(self, asked: dict[str, Any]) -> bool:
        return "response_format" in asked

    def token(self, text: str) -> bytes:
        return _choice({"content": text})

    def thought(self, text: str) -> bytes:
        """A piece of what the model thinks before it writes."""
        return _choice({"reasoning_content": text, "content": None})

    def failed(self) -> bytes:
        return _event({"error": {"message": "no", "type": "server_error", "code": 500}})

    def done(self, reason: str, prompt: str, measured: Mapping[str, int]) -> bytes:
        usage = {
            "prompt_tokens": measured.get("prompt_eval_count", counted(prompt)),
            "completion_tokens": measured.get("eval_count", 1),
            "prompt_tokens_details": {"cached_tokens": measured.get("cached", 0)},
        }
        ended = _choice({}, finish_reason=reason)
        return ended + _event({"choices": [], "usage": usage}) + b"data: [DONE]\n\n"


OLLAMA, OPENAI = OllamaWire(), OpenAiWire()


def counted(prompt: str) -> int:
    """The tokens that a prompt is said to have."""
    return math.ceil(len(prompt) / 4)


def _line(values: dict[str, Any]) -> bytes:
    return json.dumps({"model": MODEL, **values}, ensure_ascii=False).encode() + b"\n"


def _choice(delta: dict[str, Any], finish_reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return _event({"object": "chat.completion.chunk", "choices": [choice]})


def _event(values: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps({"model": MODEL, **values}).encode() + b"\n\n"
