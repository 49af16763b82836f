"""The shapes of curated answers: as they stand, and as an instructor writes them."""

from marshmallow import fields, validate

from lti_app.api.review_schemas import NewSentence
from lti_app.api.schemas import LANGUAGE, Citation, Sentence, Time
from lti_app.api.shapes import Schema
from lti_app.asking import LONGEST_SENT
from silabo.domain.reviews import MOST_SENTENCES, CopyDoubt, DecisionKind


class CuratedAnswer(Schema):
    """What instructors answer to a question and to those that ask the same, as it stands. Its id
    changes with each change of it.
    """

    id = fields.UUID(required=True, attribute="public_id")
    kind = fields.Enum(DecisionKind, by_value=True, required=True)
    question = fields.String(
        required=True,
        metadata={
            "description": "as an instructor worded it, else as it was asked last; empty where all"
            " that asked it were deleted"
        },
    )
    asked = fields.String(
        required=True, metadata={"description": "id of the newest question; empty without one"}
    )
    language = fields.String(required=True, metadata=LANGUAGE)
    sentences = fields.List(fields.Nested(Sentence), required=True)
    citations = fields.List(fields.Nested(Citation), required=True)
    decided_at = Time(required=True)
    decided_by = fields.String(
        required=True, metadata={"description": "name of the instructor; empty where unknown"}
    )
    askers = fields.Integer(required=True)
    changed = fields.Boolean(
        required=True,
        metadata={
            "description": "it cites what has left the course, or has a `doubt`, and answers nobody"
        },
    )
    doubt = fields.Enum(
        CopyDoubt,
        by_value=True,
        allow_none=True,
        metadata={"description": "why it waits to be confirmed, where it was copied; else null"},
    )
    undo_until = Time(allow_none=True)


class ChangedAnswer(Schema):
    """What is said from now on; sentences cite the numbers of the answer's own citations."""

    sentences = fields.List(
        fields.Nested(NewSentence),
        required=True,
        validate=validate.Length(max=MOST_SENTENCES),
    )


class AnswerAhead(ChangedAnswer):
    """An answer to a question that nobody need have asked; its sentences cite nothing."""

    question = fields.String(required=True, validate=validate.Length(max=LONGEST_SENT))
