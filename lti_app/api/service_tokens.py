"""/api/service-tokens: tokens by which programs take part in the course, for its instructors."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask.views import MethodView

from lti_app import bearer, tokens
from lti_app.api import program_schemas as shapes
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.schemas import Problem
from lti_app.asking import clean
from lti_app.parts import Parts
from silabo.domain import programs as domain
from silabo.domain.errors import QuestionError, ToolError
from silabo.storage import service_tokens


def blueprint(_: Parts) -> Any:
    """The views of service tokens."""
    views = api_blueprint("service_tokens", "Tokens for programs that answer what is handed over")

    @views.route("/service-tokens")
    class TokensView(MethodView):
        """All of them."""

        @views.response(200, shapes.ServiceToken(many=True))
        @views.doc(security=BEARER)
        def get(self) -> list[domain.ServiceToken]:
            """List the tokens of the course, the newest first."""
            return service_tokens.listed(bearer.instructor().course_id)

        @views.arguments(shapes.NewServiceToken)
        @views.response(201, shapes.MadeServiceToken)
        @views.alt_response(403, schema=Problem, description="Not from the desk")
        @views.alt_response(409, schema=Problem, description="The course has too many")
        @views.alt_response(422, schema=Problem, description="No name, or an end that cannot be")
        @views.doc(security=BEARER)
        def post(self, given: dict[str, Any]) -> dict[str, Any]:
            """Make one: whoever has it reads what was handed over in this course, and answers it,
            until it ends or is revoked. Only from the desk.
            """
            session = bearer.instructor_at_desk()
            token = tokens.fresh()
            made = service_tokens.make(
                session.course_id,
                session.person_id,
                name=_name(given["name"]),
                token_digest=tokens.digest(token),
                days=given["days"],
            )
            return {**asdict(made), "token": token}

    @views.route("/service-tokens/<uuid:token_id>")
    class TokenView(MethodView):
        """One of them."""

        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def delete(self, token_id: UUID) -> None:
            """Revoke it: from now on it opens nothing."""
            service_tokens.revoke(bearer.instructor().course_id, str(token_id))

    return views


def _name(said: str) -> str:
    try:
        name = clean(said).replace("\n", " ")
    except QuestionError as error:
        raise ToolError("token_name", limit=domain.LONGEST_NAME) from error
    if len(name) > domain.LONGEST_NAME:
        raise ToolError("token_name", limit=domain.LONGEST_NAME)
    return name
