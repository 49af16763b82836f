"""How platforms come to be registered, and what administrators do with registrations."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from silabo.domain.clock import from_ms
from silabo.domain.people import Platform
from silabo.storage import platforms, tables
from silabo.storage.database import now_ms, reading, transaction

INVITE_MS = 24 * 3_600_000
KEPT_MS = 30 * 24 * 3_600_000  # refusals older than this say nothing any more


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
    registration: platforms.Registration, *, state: str, family: str, granted: dict[str, Any]
) -> int:
    """Make or renew a registration with what the platform granted; return its number."""
    known = bool(platforms.find(registration.issuer, registration.client_id))
    platform_id = platforms.register(registration)
    changes: dict[str, Any] = {"family": family, "granted": granted}
    if not known:
        changes["state"] = state
    tables.Platform.update(**changes).where(tables.Platform.id == platform_id).execute()
    note("registration_renewed" if known else "registration_made", platform_id)
    return platform_id


@transaction
def set_state(platform_id: int, state: str) -> None:
    """Make a registration active or disabled.

    Disabling ends its sessions and API tokens, and the launches that are under way.
    """
    tables.Platform.update(state=state).where(tables.Platform.id == platform_id).execute()
    note(f"registration_{state}", platform_id)
    if state == "active":
        return
    launches = (
        tables.Launch.select(tables.Launch.id)
        .join(tables.Course)
        .where(tables.Course.platform == platform_id)
    )
    tables.Session.delete().where(tables.Session.launch.in_(launches)).execute()
    tables.Launch.update(code_digest=None).where(tables.Launch.id.in_(launches)).execute()
    tables.LoginTransaction.delete().where(
        tables.LoginTransaction.platform == platform_id
    ).execute()
    for pending in tables.PendingLaunch.select():
        if pending.identity["platform_id"] == platform_id:
            pending.delete_instance()


@transaction
def note(event: str, platform_id: int | None, detail: str = "") -> None:
    """Write an audit entry."""
    tables.AuditEntry.create(
        event=event, platform=platform_id, detail=detail[:255], happened_at=now_ms()
    )


@transaction
def note_refusal(code: str, reference: str, platform_id: int | None) -> None:
    """Remember that a launch was refused, and forget those of more than a month ago."""
    now = now_ms()
    tables.LaunchRefusal.delete().where(tables.LaunchRefusal.happened_at < now - KEPT_MS).execute()
    tables.LaunchRefusal.create(
        code=code, reference=reference, platform=platform_id, happened_at=now
    )


@reading
def listed() -> list[Registered]:
    """Every registration, oldest first."""
    return [_registered(row) for row in tables.Platform.select().order_by(tables.Platform.id)]


@reading
def audit(platform_id: int) -> list[tuple[datetime, str, str]]:
    """What was done to a registration, oldest first: when, event and detail."""
    rows = tables.AuditEntry.select().where(tables.AuditEntry.platform == platform_id)
    return [
        (from_ms(row.happened_at), row.event, row.detail)
        for row in rows.order_by(tables.AuditEntry.id)
    ]


def _registered(row: tables.Platform) -> Registered:
    deployments = tables.Deployment.select().where(tables.Deployment.platform == row.id)
    last = (
        tables.Launch.select(tables.Launch.created_at)
        .join(tables.Course)
        .where(tables.Course.platform == row.id)
        .order_by(tables.Launch.id.desc())
        .first()
    )
    refusals = tables.LaunchRefusal.select().where(tables.LaunchRefusal.platform == row.id)
    return Registered(
        platform=platforms.get(row.id),
        state=row.state,
        family=row.family,
        deployments=tuple(each.deployment_id for each in deployments),
        granted=row.granted or {},
        created_at=from_ms(row.created_at),
        last_launch_at=from_ms(last.created_at) if last else None,
        refusals=tuple(
            Refusal(each.code, each.reference, from_ms(each.happened_at))
            for each in refusals.order_by(tables.LaunchRefusal.id.desc()).limit(5)
        ),
    )
