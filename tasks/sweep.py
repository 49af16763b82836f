"""Every ten seconds: takes back what dead workers held, and rings for whatever waits."""

import logging
import threading
from collections.abc import Callable

from silabo.domain.errors import ServiceError
from silabo.domain.happenings import GIVEN_BACK, SWEEPS
from silabo.domain.queues import Queue
from silabo.domain.traces import report
from silabo.storage import (
    audit,
    backlog,
    course_copies,
    deliveries,
    picture_pages,
    questions,
    versions,
    webhook_calls,
)
from tasks.doorbell import Doorbell

logger = logging.getLogger(__name__)

INTERVAL_S = 10
UPKEEP_EVERY = 60  # sweeps: ten minutes
MOST_RINGS = 16  # more than there are slots is no use


def sweep(doorbell: Doorbell) -> None:
    """Sweep once. Raises `ServiceError` when the database does not answer."""
    due, failed = questions.sweep(MOST_RINGS)
    for public_id in failed:
        GIVEN_BACK.note(work="question", then="given_up")
        logger.error("question_failed", extra={"question": public_id, "reason": "lease_lapsed"})
    seldom = backlog.seldom()
    pictures = picture_pages.sweep(MOST_RINGS) if seldom.pictures else 0
    copies = course_copies.sweep(MOST_RINGS) if seldom.copies else 0
    calls = webhook_calls.sweep(MOST_RINGS) if seldom.calls else 0
    waiting = {
        Queue.ANSWERS: due + backlog.unwaited(MOST_RINGS),
        Queue.DOCUMENTS: versions.sweep(MOST_RINGS) + pictures + copies,
        Queue.LETTERS: deliveries.sweep(MOST_RINGS) + calls,
    }
    _chain()
    for queue, count in waiting.items():
        # Rings that busy workers have not heard yet would only pile up.
        for _ in range(count - doorbell.unheard(queue)):
            doorbell.ring(queue)
    SWEEPS.note()


def _chain() -> None:
    try:
        while audit.seal() == audit.AT_ONCE:
            pass
    except ServiceError as error:
        # Questions come first: what cannot be chained waits, and `flask audit verify` says so.
        logger.error("audit_not_chained", extra={"reason": str(error)})  # noqa: TRY400 - the reason is enough


class Sweeper:
    """A thread that sweeps until it is stopped."""

    def __init__(
        self,
        doorbell: Doorbell,
        *,
        present: Callable[[], None] = lambda: None,
        interval_s: float = INTERVAL_S,
    ) -> None:
        """Start nothing yet. `present` is called at each sweep: the process says that it lives."""
        self._doorbell = doorbell
        self._present = present
        self._interval_s = interval_s
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweep", daemon=True)

    def start(self) -> None:
        """Sweep at once, and then again and again."""
        self._thread.start()

    def stop(self) -> None:
        """End after the sweep that is running; a thread that never started is no error."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def _run(self) -> None:
        rounds = 0
        while not self._stopped.is_set():
            try:
                self._present()
                sweep(self._doorbell)
                if rounds % UPKEEP_EVERY == 0:
                    self._doorbell.ring(Queue.UPKEEP)
            except ServiceError as error:
                logger.error("sweep_failed", extra={"reason": str(error)})  # noqa: TRY400 - the reason is enough
            except Exception as error:  # noqa: BLE001 - without a sweep, lapsed leases stay
                report(logger, "sweep_failed", error)
            rounds += 1
            self._stopped.wait(self._interval_s)
