"""The practice LMS as a Flask app: the rooms' pages, the headers and the error pages."""

from flask import Flask, Response, g, make_response, redirect, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from practice_lms.course_pages import CoursePages
from practice_lms.mailbox_pages import MailboxPages
from practice_lms.options import PracticeOptions
from practice_lms.placing_pages import PlacingPages
from practice_lms.platform import Platform
from practice_lms.platform_pages import PlatformPages
from practice_lms.registration_pages import RegistrationPages
from practice_lms.rendering import show_error, spoken_time
from practice_lms.service_pages import ServicePages
from practice_lms.storage_pages import StoragePages
from practice_lms.tool_pages import ToolPages
from practice_lms.visitor import browser_language

__all__ = ["PracticeOptions", "create_app"]

_MAX_REQUEST_BYTES = 256 * 1024
_PAGES = (
    CoursePages,
    PlatformPages,
    PlacingPages,
    RegistrationPages,
    ServicePages,
    StoragePages,
    ToolPages,
)


def create_app(options: PracticeOptions) -> Flask:
    """The practice LMS; making it reads and writes nothing. The caller binds it to loopback."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _MAX_REQUEST_BYTES
    app.config["SERVER_NAME"] = options.host
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["spoken_time"] = spoken_time
    platform = Platform(options)
    for pages in _PAGES:
        app.register_blueprint(pages(platform).blueprint())
    app.register_blueprint(MailboxPages(options).blueprint())
    app.register_error_handler(HTTPException, _error_page)
    _keep_to_own_host(app, options)
    _send_headers(app, platform)
    return app


def _keep_to_own_host(app: Flask, options: PracticeOptions) -> None:
    """Send visitors of every other name of this machine to the issuer's own address.

    Under another name the cookie would be missing when the tool comes back to the issuer, and a
    foreign name that was pointed at this machine gets no page at all.
    """

    @app.before_request
    def leave_other_hosts() -> Response | None:
        if request.host == options.host:
            return None
        return make_response(redirect(options.issuer + request.full_path, code=307))


def _send_headers(app: Flask, platform: Platform) -> None:
    @app.after_request
    def add_headers(response: Response) -> Response:
        origins = {each.origin for each in platform.tools.listed()} | {g.get("framed_origin", "")}
        policy = _policy(" ".join(sorted(filter(None, origins))))
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers["X-Frame-Options"] = "sameorigin"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        if request.endpoint not in ("static", "platform.certificates"):
            response.headers["Cache-Control"] = "no-store"
        return response


def _policy(tool_origins: str) -> str:
    """Tools may be framed and posted to; everything else is of this site."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            f"frame-src 'self' {tool_origins}",
            f"form-action 'self' {tool_origins}",
            "base-uri 'none'",
            "frame-ancestors 'self'",
        )
    )


def _error_page(error: HTTPException) -> Response:
    status = error.code or 500
    other = "failed" if status >= 500 else "unreadable"
    name = {403: "forbidden", 404: "not_found"}.get(status, other)
    return show_error(name, browser_language(), status)
