"""Answers that wait until an instructor has approved them: which ones do, and how all of them are
let go where their course does not want that any more. What an instructor decides of them reaches
their askers as every decision does (`silabo/storage/curated.py`).
"""

from peewee import ModelSelect

from silabo.domain.answers import UNCHECKED, Outcome
from silabo.domain.crash import CrashPoint, point
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.storage import answers, courses, notices, owing, tables
from silabo.storage.database import transaction
from silabo.storage.question_views import ANSWERS

BATCH = 50  # askers in one transaction: nobody else waits long behind it


def is_wanted(question: tables.Question, outcome: Outcome) -> bool:
    """Whether an outcome waits: in a course that wants it, whatever tells something that nobody has
    looked at. Talk, and that the documents do not say it, hold nothing to be approved. The caller
    is connected.
    """
    return outcome.kind in UNCHECKED and courses.approval(question.course_id)


def hold(question: tables.Question, revision: int, *, first: bool = False) -> None:
    """Let the newest answer of a question wait, its `first` or a later one: its asker sees none, no
    letter that still waits tells it, and its instructors are told at once where they want that. The
    caller holds the transaction that records it.
    """
    table, letter = tables.Question, tables.Delivery
    told = letter.question == question.id, letter.kind.in_(ANSWERS)
    letter.update(state=DeliveryState.SUPPRESSED).where(
        *told, letter.state == DeliveryState.READY
    ).execute()
    never = {"answered_at": None} if first else {}
    table.update(state=QuestionState.UNAPPROVED, status=None, unread=None, **never).where(
        table.id == question.id
    ).execute()
    # Answered again it waits again, and whoever was told of the one before is told of this one.
    notices.owe_at_once(question, f":waits:{revision}")
    point(CrashPoint.ANSWER_HELD)


def tell(question: tables.Question, revision: int) -> None:
    """Let an asker have an answer that waited, or what took its place, with the letter. The caller
    holds the transaction.
    """
    if owing.let_out(question):
        owing.owe_answer(question.id, revision=revision, first=question.answered_at is None)


@transaction
def let_go() -> int:
    """Let some askers have the answers that wait in courses that want no approval any more; return
    how many were found, 0 when nobody is left.

    An asker waits no more as soon as they have it: whatever is killed between two transactions, the
    next call goes on where that one ended.
    """
    found = list(unwanted().order_by(tables.Question.id).limit(BATCH))
    for row in found:
        answer = answers.newest(row.id)
        if answer is not None:
            tell(row, answer.revision)
    if found:
        point(CrashPoint.ANSWERS_LET_GO)
    return len(found)


def unwanted() -> "ModelSelect[tables.Question]":
    """The questions whose answers wait though their course wants no approval any more. The caller
    is connected.
    """
    question, course = tables.Question, tables.Course
    return (
        question.select()
        .join(course)
        .where(question.state == QuestionState.UNAPPROVED, course.approval.in_([False]))
    )
