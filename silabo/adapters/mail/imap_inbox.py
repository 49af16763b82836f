"""An inbox over IMAP: waits until something arrives, and reads no more of it than is wanted."""

import logging
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from imapclient import DELETED, SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from silabo.adapters.mail.imap_server import ImapServer
from silabo.adapters.mail.incoming import (
    LONGEST_HEADERS,
    LONGEST_MAIL,
    Ourselves,
    read,
    why_not,
)
from silabo.domain.errors import ServiceError
from silabo.domain.replies import Dropped, IncomingReply

CONNECT_S = 10.0
ANSWER_S = 30.0  # until the next byte of whatever the server says
LOOK_S = 1.0  # who waits for the server looks so often whether the process ends
# What comes together with the server's word that it waits lies in the client's buffer, where its
# look at the socket does not see it: so nobody waits longer than this without asking again.
ROUND_S = 10.0
MOST_AT_ONCE = 100  # mails of one look
_HEADERS = f"BODY.PEEK[HEADER]<0.{LONGEST_HEADERS}>"
_MAIL = f"BODY.PEEK[]<0.{LONGEST_MAIL}>"

logger = logging.getLogger(__name__)
# The client writes all that travels into its log: mails of strangers among it.
logging.getLogger("imapclient").setLevel(logging.WARNING)


@contextmanager
def _spoken_to() -> Iterator[None]:
    try:
        yield
    except (IMAPClientError, OSError, UnicodeError) as error:
        # Its own words may hold those of a mail, or of who logs in.
        raise ServiceError(f"the inbox: {type(error).__name__}") from error


class ImapInbox:
    """An `Inbox` over one folder of one mailbox."""

    def __init__(self, server: ImapServer, ours: Ourselves) -> None:
        """Connect to nothing yet."""
        self._server = server
        self._ours = ours

    @contextmanager
    def open(self) -> Iterator["OpenImapInbox"]:
        """The inbox as long as the block lasts. Raises `ServiceError`, also within the block."""
        server = self._server
        with _spoken_to(), self._connected() as client:
            if server.starttls:
                client.starttls(ssl.create_default_context())
            client.login(server.user, server.password)
            client.select_folder(server.folder)
            yield OpenImapInbox(client, self._ours)

    def _connected(self) -> IMAPClient:
        return IMAPClient(
            self._server.host,
            self._server.port,
            ssl=self._server.encrypted,
            ssl_context=ssl.create_default_context() if self._server.encrypted else None,
            timeout=SocketTimeout(CONNECT_S, ANSWER_S),
        )


class OpenImapInbox:
    """One connection to it. Each call raises `ServiceError` by itself: who takes a mail must tell a
    server that does not answer from a mail that cannot be read.
    """

    def __init__(self, client: IMAPClient, ours: Ourselves) -> None:
        """Take a client that has chosen its folder."""
        self._client = client
        self._ours = ours

    @property
    def waits_by_itself(self) -> bool:
        """Whether the server says by itself that something arrived (RFC 2177)."""
        return bool(self._client.has_capability("IDLE"))

    @property
    def removes_one(self) -> bool:
        """Whether one mail can be removed without the others that are marked (RFC 4315)."""
        return bool(self._client.has_capability("UIDPLUS"))

    @_spoken_to()
    def waiting(self) -> Sequence[int]:
        """The numbers of mails that nobody has looked at, the oldest first; with those whose reader
        was killed before they were out: nobody else would take them out.
        """
        which = ["UNSEEN"] if self.removes_one else ["UNSEEN", "UNDELETED"]
        return sorted(self._client.search(which))[:MOST_AT_ONCE]

    @_spoken_to()
    def read(self, number: int) -> IncomingReply | Dropped | None:
        """What a mail is; None where it has gone meanwhile, or the server does not give it now: the
        next look finds it then, and the others do not wait behind it.
        """
        headers = self._fetch(number, _HEADERS, b"BODY[HEADER]<0>")
        if headers is None:
            return None
        dropped = why_not(headers, self._ours)
        if dropped is not None:
            return dropped
        mail = self._fetch(number, _MAIL, b"BODY[]<0>")
        return None if mail is None else read(mail, self._ours)

    @_spoken_to()
    def leave(self, number: int) -> None:
        """Mark a mail as looked at, and let it lie."""
        self._client.add_flags([number], [SEEN], silent=True)

    @_spoken_to()
    def remove(self, number: int) -> None:
        """Take a mail out of the inbox."""
        if not self.removes_one:
            self._client.add_flags([number], [SEEN, DELETED], silent=True)
            return
        self._client.add_flags([number], [DELETED], silent=True)
        self._client.uid_expunge([number])

    @_spoken_to()
    def watch(self, longest_s: float, stopped: Callable[[], bool]) -> None:
        """Wait until something has arrived, or so long, or until the process ends."""
        until = time.monotonic() + longest_s
        if not self.waits_by_itself:
            while time.monotonic() < until and not stopped():
                time.sleep(LOOK_S)
            self._client.noop()
            return
        self._client.idle()
        until = min(until, time.monotonic() + ROUND_S)
        while time.monotonic() < until and not stopped():
            began = time.monotonic()
            # Nothing, and too early, is a line that was closed: the next words on it say so.
            if self._client.idle_check(LOOK_S) or time.monotonic() - began < LOOK_S / 2:
                break
        self._client.idle_done()

    def _fetch(self, number: int, what: str, key: bytes) -> bytes | None:
        try:
            found = self._client.fetch([number], [what]).get(number, {}).get(key)
        except IMAPClientAbortError:
            raise
        except IMAPClientError:
            logger.warning("mail_not_given")
            return None
        return found if isinstance(found, bytes) else None
