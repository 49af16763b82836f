"""The shapes of what instructors set about their course, and of what its documents contradict."""

from marshmallow import fields, validate

from lti_app.api.schemas import Citation, Time
from lti_app.api.shapes import Schema
from silabo.domain.answers import Caution
from silabo.storage.course_settings import LONGEST_INSTRUCTIONS
from silabo.storage.scopes import LONGEST_SENTENCE, LONGEST_TOPIC, MOST_TOPICS

LONGEST_SENT = 4 * LONGEST_INSTRUCTIONS  # characters as they are sent
LONGEST_NAME = 128  # of a model, and of a time zone


class Disagreement(Schema):
    """Two places of two documents, and the value that each states for the same thing. `kind` is
    date, time, room, percent or email.
    """

    id = fields.UUID(required=True, attribute="public_id")
    kind = fields.String(required=True)
    one = fields.Nested(Citation, required=True)
    other = fields.Nested(Citation, required=True)
    one_value = fields.String(required=True)
    other_value = fields.String(required=True)
    found_at = Time(required=True)


class Topic(Schema):
    """A topic that the course does not answer, and what is said instead; empty: a sentence of
    ours.
    """

    topic = fields.String(required=True, validate=validate.Length(max=LONGEST_TOPIC))
    sentence = fields.String(load_default="", validate=validate.Length(max=LONGEST_SENTENCE))


class CourseSettings(Schema):
    """How the course answers. `model` is one of those that the administrator allows, or `none` for
    quotations alone; empty: the administrator's order. An empty `time_zone` follows the learning
    platform.
    """

    caution = fields.Enum(Caution, by_value=True, required=True)
    model = fields.String(required=True, validate=validate.Length(max=LONGEST_NAME))
    instructions = fields.String(
        required=True,
        validate=validate.Length(max=LONGEST_SENT),
        metadata={"description": f"for the model, at most {LONGEST_INSTRUCTIONS} characters"},
    )
    out_of_scope = fields.List(
        fields.Nested(Topic), required=True, validate=validate.Length(max=MOST_TOPICS)
    )
    approval = fields.Boolean(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "students see an answer when an instructor has approved it; what waits"
            " goes to them when it is set to false; left out or null: as it is"
        },
    )
    time_zone = fields.String(required=True, validate=validate.Length(max=LONGEST_NAME))


class ShownSettings(CourseSettings):
    """The same, with the `models` that may be picked; none where no model writes."""

    models = fields.List(fields.String(), required=True)
