"""Who asks: the bearer token of a request and its session. No cookie ever speaks for a person."""

from flask import Flask, g, request

from lti_app import acting, language, tokens
from silabo.domain.errors import ForbiddenError, SessionEndedError
from silabo.domain.people import Role, Session, SessionView
from silabo.storage import sessions

SCHEME = "bearer"  # RFC 9110, 11.1: in any case
WALLED = ("/api/", "/fragments/")
OPEN = frozenset(
    {"/api/session", "/api/status", "/api/openapi.json", "/api/docs", "/api/docs/<name>"}
)


def install(app: Flask) -> None:
    """Refuse what has no session before anything else of the request is read.

    A new address under /api or /fragments is behind the wall unless it is named in `OPEN`.
    """

    @app.before_request
    def wall() -> None:
        rule = request.url_rule.rule if request.url_rule else ""
        if rule.startswith(WALLED) and rule not in OPEN:
            session()


def session() -> Session:
    """The session of this request. Raises `SessionEndedError`."""
    if "session" not in g:
        scheme, _, said = request.headers.get("Authorization", "").partition(" ")
        token = said.strip(" ") if scheme.lower() == SCHEME else ""
        found = sessions.find(tokens.digest(token)) if token else None
        if found is None:
            raise SessionEndedError
        g.session = found
        language.use(found.language)
        acting.name(found)
    kept: Session = g.session
    return kept


def view() -> SessionView:
    """The course and the person of this request's session. Raises `SessionEndedError`."""
    if "session_view" not in g:
        g.session_view = sessions.view(session())
    kept: SessionView = g.session_view
    return kept


def instructor() -> Session:
    """The session of an instructor of its course. Raises `ForbiddenError`."""
    found = session()
    if not found.is_instructor:
        raise ForbiddenError
    return found


def desk_reader() -> Session:
    """The session of somebody who may look at the desk. Raises `ForbiddenError`."""
    found = session()
    if not found.sees_desk:
        raise ForbiddenError
    return found


def member() -> Session:
    """The session of somebody who may ask in its course. Raises `ForbiddenError`."""
    found = session()
    if found.role not in {Role.INSTRUCTOR, Role.LEARNER}:
        raise ForbiddenError("viewer")
    return found
