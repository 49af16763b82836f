"""What `flask lti list` and `flask lti show` say of a registration."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from silabo.storage.registrations import Registered

MINUTE = "%Y-%m-%d %H:%M"


def line_of(each: Registered) -> str:
    """A registration in one line."""
    platform = each.platform
    return (
        f"{platform.id}  {each.state:9} {platform.issuer}  {platform.client_id}  {platform.name}"
        f"  last launch: {_last(each)}"
    )


def about(each: Registered, audit: Sequence[tuple[datetime, str, str]]) -> Iterator[str]:
    """A registration, its last refusals, and what was done to it."""
    platform = each.platform
    yield f"{platform.name}: {each.state}, {each.family or 'unknown family'}"
    for label, value in (
        ("issuer", platform.issuer),
        ("client id", platform.client_id),
        ("deployments", ", ".join(each.deployments)),
        ("sign-in", platform.login_url),
        ("tokens", platform.token_url),
        ("keys", platform.key_set_url),
        ("granted", _granted(each)),
        ("last launch", _last(each)),
    ):
        yield f"  {label}: {value or '-'}"
    for refusal in each.refusals:
        moment = f"{refusal.happened_at:{MINUTE}}"
        yield f"  refused {moment}: {refusal.code}, reference {refusal.reference}"
    for moment_of, event, detail in audit:
        yield f"  {moment_of:{MINUTE}} {event} {detail}".rstrip()


def _granted(each: Registered) -> str:
    return ", ".join(sorted(name for name, given in each.granted.items() if given))


def _last(each: Registered) -> str:
    return f"{each.last_launch_at:{MINUTE}} UTC" if each.last_launch_at else "never"
