"""Launches and the sessions that they open: bearer tokens, of which only digests are kept."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from peewee import Field, ModelSelect, fn

from silabo.domain.clock import from_ms
from silabo.domain.people import (
    DeepLinkRequest,
    Frame,
    Identity,
    Platform,
    Role,
    Session,
    SessionKind,
    SessionView,
    ZoneFrom,
)
from silabo.storage import audit, limits, platforms, tables
from silabo.storage.database import now_ms, reading, transaction, unless_full
from silabo.storage.statements import Statement, given, listed_in
from silabo.storage.turns import take_turn

CODE_MS = 60_000
IDLE_MS = 2 * 3_600_000
LONGEST_MS = {SessionKind.PANEL: 12 * 3_600_000, SessionKind.API: 24 * 3_600_000}
AT_ONCE = 1000  # sessions that are forgotten in one transaction
MOST_TOKENS = 10  # API tokens of one person, in all courses
TOUCH_MS = 60_000  # an idle clock that is a minute coarse saves a write a request


@transaction
def launch(
    person_id: int,
    course_id: int,
    identity: Identity,
    *,
    language: str,
    code_digest: str,
    storage: str = "",
) -> str:
    """Record one opening of the tool and return its public id.

    `storage` says how the browser proved itself.

    The code behind `code_digest` opens a session once, within a minute. A launch as anything but
    instructor ends the instructor sessions that this person still had in this course.
    """
    if identity.role is not Role.INSTRUCTOR:
        _end_instructor_sessions(person_id, course_id)
    now = now_ms()
    row = tables.Launch.create(
        public_id=str(uuid4()),
        person=person_id,
        course=course_id,
        role=identity.role,
        language=language,
        frame_origins=list(identity.frame_origins),
        whole_page=identity.whole_page,
        back_url=identity.back_url,
        documents=list(identity.documents) or None,
        roles=list(identity.lms_roles),
        activity=_activity(identity),
        deep_link=asdict(identity.deep_link) if identity.deep_link else None,
        storage=storage,
        code_digest=code_digest,
        code_until=now + CODE_MS,
        created_at=now,
    )
    audit.note("launched", course_id=course_id, person_id=person_id, detail=identity.role)
    return str(row.public_id)


@transaction
def open_by_code(launch_public_id: str, code_digest: str, token_digest: str) -> Session | None:
    """Exchange a launch's one-time code for a session; None when the code is wrong or used."""
    taken = (
        tables.Launch.update(code_digest=None)
        .where(
            tables.Launch.public_id == launch_public_id,
            tables.Launch.code_digest == code_digest,
            tables.Launch.code_until >= now_ms(),
        )
        .execute()
    )
    if not taken:
        return None
    row = tables.Launch.get(tables.Launch.public_id == launch_public_id)
    return _open(row.id, SessionKind.PANEL, token_digest)


@transaction
def hand_over(session: Session, code_digest: str) -> bool:
    """Let a second page of the same launch open a session, once and within a minute.

    Its session ends when that of the launch's first page would. False for what is no panel.
    """
    if session.kind is not SessionKind.PANEL:
        return False
    tables.Launch.update(code_digest=code_digest, code_until=now_ms() + CODE_MS).where(
        tables.Launch.public_id == session.launch_public_id
    ).execute()
    return True


@transaction
def open_for_api(session: Session, token_digest: str) -> Session:
    """Give a person an API token with exactly the rights of the session that asks for it.

    A person has the last ten, in all courses: with the eleventh the first ends. A refusal would
    leave whoever lost theirs without one until a day has passed.
    """
    take_turn(tables.Person, session.person_id)
    row = tables.Launch.get(tables.Launch.public_id == session.launch_public_id)
    made = _open(row.id, SessionKind.API, token_digest)
    _end_older_tokens(session.person_id)
    return made


@reading
def find(token_digest: str) -> Session | None:
    """The session of a token, if it is not over; being used keeps a panel session awake."""
    now = now_ms()
    found = _BY_TOKEN.first(digest=token_digest, now=now)
    if found is None:
        return None
    seen_at, *of_session = found
    session = _session(of_session)
    if session.kind is SessionKind.PANEL and seen_at < now - IDLE_MS:
        return None
    if seen_at < now - TOUCH_MS:
        with unless_full():
            tables.Session.update(seen_at=now).where(tables.Session.id == session.id).execute()
    return session


def _sessions(*more: Field) -> "ModelSelect[tables.Session]":
    """What `_session` takes, behind the columns that are named."""
    return tables.Session.select(
        *more,
        tables.Session.id,
        tables.Session.kind,
        tables.Session.ends_at,
        tables.Launch.public_id,
        tables.Launch.person,
        tables.Launch.course,
        tables.Launch.role,
        tables.Launch.language,
        tables.Launch.documents,
    ).join(tables.Launch)


_BY_TOKEN = Statement(
    lambda _: _sessions(tables.Session.seen_at).where(
        tables.Session.token_digest == given("digest"), tables.Session.ends_at > given("now")
    )
)


@reading
def view(session: Session) -> SessionView:
    """The course and the person of a session, as pages show them."""
    row = (
        tables.Launch.select(tables.Launch, tables.Person, tables.Course)
        .join(tables.Person)
        .switch(tables.Launch)
        .join(tables.Course)
        .where(tables.Launch.public_id == session.launch_public_id)
        .get()
    )
    return SessionView(
        person_public_id=row.person.public_id,
        course_public_id=row.course.public_id,
        course_title=row.course.title,
        course_url=row.course.url,
        back_url=row.back_url,
        time_zone=row.course.time_zone,
        zone_from=ZoneFrom(row.course.zone_from),
        person_name=row.person.name,
        person_email=row.person.email,
        email_refused=bool(row.person.email) and row.person.email == row.person.refused_address,
        whole_page=row.whole_page,
        letters=row.person.letters,
        letters_if_unseen=row.person.letters_if_unseen,
        notices=row.person.notices,
        notices_at_once=row.person.at_once,
        storage=row.storage,
        placing=row.deep_link is not None,
        lms_roles=tuple(row.roles or ()),
    )


@reading
def frame(launch_public_id: str) -> Frame | None:
    """What the page of a launch may be told before it has a session; None when unknown."""
    row = tables.Launch.get_or_none(tables.Launch.public_id == launch_public_id)
    if row is None:
        return None
    return Frame(
        language=row.language,
        origins=tuple(row.frame_origins),
        placing=row.deep_link is not None,
        activity_url="" if row.deep_link else _activity_url(row),
    )


def _activity(identity: Identity) -> dict[str, Any]:
    return {
        "link": identity.resource_link_id,
        "url": identity.course_url,
        "history": list(identity.history),
    }


def _activity_url(row: tables.Launch) -> str:
    # Its own: the course has the address of whichever of its activities was opened last.
    return (row.activity or {}).get("url") or row.course.url or row.back_url


@transaction
def take_deep_link(session: Session) -> tuple[DeepLinkRequest, Platform] | None:
    """What the platform of this launch wants back, once; None when it wants nothing (any more)."""
    row = tables.Launch.get(tables.Launch.public_id == session.launch_public_id)
    taken = (
        tables.Launch.update(deep_link=None)
        .where(tables.Launch.id == row.id, tables.Launch.deep_link.is_null(False))
        .execute()
    )
    if not taken:
        return None
    return DeepLinkRequest(**row.deep_link), platforms.get(row.course.platform_id)


@transaction
def sweep() -> int:
    """Forget the sessions that are over, and return how many they were.

    What is read is what ended since the last time, some at a time: never all launches that ever
    were.
    """
    now = now_ms()
    launch, session = tables.Launch, tables.Session
    # Looked for first: a deletion by time makes MariaDB lock the rows that it passes.
    over = session.select(session.id, session.launch).where(session.ends_at < now)
    ended = [(row.id, row.launch_id) for row in over.order_by(session.ends_at).limit(AT_ONCE)]
    # Every code that may still be used is greater than the empty one: an index holds them alone.
    unused = launch.select(launch.id).where(launch.code_digest > "", launch.code_until < now)
    idle = [row.id for row in unused.limit(AT_ONCE)]
    session.delete().where(session.id.in_([each for each, _ in ended])).execute()
    launch.update(code_digest=None).where(launch.id.in_(idle)).execute()
    # Where a placing would have been answered holds a secret of the platform's session.
    open_still = session.select(session.id).where(session.launch == launch.id)
    launch.update(deep_link=None).where(
        launch.id.in_([*idle, *(each for _, each in ended)]),
        launch.deep_link.is_null(False),
        ~fn.EXISTS(open_still),
    ).execute()
    return len(ended)


def _open(launch_id: int, kind: SessionKind, token_digest: str) -> Session:
    now = now_ms()
    # However often a launch is handed over, its panels end when the first one does.
    begun = tables.Launch.get_by_id(launch_id).created_at if kind is SessionKind.PANEL else now
    row = tables.Session.create(
        token_digest=token_digest,
        launch=launch_id,
        kind=kind,
        seen_at=now,
        ends_at=begun + LONGEST_MS[kind],
    )
    opened: Any = _sessions().where(tables.Session.id == row.id).tuples().get()
    return _session(opened)


def _session(columns: Sequence[Any]) -> Session:
    """Of a row of `_sessions`."""
    session_id, kind, ends_at, launch, person_id, course_id, role, language, documents = columns
    return Session(
        id=session_id,
        launch_public_id=launch,
        person_id=person_id,
        course_id=course_id,
        role=Role(role),
        kind=SessionKind(kind),
        language=language,
        ends_at=from_ms(ends_at),
        # Nearly no activity is limited; what is in force is then more than its row says.
        documents=limits.in_force(_launch(launch)) if listed_in(documents) else (),
    )


def _end_older_tokens(person_id: int) -> None:
    mine = (
        tables.Session.select(tables.Session.id)
        .join(tables.Launch)
        .where(tables.Launch.person == person_id, tables.Session.kind == SessionKind.API)
        .order_by(tables.Session.id.desc())
    )
    if older := [row.id for row in mine][MOST_TOKENS:]:
        tables.Session.delete().where(tables.Session.id.in_(older)).execute()


def _launch(public_id: str) -> tables.Launch:
    row: tables.Launch = tables.Launch.get(tables.Launch.public_id == public_id)
    return row


def _end_instructor_sessions(person_id: int, course_id: int) -> None:
    launches = tables.Launch.select(tables.Launch.id).where(
        tables.Launch.person == person_id,
        tables.Launch.course == course_id,
        tables.Launch.role == Role.INSTRUCTOR,
    )
    tables.Session.delete().where(tables.Session.launch.in_(launches)).execute()
    # A launch that has not opened its session yet must not open it later.
    tables.Launch.update(code_digest=None, deep_link=None).where(
        tables.Launch.id.in_(launches)
    ).execute()
