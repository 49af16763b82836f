"""/api/documents/{id}/versions and visibility: instructors replace, hide and show documents."""

from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask.views import MethodView

from ingest.formats import LABELS
from lti_app import bearer, uploads
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.document_schemas import Document, Upload, VisibilityChoice
from lti_app.api.schemas import Problem
from lti_app.parts import Parts
from silabo.domain import clock
from silabo.domain.documents import Document as CourseDocument
from silabo.domain.queues import Queue
from silabo.storage import courses, documents, replacing, visibility


def blueprint(parts: Parts) -> Any:
    """The views of versions over these parts."""
    views = api_blueprint("versions", "A new version in a document's place, and who sees it when")

    @views.route("/documents/<uuid:document_id>/versions")
    class VersionsView(MethodView):
        """The versions of a document."""

        @views.arguments(Upload, location="files")
        @views.response(201, Document)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.alt_response(
            409, schema=Problem, description="The course has this file already, or no room"
        )
        @views.alt_response(413, schema=Problem, description="Larger than what is accepted")
        @views.alt_response(422, schema=Problem, description="A file that cannot be read")
        @views.doc(security=BEARER, description=f"One of these: {LABELS}.")
        def post(self, given: dict[str, Any], document_id: UUID) -> CourseDocument:
            """Replace a document: its old text answers until the new one is ready."""
            session = bearer.instructor()
            return uploads.replace(parts, session.course_id, str(document_id), given["file"])

    @views.route("/documents/<uuid:document_id>/versions/<uuid:version_id>")
    class VersionView(MethodView):
        """A version that is to take the place of the one that answers."""

        @views.response(204)
        @views.alt_response(
            404, schema=Problem, description="Unknown, of another course, or the one that answers"
        )
        @views.doc(security=BEARER)
        def delete(self, document_id: UUID, version_id: UUID) -> None:
            """Give up a replacement: the document stays as it was."""
            replacing.drop(bearer.instructor().course_id, str(document_id), str(version_id))
            parts.ring(Queue.UPKEEP)

    @views.route("/documents/<uuid:document_id>/visibility")
    class VisibilityView(MethodView):
        """Whether students see a document."""

        @views.arguments(VisibilityChoice)
        @views.response(200, Document)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def put(self, wanted: dict[str, Any], document_id: UUID) -> CourseDocument:
            """Show a document or hide it, for good or until a day: in everything that is read."""
            course_id = bearer.instructor().course_id
            visibility.show(course_id, str(document_id), from_=_shown_from(wanted, course_id))
            return documents.get(course_id, str(document_id))

    return views


def _shown_from(wanted: dict[str, Any], course_id: int) -> datetime | None:
    """The moment from which a document is seen; None: it stays hidden."""
    if wanted["visible"]:
        return clock.now()
    if wanted["day"] is None:
        return None
    zone = ZoneInfo(courses.time_zone(course_id))
    return datetime.combine(wanted["day"], time.min, zone)
