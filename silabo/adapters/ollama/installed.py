"""Which models an Ollama server has: asked by name, and told apart by digest."""

import threading
import time
from dataclasses import dataclass

from silabo.adapters.model_servers.hosts import ModelHosts
from silabo.adapters.model_servers.timed_transport import Deadline
from silabo.adapters.ollama.call import calling, understood
from silabo.domain.errors import ModelError, ModelMissingError, ModelUnreachableError
from silabo.domain.queues import Health

ASK_S = 3.0
BELIEVED_S = 60.0  # a model can be replaced at any time, but not often


@dataclass(frozen=True, slots=True)
class ModelName:
    """A name as Ollama lists it, and the digest that it must have, if that was said."""

    name: str
    digest: str = ""

    @classmethod
    def of(cls, written: str) -> "ModelName":
        """Such as `bge-m3`, `qwen2.5:7b` or, to take no other than this, `bge-m3@sha256:79076464`.

        A digest may be shortened, as Ollama does it.
        """
        name, _, digest = written.strip().partition("@")
        tagged = ":" in name.rpartition("/")[2]
        return cls(name if tagged else f"{name}:latest", digest.removeprefix("sha256:").lower())


class Installed:
    """What hosts have under one name. Thread-safe; believes each host for a minute."""

    def __init__(self, model: ModelName) -> None:
        """Ask nobody yet."""
        self._model = model
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[float, str]] = {}

    def check(self, url: str) -> str:
        """The digest that a host has. Raises `ModelMissingError` when it is none or the wrong one,
        and `ModelUnreachableError` or `ModelSlowError`.
        """
        with self._lock:
            asked_at, digest = self._seen.get(url, (0.0, ""))
        if digest and time.monotonic() - asked_at < BELIEVED_S:
            return digest
        digest = listed(url).get(self._model.name, "")
        if not digest:
            raise ModelMissingError(f"the model server has no model {self._model.name}")
        if not digest.startswith(self._model.digest):
            raise ModelMissingError(f"the model server has another model {self._model.name}")
        with self._lock:
            self._seen[url] = (time.monotonic(), digest)
        return digest


def listed(url: str) -> dict[str, str]:
    """The models of a host, by name, with their digests. Raises the kinds of `ModelError`."""
    with calling(url, Deadline(ASK_S)) as client, understood():
        return {
            each.model: (each.digest or "").removeprefix("sha256:")
            for each in client.list().models
            if each.model
        }


def writers(url: str) -> list[str]:
    """The models of a host that write and that it runs itself, the newest first. Raises the kinds
    of `ModelError`.
    """
    with calling(url, Deadline(ASK_S)) as client, understood():
        here = [each.model for each in client.tags() if each.model and not each.remote_host]
    return [name for name in here if _writes(url, name)]


def _writes(url: str, name: str) -> bool:
    with calling(url, Deadline(ASK_S)) as client, understood():
        shown = client.show(name)
    if shown.capabilities is None:  # an older server tells none
        return "bert" not in ((shown.details and shown.details.family) or "")
    return "completion" in shown.capabilities


def context_tokens(url: str, model: ModelName) -> int | None:
    """How many tokens a model can take at most; None where it does not say."""
    with calling(url, Deadline(ASK_S)) as client, understood():
        facts = client.show(model.name).modelinfo or {}
    found = [value for key, value in facts.items() if key.endswith(".context_length")]
    return found[0] if found and isinstance(found[0], int) else None


def health(hosts: ModelHosts, written: str, *, needs_tokens: int = 0) -> Health:
    """Whether every host has a model, and the model takes as many tokens as it will be given."""
    model = ModelName.of(written)
    wrong = {url: _fault(url, model, needs_tokens) for url in hosts.urls}
    faults = [f"{url}: {fault}" for url, fault in wrong.items() if fault]
    if faults:
        return Health(False, "; ".join(faults))
    return Health(True, f"{model.name} on {', '.join(hosts.urls)}")


def _fault(url: str, model: ModelName, needs_tokens: int) -> str:
    try:
        Installed(model).check(url)
        takes = context_tokens(url, model) if needs_tokens else None
    except ModelMissingError as error:
        return f"{error}; `ollama pull {model.name}`"
    except ModelUnreachableError:
        return "does not answer"
    except ModelError as error:
        return str(error)
    if takes is not None and takes < needs_tokens:
        return f"{model.name} takes {takes} tokens, SILABO_MODEL_CONTEXT_TOKENS is {needs_tokens}"
    return ""
