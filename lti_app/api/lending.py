"""/api/documents/{id}/offer and /api/offered-documents: instructors let other courses of the
platform read documents, and read theirs.
"""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from ingest.formats import CONTAINER_TYPES
from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.document_schemas import Offer, OtherDocument
from lti_app.api.schemas import Problem
from lti_app.parts import Parts
from silabo.domain import lending as domain
from silabo.domain.queues import Queue
from silabo.storage import documents, lending


def blueprint(parts: Parts) -> Any:
    """The views of lending over these parts."""
    views = api_blueprint("lending", "Documents that courses of a platform share")

    @views.route("/documents/<uuid:document_id>/offer")
    class OfferView(MethodView):
        """Whether other courses may read a document."""

        @views.response(200, Offer)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def get(self, document_id: UUID) -> dict[str, object]:
            """Read whether a document is offered, and which courses read it."""
            return _offer(bearer.desk_reader().course_id, str(document_id))

        @views.response(200, Offer)
        @views.alt_response(
            404, schema=Problem, description="Unknown, of another course, or an archive"
        )
        @views.doc(security=BEARER)
        def put(self, document_id: UUID) -> dict[str, object]:
            """Offer a document to the other courses of the learning platform: whoever is an
            instructor of one may let its students be answered from it.
            """
            course_id = bearer.instructor().course_id
            lending.offer(course_id, str(document_id), without=sorted(CONTAINER_TYPES))
            return _offer(course_id, str(document_id))

        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def delete(self, document_id: UUID) -> None:
            """End an offer: whoever reads the document stops at once, and is told."""
            lending.take_back(bearer.instructor().course_id, str(document_id))
            parts.ring(Queue.UPKEEP)

    @views.route("/offered-documents")
    class OthersView(MethodView):
        """Documents of other courses."""

        @views.response(200, OtherDocument(many=True))
        @views.doc(security=BEARER)
        def get(self) -> list[domain.OtherDocument]:
            """List the documents of other courses that this one reads, those that it read until
            the other course ended it, and those that are offered to it: at most 200 of each.
            """
            return lending.listed(bearer.desk_reader().course_id)

    @views.route("/offered-documents/<uuid:document_id>")
    class OtherView(MethodView):
        """A document of another course."""

        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Not offered to this course")
        @views.alt_response(409, schema=Problem, description="The course reads too many already")
        @views.doc(security=BEARER)
        def put(self, document_id: UUID) -> None:
            """Let this course be answered from a document of another one."""
            lending.take(bearer.instructor().course_id, str(document_id))
            parts.ring(Queue.UPKEEP)

        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Not read by this course")
        @views.doc(security=BEARER)
        def delete(self, document_id: UUID) -> None:
            """Be answered from it no more, or take note that the other course ended that."""
            lending.leave(bearer.instructor().course_id, str(document_id))
            parts.ring(Queue.UPKEEP)

    return views


def _offer(course_id: int, document_id: str) -> dict[str, object]:
    offered = documents.get(course_id, document_id).offered
    return {"offered": offered, "courses": lending.read_by(course_id).get(document_id, [])}
