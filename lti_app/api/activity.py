"""/api/activity: what an activity brings from the LMS that does not fit its course (any more)."""

from typing import Any

from flask.views import MethodView

from lti_app import bearer, uploads
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.document_schemas import Document
from lti_app.api.placement_schemas import ActivityLimit, TakenDocument
from lti_app.api.schemas import Problem
from lti_app.parts import Parts
from silabo.domain.documents import Document as CourseDocument
from silabo.storage import limits


def blueprint(parts: Parts) -> Any:
    """The views of activity over these parts."""
    views = api_blueprint(
        "activity", "Activities that were copied with their course: the desk's calls"
    )

    @views.route("/activity/limit")
    class LimitView(MethodView):
        """What the activity answers from."""

        @views.arguments(ActivityLimit)
        @views.response(204)
        @views.alt_response(404, schema=Problem, description="No limit, or foreign documents")
        @views.doc(security=BEARER)
        def put(self, given: dict[str, Any]) -> None:
            """Answer from these documents of the course in place of those that are gone."""
            chosen = [str(each) for each in given["documents"]]
            limits.choose(bearer.instructor(), chosen)

    @views.route("/activity/documents")
    class TakenDocumentsView(MethodView):
        """Documents of the course that this one was copied from."""

        @views.arguments(TakenDocument)
        @views.response(201, Document)
        @views.alt_response(404, schema=Problem, description="A document that is not offered")
        @views.alt_response(409, schema=Problem, description="The course has this file already")
        @views.doc(security=BEARER)
        def post(self, given: dict[str, Any]) -> CourseDocument:
            """Take a document over from an earlier course that one teaches too, as hidden as it is
            there. An archive is not offered: its documents are.
            """
            return uploads.take_over(parts, bearer.instructor(), str(given["document"]))

    return views
