"""The shapes of what documents do not say, and of what has been answered since."""

from marshmallow import fields

from lti_app.api.schemas import LANGUAGE, Time
from lti_app.api.shapes import Schema


class Wanting(Schema):
    """A declined question and those that ask the same, as the newest of them was asked."""

    question = fields.UUID(
        required=True, attribute="public_id", metadata={"description": "id of the newest"}
    )
    text = fields.String(required=True)
    language = fields.String(required=True, metadata=LANGUAGE)
    askers = fields.Integer(required=True)
    times = fields.Integer(required=True)


class Gap(Schema):
    """What the documents do not say: declined questions for which the same was looked for."""

    searched = fields.List(fields.String(), required=True)
    questions = fields.List(fields.Nested(Wanting), required=True)
    askers = fields.Integer(required=True)
    asked_at = Time(required=True)


class Filled(Schema):
    """Questions that were declined and are answered now, as the newest of them was asked."""

    question = fields.UUID(required=True, attribute="public_id")
    text = fields.String(required=True)
    language = fields.String(required=True, metadata=LANGUAGE)
    helped = fields.Integer(required=True, metadata={"description": "people"})
    by_instructors = fields.Boolean(
        required=True, metadata={"description": "else by what a document says now"}
    )
    filled_at = Time(required=True)


class Helped(Schema):
    """How many people have an answer who had been told that the documents do not say, and the
    newest of what was answered.
    """

    people = fields.Integer(required=True)
    newest = fields.List(fields.Nested(Filled), required=True)
