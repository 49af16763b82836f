"""Tokens by which programs take part in a course: made, listed, revoked, and found by what opens
them, of which only a digest is kept.
"""

from uuid import uuid4

from peewee import JOIN, ModelSelect

from silabo.domain.clock import DAY_MS, from_ms
from silabo.domain.errors import NotFoundError, ToolError
from silabo.domain.programs import MOST_TOKENS, ServiceToken
from silabo.storage import audit, tables
from silabo.storage.database import now_ms, reading, transaction, unless_full
from silabo.storage.turns import take_turn

TOUCH_MS = 60_000  # when it was used last is a minute coarse, as that of a session


@transaction
def make(
    course_id: int, person_id: int, *, name: str, token_digest: str, days: int
) -> ServiceToken:
    """Let whoever has the token behind this digest answer what is handed over in a course, for so
    many days. Raises `ToolError` where the course has too many already.
    """
    take_turn(tables.Course, course_id)
    if _of_course(course_id).count() >= MOST_TOKENS:
        raise ToolError("too_many_tokens", limit=MOST_TOKENS)
    now = now_ms()
    row = tables.ServiceToken.create(
        public_id=str(uuid4()),
        course=course_id,
        person=person_id,
        name=name,
        token_digest=token_digest,
        created_at=now,
        ends_at=now + days * DAY_MS,
    )
    # Without its name, which may be a person's: the audit names nobody.
    audit.note(
        "service_token_made", subject=row.public_id, course_id=course_id, detail=f"{days} days"
    )
    return _read(row)


@reading
def listed(course_id: int) -> list[ServiceToken]:
    """All of a course, the newest first; also those that are over, until they are taken away."""
    rows = _of_course(course_id).order_by(tables.ServiceToken.id.desc())
    return [_read(row) for row in rows]


@transaction
def revoke(course_id: int, public_id: str) -> None:
    """Take a token away: it opens nothing from now on. Raises `NotFoundError`."""
    table = tables.ServiceToken
    gone = table.delete().where(table.course == course_id, table.public_id == public_id).execute()
    if not gone:
        raise NotFoundError
    audit.note("service_token_revoked", subject=public_id, course_id=course_id)


@reading
def find(token_digest: str) -> ServiceToken | None:
    """The token of a digest, if it is not over, and launches from the platform of its course are
    taken.
    """
    table, now = tables.ServiceToken, now_ms()
    # Asked of the registration, not taken away with it: approved again, programs go on.
    row = (
        table.select(table)
        .join(tables.Course)
        .join(tables.Platform)
        .where(
            table.token_digest == token_digest,
            table.ends_at > now,
            tables.Platform.state == "active",
        )
        .first()
    )
    if row is None:
        return None
    if (row.used_at or 0) < now - TOUCH_MS:
        with unless_full():
            table.update(used_at=now).where(table.id == row.id).execute()
    return _read(row)


def _of_course(course_id: int) -> "ModelSelect[tables.ServiceToken]":
    table = tables.ServiceToken
    return (
        table.select(table, tables.Person)
        .join(tables.Person, JOIN.LEFT_OUTER)
        .where(table.course == course_id)
    )


def _read(row: tables.ServiceToken) -> ServiceToken:
    return ServiceToken(
        public_id=row.public_id,
        course_id=row.course_id,
        name=row.name,
        made_by=row.person.name if row.person else "",
        made_at=from_ms(row.created_at),
        ends_at=from_ms(row.ends_at),
        used_at=from_ms(row.used_at) if row.used_at else None,
        over=row.ends_at <= now_ms(),
    )
