"""The security headers of every response, by one mechanism.

There is no X-Frame-Options anywhere: it cannot name the platforms that may frame us, and any value
of it would keep the tool out of its own course page. `frame-ancestors` says who may.
"""

from collections.abc import Iterable

from flask import Flask, Response, g

from lti_app import assets

ANYBODY = ("*",)
# By it our modules know an answer of the tool from one of a proxy on the way to it.
OURS = "Silabo-Release"


def allow_framing(origins: Iterable[str]) -> None:
    """Let this response be framed by these origins, beside our own."""
    g.frame_ancestors = ("'self'", *origins)


def allow_posting(origins: Iterable[str]) -> None:
    """Let this page post a form to these origins: deep linking answers its platform so."""
    g.form_targets = ("'self'", *origins)


def allow_framing_by_anybody() -> None:
    """For pages that only tell why something was refused.

    An empty frame would hide the reason, and there is nothing on such a page to click under a
    stranger's hand.
    """
    g.frame_ancestors = ANYBODY


def relax_styles() -> None:
    """Let this page write styles into itself and draw images from data: Swagger UI does both."""
    g.relaxed = True


def install(app: Flask, *, production: bool) -> None:
    """Put the headers on every response of the application, errors included."""

    @app.after_request
    def secure(response: Response) -> Response:
        headers = response.headers
        headers["Content-Security-Policy"] = _policy()
        headers["Referrer-Policy"] = "no-referrer"
        headers[OURS] = assets.release()
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        headers.setdefault("Cache-Control", "no-store")
        if production:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        return response


def _policy() -> str:
    relaxed = bool(g.get("relaxed"))
    ancestors = g.get("frame_ancestors", ("'none'",))
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'" + (" 'unsafe-inline'" if relaxed else ""),
            "img-src 'self'" + (" data:" if relaxed else ""),
            "connect-src 'self'",
            "form-action " + " ".join(g.get("form_targets", ("'self'",))),
            "base-uri 'none'",
            "frame-ancestors " + " ".join(ancestors),
        ]
    )
