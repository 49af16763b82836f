"""/api/docs: Swagger UI over our own OpenAPI document, from our own origin, without inline
script.
"""

from importlib.resources import files
from typing import Any

from flask import Blueprint, Response, render_template, send_file
from werkzeug.exceptions import NotFound

from lti_app import headers
from lti_app.parts import Parts

# The files of Swagger UI that the page uses; anything else of the package stays out of reach.
ASSETS = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "favicon-32x32.png": "image/png",
}
FRESH_S = 86_400


def blueprint(_: Parts) -> Blueprint:
    """The page over the API's document."""
    views = Blueprint("reference", __name__, url_prefix="/api/docs")
    views.get("")(page)
    views.get("/<name>")(asset)
    return views


def page() -> str:
    """Show the API to a person, and let them try it."""
    headers.relax_styles()
    return render_template("reference.html")


def asset(name: str) -> Response:
    """Serve one file of Swagger UI."""
    if name not in ASSETS:
        raise NotFound
    path: Any = files("flask_swagger_ui").joinpath("dist", name)
    response: Response = send_file(path, mimetype=ASSETS[name], max_age=FRESH_S)
    return response
