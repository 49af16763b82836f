"""/api/hand-overs and /api/questions/ID/answer: what students handed over, read and answered by
instructors and by programs that have a token of the course.
"""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from lti_app import bearer
from lti_app.api import program_schemas as shapes
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.deciding import told_in
from lti_app.api.review_schemas import Decision, NumberedPageQuery
from lti_app.api.schemas import Problem
from lti_app.parts import Parts
from silabo.domain import programs as domain
from silabo.domain.reviews import Decided
from silabo.storage import hand_overs


def blueprint(_: Parts) -> Any:
    """The views of what was handed over."""
    views = api_blueprint("hand_overs", "Questions that students sent to their instructors")

    @views.route("/hand-overs")
    class HandOversView(MethodView):
        """All that wait."""

        @views.arguments(NumberedPageQuery, location="query")
        @views.response(200, shapes.HandOver(many=True))
        @views.doc(security=BEARER)
        def get(self, query: dict[str, Any]) -> list[domain.HandOver]:
            """List what waits for an instructor's answer, the last that was handed over first; of
            questions that ask the same, one.
            """
            return hand_overs.waiting(bearer.answerer().course_id, **query)

    @views.route("/hand-overs/<uuid:question_id>")
    class HandOverView(MethodView):
        """One of them."""

        @views.response(200, shapes.HandOver)
        @views.alt_response(404, schema=Problem, description="Not handed over, or elsewhere")
        @views.doc(security=BEARER)
        def get(self, question_id: UUID) -> domain.HandOver:
            """Read a question that was handed over, with what its asker was told."""
            return hand_overs.get(bearer.answerer().course_id, str(question_id))

    @views.route("/questions/<uuid:question_id>/answer")
    class AnswerView(MethodView):
        """What instructors answer."""

        @views.arguments(shapes.NewAnswer)
        @views.response(201, Decision)
        @views.alt_response(200, schema=Decision, description="The same was answered already")
        @views.alt_response(404, schema=Problem, description="Unknown, or not yours to answer")
        @views.alt_response(409, schema=Problem, description="Decided otherwise meanwhile")
        @views.alt_response(422, schema=Problem, description="No sentence, or too many")
        @views.doc(security=BEARER)
        def post(self, given: dict[str, Any], question_id: UUID) -> tuple[Decided, int]:
            """Answer in an instructor's place. It answers equal questions from then on, and reaches
            everybody who asked, after ten seconds in which an instructor can take it back.
            """
            who = bearer.answerer()
            decided, new = hand_overs.answer(
                who,
                str(question_id),
                told_in(given["text"]),
                decided=str(given["decided"] or ""),
            )
            return decided, 201 if new else 200

    return views
