"""What `flask lti doctor` looks at: our own address and keys, and every platform that may
launch.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from lti_app.lti import key_states
from lti_app.lti.key_states import Key, KeyState
from lti_app.lti.keys import unfit
from lti_app.lti.moodle import PAST_THE_GUARD
from lti_app.lti.options import LtiOptions
from lti_app.lti.outside import Outside
from lti_app.lti.platform_examination import examine_platform, refused
from silabo.domain import clock
from silabo.domain.errors import LaunchError, ServiceError
from silabo.domain.findings import Finding
from silabo.storage import registrations

OLD_KEY = timedelta(days=180)
RESTED = timedelta(days=2)  # a key that could have gone on a day ago


def examine(options: LtiOptions) -> list[Finding]:
    """Every finding, our own first."""
    found = [*_address(options), *_curl_guard(options), *_keys(options, clock.now())]
    try:
        registered = registrations.listed()
    except ServiceError:
        remedy = "`flask db upgrade` makes it; `flask doctor` says what it lacks"
        found.append(Finding("database", ok=False, detail="cannot be read", remedy=remedy))
        return found
    if not registered:
        remedy = "`flask lti invite` prints the address that registers one"
        found.append(Finding("platforms", ok=False, detail="none is registered", remedy=remedy))
    for each in registered:
        found += examine_platform(each, options)
    # Anybody may knock: that nobody known did is nothing to mend.
    found += refused("unknown senders", registrations.refusals(None), since=clock.now())
    return found


def _address(options: LtiOptions) -> Iterator[Finding]:
    if not options.address.startswith("https://"):
        remedy = "launches from another machine need https: set SILABO_PUBLIC_URL"
        yield Finding("address", ok=True, detail=f"{options.address}, for trying", remedy=remedy)
        return
    host = urlsplit(options.address).hostname or ""
    hosts = options.outside.private_hosts | {host}  # our own name may be private, seen from here
    try:
        seen = replace(options.outside, private_hosts=hosts).fetch_json(
            "GET", f"{options.address}/healthz"
        )
    except ServiceError:
        remedy = "check DNS, proxy and certificate; if it answers elsewhere, all may be well"
        yield Finding("address", ok=False, detail="does not answer from here", remedy=remedy)
        return
    if seen.get("address") != options.address:
        remedy = "let the proxy send X-Forwarded-Proto and X-Forwarded-Host (see nginx's template)"
        detail = f"the application believes that it is {seen.get('address')}"
        yield Finding("proxy headers", ok=False, detail=detail, remedy=remedy)
    else:
        yield Finding("address", ok=True, detail=options.address)


def _curl_guard(options: LtiOptions) -> Iterator[Finding]:
    if options.private or _is_private_name(options.address):
        yield Finding(
            "own address",
            ok=True,
            detail="private, or with a port of its own",
            remedy=PAST_THE_GUARD,
        )


def _is_private_name(address: str) -> bool:
    components = urlsplit(address)
    try:
        Outside().addresses(components.hostname or "", 443)
    except LaunchError:
        return True
    return False


def _keys(options: LtiOptions, now: datetime) -> Iterator[Finding]:
    found = key_states.keys(options.keys_dir)
    if not found:
        yield Finding("own key", ok=False, detail="none", remedy="`flask keys new`")
    elif not any(key.state is KeyState.ACTIVE for key in found):
        yield Finding("own key", ok=False, detail="none signs", remedy="`flask keys rotate`")
    for key in found:
        yield _key(key, now)
    for kid in unfit(options.keys_dir):
        path = options.keys_dir / f"{kid}.pem"
        remedy = f"chown it to the user that runs Sílabo, who owns {options.keys_dir}"
        yield Finding("own key", ok=False, detail=f"{path} cannot be read there", remedy=remedy)


def _key(key: Key, now: datetime) -> Finding:
    age = now - key.since
    detail = f"{key.state} for {age.days} days: {key.kid}"
    if key.state is not KeyState.ACTIVE:
        remedy = "" if age < RESTED else "`flask keys rotate` takes it one step further"
        return Finding("own key", ok=True, detail=detail, remedy=remedy)
    remedy = "" if age < OLD_KEY else "`flask keys rotate` today, and again in a day"
    return Finding("own key", ok=age < OLD_KEY, detail=detail, remedy=remedy)
