"""Counts every request, and how long its answer took to begin."""

import time

from flask import Flask, Response, g, request

from silabo.domain.happenings import NONE, REQUEST_SECONDS, REQUESTS


def install(app: Flask) -> None:
    """Measure the requests of the application. It is the first of all that look at one."""

    @app.before_request
    def begin() -> None:
        g.began = time.monotonic()

    @app.after_request
    def end(response: Response) -> Response:
        # The rule, never the path: that has ids.
        route = request.url_rule.rule if request.url_rule else NONE
        REQUESTS.note(route=route, status=str(response.status_code))
        REQUEST_SECONDS.note(time.monotonic() - g.began, route=route)
        return response


def routes(app: Flask) -> frozenset[str]:
    """The values that a route can have."""
    return frozenset({NONE, *(rule.rule for rule in app.url_map.iter_rules())})
