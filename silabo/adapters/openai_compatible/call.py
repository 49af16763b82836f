"""One call of a server that speaks OpenAI's API: its client with deadlines, and what its errors
mean for us.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

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
_OK, _SERVER_FAULT = 200, 500
_KEY_REFUSED, _NOT_FOUND = (401, 403), 404
# How servers say, with any status, that a text is too long.
_TOO_LONG = (
    b"context length",  # vLLM
    b"context_length",  # OpenAI
    b"context_size",  # llama.cpp
    b"too large to process",  # llama.cpp, of what is embedded
    b"must have less than",  # Text Embeddings Inference
)

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is, up to the version in its path, as http://127.0.0.1:8080/v1; and the key
    that it wants, "" for none.
    """

    url: str
    key: str = field(default="", repr=False)


@contextmanager
def calling(
    server: Server, deadline: Deadline, *, most_bytes: int = MOST_BYTES
) -> Iterator[httpx.Client]:
    """A client for one call. The connection ends with the block, and with it what the server does.

    Inside, what httpx raises becomes one of the kinds of `ModelError`.
    """
    transport = TimedTransport(deadline, most_bytes=most_bytes, tls=server.url.startswith("https"))
    headers = {"User-Agent": USER_AGENT}
    if server.key:
        headers["Authorization"] = f"Bearer {server.key}"
    # Never through a proxy, never after a redirect: no request leaves for where nobody chose.
    client = httpx.Client(
        base_url=server.url,
        headers=headers,
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=None,  # noqa: S113 - the transport has deadlines
    )
    try:
        yield client
    except httpx.HTTPError as error:
        raise ModelUnreachableError("the model server cannot be reached") from error
    finally:
        transport.close()


def check(response: httpx.Response, media_type: str) -> None:
    """Raise what a response means that is no answer of this type. Nothing of what it says is
    repeated: it may hold what was asked.
    """
    if response.status_code != _OK:
        raise _meaning(response.status_code, response.read())
    if response.headers.get("Content-Type", "").partition(";")[0].strip().lower() != media_type:
        raise ModelOutputError("what answers there is no model server")


def understood(shape: type[Shape], data: bytes) -> Shape:
    """The data in this shape. Raises `ModelOutputError`."""
    try:
        return shape.model_validate_json(data)
    except ValidationError:
        # Not its text, nor as its cause: it repeats what came.
        raise ModelOutputError("the model server sent what is no answer") from None


def _meaning(status: int, body: bytes) -> ModelError:
    if any(words in body.lower() for words in _TOO_LONG):
        return ModelCutError("the prompt does not fit the model's context")
    if status == _NOT_FOUND:
        return ModelMissingError("the model server does not have the model")
    if status in _KEY_REFUSED:
        return ModelError("the model server refuses the key")
    if status >= _SERVER_FAULT:
        return ModelUnreachableError("the model server failed")
    return ModelError(f"the model server refused with {status}")
