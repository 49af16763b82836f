"""That an answer was seen, and that a page was left, for which letters of unseen answers wait:
/api/questions/ID/seen, and /api/session/page.
"""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.schemas import Problem
from lti_app.api.unseen_schemas import PagePresence, SeenAnswer
from lti_app.parts import Parts
from silabo.domain.errors import ForbiddenError
from silabo.domain.people import SessionKind
from silabo.domain.queues import Queue
from silabo.storage import unseen


def blueprint(parts: Parts) -> Any:
    """The views over these parts."""
    views = api_blueprint("unseen", "What was seen, and e-mails only of what was not")

    @views.route("/questions/<uuid:question_id>/seen")
    class SeenView(MethodView):
        """An answer that its asker has before them."""

        @views.arguments(SeenAnswer)
        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Unknown, or not yours")
        @views.doc(security=BEARER)
        def put(self, given: dict[str, Any], question_id: UUID) -> None:
            """Say that you have seen the answer: it is not marked as new any more, and an e-mail
            that is wanted only if you have not seen it does not come. When you saw it is kept for
            such questions alone. Once or often is the same.
            """
            session = bearer.session()
            unseen.see(session.course_id, session.person_id, str(question_id), given["revision"])

    @views.route("/session/page")
    class PageView(MethodView):
        """The page of a panel's session."""

        @views.arguments(PagePresence)
        @views.response(204)
        @views.doc(security=BEARER)
        def put(self, given: dict[str, Any]) -> None:
            """Say that the page was left or hidden, or is looked at again: e-mails with answers
            that wait to be seen there go once it was left.
            """
            session = bearer.session()
            if session.kind is not SessionKind.PANEL:
                raise ForbiddenError
            if not given["left"]:
                unseen.come_back(session)
            elif unseen.leave(session):
                parts.ring(Queue.LETTERS)

    return views
