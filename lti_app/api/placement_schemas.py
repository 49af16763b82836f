"""The shapes of activities that are placed in a course, and of what they answer from."""

from marshmallow import fields, validate

from lti_app.api.shapes import Schema
from lti_app.lti.claims import MOST_DOCUMENTS

LONGEST_SENT_TITLE = 2000  # characters with white space; what is kept of them is shorter


class NewPlacement(Schema):
    """An activity to place: its title, and the documents that it is limited to; none: all."""

    title = fields.String(load_default="", validate=validate.Length(max=LONGEST_SENT_TITLE))
    documents = fields.List(
        fields.UUID(), load_default=list, validate=validate.Length(max=MOST_DOCUMENTS)
    )


class ActivityLimit(Schema):
    """The documents of the course that an activity answers from; none: all."""

    documents = fields.List(
        fields.UUID(), required=True, validate=validate.Length(max=MOST_DOCUMENTS)
    )


class TakenDocument(Schema):
    """A document of an earlier course."""

    document = fields.UUID(required=True)


class Placement(Schema):
    """Where the browser posts the signed answer, as the form field JWT."""

    return_url = fields.String(required=True)
    jwt = fields.String(required=True)
