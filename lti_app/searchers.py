"""Threads that search while somebody waits for a page: a few for each kind of search."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from typing import ParamSpec, TypeVar

from silabo.domain.errors import ServiceError

P = ParamSpec("P")
T = TypeVar("T")

logger = logging.getLogger(__name__)


class Searchers:
    """Searches of one kind, so many at once: whoever finds none free goes on without.

    A search that is late keeps its thread until it ends, so a hanging index takes these threads
    and no others.
    """

    def __init__(self, count: int, name: str) -> None:
        """Start nothing: the first search starts the first thread."""
        self._threads = ThreadPoolExecutor(count, thread_name_prefix=name)
        self._free = threading.Semaphore(count)

    def in_time(
        self, budget_s: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """What a search finds within the seconds; None where it is put off, late or fails."""
        if not self._free.acquire(blocking=False):
            logger.info("search_put_off", extra={"search": function.__qualname__})
            return None
        try:
            future: Future[T] = self._threads.submit(function, *args, **kwargs)
        except RuntimeError as error:  # no further thread can be started
            self._free.release()
            logger.warning("search_failed", extra={"reason": str(error)})
            return None
        future.add_done_callback(lambda _: self._free.release())
        try:
            return future.result(timeout=budget_s)
        except LateError:
            future.cancel()
            logger.warning("search_late", extra={"search": function.__qualname__})
        except ServiceError as error:
            logger.warning("search_failed", extra={"reason": str(error)})
        return None
