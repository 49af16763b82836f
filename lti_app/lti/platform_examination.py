"""What `flask lti doctor` asks a platform: its keys, its clock, its tokens, its last launches."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import perf_counter

import requests

from lti_app.lti.key_sets import is_good
from lti_app.lti.options import LtiOptions
from lti_app.lti.outside import json_object
from silabo.domain import clock
from silabo.domain.errors import LaunchError, ServiceError
from silabo.domain.findings import Finding
from silabo.storage.registrations import Refusal, Registered
from silabo.wording import error_sentences

FRESH_REFUSAL = timedelta(days=7)
ALIVE = {200, 400, 401, 403, 405}  # a token endpoint that refuses an empty request is alive
# What a person meets and mends by opening the activity again.
PERSONAL = {
    "instructors_only",
    "no_course",
    "no_identity",
    "nonce_mismatch",
    "not_bound",
    "platform_refused",
    "state_unknown",
}


def examine_platform(each: Registered, options: LtiOptions) -> Iterator[Finding]:
    """Every finding about a platform; one that is disabled is not asked."""
    platform, name = each.platform, _name(each)
    if not platform.active:
        remedy = f"`flask lti approve {platform.id}` when it may launch"
        yield Finding(name, ok=True, detail=each.state, remedy=remedy)
        return
    if not platform.issuer.startswith("https://"):
        yield Finding(name, ok=options.outside.plain_http, detail=f"plain http: {platform.issuer}")
    yield from _key_set(name, each, options)
    yield _token_endpoint(name, each, options)
    if each.granted and not each.granted.get("email"):
        remedy = "let it share the launcher's e-mail with this tool, or answers stay in the panel"
        yield Finding(name, ok=True, detail="shares no e-mail addresses", remedy=remedy)
    last = each.last_launch_at
    yield from refused(name, each.refusals, since=last)
    detail = f"last launch {last:%Y-%m-%d %H:%M} UTC" if last else "nobody has launched yet"
    yield Finding(name, ok=True, detail=detail)


def refused(name: str, refusals: Sequence[Refusal], *, since: datetime | None) -> Iterator[Finding]:
    """The fresh ones among refused launches. One is wrong when no launch went well `since` then,
    and opening the activity again does not mend it.
    """
    for each in refusals:
        if clock.now() - each.happened_at < FRESH_REFUSAL:
            over = since is not None and each.happened_at <= since
            yield Finding(
                name,
                ok=over or each.code in PERSONAL,
                detail=f"a launch was refused on {each.happened_at:%Y-%m-%d %H:%M} UTC:"
                f" {each.code}, reference {each.reference}",
                remedy=f"{error_sentences.sentence('en', each.code)}"
                f" {error_sentences.remedy('en', each.code)}",
            )


def _name(each: Registered) -> str:
    return f"{each.platform.id} {each.platform.name}"


def _key_set(name: str, each: Registered, options: LtiOptions) -> Iterator[Finding]:
    url = each.platform.key_set_url
    started = perf_counter()
    try:
        response, body = options.outside.fetch("GET", url)
    except (LaunchError, ServiceError) as error:
        yield Finding(name, ok=False, detail=f"keys at {url}: {error}", remedy=_why(error))
        return
    took_s = perf_counter() - started
    good = response.status_code == requests.codes.ok and _has_keys(body)
    remedy = "" if good else "check the public keyset URL: `flask lti show` names it"
    detail = "keys: can be used" if good else f"keys: none, status {response.status_code}"
    yield Finding(name, ok=good, detail=detail, remedy=remedy)
    skew_s = _skew_s(response.headers.get("Date", ""), took_s)
    if skew_s is not None:
        close = abs(skew_s) <= options.leeway_s
        remedy = "" if close else "set both clocks by NTP: launches fail when they differ"
        yield Finding(name, ok=close, detail=f"its clock differs by {skew_s:.0f} s", remedy=remedy)


def _has_keys(body: bytes) -> bool:
    try:
        return is_good(json_object(body))
    except ServiceError:
        return False


def _token_endpoint(name: str, each: Registered, options: LtiOptions) -> Finding:
    url = each.platform.token_url
    try:
        response, _ = options.outside.fetch("POST", url, data={"grant_type": "client_credentials"})
    except (LaunchError, ServiceError) as error:
        return Finding(name, ok=False, detail=f"tokens at {url}: {error}", remedy=_why(error))
    alive = response.status_code in ALIVE
    remedy = "" if alive else "check the access token URL: `flask lti show` names it"
    return Finding(name, ok=alive, detail=f"tokens: status {response.status_code}", remedy=remedy)


def _skew_s(date: str, took_s: float) -> float | None:
    try:
        theirs = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return None
    # RFC 9110, 5.6.7: the header is in GMT, also where it does not say so. It has whole seconds:
    # half of one is nobody's fault. It was written about half-way through the request.
    theirs = theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC)
    return (theirs - clock.now()).total_seconds() + took_s / 2 + 0.5


def _why(error: Exception) -> str:
    if isinstance(error, LaunchError):
        return "not https, or private: if it is your own LMS, name its host in SILABO_PRIVATE_HOSTS"
    return "check that this machine reaches it: name, firewall; SILABO_CA_FILE for its certificate"
