"""The desk's addresses: the documents of a course, and what became of each."""

from functools import partial
from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.exceptions import BadRequest

from lti_app import bearer
from lti_app.desk import (
    copying,
    course,
    curated,
    expectations,
    figures,
    fragments,
    gaps,
    previewing,
    questions,
)
from lti_app.parts import Parts
from silabo.domain import clock


def blueprint(parts: Parts) -> Blueprint:
    """The desk over these parts."""
    views = Blueprint("desk", __name__)
    views.get("/fragments/desk", endpoint="desk")(partial(desk, parts))
    views.get("/fragments/desk/documents", endpoint="of_documents")(partial(of_documents, parts))
    views.get("/fragments/desk/questions")(of_questions)
    views.get("/fragments/reviews")(groups)
    views.get("/fragments/reviews/<uuid:question_id>")(review)
    views.get("/fragments/desk/answers")(of_answers)
    views.get("/fragments/desk/settings", endpoint="of_settings")(partial(of_settings, parts))
    views.get("/fragments/service-tokens")(service_tokens)
    views.get("/fragments/desk/copying")(of_copying)
    views.get("/fragments/copying")(copied)
    views.get("/fragments/webhooks")(webhooks)
    views.get("/fragments/desk/gaps")(of_gaps)
    views.get("/fragments/gaps")(more_gaps)
    views.get("/fragments/desk/figures")(of_figures)
    views.get("/fragments/curated-answers")(answers)
    views.get("/fragments/curated-answers/new")(new_answer)
    views.get("/fragments/curated-answers/file")(answer_file)
    views.post("/fragments/curated-answers/file", endpoint="answer_rows")(
        partial(answer_rows, parts)
    )
    views.get("/fragments/curated-answers/<uuid:answer_id>")(answer)
    views.get("/fragments/desk/expectations")(of_expectations)
    views.get("/fragments/expectations")(expected)
    views.get("/fragments/expectations/new")(new_expectation)
    views.get("/fragments/expectations/proposals", endpoint="proposals")(partial(proposals, parts))
    views.get("/fragments/expectations/<uuid:expectation_id>")(expectation)
    views.get("/fragments/documents")(listed)
    views.post("/fragments/desk/preview", endpoint="preview")(partial(preview, parts))
    views.get("/fragments/connection")(connection)
    views.get("/fragments/placing")(placing)
    return views


def desk(parts: Parts) -> str:
    """Show the desk, at its questions when one needs eyes."""
    return fragments.opened(bearer.desk_reader(), max_upload_bytes=parts.max_upload_bytes)


def of_documents(parts: Parts) -> str:
    """Show the desk: how to add documents, and those that are there."""
    return fragments.whole_desk(bearer.desk_reader(), max_upload_bytes=parts.max_upload_bytes)


def of_questions() -> str:
    """Show an instructor the questions of the course."""
    return questions.whole(bearer.instructor())


def groups() -> str:
    """Show more of a list of questions, or of those that it is narrowed to."""
    return questions.groups()


def review(question_id: UUID) -> str:
    """Show one question with what a decision about it rests on."""
    return questions.review(question_id)


def of_answers() -> str:
    """Show an instructor what they and their colleagues answer."""
    return curated.whole(bearer.instructor())


def of_settings(parts: Parts) -> str:
    """Show an instructor how the course answers."""
    return course.whole(bearer.instructor(), parts)


def service_tokens() -> str:
    """Show an instructor the tokens of programs that answer in the course."""
    return course.tokens()


def of_copying() -> str:
    """Show an instructor what can be copied from another course, and what was copied last."""
    return copying.whole(bearer.instructor())


def copied() -> str:
    """Show what is being copied alone; it is asked for again until that is done."""
    return copying.state(bearer.instructor())


def webhooks() -> str:
    """Show an instructor the addresses at which programs are told of the course."""
    return course.webhooks()


def of_gaps() -> str:
    """Show an instructor what the documents do not say."""
    return gaps.whole(bearer.instructor())


def of_figures() -> str:
    """Show an instructor what became of the questions of late, in numbers."""
    return figures.whole(bearer.instructor())


def more_gaps() -> str:
    """Show more of what the documents do not say."""
    return gaps.listed()


def of_expectations() -> str:
    """Show an instructor their test questions."""
    return expectations.whole(bearer.instructor())


def expected() -> str:
    """Show the test questions alone; they are asked for again while one is to be tried."""
    return expectations.listed()


def expectation(expectation_id: UUID) -> str:
    """Show one test question, to be changed or removed."""
    return expectations.one(expectation_id)


def new_expectation() -> str:
    """Show what is to be filled in for another test question."""
    return expectations.new()


def proposals(parts: Parts) -> str:
    """Show test questions that the documents can be tried with."""
    return expectations.proposed(parts)


def answers() -> str:
    """Show more of what instructors answer."""
    return curated.listed()


def answer(answer_id: UUID) -> str:
    """Show one answer of instructors, to be changed or withdrawn."""
    return curated.one(answer_id)


def new_answer() -> str:
    """Show what is to be written for a question that nobody need have asked."""
    return curated.new()


def answer_file() -> str:
    """Show an instructor how their answers are had as a file, and brought in from one."""
    return curated.of_file()


def answer_rows(parts: Parts) -> str:
    """Show an instructor what becomes of each row of a file."""
    return curated.brought(parts)


def listed() -> str:
    """Show the documents alone; they are asked for again while one of them is on its way."""
    return fragments.documents_alone(bearer.desk_reader())


def preview(parts: Parts) -> str:
    """Show an instructor what a question would be answered with."""
    session = bearer.instructor()
    said = request.get_json()
    text = said.get("text") if isinstance(said, dict) else None
    if not isinstance(text, str):
        raise BadRequest
    found = parts.previews.of(session, text)
    return previewing.shown(text, found, writes=parts.writes)


def connection() -> str:
    """Show what the learning platform and the browser gave this launch: to whoever launched."""
    session = bearer.session()
    zones = clock.zones() if session.is_instructor else []
    return render_template(
        "desk/connection.html", session=session, session_view=bearer.view(), zones=zones
    )


def placing() -> str:
    """Show an instructor what the activity that they place may be called, and limited to."""
    return fragments.placing(bearer.instructor())
