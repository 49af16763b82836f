"""/api/gaps: what the documents of the course do not say, and what has been answered since."""

from typing import Any

from flask.views import MethodView

from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.gap_schemas import Gap, Helped
from lti_app.api.review_schemas import NumberedPageQuery
from lti_app.parts import Parts
from silabo.domain import reviews as domain
from silabo.storage import gaps


def blueprint(_: Parts) -> Any:
    """The views of gaps."""
    views = api_blueprint("gaps", "What the documents of the course do not say")

    @views.route("/gaps")
    class GapsView(MethodView):
        """What is missing."""

        @views.arguments(NumberedPageQuery, location="query")
        @views.response(200, Gap(many=True))
        @views.doc(security=BEARER)
        def get(self, query: dict[str, Any]) -> list[domain.Gap]:
            """List what the documents do not say, what most people asked for first: declined
            questions for which the same was looked for stand together. `also` of a decision answers
            several of them at once.
            """
            return gaps.listed(bearer.instructor().course_id, **query)

    @views.route("/gaps/helped")
    class HelpedView(MethodView):
        """What is missing no more."""

        @views.response(200, Helped)
        @views.doc(security=BEARER)
        def get(self) -> domain.Helped:
            """Read how many people have an answer since who had been told that the documents do not
            say, from their instructors or from a document that came later.
            """
            return gaps.helped(bearer.instructor().course_id)

    return views
