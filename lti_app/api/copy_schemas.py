"""The shapes of what a course takes over from another one."""

from marshmallow import fields, validate

from lti_app.api.course_schemas import CourseSettings
from lti_app.api.schemas import Time
from lti_app.api.shapes import Schema
from lti_app.language import current
from silabo.domain.copies import MOST_DOCUMENTS, CopyState, Skipped
from silabo.wording import error_sentences


def _detail_of(skipped: Skipped) -> str:
    return error_sentences.sentence(current(), skipped.code, skipped.values)


class CopySource(Schema):
    """A course in which you are an instructor. `offered` says that by the learning platform this
    course goes on from it.
    """

    id = fields.UUID(required=True, attribute="public_id")
    title = fields.String(required=True)
    label = fields.String(required=True)
    offered = fields.Boolean(required=True)


class CopyableDocument(Schema):
    """A document of that course; `here` says that this course has one of its content."""

    id = fields.UUID(required=True, attribute="document.public_id")
    file_name = fields.String(required=True, attribute="document.file_name")
    size = fields.Integer(required=True, attribute="document.size")
    created_at = Time(required=True, attribute="document.created_at")
    hidden = fields.Boolean(required=True, attribute="document.hidden")
    here = fields.Boolean(required=True)


class CopyableAnswers(Schema):
    """How many curated answers there are: `dated` ones wait to be confirmed, of `wordless` ones the
    question is not copied, and those that stand `alone` are not.
    """

    count = fields.Integer(required=True)
    dated = fields.Integer(required=True)
    wordless = fields.Integer(required=True)
    alone = fields.Integer(required=True)


class Copyable(Schema):
    """What another course has that can be copied; `expectations` is a number."""

    source = fields.Nested(CopySource, required=True)
    documents = fields.List(fields.Nested(CopyableDocument), required=True)
    answers = fields.Nested(CopyableAnswers, required=True)
    settings = fields.Nested(CourseSettings, required=True)
    expectations = fields.Integer(required=True)


class NewCopy(Schema):
    """What is copied, of the course named by the id of a source."""

    source = fields.UUID(required=True)
    documents = fields.List(
        fields.UUID(), load_default=list, validate=validate.Length(max=MOST_DOCUMENTS)
    )
    answers = fields.Boolean(load_default=False)
    settings = fields.Boolean(load_default=False)
    expectations = fields.Boolean(load_default=False)


class SkippedDocument(Schema):
    """A document that was not copied, and why."""

    file_name = fields.String(required=True)
    code = fields.String(required=True)
    detail = fields.Function(_detail_of, metadata={"type": "string"})


class CourseCopy(Schema):
    """A copy and what has become of it. `left` documents are still to come; `doubtful` of the
    `answers` wait to be confirmed; `answered` ones had an answer here already.
    """

    id = fields.UUID(required=True, attribute="public_id")
    title = fields.String(required=True, metadata={"description": "of the other course"})
    state = fields.Enum(CopyState, by_value=True, required=True)
    left = fields.Integer(required=True)
    documents = fields.Integer(required=True)
    skipped = fields.List(fields.Nested(SkippedDocument), required=True)
    answers = fields.Integer(required=True)
    doubtful = fields.Integer(required=True)
    answered = fields.Integer(required=True)
    expectations = fields.Integer(required=True)
    settings = fields.Boolean(required=True)
