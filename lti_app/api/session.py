"""/api/session: a launch's one-time code becomes a bearer token; a person may make an API token."""

from typing import Any

from flask.views import MethodView

from lti_app import bearer, tokens
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.schemas import NewSession, NoticeChoice, Problem, TabCode, Token
from lti_app.parts import Parts
from silabo.domain.errors import ForbiddenError, ToolError
from silabo.domain.people import SessionKind
from silabo.storage import people, sessions


def blueprint(_: Parts) -> Any:
    """The views of session."""
    views = api_blueprint("session", "Bearer tokens: the panel's own calls")

    @views.route("/session")
    class SessionView(MethodView):
        """The session of a launch."""

        @views.arguments(NewSession)
        @views.response(201, Token)
        @views.alt_response(422, schema=Problem, description="The code is wrong, used or too old")
        def post(self, given: dict[str, Any]) -> dict[str, Any]:
            """Exchange a launch's one-time code for a bearer token."""
            token = tokens.fresh()
            found = sessions.open_by_code(
                str(given["launch"]), tokens.digest(given["code"]), tokens.digest(token)
            )
            if found is None:
                raise ToolError("bad_code")
            return {"token": token, "ends_at": found.ends_at}

    @views.route("/session/tokens")
    class ApiTokensView(MethodView):
        """API tokens of a person in a course."""

        @views.response(201, Token)
        @views.doc(security=BEARER)
        def post(self) -> dict[str, Any]:
            """Make an API token of 24 hours with exactly the rights of this session."""
            session = bearer.session()
            # A token that makes tokens would never end.
            if session.kind is not SessionKind.PANEL:
                raise ForbiddenError
            token = tokens.fresh()
            made = sessions.open_for_api(session, tokens.digest(token))
            return {"token": token, "ends_at": made.ends_at}

    @views.route("/session/tabs")
    class TabsView(MethodView):
        """Pages of the same launch beside the one in the frame."""

        @views.response(201, TabCode)
        @views.doc(security=BEARER)
        def post(self) -> dict[str, Any]:
            """Make a one-time code by which a tab of its own opens what this session has open."""
            code = tokens.fresh()
            if not sessions.hand_over(bearer.session(), tokens.digest(code)):
                raise ForbiddenError
            return {"code": code}

    @views.route("/session/notices")
    class NoticesView(MethodView):
        """The daily letter to whoever teaches a course."""

        @views.arguments(NoticeChoice)
        @views.response(204)
        @views.doc(security=BEARER)
        def put(self, given: dict[str, Any]) -> None:
            """Say whether letters about one's courses are wanted, once a day or at once."""
            people.remember_notices(
                bearer.instructor().person_id, given["wanted"], at_once=given["at_once"]
            )

    return views
