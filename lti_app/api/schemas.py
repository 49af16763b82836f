"""The shapes of the API's requests and responses. Times are RFC 3339 in UTC."""

from datetime import date
from typing import Any

from marshmallow import fields, validate

from ingest.formats import LABELS_WITHOUT_PAGES
from lti_app import bearer
from lti_app.api.shapes import Schema
from lti_app.asking import LONGEST_QUESTION, LONGEST_SENT, check_length
from lti_app.panel.replies import reply_of, reply_of_part, turn_to_of
from silabo.domain import clock
from silabo.domain.answers import AnswerKind, Unhelpful, WhyQuoted
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.wording import dates

LIMIT = 50
LONGEST_PREFERENCES = 1000  # characters: there may be some that mean nothing here
LANGUAGE = {"description": "es, en or fr; und: it could not be told"}
PAGE = {"description": f"from 1; null where the format has no pages ({LABELS_WITHOUT_PAGES})"}


class Time(fields.AwareDateTime):
    """RFC 3339 with milliseconds and Z."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.isoformat(timespec="milliseconds")[:-6] + "Z"


class PageQuery(Schema):
    """Where a list goes on, and how much of it is given."""

    after = fields.UUID(metadata={"description": "id of the last one that was already seen"})
    limit = fields.Integer(load_default=LIMIT, validate=validate.Range(1, LIMIT))


class Problem(Schema):
    """RFC 9457, with a code that never changes and a reference that stands in the log."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)
    reference = fields.String(required=True)
    errors = fields.Dict()


class NewSession(Schema):
    """A launch and its one-time code, both from the address of the panel's page."""

    launch = fields.UUID(required=True)
    code = fields.String(required=True, validate=validate.Length(max=128))


class Token(Schema):
    """A bearer token, and when it ends."""

    token = fields.String(required=True)
    ends_at = Time(required=True)


class TabCode(Schema):
    """What opens a launch in a tab of its own, once and within a minute."""

    code = fields.String(required=True)


class NoticeChoice(Schema):
    """Whether an instructor wants letters about their courses: once a day, or at once where a
    question is handed over.
    """

    wanted = fields.Boolean(required=True)
    at_once = fields.Boolean(load_default=False)


class ZoneChoice(Schema):
    """An IANA time zone, such as Europe/Madrid; empty: as the learning platform tells it."""

    time_zone = fields.String(required=True, validate=validate.Length(max=64))


class QuestionLength(validate.Length):
    """The limit of what is sent as a question, told in the question's own words."""

    def __call__(self, value: Any) -> Any:
        """Raise `QuestionError` for a text that is too long to be looked at."""
        check_length(value)
        return value


class NewQuestion(Schema):
    """What is asked. `letter` asks for the answer by e-mail too, `if_unseen` for that only where it
    has not been seen; without them a student's last choice stands, and an instructor gets none.
    """

    text = fields.String(
        required=True,
        validate=QuestionLength(max=LONGEST_SENT),
        metadata={"description": f"at most {LONGEST_QUESTION} characters of visible text"},
    )
    letter = fields.Boolean(load_default=None, allow_none=True)
    if_unseen = fields.Boolean(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "the e-mail waits for some minutes, and does not come once the answer "
            "was said to be seen; it comes at once where no panel of yours is open in the course"
        },
    )
    follows = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "id of your question in this course that this one goes on from: where "
            "this one does not stand alone, it is completed from there"
        },
    )
    may_follow = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "the same where this one does not stand alone, and that one was asked "
            "within 15 minutes; otherwise it follows none"
        },
    )


class AskHeaders(Schema):
    """A key of the client's choice: the same key and text make one question. And how long the
    client would wait for the answer: `wait=20` (RFC 7240), at most so many seconds.
    """

    idempotency_key = fields.String(
        data_key="Idempotency-Key", load_default="", validate=validate.Length(max=100)
    )
    prefer = fields.String(
        data_key="Prefer", load_default="", validate=validate.Length(max=LONGEST_PREFERENCES)
    )


class Passage(Schema):
    """A passage of a document: a paragraph, list item, table row or code block."""

    document = fields.UUID(required=True)
    version = fields.UUID(required=True)
    title = fields.String(required=True, attribute="document_title")
    path = fields.List(fields.String(), required=True)
    anchor = fields.String(required=True)
    page = fields.Integer(allow_none=True, metadata=PAGE)
    text = fields.String(required=True)


class Citation(Schema):
    """A receipt: the words quoted, and where they stand."""

    number = fields.Integer(required=True)
    document = fields.UUID(required=True)
    version = fields.UUID(required=True)
    title = fields.String(required=True, attribute="document_title")
    path = fields.List(fields.String(), required=True)
    anchor = fields.String(required=True)
    page = fields.Integer(allow_none=True, metadata=PAGE)
    row = fields.Integer(allow_none=True)
    quote = fields.String(required=True)
    language = fields.String(required=True, metadata={"description": "of the words quoted"})


class DaysAway(fields.Integer):
    """How far the `day` beside it is from today in the course's time zone."""

    def serialize(self, attr: str, obj: Any, accessor: Any = None, **kwargs: Any) -> int | None:
        """The days from today; None without a day."""
        day: date | None = obj.day
        if day is None:
            return None
        return (day - dates.today(clock.now(), bearer.view().time_zone)).days


class Sentence(Schema):
    """A sentence, and the numbers of its citations; `part` is the number of the question that it
    answers, from 1, where a message asks several, else 0. Where a date was asked for and the
    sentence tells one, and only one, `day` is that day.
    """

    text = fields.String(required=True)
    citations = fields.List(fields.Integer(), required=True)
    day = fields.Date(allow_none=True)
    days_away = DaysAway(
        allow_none=True,
        metadata={"description": "from today in the course's time zone; negative: it was"},
    )
    part = fields.Integer(required=True)


class Choice(Schema):
    """What a question may mean, as the documents call it, and the question that says so."""

    name = fields.String(required=True)
    question = fields.String(required=True)


class Part(Schema):
    """One of several questions of a message, as it was typed, and what came of it. `kind` is null
    where it was not looked at, for the message asks too many; `searched` and `reply` as in an
    answer.
    """

    asked = fields.String(required=True)
    kind = fields.Enum(AnswerKind, by_value=True, allow_none=True, required=True)
    searched = fields.List(fields.String(), required=True)
    documents_in = fields.List(fields.String(), required=True)
    understood_as = fields.String(required=True)
    reply = fields.Function(reply_of_part, required=True, metadata={"type": "string"})


class Changes(Schema):
    """Facts that the answer before told and this one does not, as they were written, and those that
    it tells instead.
    """

    was = fields.List(fields.String(), required=True)
    now = fields.List(fields.String(), required=True)


class Answer(Schema):
    """An answer; where a message asks several questions its kind is the best of their `parts`.
    `closest` quotes the closest that the documents say, which may not answer, and `searched` says
    what was looked for. `declined` says it too, and quotes what came nearest; `why_quoted` says why
    quotations stand where a language model should have written.
    """

    id = fields.UUID(required=True, attribute="public_id")
    revision = fields.Integer(required=True)
    kind = fields.Enum(AnswerKind, by_value=True, required=True)
    language = fields.String(required=True, metadata=LANGUAGE)
    sentences = fields.List(fields.Nested(Sentence), required=True)
    citations = fields.List(fields.Nested(Citation), required=True)
    searched = fields.List(fields.String(), required=True)
    nearest = fields.List(fields.Nested(Citation), required=True)
    quoted = fields.List(
        fields.Nested(Citation),
        required=True,
        metadata={"description": "of `generated`: what the documents say in their own words"},
    )
    parts = fields.List(
        fields.Nested(Part),
        required=True,
        metadata={"description": "of a message that asks several questions, else empty"},
    )
    reply = fields.Function(
        reply_of,
        required=True,
        metadata={
            "type": "string",
            "description": "what is said where no document answers (a greeting, graded work, what"
            " is not about the course), in the reader's language; beside another kind, to whom"
            " somebody in danger can turn; else empty",
        },
    )
    why_quoted = fields.Enum(WhyQuoted, by_value=True, allow_none=True)
    documents_in = fields.List(
        fields.String(),
        metadata={
            "description": "of `closest` and `declined`: the languages of the documents, where the"
            " question is in none of them; they may say it all the same"
        },
    )
    choices = fields.List(
        fields.Nested(Choice),
        required=True,
        metadata={
            "description": "where the question leaves open which of several it means, and what is"
            " told is not said of all of them: ask the question of one, which `follows` this one"
        },
    )
    confirmed = fields.Boolean(
        required=True,
        metadata={"description": "of `closest`: its asker says that it answers, for them alone"},
    )
    helped = fields.Boolean(
        allow_none=True, metadata={"description": "as its asker says; null: they said nothing"}
    )
    unhelpful = fields.Enum(
        Unhelpful, by_value=True, allow_none=True, metadata={"description": "why it did not"}
    )
    changes = fields.Nested(Changes, allow_none=True)
    disagrees = fields.Boolean(required=True)  # documents state what it cites differently
    checked_at = Time(
        allow_none=True,
        metadata={"description": "of `curated`: when instructors wrote or approved it"},
    )
    understood_as = fields.String(
        required=True,
        metadata={
            "description": "the question that was answered, where that was completed from those "
            "before it; empty: as it was written"
        },
    )
    created_at = Time(required=True)


class Waiting(Schema):
    """A place in the queue; `seconds` is the measured estimate, null while there is none. No more
    than 500 are counted: 501 means 501 or more.
    """

    place = fields.Integer(required=True)
    of = fields.Integer(required=True)
    seconds = fields.Integer(allow_none=True)


class Question(Schema):
    """A question. `passages` is null until a search came back."""

    id = fields.UUID(required=True, attribute="public_id")
    text = fields.String(required=True)
    language = fields.String(required=True, metadata=LANGUAGE)
    state = fields.Enum(QuestionState, by_value=True, required=True)
    follows = fields.UUID(
        allow_none=True, metadata={"description": "id of the question that it goes on from"}
    )
    asked_at = Time(required=True)
    answered_at = Time(allow_none=True)
    waiting = fields.Nested(Waiting, allow_none=True)
    passages = fields.List(fields.Nested(Passage), allow_none=True)
    quoted = fields.List(
        fields.Nested(Citation),
        required=True,
        metadata={
            "description": "what the documents say in their own words while a model still writes;"
            " empty before that is found, and once there is an answer"
        },
    )
    answer = fields.Nested(Answer, allow_none=True)
    handed_at = Time(
        allow_none=True, metadata={"description": "when you sent it to your instructors"}
    )
    if_unseen = fields.Boolean(
        required=True,
        metadata={"description": "an e-mail comes only where the answer has not been seen"},
    )
    unapproved_since = Time(
        allow_none=True,
        metadata={
            "description": "of `unapproved`: since when its answer waits for an instructor of the"
            " course to approve it; it is told then, and by nothing before"
        },
    )
    turn_to = fields.Function(
        turn_to_of,
        required=True,
        metadata={
            "type": "string",
            "description": "of `unapproved`: to whom somebody in distress can turn meanwhile",
        },
    )
    unread = fields.Boolean(
        required=True,
        metadata={
            "description": "it has an answer, or has failed, and you did not say that you saw it"
        },
    )
    delivery = fields.Enum(DeliveryState, by_value=True, allow_none=True)


class Status(Schema):
    """Whether questions can be asked, how many wait, and who writes the answers."""

    version = fields.String(required=True, metadata={"description": "the version of Sílabo"})
    ok = fields.Boolean(required=True)
    waiting = fields.Integer(
        required=True, metadata={"description": "questions, counted up to 1,000"}
    )
    answers = fields.String(required=True, validate=validate.OneOf(["quotations", "model"]))
