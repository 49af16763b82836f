"""What is kept of a person, as plain values: for their own copy of it."""

from collections.abc import Iterator, Sequence
from typing import Any

from silabo.domain.clock import from_ms
from silabo.domain.deliveries import ClaimedDelivery
from silabo.domain.errors import NotFoundError
from silabo.domain.questions import NOT_APPROVED, DeliveryState, QuestionState
from silabo.storage import answers, letter_views, tables
from silabo.storage.database import reading

Plain = dict[str, Any]  # what json writes

_QUESTION = ("public_id", "text", "language", "state", "asked_at", "answered_at", "handed_at")
_TELLING = ("letter", "if_unseen", "unread")  # how its asker is told
_ANSWER = ("public_id", "revision", "kind", "language", "sentences", "nearest", "understood_as")
_FEEDBACK = ("confirmed_at", "helped", "unhelpful", "feedback_at", "checked_at", "created_at")
_CITATION = ("number", "document_title", "path", "page", "row", "quote")
_CALL = ("purpose", "model", "prompt", "output", "created_at")
_LETTER = ("public_id", "kind", "state", "address", "message_id")
_LETTER_TIMES = ("created_at", "sent_at", "seen_at")
_PERSON = ("public_id", "issuer", "sub", "name", "email", "language", "letters", "notices")
_LETTERS_TO_PERSON = ("letters_if_unseen", "at_once", "letters_stopped_at", "refused_address")


@reading
def export(public_id: str) -> Plain:
    """Everything that is kept of a person, those things left out that are keys (tokens, their
    digests) or only count (questions a minute). Times are RFC 3339. Raises `NotFoundError`.
    """
    row = _person(public_id)
    joined = list(tables.Person.select().where(tables.Person.merged_into == row.id))
    accounts = [row.id, *(account.id for account in joined)]
    return {
        "person": _plain(row, *_PERSON, *_LETTERS_TO_PERSON, "created_at"),
        "merged_accounts": [_plain(account, "issuer", "sub", "created_at") for account in joined],
        "courses": [_course(role) for role in _theirs(tables.CourseRole, accounts)],
        "launches": [_launch(launch) for launch in _theirs(tables.Launch, accounts)],
        "questions": [_question(asked) for asked in _theirs(tables.Question, accounts)],
        "decisions": [
            _plain(decided, "kind", "language", "sentences", "created_at")
            for decided in _theirs(tables.Decision, accounts)
        ],
        "service_tokens": [
            _plain(token, "public_id", "name", "created_at", "ends_at", "used_at")
            for token in _theirs(tables.ServiceToken, accounts)
        ],
        "copies": [
            {"course": copied.course.public_id, **_plain(copied, "state", "created_at")}
            for copied in _theirs(tables.CourseCopy, accounts)
        ],
        "webhooks": [
            _plain(webhook, "public_id", "address", "created_at")
            for webhook in _theirs(tables.Webhook, accounts)
        ],
        "letters": [_letter(letter) for letter in _theirs(tables.Delivery, accounts)],
    }


@reading
def letters(public_id: str) -> list[ClaimedDelivery]:
    """What each letter that was sent to a person is composed of, oldest first: the text itself is
    not kept. Raises `NotFoundError`.
    """
    table, person = tables.Delivery, _person(public_id)
    waiting = tables.Question.select(tables.Question.id).where(
        tables.Question.person == person.id, tables.Question.state == QuestionState.UNAPPROVED
    )
    sent = table.select().where(
        table.person == person.id,
        table.state == DeliveryState.SENT,
        # A letter tells the newest answer, and theirs is not told yet.
        table.question.is_null() | table.question.not_in(waiting),
    )
    return [
        letter_views.view(row, "", str(row.address or person.email))
        for row in sent.order_by(table.id)
    ]


def _person(public_id: str) -> tables.Person:
    row: tables.Person | None = tables.Person.get_or_none(tables.Person.public_id == public_id)
    if row is None:
        raise NotFoundError
    return row


def _theirs(table: Any, accounts: Sequence[int]) -> Iterator[Any]:
    return iter(table.select().where(table.person.in_(accounts)).order_by(table.id))


def _course(role: tables.CourseRole) -> Plain:
    course = _plain(role.course, "public_id", "title", "label", "url")
    return {**course, "role": role.name, "seen_at": _time(role.seen_at)}


def _launch(launch: tables.Launch) -> Plain:
    opened = tables.Session.select().where(tables.Session.launch == launch.id)
    return {
        "course": launch.course.public_id,
        **_plain(launch, "role", "language", "roles", "created_at"),
        "sessions": [
            _plain(session, "kind", "seen_at", "left_at", "ends_at") for session in opened
        ],
    }


def _question(row: tables.Question) -> Plain:
    """What waits for an instructor's approval is told by nothing else either: it is said that it
    does, and it comes along once it was told.
    """
    waits = row.state == QuestionState.UNAPPROVED
    revisions = list(
        tables.Answer.select()
        .where(tables.Answer.question == row.id)
        .order_by(tables.Answer.revision)
    )
    told = _told(row, revisions)
    calls = tables.ModelCall.select().where(tables.ModelCall.question == row.id)
    if waits or (row.course.approval and row.answered_at is None):
        calls = calls.where(tables.ModelCall.id.is_null())
    else:
        calls = calls.where(tables.ModelCall.created_at > _kept_until(revisions, told))
    return {
        "course": row.course.public_id,
        **_plain(row, *_QUESTION, *_TELLING),
        "waits_for_approval": waits,
        "follows": row.follows.public_id if row.follows else None,
        "answers": [_answer(answer) for answer in told],
        "model_calls": [_plain(call, *_CALL) for call in calls.order_by(tables.ModelCall.id)],
    }


def _told(row: tables.Question, revisions: Sequence[tables.Answer]) -> list[tables.Answer]:
    """Those of a question's answers that were told: what waited for approval when another one took
    its place, or was dismissed, is told to nobody.
    """
    if row.state == QuestionState.UNAPPROVED:
        revisions = revisions[:-1] if row.answered_at is not None else ()
    # The first that was told is the last of those from before its question counted as answered.
    until = row.answered_at or 0
    before = [each.revision for each in revisions if each.created_at <= until]
    dismissed = {each.revision - 1 for each in revisions if each.reply == NOT_APPROVED}
    first = max(before, default=0)
    return [each for each in revisions if each.revision >= first and each.revision not in dismissed]


def _kept_until(revisions: Sequence[tables.Answer], told: Sequence[tables.Answer]) -> int:
    """When the last answer was made that nobody was told, in these words or later; 0 for none."""
    known = [_texts(each) for each in told]
    return max((each.created_at for each in revisions if _texts(each) not in known), default=0)


def _texts(row: tables.Answer) -> list[str]:
    return [each.text for each in answers.sentences_back(row.sentences)]


def _answer(row: tables.Answer) -> Plain:
    cited = tables.Citation.select().where(tables.Citation.answer == row.id)
    return {
        **_plain(row, *_ANSWER, *_FEEDBACK),
        "citations": [
            _plain(citation, *_CITATION) for citation in cited.order_by(tables.Citation.number)
        ],
    }


def _letter(row: tables.Delivery) -> Plain:
    question = row.question.public_id if row.question else None
    return {**_plain(row, *_LETTER, *_LETTER_TIMES), "question": question}


def _plain(row: tables.Table, *names: str) -> Plain:
    values = {name: getattr(row, name) for name in names}
    return {
        "id" if name == "public_id" else name: _time(value) if name.endswith("_at") else value
        for name, value in values.items()
    }


def _time(at_ms: int | None) -> str | None:
    return from_ms(at_ms).isoformat().replace("+00:00", "Z") if at_ms else None
