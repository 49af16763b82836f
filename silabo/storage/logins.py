"""Launches under way: the login that was started, and the valid launch that waits for its browser.

Each is taken by deleting its row: of two that try, the one that deleted it goes on.
"""

from dataclasses import asdict, dataclass

from silabo.domain.people import DeepLinkRequest, Identity, Role
from silabo.storage import tables
from silabo.storage.database import now_ms, reading, transaction

LOGIN_MS = 600_000
PENDING_MS = 120_000
MAX_TRIES = 3
AT_ONCE = 100  # rows that are over and go with each new one
# Anybody can begin a login, and a hint of it is up to 8 kB. A browser comes back within seconds:
# only who begins so many in that time drives out somebody else's.
MOST_UNDER_WAY = 10_000


@dataclass(frozen=True, slots=True)
class Login:
    """A started login. Digests are SHA-256 in hex; state and secret themselves are never kept."""

    state_digest: str
    platform_id: int
    nonce: str
    secret_digest: str
    deployment_hint: str
    message_hint: str
    storage_target: str = ""  # the platform's frame that keeps data for us


@dataclass(frozen=True, slots=True)
class Pending:
    """A launch that is valid in itself; the browser's secret must still match."""

    identity: Identity
    secret_digest: str
    language: str


@transaction
def start(login: Login) -> None:
    """Keep a login for ten minutes; forget those that are over, and all but the last 10,000."""
    now = now_ms()
    values = asdict(login)
    values["platform"] = values.pop("platform_id")
    row = tables.LoginTransaction.create(**values, expires_at=now + LOGIN_MS)
    _forget_over(tables.LoginTransaction, now, last=row.id)


@reading
def find(state_digest: str) -> Login | None:
    """The login with this state, if it is known and not over; it stays."""
    row = tables.LoginTransaction.get_or_none(
        tables.LoginTransaction.state_digest == state_digest,
        tables.LoginTransaction.expires_at >= now_ms(),
    )
    return _login(row) if row else None


@transaction
def take(state_digest: str) -> bool:
    """End a login. True for exactly one caller."""
    deleted = tables.LoginTransaction.delete().where(
        tables.LoginTransaction.state_digest == state_digest
    )
    return bool(deleted.execute())


@transaction
def hold(code_digest: str, pending: Pending) -> None:
    """Keep a valid launch for two minutes, until its browser proves itself; forget those that are
    over, and all but the last 10,000.
    """
    now = now_ms()
    row = tables.PendingLaunch.create(
        code_digest=code_digest,
        secret_digest=pending.secret_digest,
        identity=asdict(pending.identity),
        language=pending.language,
        expires_at=now + PENDING_MS,
    )
    _forget_over(tables.PendingLaunch, now, last=row.id)


@transaction
def bind(code_digest: str, secret_digest: str) -> Pending | None:
    """Take the waiting launch when the secret matches. None otherwise; the third miss ends it."""
    row = tables.PendingLaunch.get_or_none(
        tables.PendingLaunch.code_digest == code_digest,
        tables.PendingLaunch.expires_at >= now_ms(),
    )
    if row is None:
        return None
    if row.secret_digest != secret_digest:
        tables.PendingLaunch.update(tries=tables.PendingLaunch.tries + 1).where(
            tables.PendingLaunch.id == row.id
        ).execute()
        tables.PendingLaunch.delete().where(
            tables.PendingLaunch.id == row.id, tables.PendingLaunch.tries >= MAX_TRIES
        ).execute()
        return None
    if not tables.PendingLaunch.delete().where(tables.PendingLaunch.id == row.id).execute():
        return None
    return _pending(row)


def _forget_over(
    table: type[tables.LoginTransaction] | type[tables.PendingLaunch], now: int, *, last: int
) -> None:
    # Looked for first: a deletion by time makes MariaDB lock the rows that it passes, and a class
    # that comes in at the same moment would end in deadlocks.
    ids = table.select(table.id)
    for which in (table.expires_at < now, table.id <= last - MOST_UNDER_WAY):
        if over := [row.id for row in ids.where(which).limit(AT_ONCE)]:
            table.delete().where(table.id.in_(over)).execute()


def _login(row: tables.LoginTransaction) -> Login:
    return Login(
        state_digest=row.state_digest,
        platform_id=row.platform_id,
        nonce=row.nonce,
        secret_digest=row.secret_digest,
        deployment_hint=row.deployment_hint,
        message_hint=row.message_hint,
        storage_target=row.storage_target,
    )


def _pending(row: tables.PendingLaunch) -> Pending:
    values = dict(row.identity)
    values["role"] = Role(values["role"])
    values["frame_origins"] = tuple(values["frame_origins"])
    values["documents"] = tuple(values["documents"])
    values["lms_roles"] = tuple(values.get("lms_roles", ()))
    values["history"] = tuple(values.get("history") or ())
    if values["deep_link"]:
        values["deep_link"] = DeepLinkRequest(**values["deep_link"])
    return Pending(
        identity=Identity(**values), secret_digest=row.secret_digest, language=row.language
    )
