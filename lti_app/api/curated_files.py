"""/api/curated-answers/file: what the course's instructors answer, in and out as CSV."""

from typing import Any

from flask import Response
from flask.views import MethodView
from marshmallow import fields

from lti_app import answer_csv, bearer, curated_files
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.schemas import Problem
from lti_app.api.shapes import Schema
from lti_app.language import current
from lti_app.parts import Parts
from lti_app.uploads import bytes_of
from silabo.domain.answer_files import LARGEST, AnswerEntry, PlannedAnswer
from silabo.domain.people import Session
from silabo.domain.queues import Queue
from silabo.wording import error_sentences


def detail_of(row: PlannedAnswer) -> str:
    """Why a row is refused, in the reader's language; "" where it is not."""
    if not row.code:
        return ""
    return error_sentences.sentence(current(), row.code, dict(row.values))


class AnswerFile(Schema):
    """A CSV file in UTF-8 with the columns `question` and `answer`."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class AnswerFileQuery(Schema):
    """Whether anything is kept."""

    dry_run = fields.Boolean(load_default=False)


class BroughtAnswer(Schema):
    """What becomes of a row of the file. `number` counts from 1 below the names of the columns;
    `code` and `detail` say why it is refused.
    """

    number = fields.Integer(required=True)
    question = fields.String(required=True)
    entry = fields.Enum(AnswerEntry, by_value=True, required=True)
    code = fields.String(required=True)
    detail = fields.Function(detail_of, metadata={"type": "string"})


def blueprint(parts: Parts) -> Any:
    """The views of curated answers as a file, over these parts."""
    views = api_blueprint("curated_files", "What the course's instructors answer, as a file")

    @views.route("/curated-answers/file")
    class AnswerFileView(MethodView):
        """All of them."""

        @views.response(
            200, {"type": "string", "format": "binary"}, content_type=answer_csv.MEDIA_TYPE
        )
        @views.doc(security=BEARER)
        def get(self) -> Response:
            """Give a CSV file in UTF-8: question, language, answer with a sentence a line, and the
            titles of its sources. What a program for tables would run as a formula stands behind an
            apostrophe, which bringing the file in takes away.
            """
            return given_out(bearer.instructor())

        @views.arguments(AnswerFile, location="files")
        @views.arguments(AnswerFileQuery, location="query")
        @views.response(200, BroughtAnswer(many=True))
        @views.alt_response(413, schema=Problem, description=f"Larger than {LARGEST} bytes")
        @views.alt_response(422, schema=Problem, description="No such table")
        @views.doc(security=BEARER)
        def post(self, given: dict[str, Any], query: dict[str, Any]) -> list[PlannedAnswer]:
            """Bring in a CSV file, separated by commas, semicolons or tabs, with at most 500 rows:
            each becomes an answer of yours, or changes the one that the question has. With
            `dry_run` nothing is kept. Who has asked is told after ten seconds.
            """
            return brought_in(parts, bearer.instructor(), given["file"], dry=query["dry_run"])

    return views


def given_out(session: Session) -> Response:
    """The file of a course, to be kept."""
    named = {"Content-Disposition": f'attachment; filename="{answer_csv.FILE_NAME}"'}
    file = curated_files.written(session.course_id)
    return Response(file, mimetype=answer_csv.MEDIA_TYPE, headers=named)


def brought_in(parts: Parts, session: Session, file: Any, *, dry: bool) -> list[PlannedAnswer]:
    """What becomes of the rows of an uploaded file, and, unless it is dry, their keeping. Raises
    `UploadError`.
    """
    planned = planned_of(session, file)
    return planned if dry else kept(parts, session, planned)


def planned_of(session: Session, file: Any) -> list[PlannedAnswer]:
    """What would become of the rows of an uploaded file. Raises `UploadError`."""
    return curated_files.plan(session.course_id, bytes_of(file, LARGEST), session.language)


def kept(parts: Parts, session: Session, planned: list[PlannedAnswer]) -> list[PlannedAnswer]:
    """What has become of the rows of a file, now that they are kept."""
    brought = curated_files.bring_in(session.course_id, session.person_id, planned)
    parts.ring(Queue.LETTERS)
    return brought
