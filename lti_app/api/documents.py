"""/api/documents: the documents of the course; instructors upload and delete them."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from ingest.formats import LABELS
from lti_app import bearer, uploads
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.document_schemas import Document, DocumentsQuery, Upload
from lti_app.api.schemas import Problem
from lti_app.parts import Parts
from silabo.domain.documents import Document as CourseDocument
from silabo.domain.queues import Queue
from silabo.storage import documents


def blueprint(parts: Parts) -> Any:
    """The views of documents over these parts."""
    views = api_blueprint("documents", "The documents of the course, for its instructors")

    @views.route("/documents")
    class DocumentsView(MethodView):
        """All documents."""

        @views.arguments(DocumentsQuery, location="query")
        @views.response(200, Document(many=True))
        @views.doc(security=BEARER)
        def get(self, page: dict[str, Any]) -> list[CourseDocument]:
            """List the documents of the course, oldest first."""
            session = bearer.desk_reader()
            return documents.listed(
                session.course_id,
                after=str(page.get("after", "")),
                limit=page["limit"],
                file_name=uploads.clean_name(page["file_name"]) if page["file_name"] else "",
            )

        @views.arguments(Upload, location="files")
        @views.response(201, Document)
        @views.alt_response(
            409, schema=Problem, description="The course has this file already, or no room"
        )
        @views.alt_response(413, schema=Problem, description="Larger than what is accepted")
        @views.alt_response(422, schema=Problem, description="A file that cannot be read")
        @views.doc(security=BEARER, description=f"One of these: {LABELS}.")
        def post(self, given: dict[str, Any]) -> CourseDocument:
            """Upload a document."""
            session = bearer.instructor()
            return uploads.accept(parts, session.course_id, given["file"])

    @views.route("/documents/<uuid:document_id>")
    class DocumentView(MethodView):
        """One document."""

        @views.response(200, Document)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def get(self, document_id: UUID) -> CourseDocument:
            """Read how far a document has come."""
            return documents.get(bearer.desk_reader().course_id, str(document_id))

        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def delete(self, document_id: UUID) -> None:
            """Take a document out of the course."""
            documents.remove(bearer.instructor().course_id, str(document_id))
            parts.ring(Queue.UPKEEP)

    @views.route("/documents/<uuid:document_id>/readings")
    class ReadingsView(MethodView):
        """The readings of a document."""

        @views.response(202, Document)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def post(self, document_id: UUID) -> CourseDocument:
            """Read a document again whose reading failed."""
            found = documents.retry(bearer.instructor().course_id, str(document_id))
            parts.ring(Queue.DOCUMENTS)
            return found

    return views
