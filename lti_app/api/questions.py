"""/api/questions: ask, list, read and delete one's own questions in the course."""

from typing import Any
from uuid import UUID, uuid4

from flask import Response
from flask.views import MethodView
from werkzeug.http import quote_etag

from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.preferring import Waiters, wait_s
from lti_app.api.review_schemas import Feedback
from lti_app.api.schemas import AskHeaders, NewQuestion, PageQuery, Problem, Question
from lti_app.parts import Parts
from lti_app.question_tags import question_tag, unchanged
from silabo.domain.questions import Question as AskedQuestion
from silabo.domain.queues import Queue
from silabo.storage import questions

APPLIED = {
    "description": "wait=SECONDS: the answer was waited for, and is here or took longer",
    "schema": {"type": "string"},
}


def blueprint(parts: Parts) -> Any:
    """The views of questions over these parts."""
    views = api_blueprint("questions", "A person's own questions in the course")
    waiters = Waiters()

    @views.route("/questions")
    class QuestionsView(MethodView):
        """All of a person's questions."""

        @views.arguments(PageQuery, location="query")
        @views.response(200, Question(many=True))
        @views.doc(security=BEARER)
        def get(self, page: dict[str, Any]) -> list[AskedQuestion]:
            """List your questions, newest first."""
            session = bearer.session()
            return questions.listed(
                session.course_id,
                session.person_id,
                after=str(page.get("after", "")),
                limit=page["limit"],
            )

        @views.arguments(NewQuestion)
        @views.arguments(AskHeaders, location="headers")
        @views.response(201, Question, headers={"Preference-Applied": APPLIED})
        @views.alt_response(200, schema=Question, description="The same question, asked before")
        @views.alt_response(404, schema=Problem, description="`follows` is unknown, or not yours")
        @views.alt_response(
            409,
            schema=Problem,
            description="The key was used for another text, or the activity has no documents now",
        )
        @views.alt_response(422, schema=Problem, description="Empty or too long")
        @views.alt_response(429, schema=Problem, description="Too many for now: see Retry-After")
        @views.doc(security=BEARER)
        def post(
            self, given: dict[str, Any], headers: dict[str, Any]
        ) -> tuple[AskedQuestion, int, dict[str, str]]:
            """Ask a question. It is kept when this answers; the first passages come along.

            With `Prefer: wait=20` the answer comes along too where it is there in time. It is not
            waited for where too many others wait: read the question then, as without it.
            """
            member = bearer.member()
            question, created = parts.asking.ask(
                member,
                given["text"],
                key=headers["idempotency_key"] or str(uuid4()),
                letter=given["letter"],
                if_unseen=given["if_unseen"],
                follows=str(given["follows"] or ""),
                may_follow=str(given["may_follow"] or ""),
            )
            seconds = wait_s(headers["prefer"])
            question, waited = waiters.wait(question, member.person_id, seconds)
            applied = {"Preference-Applied": f"wait={seconds}"} if waited else {}
            return question, 201 if created else 200, applied

    @views.route("/questions/<uuid:question_id>")
    class QuestionView(MethodView):
        """One question."""

        @views.response(200, Question)
        @views.alt_response(404, schema=Problem, description="Unknown, or not yours")
        @views.doc(security=BEARER)
        def get(self, question_id: UUID) -> Response | tuple[AskedQuestion, int, dict[str, str]]:
            """Read a question: its place in the queue, first passages and answer."""
            session = bearer.session()
            # Before it is loaded: what changes meanwhile is told at the next look.
            tag = question_tag(session, str(question_id), writes=parts.asking.writes)
            if same := unchanged(tag):
                return same
            found = questions.get(session.course_id, session.person_id, str(question_id))
            headers = {"ETag": quote_etag(tag)} if tag else {}
            return parts.asking.with_passages(found), 200, headers

        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Unknown, or not yours")
        @views.doc(security=BEARER)
        def delete(self, question_id: UUID) -> None:
            """Cancel a question that waits, or delete one with its answer."""
            session = bearer.session()
            questions.remove(session.course_id, session.person_id, str(question_id))

    @views.route("/questions/<uuid:question_id>/feedback")
    class FeedbackView(MethodView):
        """What an asker says of an answer."""

        @views.arguments(Feedback)
        @views.response(200, Question)
        @views.alt_response(404, schema=Problem, description="Unknown, or not yours")
        @views.alt_response(409, schema=Problem, description="Nothing was answered")
        @views.doc(security=BEARER)
        def put(self, given: dict[str, Any], question_id: UUID) -> AskedQuestion:
            """Say whether the answer helped you; of the closest, whether it answers."""
            session = bearer.session()
            return questions.take_feedback(
                session.course_id,
                session.person_id,
                str(question_id),
                answered=given["answered"],
                reason=given["reason"],
            )

    @views.route("/questions/<uuid:question_id>/hand-over")
    class HandOverView(MethodView):
        """A question that is sent to the instructors."""

        @views.response(200, Question)
        @views.alt_response(404, schema=Problem, description="Unknown, or not yours")
        @views.alt_response(409, schema=Problem, description="It waits, or asks nothing")
        @views.doc(security=BEARER)
        def put(self, question_id: UUID) -> AskedQuestion:
            """Send your question to your instructors, who see your name then. Once or often is the
            same.
            """
            session = bearer.session()
            handed = questions.hand_over(session.course_id, session.person_id, str(question_id))
            parts.ring(Queue.LETTERS)  # to who wants to be told at once
            return handed

    return views
