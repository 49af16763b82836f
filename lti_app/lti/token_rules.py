"""For whom a token is, and how old it may be (1EdTech Security Framework 1.0, section 5.1.3)."""

import logging
import time
from typing import Any

from lti_app.lti.options import LtiOptions
from silabo.domain.errors import LaunchError
from silabo.domain.people import Platform

logger = logging.getLogger(__name__)

LATEST_S = 2**53  # beyond it a float no longer counts seconds


def check_audience(body: dict[str, Any], client_id: str) -> None:
    """Rules 3 to 5: the token is for us, for nobody else, and any authorised party is us."""
    audience = body.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    if named != [client_id] * len(named) or not named:
        raise LaunchError("wrong_audience", 401)
    if body.get("azp", client_id) != client_id or (len(named) > 1 and "azp" not in body):
        raise LaunchError("wrong_audience", 401)


def check_times(body: dict[str, Any], platform: Platform, options: LtiOptions) -> None:
    """Rules 8 and 9: times are numbers, and the token was issued a moment ago.

    PyJWT has checked expiry already, but takes numbers in quotation marks and any age. What only
    the leeway let through is logged: the clocks drift apart.
    """
    if not all(_is_number(body[name]) for name in ("exp", "iat", "nbf") if name in body):
        raise LaunchError("bad_times", 401)
    now = time.time()
    age_s, late_s = now - float(body["iat"]), now - float(body["exp"])
    if age_s > options.longest_age_s + options.leeway_s or age_s < -options.leeway_s:
        raise LaunchError("bad_times", 401)
    if age_s < 0 or late_s > 0:
        skew_s = round(-age_s if age_s < 0 else late_s, 1)
        logger.warning("clock_skew", extra={"platform": platform.id, "seconds": skew_s})


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < LATEST_S  # NaN and infinity are not
