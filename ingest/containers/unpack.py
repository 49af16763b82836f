"""From the bytes of an archive to its documents, so many at a time as one answer may carry."""

from collections.abc import Callable, Iterable
from itertools import islice

from ingest.archive import damage
from ingest.containers import backup, plain
from ingest.containers.members import Contents
from ingest.formats import BACKUP, ZIP
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.domain.containers import Member, Unpacked
from silabo.domain.errors import RejectedDocumentError

_AT_ONCE = 10_000_000  # bytes of members in one answer, but for a single one that has more
_READERS: dict[str, Callable[[bytes, Limits], Contents]] = {ZIP: plain.found, BACKUP: backup.found}


def unpack(data: bytes, media_type: str, limits: Limits, after: int = 0) -> Unpacked:
    """The documents of an archive, from number `after` on.

    Raises `RejectedDocumentError`. As `read`, this is for a child process with limits.
    """
    if media_type not in _READERS:
        raise RejectedDocumentError(Rejection.WRONG_CONTENT, extension=".zip")
    with damage(data):
        found = _READERS[media_type](data, limits)
        if not found.members:
            raise RejectedDocumentError(Rejection.NO_DOCUMENTS)
        if len(found.members) > limits.members:
            raise RejectedDocumentError(
                Rejection.TOO_MANY_MEMBERS, count=len(found.members), limit=limits.members
            )
        members = _some(member() for member in islice(found.members, after, None))
    following = after + len(members)
    is_last = following >= len(found.members)
    return Unpacked(tuple(members), None if is_last else following, found.told if is_last else ())


def _some(members: Iterable[Member]) -> list[Member]:
    """The first members that fit into an answer, and at least one."""
    taken: list[Member] = []
    size = 0
    for member in members:
        size += len(member.data)
        if taken and size > _AT_ONCE:
            break
        taken.append(member)
    return taken
