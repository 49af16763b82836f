"""What always holds between rows, asked of the database: a copy in which it does not is damaged."""

from collections.abc import Callable, Iterator
from typing import Any

from peewee import JOIN, ForeignKeyField, ModelSelect, fn

from silabo.domain.answers import AnswerKind
from silabo.domain.deliveries import DeliveryKind
from silabo.domain.documents import VersionState
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.storage.database import reading
from silabo.storage.tables import (
    TABLES,
    Answer,
    Citation,
    Delivery,
    Leased,
    Passage,
    Question,
    Table,
    Version,
)

WITHOUT_RECEIPTS = (AnswerKind.REPLY, AnswerKind.DECLINED, AnswerKind.CURATED)


@reading
def broken() -> list[str]:
    """A line for each rule that does not hold, with how many rows break it; empty when all do."""
    found = [(rule, query().count()) for rule, query in RULES.items()]
    found += [(rule, query.count()) for rule, query in _orphans()]
    return [f"{rows} {rule}" for rule, rows in found if rows]


def _ready_with_other_passages() -> "ModelSelect[Any]":
    held = (
        Passage.select(Passage.version, fn.COUNT(Passage.id).alias("held"))
        .group_by(Passage.version)
        .alias("held")
    )
    return (
        Version.select(Version.id)
        .join(held, JOIN.LEFT_OUTER, on=(Version.id == held.c.version_id))
        .where(
            Version.state == VersionState.READY,
            Version.passage_count != fn.COALESCE(held.c.held, 0),
        )
    )


def _several_ready() -> "ModelSelect[Any]":
    return (
        Version.select(Version.document)
        .where(Version.state == VersionState.READY)
        .group_by(Version.document)
        .having(fn.COUNT(Version.id) > 1)
    )


def _several_answer_letters() -> "ModelSelect[Any]":
    return (
        Delivery.select(Delivery.question)
        .where(Delivery.kind == DeliveryKind.ANSWER)
        .group_by(Delivery.question)
        .having(fn.COUNT(Delivery.id) > 1)
    )


def _answered_without_answer() -> "ModelSelect[Any]":
    return (
        Question.select(Question.id)
        .join(Answer, JOIN.LEFT_OUTER, on=(Answer.question == Question.id))
        .where(
            Question.state.in_((QuestionState.ANSWERED, QuestionState.UNAPPROVED)),
            Answer.id.is_null(),
        )
    )


def _sent_without_letter() -> "ModelSelect[Any]":
    # One that came back afterwards went all the same.
    sent = Delivery.select(Delivery.question).where(
        Delivery.question.is_null(False), Delivery.sent_at.is_null(False)
    )
    return Question.select(Question.id).where(Question.status == "sent", Question.id.not_in(sent))


def _without_receipts() -> "ModelSelect[Any]":
    return (
        Answer.select(Answer.id)
        .join(Citation, JOIN.LEFT_OUTER, on=(Citation.answer == Answer.id))
        .where(Answer.kind.not_in(WITHOUT_RECEIPTS), Citation.id.is_null())
    )


def _following_another_s() -> "ModelSelect[Any]":
    earlier = Question.alias()
    return (
        Question.select(Question.id)
        .join(earlier, on=(Question.follows == earlier.id))
        .where((Question.person != earlier.person) | (Question.course != earlier.course))
    )


def _held_without_lease(table: type[Leased], *working: str) -> "Callable[[], ModelSelect[Any]]":
    # One of the two without the other: a row that nobody works on and nobody takes.
    works, leased = table.state.in_(working), table.lease_token.is_null(False)
    return lambda: table.select(table.id).where((works & ~leased) | (~works & leased))


RULES: "dict[str, Callable[[], ModelSelect[Any]]]" = {
    "ready versions have other passages than they count": _ready_with_other_passages,
    "documents have more than one version that answers": _several_ready,
    "questions have more than one answer letter": _several_answer_letters,
    "answered questions have no answer": _answered_without_answer,
    "questions say that a letter went, and none did": _sent_without_letter,
    "answers have no receipt": _without_receipts,
    "questions go on from one of another person or course": _following_another_s,
    "questions disagree with their lease": _held_without_lease(Question, QuestionState.WORKING),
    "letters disagree with their lease": _held_without_lease(Delivery, DeliveryState.SENDING),
    "versions disagree with their lease": _held_without_lease(
        Version, VersionState.VALIDATING, VersionState.EXTRACTING, VersionState.INDEXING
    ),
}


def _orphans() -> "Iterator[tuple[str, ModelSelect[Any]]]":
    """Rows whose parent is not there: a database never checks that again in what it restored."""
    for table in TABLES:
        for field in table._meta.refs:
            yield _rule_of(table, field), _without_parent(table, field)


def _rule_of(table: type[Table], field: ForeignKeyField) -> str:
    return f"rows of {table._meta.table_name} have no {field.rel_model._meta.table_name}"


def _without_parent(table: type[Table], field: ForeignKeyField) -> "ModelSelect[Any]":
    parent = field.rel_model.alias()
    return (
        table.select(table.id)
        .join(parent, JOIN.LEFT_OUTER, on=(field == parent.id))
        .where(field.is_null(False), parent.id.is_null())
    )
