"""How much eyes are needed on groups of questions, as the database counts it."""

from dataclasses import dataclass
from typing import Any

from peewee import JOIN, Case, Expression, ModelSelect, fn

from silabo.domain.answers import AnswerKind
from silabo.domain.questions import QuestionState
from silabo.domain.reviews import Harm
from silabo.storage import curated, tables
from silabo.storage.groups import key

RANKS = {harm: rank for rank, harm in enumerate(Harm, start=1)}
NO_RANK = len(RANKS) + 1


@dataclass(frozen=True, slots=True)
class Counted:
    """A group as a query gives it. Harm is counted since the last decision, in askers."""

    key: str
    newest: int  # the number of its newest question
    times: int
    askers: int
    unapproved: int
    unapproved_since: int | None
    handed: int
    handed_at: int | None
    unsolved: int
    declined: int
    unsure: int
    confirmed: int
    rank: int

    @property
    def harm(self) -> Harm | None:
        """The worst of it."""
        return next((harm for harm, rank in RANKS.items() if rank == self.rank), None)


def asked(course_id: int, *columns: Any) -> "ModelSelect[tables.Question]":
    """The questions of a course beside the answer that counts, if they have one."""
    question, answer = tables.Question, tables.Answer
    other = answer.alias()
    last = other.select(fn.MAX(other.revision)).where(other.question == question.id)
    is_last = (answer.question == question.id) & (answer.revision == last)
    return (
        question.select(*columns)
        .join(answer, JOIN.LEFT_OUTER, on=is_last)
        .where(question.course == course_id, question.state != QuestionState.CANCELLED)
    )


def counted(course_id: int, *which: Expression) -> "ModelSelect[tables.Question]":
    """The groups of these questions as rows of what `Counted` has, in its order. The caller is
    connected.
    """
    return _select(course_id, *which)[0]


def harmed(course_id: int) -> "ModelSelect[tables.Question]":
    """Those that need eyes, the most harmful first. The caller is connected."""
    rows, rank, weight = _select(course_id)
    newest = fn.MAX(tables.Question.id)
    return rows.having(rank < NO_RANK).order_by(rank, weight.desc(), newest.desc())


def _select(course_id: int, *which: Expression) -> "tuple[ModelSelect[tables.Question], Any, Any]":
    question, answer = tables.Question, tables.Answer
    done = settled(course_id)
    since = fn.COALESCE(done.c.settled_at, 0)
    new = answer.created_at > since
    waits, waiting = _waits(course_id)
    unapproved = _askers(waits)
    waits_since = fn.MIN(Case(None, [(waits, answer.created_at)], None))
    handed = _askers(question.handed_at > since)
    unsolved = _askers((answer.feedback_at > since) & answer.helped.in_([False]))
    declined = _askers(new & (answer.kind == AnswerKind.DECLINED))
    closest = new & (answer.kind == AnswerKind.CLOSEST) & answer.helped.is_null()
    unsure = _askers(closest)
    confirmed = _askers(new & answer.confirmed_at.is_null(False))
    askers = fn.COUNT(question.person.distinct())
    rank = _rank((unapproved, handed, unsolved, _changed(course_id), declined, unsure + confirmed))
    columns = (
        *(key(), fn.MAX(question.id), fn.COUNT(question.id), askers),
        *(unapproved, waits_since, handed),
        *(fn.MAX(question.handed_at), unsolved, declined, unsure, confirmed, rank),
    )
    rows = (
        asked(course_id, *columns)
        .switch(question)
        .join(done, JOIN.LEFT_OUTER, on=(done.c.alike == key()))
        .switch(question)
        .join(waiting, JOIN.LEFT_OUTER, on=(waiting.c.alike == key()))
        .where(*which)
        .group_by(key())
    )
    # What somebody found their answer in is quickly approved.
    weight = unapproved + handed + unsolved * askers + declined * askers + unsure + 2 * confirmed
    return rows, rank, weight


def settled(course_id: int) -> Any:
    """When each group was decided of last. What was copied in doubt decides nothing: whoever
    waits for an answer goes on waiting.
    """
    table = tables.Decision
    return (
        table.select(table.alike, fn.MAX(table.created_at).alias("settled_at"))
        .where(table.course == course_id, table.doubt.is_null())
        .group_by(table.alike)
        .alias("settled")
    )


def _waits(course_id: int) -> tuple[Any, Any]:
    """Whether a question's answer waits for approval, and the decisions that are on their way, to
    be joined: for whom one is, waits for nobody any more.
    """
    table = tables.Decision
    on_its_way = (
        table.select(table.alike, fn.MAX(table.created_at).alias("decided_at"))
        .where(table.course == course_id, table.spread_at.is_null(), table.doubt.is_null())
        .group_by(table.alike)
        .alias("on_its_way")
    )
    decided = fn.COALESCE(on_its_way.c.decided_at, 0)
    waits = (tables.Question.state == QuestionState.UNAPPROVED) & (
        tables.Answer.created_at > decided
    )
    return waits, on_its_way


def _askers(which: Expression) -> Any:
    return fn.COUNT(Case(None, [(which, tables.Question.person)], None).distinct())


def _rank(counts: tuple[Any, ...]) -> Any:
    found = [(count > 0, rank) for count, rank in zip(counts, RANKS.values(), strict=True)]
    return Case(None, found, NO_RANK)


def _changed(course_id: int) -> Any:
    """Whether the last decision of a group is an answer whose documents have changed."""
    table = tables.Decision
    newest = table.select(fn.MAX(table.id)).where(table.course == course_id).group_by(table.alike)
    last = table.select().where(table.id.in_(newest), table.citations.is_null(False))
    gone = [row.alike for row in curated.changed(course_id, list(last))]
    return fn.MAX(Case(None, [(key().in_(gone), 1)], 0)) if gone else fn.MIN(0)
