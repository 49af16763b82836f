"""One call of an Ollama server: its client with deadlines, and what its errors mean for us."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import ollama
from pydantic import BaseModel

from silabo import USER_AGENT
from silabo.adapters.model_servers.timed_transport import Deadline, TimedTransport
from silabo.domain.errors import (
    ModelCutError,
    ModelError,
    ModelMissingError,
    ModelOutputError,
    ModelUnreachableError,
)

# Far more than any answer or batch of vectors takes: a server that sends on and on is cut off.
MOST_BYTES = 64_000_000
REFUSED, NOT_FOUND, SERVER_FAULT = 400, 404, 500
# Of a prompt that it was told not to shorten (ollama/ollama 0.17.4, runner/ollamarunner/runner.go).
_TOO_LONG = "exceeds the context length"


class Tag(BaseModel):
    """A model that a server has; `remote_host` where it would ask somebody else to run it."""

    model: str = ""
    digest: str = ""
    remote_host: str = ""


class _Tags(BaseModel):
    models: list[Tag] = []


class OllamaClient(ollama.Client):
    """Ollama's client, which asks for an error where Ollama would shorten a prompt silently.

    Both fields are of /api/chat (ollama/ollama, docs/api.md); older servers ignore them, and so
    does every other request. The library has no argument for them.
    """

    def __init__(self, host: str, **options: Any) -> None:
        """Speak to this host, under our own name: the library writes its own over what is given."""
        super().__init__(host, **options)
        self._client.headers["User-Agent"] = USER_AGENT

    def tags(self) -> list[Tag]:
        """The models of the server, the newest first; the library leaves out who runs them."""
        found: _Tags = self._request(_Tags, "GET", "/api/tags")
        return found.models

    def _request(self, *args: Any, **kwargs: Any) -> Any:
        if args[2] == "/api/chat":
            kwargs["json"] = {**kwargs["json"], "truncate": False, "shift": False}
        return super()._request(*args, **kwargs)


@contextmanager
def calling(
    url: str, deadline: Deadline, *, most_bytes: int = MOST_BYTES
) -> Iterator[OllamaClient]:
    """A client for one call. The connection ends with the block, and with it what Ollama does."""
    transport = TimedTransport(deadline, most_bytes=most_bytes, tls=url.startswith("https"))
    # Never through a proxy, never after a redirect: no request leaves for where nobody chose.
    client = OllamaClient(
        host=url, transport=transport, trust_env=False, follow_redirects=False, timeout=None
    )
    try:
        yield client
    finally:
        transport.close()


@contextmanager
def understood() -> Iterator[None]:
    """Turn what Ollama's client raises into the kinds of `ModelError`."""
    try:
        yield
    except ollama.ResponseError as error:
        raise _meaning(error) from error
    except httpx.HTTPError as error:
        raise ModelUnreachableError("the model server cannot be reached") from error
    # What is no JSON, or JSON of another shape, fails inside the client in any of these ways.
    except (json.JSONDecodeError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ModelOutputError("the model server sent what is no answer") from error


def _meaning(error: ollama.ResponseError) -> ModelError:
    # Not its text: it may repeat what was asked.
    if error.status_code == REFUSED and _TOO_LONG in error.error:
        return ModelCutError("the prompt does not fit the model's context")
    if error.status_code == NOT_FOUND:
        return ModelMissingError("the model server does not have the model")
    if error.status_code >= SERVER_FAULT or error.status_code < 0:
        # Below zero: the error came in the middle of a text, as when a model's process ends.
        return ModelUnreachableError("the model server failed")
    return ModelError(f"the model server refused with {error.status_code}")
