"""/api/disagreements: what two documents of the course state differently for the same thing."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.course_schemas import Disagreement
from lti_app.api.schemas import Problem
from lti_app.parts import Parts
from silabo.domain import disagreements as domain
from silabo.storage import disagreements


def blueprint(_: Parts) -> Any:
    """The views of disagreements."""
    views = api_blueprint("disagreements", "What documents of the course state differently")

    @views.route("/disagreements")
    class DisagreementsView(MethodView):
        """All of them."""

        @views.response(200, Disagreement(many=True))
        @views.doc(security=BEARER)
        def get(self) -> list[domain.Disagreement]:
            """List what two documents that are shown state differently, the newest first, at most
            50. They are found when a document arrives.
            """
            return disagreements.listed(bearer.desk_reader().course_id)

    @views.route("/disagreements/<uuid:disagreement_id>")
    class DisagreementView(MethodView):
        """One of them."""

        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def delete(self, disagreement_id: UUID) -> None:
            """Take it off the list for good: both are right. Answers show one place again."""
            disagreements.dismiss(bearer.instructor().course_id, str(disagreement_id))

    return views
