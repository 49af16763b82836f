"""The addresses that a platform and its browsers call: login, launch, binding and keys."""

import logging
from functools import partial
from typing import Any, TypeGuard

from flask import Blueprint, Response, g, jsonify, redirect, render_template, request
from werkzeug.exceptions import UnsupportedMediaType

from lti_app import headers, language, tokens
from lti_app.limits import field
from lti_app.lti import keys, opening
from lti_app.lti.claims import frame_origins
from lti_app.lti.launch import Launch
from lti_app.lti.legacy import refuse_legacy
from lti_app.lti.login import begin
from lti_app.lti.moodle import relaunch_url
from lti_app.lti.options import LtiOptions
from lti_app.lti.untrusted import origin
from lti_app.parts import Parts
from silabo.domain.errors import LaunchError
from silabo.storage import logins

logger = logging.getLogger(__name__)

KEYS_FRESH_S = 3600
LONGEST_SECRET = 128  # characters; ours have 43
STORAGES = {"session", "local", "platform"}  # where a browser may keep a login's secret
FORM = "application/x-www-form-urlencoded"
# Partitioned: the browser keeps it for this platform's pages alone (CHIPS). Where no cookie is kept
# at all, the page's script keeps the secret instead.
COOKIE: Any = {"secure": True, "httponly": True, "samesite": "None", "partitioned": True}
# OAuth 2.0 (RFC 6749), 4.1.2.1, and OpenID Connect Core 1.0, 3.1.2.6
SAID_NO = {
    "access_denied",
    "invalid_request",
    "invalid_scope",
    "login_required",
    "server_error",
    "temporarily_unavailable",
    "unauthorized_client",
    "unsupported_response_type",
}


def blueprint(parts: Parts) -> Blueprint:
    """What a platform and its browsers call, over these parts."""
    views = Blueprint("lti", __name__, url_prefix="/lti")
    views.route("/login", methods=["GET", "POST"], endpoint="login")(partial(login, parts.lti))
    views.route("/launch", methods=["POST"], endpoint="launch")(partial(launch, parts.lti))
    views.route("/launch/bind", methods=["POST"], endpoint="bind")(partial(bind, parts.lti))
    views.route("/jwks", endpoint="jwks")(partial(jwks, parts.lti))
    return views


def login(options: LtiOptions) -> Response:
    """Start a login: keep a secret in this browser, then go to the platform's sign-in."""
    refuse_legacy(request.form)
    departure = begin(request.values.to_dict(), options)
    headers.allow_framing(frame_origins(departure.platform))
    page = render_template(
        "lti/login.html",
        next=departure.url,
        secret=departure.secret,
        storage_key=opening.storage_key(departure.state),
        storage_target=departure.storage_target,
        platform_origin=origin(departure.platform.login_url),
    )
    response = Response(page)
    response.set_cookie(
        opening.cookie_name(departure.state),
        departure.secret,
        max_age=logins.LOGIN_MS // 1000,
        **COOKIE,
    )
    return response


def launch(options: LtiOptions) -> Response:
    """Take the platform's answer. A browser that has the login's cookie goes straight on."""
    if request.mimetype != FORM:
        raise UnsupportedMediaType
    refuse_legacy(request.form)
    state = field("state")
    if "error" in request.form:
        raise _said_no(state, field("error"))
    proven = Launch(state, request.form.get("id_token", ""), options)
    proven.validate()
    waiting = opening.pending(proven, options, browser_language=language.of_browser())
    cookie = request.cookies.get(opening.cookie_name(state), "")
    if tokens.digest(cookie) == waiting.secret_digest:
        found = opening.open_course(waiting, options, storage="cookie")
        wanted = request.cookies.get(opening.QUESTION_COOKIE, "")
        response: Response = redirect(found.path(wanted), code=303)  # type: ignore[assignment]
        response.delete_cookie(opening.cookie_name(state), **COOKIE)
        if wanted:
            opening.forget_question(response)
        return response
    language.use(waiting.language)
    headers.allow_framing(waiting.identity.frame_origins)
    page = render_template(
        "lti/bind.html",
        code=opening.hold(waiting),
        storage_key=opening.storage_key(state),
        storage_target=proven.login.storage_target,
        platform_origin=origin(proven.platform.login_url),
        activity_url=waiting.identity.course_url,
        new_tab=relaunch_url(proven.platform.issuer, proven.login.message_hint),
    )
    return Response(page)


def bind(options: LtiOptions) -> Response:
    """Take the secret that the page found in this browser; the answer names the panel's page."""
    given: Any = request.get_json(silent=True)
    values = given if isinstance(given, dict) else {}
    code, secret, storage = values.get("code"), values.get("secret"), values.get("storage")
    if not _is_secret(code) or not _is_secret(secret):
        raise LaunchError("not_bound", 400)
    bound = opening.bind(code, secret)
    named = storage if isinstance(storage, str) and storage in STORAGES else ""
    found = opening.open_course(bound, options, storage=named)
    wanted = request.cookies.get(opening.QUESTION_COOKIE, "")
    response = jsonify(next=found.path(wanted))
    if wanted:
        opening.forget_question(response)
    return response


def jwks(options: LtiOptions) -> Response:
    """Publish the tool's public keys."""
    response = jsonify(keys.public_keys(options.keys_dir))
    response.headers["Cache-Control"] = f"public, max-age={KEYS_FRESH_S}"
    return response


def _is_secret(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= LONGEST_SECRET


def _said_no(state: str, error: str) -> LaunchError:
    # The login is over: whoever wants in begins again.
    ended = logins.find(tokens.digest(state))
    if ended is not None:
        logins.take(ended.state_digest)
        g.platform_id = ended.platform_id  # the refusal is one of this platform
    # For administrators: each of these is mended elsewhere. Anything else is a stranger's word.
    logger.info("platform_refused", extra={"error": error if error in SAID_NO else "other"})
    return LaunchError("platform_refused", 400)
