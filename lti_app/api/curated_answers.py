"""/api/curated-answers: what the instructors of the course answer, as it stands."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.curated_schemas import AnswerAhead, ChangedAnswer, CuratedAnswer
from lti_app.api.deciding import told
from lti_app.api.review_schemas import Decision, NumberedPageQuery
from lti_app.api.schemas import Problem
from lti_app.asking import clean, key_of
from lti_app.parts import Parts
from silabo.domain import reviews as domain
from silabo.storage import standing


def blueprint(_: Parts) -> Any:
    """The views of curated answers."""
    views = api_blueprint("curated_answers", "What the course's instructors answer, as it stands")

    @views.route("/curated-answers")
    class AnswersView(MethodView):
        """All of them."""

        @views.arguments(NumberedPageQuery, location="query")
        @views.response(200, CuratedAnswer(many=True))
        @views.doc(security=BEARER)
        def get(self, query: dict[str, Any]) -> list[domain.CuratedAnswer]:
            """List the answers that stand, the newest first, also those whose questions were all
            deleted.
            """
            return standing.listed(bearer.instructor().course_id, **query)

        @views.arguments(AnswerAhead)
        @views.response(201, Decision)
        @views.alt_response(409, schema=Problem, description="The question has one already")
        @views.alt_response(422, schema=Problem, description="No sentence, or no such question")
        @views.doc(security=BEARER)
        def post(self, given: dict[str, Any]) -> domain.Decided:
            """Answer a question that nobody need have asked: whoever asks the same gets it at once,
            and whoever has asked it, after ten seconds in which it can be taken back.
            """
            session = bearer.instructor()
            question = clean(given["question"])
            language, alike = key_of(session, question)
            new = domain.NewAnswer(question, language, alike, told(given["sentences"]))
            return standing.write_ahead(session.course_id, session.person_id, new)

    @views.route("/curated-answers/<uuid:answer_id>")
    class AnswerView(MethodView):
        """One of them."""

        @views.response(200, CuratedAnswer)
        @views.alt_response(404, schema=Problem, description="It does not stand, or elsewhere")
        @views.doc(security=BEARER)
        def get(self, answer_id: UUID) -> domain.CuratedAnswer:
            """Read an answer."""
            return standing.get(bearer.instructor().course_id, str(answer_id))

        @views.arguments(ChangedAnswer)
        @views.response(200, Decision)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.alt_response(409, schema=Problem, description="Decided otherwise meanwhile")
        @views.alt_response(422, schema=Problem, description="No sentence, or an unknown source")
        @views.doc(security=BEARER)
        def put(self, given: dict[str, Any], answer_id: UUID) -> domain.Decided:
            """Change what it says. It reaches everybody who has it, after ten seconds in which it
            can be taken back.
            """
            session = bearer.instructor()
            sentences = told(given["sentences"])
            return standing.change(session.course_id, session.person_id, str(answer_id), sentences)

        @views.response(200, Decision)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.alt_response(409, schema=Problem, description="Decided otherwise meanwhile")
        @views.doc(security=BEARER)
        def delete(self, answer_id: UUID) -> domain.Decided:
            """Withdraw it: whoever asks from then on does not get it, and who has it keeps it. Its
            decision can be taken back for ten seconds.
            """
            session = bearer.instructor()
            return standing.withdraw(session.course_id, session.person_id, str(answer_id))

    return views
