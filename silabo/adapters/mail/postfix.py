"""Asks the Postfix of this machine what became of letters: by its log and its queue."""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from silabo.adapters.mail.log import history, stamp
from silabo.domain import clock
from silabo.domain.deliveries import Bounce
from silabo.domain.errors import ServiceError

QUEUE_COMMAND = ("postqueue", "-j")
QUEUE_S = 30
# cleanup(8) names a message while it still arrives; only what qmgr(8) knows has been accepted.
NAMED = re.compile(rb"/cleanup\[\d+\]: (\w+): message-id=<([^>]*)>\s*$")
KNOWN = re.compile(rb"/qmgr\[\d+\]: (\w+): ")
# What a delivery agent says of a recipient that it gives up; the words of another server, which
# come behind, are no part of it. And what qmgr(8) says when the time to try is over.
BOUNCED = re.compile(
    rb"/\w+\[\d+\]: (\w+): to=<([^>]*)>,(?: orig_to=<([^>]*)>,)? relay=[^ ]*,(?: conn_use=\d+,)?"
    rb" delay=[\d.]+, delays=[\d./]+, dsn=(5\.\d{1,3}\.\d{1,3}), status=bounced "
)
EXPIRED = re.compile(
    rb"/qmgr\[\d+\]: (\w+): from=<[^>]*>, status=(?:force-)?expired, returned to sender"
)


class LocalPostfix:
    """Remembers letters by their message ids for as long as its log is kept."""

    def __init__(self, log: Path, queue_command: Sequence[str] = QUEUE_COMMAND) -> None:
        """`log` has Postfix's lines; `queue_command` prints its queue as JSON lines."""
        self._log = log
        self._queue_command = list(queue_command)

    def accepted(self, message_id: str, since: datetime) -> bool | None:
        """Whether a letter with this id was accepted since then; None when the log begins later.

        Raises `ServiceError` when log or queue cannot be read.
        """
        for _ in range(2):
            with history(self._log, since) as found:
                taken, named = look(found.lines, message_id)
                complete = found.complete
            if taken or named & self.queued():
                return True
            if not named:
                break
            # It may have left the queue between the two looks: then its log says so now.
        return False if complete else None

    def bounced(self, since: datetime) -> list[Bounce]:
        """The letters that it took since then and could not deliver. Raises `ServiceError`."""
        with history(self._log, since) as found:
            return list(came_back(found.lines))

    def queued(self) -> set[str]:
        """The ids of what lies in the queue. Raises `ServiceError`."""
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command
                self._queue_command, capture_output=True, timeout=QUEUE_S, check=True
            )
            return {json.loads(line)["queue_id"] for line in done.stdout.splitlines()}
        except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
            raise ServiceError("the mail queue cannot be read") from error


def look(lines: Iterable[bytes], message_id: str) -> tuple[bool, set[str]]:
    """Whether the lines say that a letter was accepted, and the queue ids under which it arrived.

    A queue id is used again after its message has gone, so only what follows the letter's own line
    speaks of it.
    """
    wanted, named = message_id.encode(), set[bytes]()
    for line in lines:
        if b"/cleanup[" in line:
            found = NAMED.search(line)
            if found and found[2] == wanted:
                named.add(found[1])
            elif found:
                named.discard(found[1])
        elif named:
            known = KNOWN.search(line)
            if known and known[1] in named:
                return True, set()
    return False, {each.decode() for each in named}


def came_back(lines: Iterable[bytes]) -> Iterator[Bounce]:
    """The letters that the lines say came back, by the message ids under which they arrived."""
    names: dict[bytes, str] = {}
    for line in lines:
        named = NAMED.search(line) if b"/cleanup[" in line else None
        if named:
            names[named[1]] = named[2].decode("utf-8", "replace")
        elif b"status=" in line:
            bounce = _bounce(line, names)
            if bounce is not None:
                yield bounce


def _bounce(line: bytes, names: Mapping[bytes, str]) -> Bounce | None:
    refused = BOUNCED.search(line)
    found = refused or EXPIRED.search(line)
    at = stamp(line, clock.now())
    if found is None or at is None or found[1] not in names:
        return None
    if refused is None:
        return Bounce(names[found[1]], at)
    # An alias of this machine may have led on: the address that we wrote to is the first one.
    recipient = (refused[3] or refused[2]).decode("utf-8", "replace")
    return Bounce(names[found[1]], at, recipient, refused[4].decode())
