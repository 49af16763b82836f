"""The shapes of what programs from outside do in a course, and of the tokens by which they do."""

from marshmallow import fields, validate

from lti_app.api.deciding import LONGEST_SENT_SENTENCE
from lti_app.api.schemas import LANGUAGE, Answer, Time
from lti_app.api.shapes import Schema
from silabo.domain.programs import LONGEST_NAME, MOST_DAYS
from silabo.domain.reviews import LONGEST_SENTENCE, MOST_SENTENCES
from silabo.domain.webhooks import LONGEST_ADDRESS

# Characters as they are sent: what is kept of them is shorter.
LONGEST_SENT_NAME = 4 * LONGEST_NAME
LONGEST_SENT_ANSWER = MOST_SENTENCES * LONGEST_SENT_SENTENCE


class NewServiceToken(Schema):
    """How a token is called, and in how many days it ends."""

    name = fields.String(
        required=True,
        validate=validate.Length(max=LONGEST_SENT_NAME),
        metadata={"description": f"at most {LONGEST_NAME} characters of visible text"},
    )
    days = fields.Integer(required=True, validate=validate.Range(1, MOST_DAYS))


class ServiceToken(Schema):
    """A token of the course, without what opens it."""

    id = fields.UUID(required=True, attribute="public_id")
    name = fields.String(required=True)
    made_by = fields.String(
        required=True, metadata={"description": "empty where it is not known any more"}
    )
    made_at = Time(required=True)
    ends_at = Time(required=True)
    used_at = Time(allow_none=True, metadata={"description": "last, to the minute; null: never"})
    over = fields.Boolean(required=True)


class MadeServiceToken(ServiceToken):
    """The same with the token itself: nobody can be told it again."""

    token = fields.String(required=True)


class HandOver(Schema):
    """A question that was handed over; nobody is named. Of those that ask the same it is the one
    that was handed over last.
    """

    question = fields.UUID(required=True, attribute="public_id")
    text = fields.String(required=True)
    language = fields.String(required=True, metadata=LANGUAGE)
    asked_at = Time(required=True)
    handed_at = Time(required=True)
    times = fields.Integer(
        required=True,
        metadata={"description": "of those that ask the same, how many were handed over"},
    )
    waits = fields.Boolean(
        required=True, metadata={"description": "no instructor has decided about it since"}
    )
    answer = fields.Nested(
        Answer, allow_none=True, metadata={"description": "what its asker was told last"}
    )
    decided = fields.String(
        required=True, metadata={"description": "id of the last decision; empty without one"}
    )


class NewAnswer(Schema):
    """An answer in an instructor's place. `decided` is the id of the last decision that you know
    of: who answers what somebody has decided meanwhile is refused.
    """

    text = fields.String(
        required=True,
        validate=validate.Length(max=LONGEST_SENT_ANSWER),
        metadata={
            "description": f"plain text of at most {MOST_SENTENCES} sentences, each of at most"
            f" {LONGEST_SENTENCE} characters"
        },
    )
    decided = fields.UUID(load_default=None, allow_none=True)


class NewWebhook(Schema):
    """Where a program is told: an https address that is reached from the tool's server."""

    address = fields.String(
        required=True,
        validate=validate.Length(max=LONGEST_ADDRESS),
        metadata={"description": f"https, at most {LONGEST_ADDRESS} ASCII characters"},
    )


class Webhook(Schema):
    """An address of the course, without its secret."""

    id = fields.UUID(required=True, attribute="public_id")
    address = fields.String(required=True)
    made_by = fields.String(
        required=True, metadata={"description": "empty where it is not known any more"}
    )
    made_at = Time(required=True)
    taken_at = Time(
        allow_none=True, metadata={"description": "the last call that was taken; null: none yet"}
    )
    failing = fields.String(
        required=True,
        metadata={"description": "why the last call that was tried was not taken; empty: it was"},
    )


class MadeWebhook(Webhook):
    """The same with the secret that signs its calls: nobody can be told it again."""

    secret = fields.String(required=True)
