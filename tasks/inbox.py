"""Reads the inbox where replies to letters arrive: one process at a time, each mail once."""

import logging
import threading
from collections.abc import Callable

from ingest.formats import HTML
from silabo.delivery.quoted import own_words
from silabo.domain.crash import CrashPoint, point
from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.happenings import REPLIES
from silabo.domain.ports import OpenInbox
from silabo.domain.queues import Queue
from silabo.domain.replies import Dropped, IncomingReply
from silabo.domain.traces import report
from silabo.storage import inbox_watch, reply_addresses
from tasks.parts import Parts

logger = logging.getLogger(__name__)

WAIT_S = 60.0  # then it is looked at whether the line still holds, and who reads
ASIDE_S = 30.0  # while another process reads
FIRST_PAUSE_S = 2.0  # after a server that did not answer; doubled each time
LONGEST_PAUSE_S = 300.0
# Less than a service may take to stop: a mail that is being taken then is found by the next reader.
STOP_S = 10.0


class UnreadMailError(Exception):
    """What reads pages failed for a reason of ours: the mail stays where somebody finds it."""


class InboxReader:
    """A thread that reads the inbox until it is stopped, where no other process does."""

    def __init__(
        self,
        parts: Parts,
        ring: Callable[[Queue], None],
        *,
        first_pause_s: float = FIRST_PAUSE_S,
        stop_s: float = STOP_S,
    ) -> None:
        """Start nothing yet."""
        self._parts = parts
        self._ring = ring
        self._first_pause_s = self._pause_s = first_pause_s
        self._stop_s = stop_s
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)

    def start(self) -> None:
        """Begin, where an inbox is set."""
        if self._parts.inbox is not None:
            self._thread.start()

    def stop(self) -> None:
        """End after the mail that is being taken, but wait for no server that does not answer; a
        thread that never started is no error.
        """
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(self._stop_s)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._read_as_long_as_it_is_ours()
                self._stopped.wait(ASIDE_S)
                continue
            except ServiceError as error:
                logger.warning("inbox_away", extra={"reason": str(error)})
            except Exception as error:  # noqa: BLE001 - without this thread no reply is read
                report(logger, "inbox_failed", error)
            self._stopped.wait(self._pause_s)
            self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)

    def _read_as_long_as_it_is_ours(self) -> None:
        parts = self._parts
        if parts.inbox is None or not inbox_watch.hold(parts.worker):
            return
        try:
            with parts.inbox.open() as inbox:
                while not self._stopped.is_set() and inbox_watch.hold(parts.worker):
                    take_all(parts, inbox, self._ring, self._stopped.is_set)
                    # Here, not at the end: a line ends by breaking, and most servers cut it daily.
                    self._pause_s = self._first_pause_s
                    inbox.watch(WAIT_S, self._stopped.is_set)
        finally:
            inbox_watch.release(parts.worker)


def take_all(
    parts: Parts,
    inbox: OpenInbox,
    ring: Callable[[Queue], None],
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Take what lies in the inbox. Raises `ServiceError`: what was not taken lies there still."""
    for number in inbox.waiting():
        if stopped():
            return
        try:
            found = inbox.read(number)
            if found is None:
                continue
            point(CrashPoint.REPLY_READ)
            dropped = found if isinstance(found, Dropped) else _take(parts, found)
        except ServiceError:
            raise
        except Exception as error:  # noqa: BLE001 - one mail must not keep the others waiting
            report(logger, "reply_failed", error)
            inbox.leave(number)
            continue
        point(CrashPoint.REPLY_TAKEN)
        _settle(inbox, number, dropped)
        if dropped is None:
            ring(Queue.ANSWERS)
            ring(Queue.LETTERS)


def _settle(inbox: OpenInbox, number: int, dropped: Dropped | None) -> None:
    # What is kept of it is in the database, and goes with its person; what is not must not stay.
    if dropped is Dropped.NOT_OURS:
        inbox.leave(number)
    else:
        inbox.remove(number)
    REPLIES.note(result=dropped or "taken")
    if dropped is None:
        logger.info("reply_taken")
    else:
        logger.info("reply_dropped", extra={"reason": dropped})


def _take(parts: Parts, reply: IncomingReply) -> Dropped | None:
    # Whose it is comes first: of a stranger's mail no page is opened, and nothing is cut.
    replier = reply_addresses.replier(reply.token, reply.sender)
    if isinstance(replier, Dropped):
        return replier
    text = own_words(reply.text or _text_of(parts, reply.html))
    return parts.take_reply(replier, text, reply.key) if text else Dropped.EMPTY


def _text_of(parts: Parts, html: bytes) -> str:
    """What is seen of a mail that is a page, read as every untrusted page is."""
    if not html:
        return ""
    try:
        extract = parts.reader.read(html, HTML)
    except RejectedDocumentError:
        return ""
    except ServiceError as error:
        # Tried again and again, one mail would keep all others waiting.
        raise UnreadMailError from error
    return "\n".join(
        line
        for section in extract.sections
        for line in (*section.path[-1:], *(block.text for block in section.blocks))
    )
