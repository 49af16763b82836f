"""Makes the web application from its parts."""

import logging
import re
from types import TracebackType

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from lti_app import (
    acting,
    assets,
    bearer,
    errors,
    headers,
    language,
    limits,
    looks,
    machines,
    measuring,
)
from lti_app.api import (
    activity,
    blueprints,
    course,
    course_copies,
    course_settings,
    curated_answers,
    curated_files,
    disagreements,
    documents,
    expectations,
    gaps,
    hand_overs,
    lending,
    personal,
    placements,
    questions,
    reference,
    reviews,
    service_tokens,
    session,
    status,
    unseen,
    versions,
    webhooks,
)
from lti_app.desk import views as desk
from lti_app.letters import views as letters
from lti_app.lti import registration_views as registration
from lti_app.lti import views as lti
from lti_app.panel import drafts, replies
from lti_app.panel import views as panel
from lti_app.parts import Parts
from silabo.domain import answer_files
from silabo.domain.traces import report

logger = logging.getLogger(__name__)

ExceptionParts = tuple[type, BaseException, TracebackType] | tuple[None, None, None]

LARGEST_REQUEST = 256 * 1024  # bytes; uploads have a limit of their own
# A new document, and a new version of one.
UPLOAD_PATH = re.compile(r"/api/documents(?:/[0-9a-f-]{36}/versions)?")
ANSWERS_PATH = re.compile(r"/(?:api|fragments)/curated-answers/file")
FORM_OVERHEAD = 64 * 1024

# Each makes its blueprint of the parts. In the order in which the reference lists them: what
# programs use, then what the panel uses.
OF_THE_API = (
    questions,
    documents,
    versions,
    lending,
    reviews,
    curated_answers,
    curated_files,
    hand_overs,
    service_tokens,
    webhooks,
    gaps,
    expectations,
    disagreements,
    course_settings,
    course_copies,
    status,
    session,
    personal,
    unseen,
    placements,
    activity,
    course,
)
PLAIN = (machines, reference, lti, registration, panel, drafts, desk, letters)


class Application(Flask):
    """A Flask application whose log never holds the message of an error that nobody expected."""

    def log_exception(self, exc_info: ExceptionParts) -> None:
        """Log the kind of the error and its way: its message may hold a person's words."""
        if isinstance(exc_info[1], Exception):
            report(logger, "request_broke", exc_info[1], at=request.endpoint or "")


def create_app(parts: Parts) -> Flask:
    """The application. Does no I/O: files and database are opened by the first request."""
    app = Application(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if parts.production:
        # nginx stands in front: scheme and host are what it says (one proxy, so one value).
        behind = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)
        app.wsgi_app = behind  # type: ignore[method-assign]
    measuring.install(app)
    headers.install(app, production=parts.production)
    errors.install(app)
    limits.install(app)
    language.install(app)
    assets.install(app)
    looks.install(app)
    replies.install(app, parts.counselling)
    acting.install(app, parts.source_of)
    bearer.install(app)
    _install_parts(app, parts)

    @app.before_request
    def take_uploads() -> None:
        if UPLOAD_PATH.fullmatch(request.path):
            if request.method == "POST":
                bearer.instructor()  # before a byte of the file is read
            request.max_content_length = parts.max_upload_bytes + FORM_OVERHEAD
        elif ANSWERS_PATH.fullmatch(request.path):
            bearer.instructor()
            request.max_content_length = answer_files.LARGEST + FORM_OVERHEAD

    return app


def _install_parts(app: Flask, parts: Parts) -> None:
    blueprints.configure(app, parts.lti.address)
    api = blueprints.ProblemApi(app)
    for module in OF_THE_API:
        api.register_blueprint(module.blueprint(parts))
    for plain in PLAIN:
        app.register_blueprint(plain.blueprint(parts))
    blueprints.install_etags(app)
