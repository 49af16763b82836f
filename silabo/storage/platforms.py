"""Registrations: which LMS may launch, and the key set that it signs with."""

from dataclasses import dataclass
from typing import Any

from silabo.domain.people import NameFrom, Platform
from silabo.storage import tables
from silabo.storage.database import now_ms, reading, transaction


@dataclass(frozen=True, slots=True)
class Registration:
    """What a platform and the tool tell each other once. Addresses are absolute URLs."""

    issuer: str
    client_id: str
    name: str  # as the administrator calls it; empty: as its LMS does
    login_url: str
    token_url: str
    key_set_url: str
    deployments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptKeySet:
    """A platform's last good key set, and when it was fetched and last tried (epoch
    milliseconds).
    """

    keys: dict[str, Any] | None
    fetched_at: int
    tried_at: int


@transaction
def register(registration: Registration) -> int:
    """Make or renew a registration, and return the platform's id.

    One without a name takes the name that its LMS gives itself, until somebody names it.
    """
    named = {"name": registration.name, "name_from": NameFrom.PERSON} if registration.name else {}
    values = {
        **named,
        "login_url": registration.login_url,
        "token_url": registration.token_url,
        "key_set_url": registration.key_set_url,
    }
    platform, created = tables.Platform.ensure(
        issuer=registration.issuer,
        client_id=registration.client_id,
        defaults={"name_from": NameFrom.LMS, **values, "created_at": now_ms()},
    )
    if not created:
        tables.Platform.update(**values).where(tables.Platform.id == platform.id).execute()
    for deployment_id in registration.deployments:
        tables.Deployment.ensure(platform=platform.id, deployment_id=deployment_id, defaults={})
    return int(platform.id)


@transaction
def follow_name(platform_id: int, told: str) -> None:
    """Let a platform that nobody here has named have the name that its LMS gives itself."""
    row = tables.Platform.get_by_id(platform_id)
    if told and told != row.name and row.name_from == NameFrom.LMS:
        tables.Platform.renew(platform_id, name=told)


@reading
def find(issuer: str, client_id: str | None = None) -> list[Platform]:
    """The registrations of an issuer, active or not; only those of the client id where one is
    given.
    """
    query = tables.Platform.select().where(tables.Platform.issuer == issuer)
    if client_id is not None:
        query = query.where(tables.Platform.client_id == client_id)
    return [_platform(row) for row in query]


@reading
def get(platform_id: int) -> Platform:
    """The registration with this number."""
    return _platform(tables.Platform.get_by_id(platform_id))


@reading
def deployed(platform_id: int, deployment_id: str) -> bool:
    """Whether the platform registered this deployment."""
    return bool(
        tables.Deployment.select()
        .where(
            tables.Deployment.platform == platform_id,
            tables.Deployment.deployment_id == deployment_id,
        )
        .exists()
    )


@reading
def key_set(platform_id: int) -> KeptKeySet:
    """The kept key set of a platform."""
    row = tables.Platform.get_by_id(platform_id)
    return KeptKeySet(keys=row.key_set, fetched_at=row.key_set_at, tried_at=row.key_set_tried_at)


@transaction
def keep_key_set(platform_id: int, keys: dict[str, Any], *, routine: bool = False) -> None:
    """Keep a key set that was just fetched as the last good one.

    After a `routine` fetch, which no unknown key asked for, the next permit is free: the platform
    may change its keys a moment later.
    """
    now = now_ms()
    tables.Platform.update(
        key_set=keys, key_set_at=now, key_set_tried_at=0 if routine else now
    ).where(tables.Platform.id == platform_id).execute()


@transaction
def may_fetch_key_set(platform_id: int, *, pause_ms: int) -> bool:
    """Take the one permit to fetch a key set; another is given only `pause_ms` later."""
    now = now_ms()
    taken = (
        tables.Platform.update(key_set_tried_at=now)
        .where(
            tables.Platform.id == platform_id,
            tables.Platform.key_set_tried_at <= now - pause_ms,
        )
        .execute()
    )
    return bool(taken)


def name_of(row: tables.Platform) -> str:
    """What a platform is called: its issuer, until somebody gives it a name."""
    return str(row.name or row.issuer)


def _platform(row: tables.Platform) -> Platform:
    return Platform(
        id=row.id,
        issuer=row.issuer,
        client_id=row.client_id,
        name=name_of(row),
        active=row.state == "active",
        login_url=row.login_url,
        token_url=row.token_url,
        key_set_url=row.key_set_url,
    )
