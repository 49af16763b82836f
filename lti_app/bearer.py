"""Who asks: the bearer token of a request and its session, or the program that a token of a course
stands for. No cookie ever speaks for a person.
"""

from flask import Flask, g, request

from lti_app import acting, language, tokens
from silabo.domain.errors import ForbiddenError, SessionEndedError
from silabo.domain.people import Role, Session, SessionKind, SessionView
from silabo.domain.programs import Answerer, ServiceToken
from silabo.storage import service_tokens, sessions

SCHEME = "bearer"  # RFC 9110, 11.1: in any case
WALLED = ("/api/", "/fragments/")
OPEN = frozenset(
    {"/api/session", "/api/status", "/api/openapi.json", "/api/docs", "/api/docs/<name>"}
)

# Where a program may act by a token of its course; everywhere else that opens nothing.
FOR_PROGRAMS = frozenset(
    {
        "/api/hand-overs",
        "/api/hand-overs/<uuid:question_id>",
        "/api/questions/<uuid:question_id>/answer",
    }
)


def install(app: Flask) -> None:
    """Refuse what has no session before anything else of the request is read.

    A new address under /api or /fragments is behind the wall unless it is named in `OPEN`.
    """

    @app.before_request
    def wall() -> None:
        rule = request.url_rule.rule if request.url_rule else ""
        if rule in FOR_PROGRAMS:
            answerer()
        elif rule.startswith(WALLED) and rule not in OPEN:
            session()


def session() -> Session:
    """The session of this request. Raises `SessionEndedError`, and `ForbiddenError` where a program
    asks.
    """
    if "session" not in g:
        digest = _digest()
        found = sessions.find(digest) if digest else None
        if found is None:
            if digest and service_tokens.find(digest):
                raise ForbiddenError("not_for_programs")
            raise SessionEndedError
        g.session = found
        language.use(found.language)
        acting.name(found)
    kept: Session = g.session
    return kept


def answerer() -> Answerer:
    """Who may answer what was handed over: an instructor of the course, or a program by a token of
    it. Raises `SessionEndedError` and `ForbiddenError`.
    """
    token = _program()
    if token is not None:
        return Answerer(token.course_id, None, token)
    found = instructor()
    return Answerer(found.course_id, found.person_id)


def _program() -> ServiceToken | None:
    if "program" not in g:
        digest = _digest()
        g.program = service_tokens.find(digest) if digest else None
        if g.program is not None:
            acting.name_program(g.program)
    found: ServiceToken | None = g.program
    return found


def _digest() -> str:
    """Of the token that this request sends; empty where it sends none."""
    scheme, _, said = request.headers.get("Authorization", "").partition(" ")
    token = said.strip(" ") if scheme.lower() == SCHEME else ""
    return tokens.digest(token) if token else ""


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


def instructor_at_desk() -> Session:
    """The session of an instructor on the desk, with no token of the API: a token that makes others
    would never end. Raises `ForbiddenError`.
    """
    found = instructor()
    if found.kind is not SessionKind.PANEL:
        raise ForbiddenError("only_on_the_desk")
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
