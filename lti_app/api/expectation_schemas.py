"""The shapes of what instructors expect of answers, and of what came of trying it."""

from marshmallow import fields, validate

from lti_app.api.schemas import LANGUAGE, Citation, Sentence, Time
from lti_app.api.shapes import Schema
from silabo.domain.answers import AnswerKind
from silabo.domain.expectations import (
    LONGEST,
    LONGEST_PHRASE,
    MOST_PHRASES,
    ExpectationState,
    TrialVerdict,
)

SENT = 4  # so many times the characters that are kept: white space and decomposed accents


class NewExpectation(Schema):
    """A question, as a student would ask it, and each of the words that its answer must say; none:
    it must be declined.
    """

    question = fields.String(
        required=True,
        validate=validate.Length(max=SENT * LONGEST),
        metadata={"description": f"at most {LONGEST} characters"},
    )
    says = fields.List(
        fields.String(validate=validate.Length(max=SENT * LONGEST_PHRASE)),
        required=True,
        validate=validate.Length(max=SENT * MOST_PHRASES),
        metadata={
            "description": f"at most {MOST_PHRASES}, of {LONGEST_PHRASE} characters. Capitals and"
            " accents do not count, and a day, time, room or share may be written otherwise."
        },
    )


class Tried(Schema):
    """What a student would have read, and whether it is what was expected: all but `met` is
    red. `kind` is null where no answer came of it, which is our fault.
    """

    verdict = fields.Enum(TrialVerdict, by_value=True, required=True)
    missing = fields.List(fields.String(), required=True)
    kind = fields.Enum(AnswerKind, by_value=True, allow_none=True)
    language = fields.String(required=True, metadata=LANGUAGE)
    sentences = fields.List(fields.Nested(Sentence), required=True)
    citations = fields.List(fields.Nested(Citation), required=True)
    tried_at = Time(required=True)


class Expectation(Schema):
    """A question of instructors. `tried` is what came of it last, null where it was not tried yet;
    it is tried again when `state` is ready, and nobody waits.
    """

    id = fields.UUID(required=True, attribute="public_id")
    question = fields.String(required=True)
    language = fields.String(required=True, metadata=LANGUAGE)
    says = fields.List(fields.String(), required=True)
    declines = fields.Boolean(required=True, metadata={"description": "it must be declined"})
    state = fields.Enum(ExpectationState, by_value=True, required=True)
    tried = fields.Nested(Tried, allow_none=True)


class ProposedExpectation(Schema):
    """A question that a document answers, to be confirmed: `says` stands there as it is."""

    question = fields.String(required=True)
    language = fields.String(required=True, metadata=LANGUAGE)
    says = fields.List(fields.String(), required=True)
    source = fields.Nested(Citation, required=True)


class Trials(Schema):
    """How many questions are tried, or wait for that."""

    waiting = fields.Integer(required=True)
