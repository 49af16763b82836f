"""The shapes of what a panel tells of answers that were seen, and of itself."""

from marshmallow import fields, validate

from lti_app.api.shapes import Schema

MOST_REVISIONS = 1_000_000


class SeenAnswer(Schema):
    """Which revision of the answer was seen; 0: that no answer could be written."""

    revision = fields.Integer(required=True, validate=validate.Range(0, MOST_REVISIONS))


class PagePresence(Schema):
    """Whether the page of this session was left or is hidden, or is looked at again."""

    left = fields.Boolean(required=True)
