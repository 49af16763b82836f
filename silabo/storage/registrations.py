"""How platforms come to be registered, and what administrators do with registrations."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from silabo.domain.clock import from_ms
from silabo.domain.people import Platform
from silabo.storage import audit, platforms, tables
from silabo.storage.database import now_ms, reading, transaction

INVITE_MS = 24 * 3_600_000
KEPT_MS = 30 * 24 * 3_600_000  # refusals older than this say nothing any more
MOST_KEPT = 5000  # refusals; whoever knocks all day must not fill the disk
AT_ONCE = 100  # refusals that go with each new one
SHOWN = 5  # refusals of a platform


@dataclass(frozen=True, slots=True)
class Registered:
    """A registration as administrators see it."""

    platform: Platform
    state: str
    family: str
    deployments: tuple[str, ...]
    granted: dict[str, Any]
    created_at: datetime
    last_launch_at: datetime | None
    refusals: tuple["Refusal", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Refusal:
    """A launch that was refused, and when."""

    code: str
    reference: str
    happened_at: datetime


@transaction
def invite(token_digest: str, name: str) -> datetime:
    """Keep an invitation for 24 hours, and say until when."""
    until = now_ms() + INVITE_MS
    tables.Invite.create(token_digest=token_digest, name=name, expires_at=until)
    return from_ms(until)


@transaction
def take_invite(token_digest: str) -> str | None:
    """Use an invitation up, once, and return its name; None when it is unknown, used or over."""
    now = now_ms()
    taken = (
        tables.Invite.update(used_at=now)
        .where(
            tables.Invite.token_digest == token_digest,
            tables.Invite.used_at.is_null(),
            tables.Invite.expires_at >= now,
        )
        .execute()
    )
    if not taken:
        return None
    return str(tables.Invite.get(tables.Invite.token_digest == token_digest).name)


@transaction
def give_invite_back(token_digest: str) -> None:
    """The registration did not come about: the invitation may be used again."""
    tables.Invite.update(used_at=None).where(tables.Invite.token_digest == token_digest).execute()


@transaction
def keep(
    registration: platforms.Registration,
    *,
    family: str = "",
    granted: dict[str, Any] | None = None,
) -> int:
    """Make or renew a registration with what the platform granted; return its number.

    A new one is active; one that is renewed keeps its state, and what is not given of the rest.
    """
    known = platforms.find(registration.issuer, registration.client_id)
    platform_id = platforms.register(registration)
    changes: dict[str, Any] = {}
    if family:
        changes["family"] = family
    if granted is not None:
        changes["granted"] = granted
    if known and known[0].key_set_url != registration.key_set_url:
        # Keys of another address are nobody's last good ones.
        changes |= {"key_set": None, "key_set_at": 0, "key_set_tried_at": 0}
    if changes:
        tables.Platform.update(**changes).where(tables.Platform.id == platform_id).execute()
    event = "registration_renewed" if known else "registration_made"
    audit.note(event, platform_id=platform_id, detail=registration.key_set_url)
    return platform_id


@transaction
def add_deployment(platform_id: int, deployment_id: str) -> None:
    """Let a platform launch from one more of its installations of the tool."""
    tables.Deployment.ensure(platform=platform_id, deployment_id=deployment_id, defaults={})
    audit.note("deployment_added", platform_id=platform_id, detail=deployment_id)


@transaction
def set_state(platform_id: int, state: str) -> None:
    """Make a registration active or disabled.

    Disabling ends its sessions and API tokens, and the service tokens of its courses open nothing
    until it is active again. What is under way is kept: it is told that the registration is not
    active, where a login that is gone would say that it is too old.
    """
    tables.Platform.update(state=state).where(tables.Platform.id == platform_id).execute()
    audit.note(f"registration_{state}", platform_id=platform_id)
    if state == "active":
        return
    launches = (
        tables.Launch.select(tables.Launch.id)
        .join(tables.Course)
        .where(tables.Course.platform == platform_id)
    )
    tables.Session.delete().where(tables.Session.launch.in_(launches)).execute()
    tables.Launch.update(code_digest=None, deep_link=None).where(
        tables.Launch.id.in_(launches)
    ).execute()


@transaction
def note_refusal(code: str, reference: str, platform_id: int | None) -> None:
    """Remember that a launch was refused, for a month; of a crowd, the last few thousand."""
    now = now_ms()
    row = tables.LaunchRefusal.create(
        code=code, reference=reference, platform=platform_id, happened_at=now
    )
    # Looked for first: MariaDB would lock every row that a deletion passes.
    over = tables.LaunchRefusal.select(tables.LaunchRefusal.id).where(
        (tables.LaunchRefusal.happened_at < now - KEPT_MS)
        | (tables.LaunchRefusal.id <= row.id - MOST_KEPT)
    )
    if gone := [each.id for each in over.limit(AT_ONCE)]:
        tables.LaunchRefusal.delete().where(tables.LaunchRefusal.id.in_(gone)).execute()


@reading
def listed() -> list[Registered]:
    """Every registration, oldest first."""
    return [_registered(row) for row in tables.Platform.select().order_by(tables.Platform.id)]


@reading
def done(platform_id: int) -> list[tuple[datetime, str, str]]:
    """What was done to a registration, oldest first: when, event and detail."""
    entry = tables.AuditEntry
    rows = entry.select().where(entry.platform == platform_id, entry.course == "")
    return [(from_ms(row.happened_at), row.event, row.detail) for row in rows.order_by(entry.id)]


@reading
def refusals(platform_id: int | None) -> tuple[Refusal, ...]:
    """The last refusals of a platform's launches, newest first; None: those of no known one."""
    if platform_id is None:
        of_it = tables.LaunchRefusal.platform.is_null()
    else:
        of_it = tables.LaunchRefusal.platform == platform_id
    rows = tables.LaunchRefusal.select().where(of_it).order_by(tables.LaunchRefusal.id.desc())
    return tuple(
        Refusal(each.code, each.reference, from_ms(each.happened_at)) for each in rows.limit(SHOWN)
    )


def _registered(row: tables.Platform) -> Registered:
    deployments = tables.Deployment.select().where(tables.Deployment.platform == row.id)
    last = (
        tables.Launch.select(tables.Launch.created_at)
        .join(tables.Course)
        .where(tables.Course.platform == row.id)
        .order_by(tables.Launch.id.desc())
        .first()
    )
    return Registered(
        platform=platforms.get(row.id),
        state=row.state,
        family=row.family,
        deployments=tuple(
            each.deployment_id for each in deployments.order_by(tables.Deployment.id)
        ),
        granted=row.granted or {},
        created_at=from_ms(row.created_at),
        last_launch_at=from_ms(last.created_at) if last else None,
        refusals=refusals(row.id),
    )
