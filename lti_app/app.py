"""Makes the web application from its parts."""

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from lti_app import assets, bearer, errors, headers, language, looks
from lti_app.api import blueprints, documents, placements, questions, reference, session, status
from lti_app.asking import Asking
from lti_app.desk import views as desk
from lti_app.lti import registration_views as registration
from lti_app.lti import views as lti
from lti_app.panel import views as panel
from lti_app.parts import Parts

LARGEST_REQUEST = 256 * 1024  # bytes; uploads have a limit of their own
UPLOAD_PATH = "/api/documents"
FORM_OVERHEAD = 64 * 1024


def create_app(parts: Parts) -> Flask:
    """The application. Does no I/O: files and database are opened by the first request."""
    app = Flask(__name__, static_folder=None)
    app.extensions["silabo"] = parts
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if parts.production:
        # nginx stands in front: scheme and host are what it says (one proxy, so one value).
        behind = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)
        app.wsgi_app = behind  # type: ignore[method-assign]
    headers.install(app, production=parts.production)
    errors.install(app)
    language.install(app)
    assets.install(app)
    looks.install(app)
    bearer.install(app)
    _install_api(app, parts)

    @app.before_request
    def take_uploads() -> None:
        if request.path == UPLOAD_PATH:
            request.max_content_length = parts.max_upload_bytes + FORM_OVERHEAD

    return app


def _install_api(app: Flask, parts: Parts) -> None:
    asking = app.extensions["asking"] = Asking(parts)
    blueprints.configure(app)
    api = blueprints.ProblemApi(app)
    state, machines = status.install(parts)
    for part in (
        session.part,
        questions.install(asking),
        documents.install(parts),
        placements.part,
        state,
    ):
        api.register_blueprint(part)
    for plain in (
        machines,
        reference.part,
        lti.blueprint,
        registration.blueprint,
        panel.part,
        desk.part,
    ):
        app.register_blueprint(plain)
    blueprints.install_etags(app)
