"""What `flask lti doctor` looks at: our own address and keys, and every platform that may
launch.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import perf_counter

from lti_app.cli.doctor import Finding
from lti_app.lti import key_states
from lti_app.lti.options import LtiOptions
from silabo.domain import clock
from silabo.domain.errors import LaunchError, ServiceError
from silabo.language import codes
from silabo.storage import registrations
from silabo.storage.registrations import Registered

OLD_KEY = timedelta(days=180)
FRESH_REFUSAL = timedelta(days=7)
ANSWERS = {200, 400, 401, 403, 405}  # a token endpoint that refuses an empty request is alive


def examine(options: LtiOptions) -> list[Finding]:
    """Every finding, our own first."""
    found = [*_own_address(options), *_own_keys(options)]
    registered = registrations.listed()
    if not registered:
        remedy = "`flask lti invite --name NAME` prints the address that registers one"
        found.append(Finding("platforms", ok=False, detail="none is registered", remedy=remedy))
    for each in registered:
        found += _platform(each, options)
    return found


def _own_address(options: LtiOptions) -> Iterator[Finding]:
    if not options.address.startswith("https://"):
        remedy = "launches from another machine need https: set SILABO_PUBLIC_URL"
        yield Finding("address", ok=True, detail=f"{options.address}, for trying", remedy=remedy)
        return
    try:
        seen = options.outside.fetch_json("GET", f"{options.address}/healthz")
    except (LaunchError, ServiceError):
        remedy = "if this machine may not ask its own public address, try it from another one"
        yield Finding("address", ok=False, detail="does not answer from here", remedy=remedy)
        return
    if seen.get("address") != options.address:
        remedy = "let the proxy send X-Forwarded-Proto and X-Forwarded-Host (see nginx's template)"
        detail = f"the application believes that it is {seen.get('address')}"
        yield Finding("proxy headers", ok=False, detail=detail, remedy=remedy)
    else:
        yield Finding("address", ok=True, detail=options.address)


def _own_keys(options: LtiOptions) -> Iterator[Finding]:
    active = key_states.active(options.keys_dir)
    if active is None:
        yield Finding("own key", ok=False, detail="none", remedy="`flask keys new`")
        return
    age = clock.now() - active.since
    remedy = "" if age < OLD_KEY else "`flask keys rotate` today, and again in a day"
    yield Finding("own key", ok=age < OLD_KEY, detail=f"{age.days} days old", remedy=remedy)
    if options.private:
        yield Finding(
            "own address",
            ok=True,
            detail="private, or with a port of its own",
            remedy="Moodle's cURL guard then refuses our keys: roster and deep linking fail while"
            " launches work. In Moodle, HTTP security: take the address out of the blocked hosts"
            " and add the port to the allowed ones; or use key type “RSA key” for the tool",
        )


def _platform(each: Registered, options: LtiOptions) -> Iterator[Finding]:
    platform = each.platform
    name = f"{platform.id} {platform.name}"
    if each.state != "active":
        remedy = f"`flask lti approve {platform.id}` when it may launch"
        yield Finding(name, ok=False, detail=each.state, remedy=remedy)
    if not platform.issuer.startswith("https://"):
        yield Finding(name, ok=options.outside.plain_http, detail=f"plain http: {platform.issuer}")
    yield from _key_set(name, each, options)
    yield _token_endpoint(name, each, options)
    yield from _refusals(name, each)
    last = each.last_launch_at
    detail = f"last launch {last:%Y-%m-%d %H:%M} UTC" if last else "nobody has launched yet"
    yield Finding(name, ok=True, detail=detail)


def _key_set(name: str, each: Registered, options: LtiOptions) -> Iterator[Finding]:
    url = each.platform.key_set_url
    try:
        started = perf_counter()
        response, _ = options.outside.fetch("GET", url)
    except (LaunchError, ServiceError) as error:
        yield Finding(name, ok=False, detail=f"keys at {url}: {error}", remedy=_why(error))
        return
    took = (perf_counter() - started) / 2
    good = response.status_code == 200
    remedy = "" if good else "check the public keyset URL: `flask lti show` names it"
    yield Finding(name, ok=good, detail=f"keys: status {response.status_code}", remedy=remedy)
    skew = _skew_s(response.headers.get("Date"), took)
    if skew is not None:
        close = abs(skew) <= options.leeway_s
        remedy = "" if close else "set both clocks by NTP: launches fail when they differ"
        yield Finding(name, ok=close, detail=f"its clock differs by {skew:.0f} s", remedy=remedy)


def _token_endpoint(name: str, each: Registered, options: LtiOptions) -> Finding:
    url = each.platform.token_url
    try:
        response, _ = options.outside.fetch("POST", url, data={"grant_type": "client_credentials"})
    except (LaunchError, ServiceError) as error:
        return Finding(name, ok=False, detail=f"tokens at {url}: {error}", remedy=_why(error))
    alive = response.status_code in ANSWERS
    remedy = "" if alive else "check the access token URL: `flask lti show` names it"
    return Finding(name, ok=alive, detail=f"tokens: status {response.status_code}", remedy=remedy)


def _refusals(name: str, each: Registered) -> Iterator[Finding]:
    for refusal in each.refusals:
        if clock.now() - refusal.happened_at < FRESH_REFUSAL:
            yield Finding(
                name,
                ok=False,
                detail=f"a launch was refused on {refusal.happened_at:%Y-%m-%d %H:%M} UTC:"
                f" {refusal.code}, reference {refusal.reference}",
                remedy=f"{codes.sentence('en', refusal.code)} {codes.remedy('en', refusal.code)}",
            )


def _skew_s(date: str | None, took_s: float) -> float | None:
    try:
        theirs = parsedate_to_datetime(date or "")
    except ValueError:
        return None
    now = datetime.now(UTC)
    # The header has whole seconds: half of one is nobody's fault.
    return (theirs - now).total_seconds() + took_s + 0.5


def _why(error: Exception) -> str:
    if isinstance(error, LaunchError):
        return "a private address: name its host in SILABO_PRIVATE_HOSTS if it is your own LMS"
    return "check that this machine reaches it: name, firewall, certificate"
