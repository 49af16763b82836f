"""The hosts of a model: who is asked next, and who is left alone for a while."""

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from silabo.adapters.circuit import Circuit
from silabo.domain.errors import (
    ModelError,
    ModelMissingError,
    ModelSlowError,
    ModelUnreachableError,
)

MISSING_S = 60.0  # a host without the model is not asked for it meanwhile


@dataclass
class Host:
    """One address, and what is known of it."""

    url: str
    circuit: Circuit
    in_flight: int = 0
    busy_until: float = 0.0
    missing_until: dict[str, float] = field(default_factory=dict)  # by model


class ModelHosts:
    """Chooses the host with the least to do among those that answer and have the model.

    Thread-safe; models and embedders share one, so that what one of them learns spares the others.
    """

    def __init__(
        self,
        urls: Sequence[str],
        *,
        pause_s: float = 10.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask nobody yet. A host that failed three times in a row is left alone for `pause_s`."""
        self._now = now
        self._lock = threading.Lock()
        self._hosts = [Host(url, Circuit(pause_s=pause_s, now=now)) for url in urls]

    @property
    def urls(self) -> list[str]:
        """Every address."""
        return [host.url for host in self._hosts]

    def choose(self, model: str, *, but: Collection[str] = ()) -> str:
        """The address to ask next, other than those.

        Raises `ModelMissingError` when every host is known not to have the model, and
        `ModelUnreachableError` when none may be asked now.
        """
        with self._lock:
            now = self._now()
            having = [host for host in self._hosts if host.missing_until.get(model, 0.0) <= now]
            if not having:
                raise ModelMissingError(
                    f"no model server has the model {model}, and they are asked again in a minute"
                )
            free = [host for host in having if host.busy_until <= now and host.url not in but]
            for host in sorted(free, key=lambda one: one.in_flight):
                if host.circuit.allows():
                    return host.url
            pauses_s = [host.busy_until - now for host in having if host.busy_until > now]
        raise ModelUnreachableError(
            "every model server is silent or busy and left alone for a moment",
            min(pauses_s, default=0.0),
        )

    @contextmanager
    def using(self, url: str, model: str) -> Iterator[None]:
        """Count a call, and remember how it ended."""
        host = next(each for each in self._hosts if each.url == url)
        with self._lock:
            host.in_flight += 1
        try:
            yield
        except ModelError as error:
            self._ended_badly(host, model, error)
            raise
        except GeneratorExit:
            host.circuit.succeeded()  # whoever read its text has read enough
            raise
        else:
            host.circuit.succeeded()
        finally:
            with self._lock:
                host.in_flight -= 1

    def _ended_badly(self, host: Host, model: str, error: ModelError) -> None:
        if isinstance(error, ModelUnreachableError) and error.retry_after_s:
            with self._lock:
                host.busy_until = self._now() + error.retry_after_s
        elif isinstance(error, ModelUnreachableError | ModelSlowError):
            host.circuit.failed()
            return
        elif isinstance(error, ModelMissingError):
            with self._lock:
                host.missing_until[model] = self._now() + MISSING_S
        host.circuit.succeeded()  # it answered, and what it said will not do
