"""/api/reviews: the questions of the course for its instructors, and what they decide of them."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.deciding import new_decision
from lti_app.api.review_schemas import Decision, NewDecision, QuestionGroup, Review, ReviewQuery
from lti_app.api.schemas import Problem
from lti_app.parts import Parts
from silabo.domain import reviews as domain
from silabo.storage import decisions, reviews


def blueprint(_: Parts) -> Any:
    """The views of reviews."""
    views = api_blueprint("reviews", "The questions of the course, for its instructors")

    @views.route("/reviews")
    class ReviewsView(MethodView):
        """Questions that ask the same stand together."""

        @views.arguments(ReviewQuery, location="query")
        @views.response(200, QuestionGroup(many=True))
        @views.doc(security=BEARER)
        def get(self, query: dict[str, Any]) -> list[domain.QuestionGroup]:
            """List what needs an instructor's eyes, the most harmful first; or all, the newest
            first.
            """
            course_id = bearer.instructor().course_id
            page = {"page": query["page"], "limit": query["limit"]}
            if not (query["all"] or query["fate"] or query["search"]):
                return reviews.to_review(course_id, **page)
            return reviews.listed(course_id, fate=query["fate"], search=query["search"], **page)

    @views.route("/reviews/<uuid:question_id>")
    class ReviewView(MethodView):
        """One question and those that ask the same."""

        @views.response(200, Review)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def get(self, question_id: UUID) -> domain.Review:
            """Read what was answered to a question, and on what that rests."""
            return reviews.review(bearer.instructor().course_id, str(question_id))

    @views.route("/reviews/<uuid:question_id>/decisions")
    class DecisionsView(MethodView):
        """What is decided of them."""

        @views.arguments(NewDecision)
        @views.response(201, Decision)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.alt_response(
            409,
            schema=Problem,
            description="Decided or answered otherwise meanwhile, or nothing to be approved",
        )
        @views.alt_response(422, schema=Problem, description="No sentence, or an unknown source")
        @views.doc(security=BEARER)
        def post(self, given: dict[str, Any], question_id: UUID) -> domain.Decided:
            """Decide. What is published or approved answers equal questions from then on, and
            reaches everybody who asked, after ten seconds in which it can be taken back.
            """
            session = bearer.instructor()
            return decisions.decide(
                session.course_id, session.person_id, str(question_id), new_decision(given)
            )

    @views.route("/decisions/<uuid:decision_id>")
    class DecisionView(MethodView):
        """One decision."""

        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.alt_response(409, schema=Problem, description="The students are being told")
        @views.doc(security=BEARER)
        def delete(self, decision_id: UUID) -> None:
            """Take a decision back, within ten seconds."""
            decisions.take_back(bearer.instructor().course_id, str(decision_id))

    return views
