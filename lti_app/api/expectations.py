"""/api/expectations: questions of the course's instructors, with what their answers must say."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from lti_app import bearer
from lti_app.api import expectation_schemas as shapes
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.schemas import Problem
from lti_app.asking import clean, key_of
from lti_app.parts import Parts
from silabo.domain import expectations as domain
from silabo.domain.errors import QuestionError
from silabo.domain.people import Session
from silabo.domain.queues import Queue
from silabo.storage import expectations


def blueprint(parts: Parts) -> Any:
    """The views of expectations over these parts."""
    views = api_blueprint("expectations", "What instructors expect answers to say")

    @views.route("/expectations")
    class ExpectationsView(MethodView):
        """All of them."""

        @views.response(200, shapes.Expectation(many=True))
        @views.doc(security=BEARER)
        def get(self) -> list[domain.Expectation]:
            """List them: the red ones first, then those that were not tried yet."""
            return expectations.listed(bearer.instructor().course_id)

        @views.arguments(shapes.NewExpectation)
        @views.response(201, shapes.Expectation)
        @views.alt_response(409, schema=Problem, description="It is there, or there are too many")
        @views.alt_response(422, schema=Problem, description="No question, or too long")
        @views.doc(security=BEARER)
        def post(self, given: dict[str, Any]) -> domain.Expectation:
            """Keep a question. It is answered as a student's would be while nobody waits, now and
            after each change of a document, a model or a setting; nobody is told, and nothing is
            counted.
            """
            session = bearer.instructor()
            kept = expectations.add(session.course_id, _new(session, given))
            parts.ring(Queue.ANSWERS)
            return kept

    @views.route("/expectations/<uuid:expectation_id>")
    class ExpectationView(MethodView):
        """One of them."""

        @views.response(200, shapes.Expectation)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def get(self, expectation_id: UUID) -> domain.Expectation:
            """Read one."""
            return expectations.get(bearer.instructor().course_id, str(expectation_id))

        @views.arguments(shapes.NewExpectation)
        @views.response(200, shapes.Expectation)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.alt_response(409, schema=Problem, description="Another one asks this")
        @views.alt_response(422, schema=Problem, description="No question, or too long")
        @views.doc(security=BEARER)
        def put(self, given: dict[str, Any], expectation_id: UUID) -> domain.Expectation:
            """Change it: what came of it is forgotten, and it is tried anew."""
            session = bearer.instructor()
            new = _new(session, given)
            kept = expectations.change(session.course_id, str(expectation_id), new)
            parts.ring(Queue.ANSWERS)
            return kept

        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def delete(self, expectation_id: UUID) -> None:
            """Take it away."""
            expectations.remove(bearer.instructor().course_id, str(expectation_id))

    @views.route("/expectations/trials")
    class TrialsView(MethodView):
        """Trying them."""

        @views.response(202, shapes.Trials)
        @views.doc(security=BEARER)
        def post(self) -> dict[str, int]:
            """Let all of them be tried while nobody waits. Each has its own `state`."""
            waiting = expectations.try_all(bearer.instructor().course_id)
            parts.ring(Queue.ANSWERS)
            return {"waiting": waiting}

    @views.route("/expectations/proposals")
    class ProposalsView(MethodView):
        """What may be expected."""

        @views.response(200, shapes.ProposedExpectation(many=True))
        @views.alt_response(422, schema=Problem, description="It takes too long just now")
        @views.doc(security=BEARER)
        def get(self) -> list[domain.ProposedExpectation]:
            """Read what the documents state for sure of what they name, and nobody expects yet: at
            most 12. Nothing is kept until it is sent back.
            """
            return parts.proposals.of(bearer.instructor())

    return views


def _new(session: Session, given: dict[str, Any]) -> domain.NewExpectation:
    question = clean(given["question"])
    says = tuple(filter(None, map(_cleaned, given["says"])))
    if given["says"] and not says:
        raise QuestionError("bad_phrase", limit=domain.LONGEST_PHRASE)
    language, alike = key_of(session, question)
    return domain.NewExpectation(question, language, says, alike)


def _cleaned(phrase: str) -> str:
    try:
        return clean(phrase)
    except QuestionError:
        return ""  # nothing to be seen in it
