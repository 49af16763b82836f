"""The audit: who did what, when, from where. Entries are only added, and chained by their hashes.

An entry is written in the transaction of the deed, by one statement. It is chained by a sweep soon
after: if each deed waited for the entry before it, launches would wait for one another.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from peewee import Function, fn

from silabo.domain.clock import from_ms, to_ms
from silabo.storage import tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn

AT_ONCE = 500  # entries that are chained, or read, at a time
LONGEST_DETAIL = 255  # characters
FIRST = "0" * 64  # what the first entry rests on
HEAD = 1  # the one row of the end of the chain
MISSING = "it is missing"
CHANGED = "it is not as it was written"
BEYOND = "it stands behind the end of the chain"
BEFORE = "an entry stands before it, where none can be"
LOWEST = -(2**63)  # of what a number can be


class Doer(StrEnum):
    """Who does something and is no person of a course."""

    COMMAND = "command"  # an administrator, on the machine
    WEB = "web"  # a request without a session, as a platform that registers
    TOOL = "tool"  # workers


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts: a person by number, a program by the public id of its token, or none of them; and
    from where, as a hash of an address.
    """

    doer: Doer = Doer.TOOL
    person_id: int | None = None
    source: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done. Persons, courses and things are public ids: random, and of no use to anybody
    once what they name is erased.
    """

    number: int | None  # in the chain; None: not chained yet
    happened_at: datetime
    event: str
    actor: str  # a person, the token of a program, or a `Doer`
    subject: str  # whom or what it was done to
    course: str
    platform: int | None
    source: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether the chain holds: how many entries it has and how many wait to be chained, its last
    hash, and the number of the first entry that does not hold, with why.
    """

    chained: int
    waiting: int
    digest: str
    broken: int | None = None
    why: str = ""


_TOOL = Acting()
_acting: ContextVar[Acting] = ContextVar("acting", default=_TOOL)


@contextmanager
def acting(who: Acting) -> Iterator[None]:
    """Within the block, this is who acts."""
    before = _acting.set(who)
    try:
        yield
    finally:
        _acting.reset(before)


def act_as(who: Acting) -> None:
    """From now on this is who acts in this thread: a web server calls it at each request."""
    _acting.set(who)


@transaction
def note(
    event: str,
    *,
    subject: str = "",
    course_id: int | None = None,
    person_id: int | None = None,
    platform_id: int | None = None,
    detail: str = "",
) -> None:
    """Write an entry, in the transaction that does it. The one who acts is whom `acting` names,
    without that `person_id`. One statement: numbers become public ids on the way.
    """
    who = _acting.get()
    person = who.person_id or person_id
    tables.AuditEntry.insert(
        event=event,
        platform=platform_id,
        actor=_public_id(tables.Person, person) if person else who.token or who.doer.value,
        subject=subject,
        course=_public_id(tables.Course, course_id) if course_id else "",
        source=who.source,
        detail=detail[:LONGEST_DETAIL],
        happened_at=now_ms(),
    ).execute()


def who_acts() -> Acting:
    """Who acts in this thread."""
    return _acting.get()


def _public_id(table: type[tables.Person | tables.Course], row_id: int) -> Function:
    # Whoever is erased meanwhile has none.
    return fn.COALESCE(table.select(table.public_id).where(table.id == row_id), "")


def seal() -> int:
    """Chain the entries that wait, some at a time; return how many they were."""
    return _seal() if _waiting() else 0


@reading
def _waiting() -> bool:
    entry = tables.AuditEntry
    return entry.select(entry.id).where(entry.number.is_null()).first() is not None


@transaction
def _seal() -> int:
    entry, end = tables.AuditEntry, tables.AuditHead
    if end.get_or_none(end.id == HEAD) is None:
        _begin()
    take_turn(end, HEAD)  # two who chain at once would rest two entries on one
    head = end.get_by_id(HEAD)
    number, digest = head.number, head.digest
    found = list(entry.select().where(entry.number.is_null()).order_by(entry.id).limit(AT_ONCE))
    for row in found:
        number += 1
        digest = _digest(digest, number, row)
        entry.update(number=number, digest=digest).where(entry.id == row.id).execute()
    end.update(number=number, digest=digest).where(end.id == HEAD).execute()
    return len(found)


def _begin() -> None:
    """Make the row of the end. Where there are chained entries it was taken away by hand: they go
    on from the last of them, and an entry says so.
    """
    entry = tables.AuditEntry
    last = entry.select().where(entry.number.is_null(False)).order_by(entry.number.desc()).first()
    number, digest = (last.number, last.digest) if last else (0, FIRST)
    tables.AuditHead.ensure(id=HEAD, defaults={"number": number, "digest": digest})
    if last:
        note("chain_end_lost", detail=f"after {number}")


def _digest(before: str, number: int, row: tables.AuditEntry) -> str:
    said = [before, number, row.event, row.platform_id, row.actor, row.subject, row.course]
    said += [row.source, row.detail, row.happened_at]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def listed(since: datetime | None = None, course: str = "") -> Iterator[Entry]:
    """Entries, oldest first: since then, and of the course with this public id."""
    after = 0
    while rows := _listed_after(after, to_ms(since) if since else 0, course):
        for row in rows:
            yield _entry(row)
            after = row.id


@reading
def _listed_after(after: int, since_ms: int, course: str) -> list[tables.AuditEntry]:
    entry = tables.AuditEntry
    rows = entry.select().where(entry.id > after, entry.happened_at >= since_ms)
    if course:
        rows = rows.where(entry.course == course)
    return list(rows.order_by(entry.id).limit(AT_ONCE))


def verify() -> Verified:
    """Read the whole chain and say whether it holds, and if not, where it first does not."""
    newest, end, end_digest, waiting = _end()
    number, digest = 0, FIRST
    for row in _chained(end):
        if why := _wrong(row, number, digest):
            return Verified(number, waiting, digest, number + 1, why)
        number, digest = int(row.number or 0), str(row.digest)
    kept = Verified(number, waiting, digest)
    if number < end:
        return replace(kept, broken=number + 1, why=MISSING)
    if digest != end_digest:
        return replace(kept, broken=number, why=CHANGED)
    if newest > end:
        return replace(kept, broken=end + 1, why=BEYOND)
    return kept


def _wrong(row: tables.AuditEntry, number: int, digest: str) -> str:
    """What is wrong with the entry that should rest on this one; "" for nothing."""
    own = int(row.number or 0)
    if own != number + 1:
        return BEFORE if own <= number else MISSING
    return "" if row.digest == _digest(digest, own, row) else CHANGED


@reading
def _end() -> tuple[int, int, str, int]:
    """The newest number of any entry, the number and hash at which the chain ends, and how many
    entries wait. In this order: what is chained meanwhile is not beyond the end.
    """
    entry = tables.AuditEntry
    newest = entry.select(fn.MAX(entry.number)).scalar() or 0
    head = tables.AuditHead.get_or_none(tables.AuditHead.id == HEAD)
    waiting = entry.select().where(entry.number.is_null()).count()
    number, digest = (head.number, head.digest) if head else (0, FIRST)
    return int(newest), int(number), str(digest), int(waiting)


def _chained(end: int) -> Iterator[tables.AuditEntry]:
    """The entries up to this number, in order; also those below 1, which are shown as any other."""
    after = LOWEST
    while rows := _chained_after(after, end):
        yield from rows
        after = int(rows[-1].number or 0)


@reading
def _chained_after(after: int, end: int) -> list[tables.AuditEntry]:
    entry = tables.AuditEntry
    rows = entry.select().where(entry.number > after, entry.number <= end)
    return list(rows.order_by(entry.number).limit(AT_ONCE))


def _entry(row: tables.AuditEntry) -> Entry:
    return Entry(
        number=row.number,
        happened_at=from_ms(row.happened_at),
        event=row.event,
        actor=row.actor,
        subject=row.subject,
        course=row.course,
        platform=row.platform_id,
        source=row.source,
        detail=row.detail,
    )
