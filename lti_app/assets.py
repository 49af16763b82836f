"""Our own static files: one address a release, so that browsers may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, send_from_directory

FOLDER = Path(__file__).parent / "static"
YEAR_S = 31_536_000


@cache
def release() -> str:
    """A name that changes when any static file changes."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def install(app: Flask) -> None:
    """Serve the files, and give templates `asset(name)`, the address of one."""

    @app.get("/static/<version>/<path:name>")
    def static(version: str, name: str) -> Response:
        response: Response = send_from_directory(FOLDER, name)
        # Modules name each other relatively, so all of a page comes from one release.
        if version == release():
            response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        else:
            response.headers["Cache-Control"] = "no-cache"
        return response

    app.jinja_env.globals["asset"] = lambda name: f"/static/{release()}/{name}"
