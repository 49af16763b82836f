"""Questions of a course that ask the same and wait at the same time: one answer is for all."""

from peewee import Expression

from silabo.domain.questions import ClaimedQuestion, QuestionState
from silabo.storage import tables
from silabo.storage.database import reading

MOST = 500  # of those that wait; more are answered by the next of them


def unless_in_work() -> list[Expression]:
    """The conditions under which no question is claimed whose equal is in work: its answer is on
    the way. Two that are claimed at the same moment are each answered. The caller is connected.
    """
    table = tables.Question
    in_work = table.select(table.course, table.alike).where(
        table.state == QuestionState.WORKING, table.alike.is_null(False)
    )
    return [
        (table.course != row.course_id) | table.alike.is_null() | (table.alike != row.alike)
        for row in in_work
    ]


@reading
def of(claimed: ClaimedQuestion) -> list[int]:
    """The numbers of the questions that wait for the same answer, oldest first: equal to one, and
    over the same documents.
    """
    if not claimed.alike:
        return []
    table = tables.Question
    waiting = (
        table.select(table.id, table.documents)
        .where(
            table.course == claimed.course_id,
            table.alike == claimed.alike,
            table.state == QuestionState.QUEUED,
        )
        .order_by(table.id)
        .limit(MOST)
    )
    return [row.id for row in waiting if tuple(row.documents or ()) == claimed.documents]
