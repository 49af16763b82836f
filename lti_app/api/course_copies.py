"""/api/course/copies: what the course takes over from another one of the same instructor."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from ingest.formats import CONTAINER_TYPES
from lti_app import bearer
from lti_app.api import copy_schemas as shapes
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.schemas import Problem
from lti_app.parts import Parts
from silabo.domain.copies import Copyable, CopySource, CopyWish, CourseCopy
from silabo.domain.queues import Queue
from silabo.storage import copyable, course_copies


def blueprint(parts: Parts) -> Any:
    """The views of copies over these parts."""
    views = api_blueprint("course_copies", "What is copied from another course")

    @views.route("/course/copies/sources")
    class SourcesView(MethodView):
        """The other courses."""

        @views.response(200, shapes.CopySource(many=True))
        @views.doc(security=BEARER)
        def get(self) -> list[CopySource]:
            """List the courses of the same learning platform in which you are an instructor: first
            those that this one goes on from.
            """
            return copyable.taught(bearer.instructor())

    @views.route("/course/copies/sources/<uuid:source_id>")
    class SourceView(MethodView):
        """One of them."""

        @views.response(200, shapes.Copyable)
        @views.alt_response(404, schema=Problem, description="No course that you teach")
        @views.doc(security=BEARER)
        def get(self, source_id: UUID) -> Copyable:
            """Read what it has that can be copied. An archive cannot be: its documents can."""
            session = bearer.instructor()
            return copyable.of_course(session, str(source_id), without=CONTAINER_TYPES)

    @views.route("/course/copies")
    class CopiesView(MethodView):
        """Copies into the course."""

        @views.arguments(shapes.NewCopy)
        @views.response(202, shapes.CourseCopy)
        @views.alt_response(
            404, schema=Problem, description="No course that you teach, or document"
        )
        @views.alt_response(409, schema=Problem, description="Another copy is on its way")
        @views.alt_response(422, schema=Problem, description="Nothing was chosen")
        @views.doc(security=BEARER)
        def post(self, given: dict[str, Any]) -> CourseCopy:
            """Copy what is chosen. A document is read anew; a curated answer waits to be confirmed
            where it states a day, a time, a room or an address, or rests on what was not copied;
            settings take the place of those that are set. Never copied are questions, people,
            letters, hand-overs and tokens. Read the copy until `state` is `done`.
            """
            chosen = {**given, "source": str(given["source"])}
            chosen["documents"] = tuple(str(each) for each in given["documents"])
            begun = course_copies.begin(
                bearer.instructor(), CopyWish(**chosen), without=CONTAINER_TYPES
            )
            parts.ring(Queue.DOCUMENTS)
            return begun

    @views.route("/course/copies/<uuid:copy_id>")
    class CopyView(MethodView):
        """One copy."""

        @views.response(200, shapes.CourseCopy)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def get(self, copy_id: UUID) -> CourseCopy:
            """Read what has become of it. Only the newest is kept."""
            return course_copies.get(bearer.instructor().course_id, str(copy_id))

    return views
