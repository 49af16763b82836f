"""The shapes of what askers say of answers, of what instructors see of their questions, and of what
they decide.
"""

from marshmallow import fields, validate

from lti_app.api.deciding import LONGEST_SENT_SENTENCE
from lti_app.api.gap_schemas import Wanting
from lti_app.api.schemas import LANGUAGE, LIMIT, Answer, Citation, Time
from lti_app.api.shapes import Schema
from silabo.domain.answers import AnswerKind, Unhelpful
from silabo.domain.questions import QuestionState
from silabo.domain.reviews import LONGEST_SENTENCE, MOST_SENTENCES, DecisionKind, Fate, Harm
from silabo.storage.gaps import MOST_QUESTIONS
from silabo.storage.reviews import LONGEST_SEARCH

MOST_PAGES = 10_000
MOST_CITED = 20


class Feedback(Schema):
    """Whether an answer helped its asker, and if not, why. Where it is not sure, that says whether
    it answers, for them alone.
    """

    answered = fields.Boolean(required=True)
    reason = fields.Enum(Unhelpful, by_value=True, load_default=None, allow_none=True)


class NumberedPageQuery(Schema):
    """Which page of a list, and how long one is."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, MOST_PAGES))
    limit = fields.Integer(load_default=LIMIT, validate=validate.Range(1, LIMIT))


class ReviewQuery(NumberedPageQuery):
    """Which questions are listed: those that need eyes, or all, by what became of them and by
    words.
    """

    all = fields.Boolean(load_default=False)
    fate = fields.Enum(Fate, by_value=True, load_default=None)
    search = fields.String(load_default="", validate=validate.Length(max=LONGEST_SEARCH))


class QuestionGroup(Schema):
    """Questions that ask the same, as the newest of them was asked. What is counted of harm came
    after the last decision, in askers. `handed_by` names who handed it over; nobody else is named.
    """

    question = fields.UUID(
        required=True, attribute="public_id", metadata={"description": "id of the newest"}
    )
    text = fields.String(required=True)
    language = fields.String(required=True, metadata=LANGUAGE)
    asked_at = Time(required=True)
    state = fields.Enum(QuestionState, by_value=True, required=True)
    kind = fields.Enum(AnswerKind, by_value=True, allow_none=True)
    times = fields.Integer(required=True)
    askers = fields.Integer(required=True)
    harm = fields.Enum(
        Harm,
        by_value=True,
        allow_none=True,
        metadata={"description": "the worst; null: nothing needs eyes"},
    )
    unapproved = fields.Integer(
        required=True, metadata={"description": "whose answer waits for approval"}
    )
    unapproved_since = Time(allow_none=True, metadata={"description": "the first of them"})
    handed_by = fields.List(fields.String(), required=True)
    handed = fields.Integer(required=True)
    handed_at = Time(allow_none=True)
    unsolved = fields.Integer(required=True)
    declined = fields.Integer(required=True)
    unsure = fields.Integer(required=True)
    confirmed = fields.Integer(required=True)
    reasons = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "why it did not help, and to how many"},
    )


class Review(Schema):
    """A group of questions with all that a decision rests on. `sources` may be cited by number."""

    group = fields.Nested(QuestionGroup, required=True)
    answer = fields.Nested(Answer, allow_none=True)
    sources = fields.List(fields.Nested(Citation), required=True)
    wordings = fields.List(
        fields.String(), required=True, metadata={"description": "other ways of asking it"}
    )
    decided = fields.String(
        required=True, metadata={"description": "id of the last decision; empty without one"}
    )
    decided_as = fields.Enum(DecisionKind, by_value=True, allow_none=True)
    undo_until = Time(allow_none=True)
    near = fields.List(
        fields.Nested(Wanting),
        required=True,
        metadata={"description": "declined questions for which the same was looked for"},
    )


class NewSentence(Schema):
    """A sentence of an instructor, and the numbers of the sources that it cites, if any."""

    text = fields.String(
        required=True,
        validate=validate.Length(max=LONGEST_SENT_SENTENCE),
        metadata={"description": f"at most {LONGEST_SENTENCE} characters of visible text"},
    )
    citations = fields.List(
        fields.Integer(), load_default=list, validate=validate.Length(max=MOST_CITED)
    )


class NewDecision(Schema):
    """What is decided. `published` takes sentences; `approved` says that the given answer is fine
    as it is; `dismissed`, that nothing is to be done, and withdraws what was published before;
    who waits for approval is told that there is no answer.
    `decided` is the id of the last decision that you know of: who decides on what another one has
    decided meanwhile is refused. `answer` is the id of the review's answer: who approves or cites
    while another one stands there is refused too.
    """

    kind = fields.Enum(DecisionKind, by_value=True, required=True)
    sentences = fields.List(
        fields.Nested(NewSentence),
        load_default=list,
        validate=validate.Length(max=MOST_SENTENCES),
    )
    decided = fields.UUID(load_default=None, allow_none=True)
    answer = fields.UUID(load_default=None, allow_none=True)
    also = fields.List(
        fields.UUID(),
        load_default=list,
        validate=validate.Length(max=MOST_QUESTIONS),
        metadata={"description": "of `published`: questions `near` it that it answers too"},
    )


class Decision(Schema):
    """A decision, until when it can be taken back, and how many students will be told."""

    id = fields.UUID(required=True, attribute="public_id")
    kind = fields.Enum(DecisionKind, by_value=True, required=True)
    undo_until = Time(required=True)
    told = fields.Integer(required=True)
