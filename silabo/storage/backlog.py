"""How long the queue of questions is, in the time that writing takes, and what waits behind it."""

from dataclasses import dataclass

from peewee import SQL, Select, fn

from silabo.domain.copies import CopyState
from silabo.domain.expectations import ExpectationState
from silabo.domain.pictures import PageState
from silabo.domain.questions import QuestionState
from silabo.domain.revisits import RevisitState
from silabo.domain.webhooks import CallState
from silabo.storage import answers, leases, workers
from silabo.storage.database import database, now_ms, reading
from silabo.storage.tables import (
    CourseCopy,
    Expectation,
    PicturePage,
    Question,
    Revisit,
    WebhookCall,
)

MEASURED = 20  # written answers


@reading
def waits_longer_than(seconds: float) -> bool:
    """Whether the last question that waits would wait longer for an answer that a model writes;
    False while no such answer was measured.
    """
    mean_ms = answers.mean_written_ms(MEASURED)
    if not mean_ms:
        return False
    in_time = int(seconds * 1000 * max(1, workers.answer_slots()) / mean_ms)
    return leases.count_due(Question, QuestionState.QUEUED, now_ms(), in_time + 1) > in_time


@reading
def unwaited(most: int) -> int:
    """How many questions may be answered again or tried, for which nobody waits: of each at most
    `most`.
    """
    now = now_ms()
    again = Revisit.select(Revisit.id).where(leases.due(Revisit, RevisitState.READY, now))
    tried = Expectation.select(Expectation.id).where(
        leases.due(Expectation, ExpectationState.READY, now)
    )
    # One statement for both: every process asks this every ten seconds.
    counts = [
        Select([waits.limit(most).alias("waits")], [fn.COUNT(SQL("1"))]) for waits in (again, tried)
    ]
    return sum(map(int, database.execute(Select(columns=counts)).fetchone()))


@dataclass(frozen=True, slots=True)
class Seldom:
    """Which kinds of work that is seldom are open at all."""

    pictures: bool
    copies: bool
    calls: bool


@reading
def seldom() -> Seldom:
    """What of it is open, in one statement: every process asks this every ten seconds."""
    kinds = (
        (PicturePage, (PageState.WAITING, PageState.WORKING)),
        (CourseCopy, (CopyState.READY, CopyState.WORKING)),
        (WebhookCall, (CallState.READY, CallState.CALLING)),
    )
    are_open = [
        fn.EXISTS(table.select(table.id).where(table.state.in_(states))) for table, states in kinds
    ]
    return Seldom(*map(bool, database.execute(Select(columns=are_open)).fetchone()))
