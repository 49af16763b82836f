"""How much text of a request is looked at: what is longer is refused before any work.

A body has a limit in bytes (`app.py`), and each field of the API one in its schema. Here are the
limits of what stands around a body. gunicorn and nginx have some of their own; these hold whatever
serves.
"""

from flask import Flask, request
from werkzeug.exceptions import RequestHeaderFieldsTooLarge, RequestURITooLarge

LONGEST_PATH = 2048  # bytes
LONGEST_QUERY = 16 * 1024  # bytes: hints and tokens of a platform stand there
LONGEST_HEADER = 8 * 1024  # characters: gunicorn takes no more either
LONGEST_FIELD = 8 * 1024  # characters of a field of a form; a launch's token is as long as a body


def install(app: Flask) -> None:
    """Refuse a long address (414) and a long header (431) before anything else is done."""

    @app.before_request
    def refuse_long() -> None:
        if len(request.path) > LONGEST_PATH or len(request.query_string) > LONGEST_QUERY:
            raise RequestURITooLarge
        if any(len(value) > LONGEST_HEADER for value in request.headers.values()):
            raise RequestHeaderFieldsTooLarge


def field(name: str) -> str:
    """A field of the form that was posted; empty where it is absent or longer than any is."""
    value = request.form.get(name, "")
    return value if len(value) <= LONGEST_FIELD else ""
