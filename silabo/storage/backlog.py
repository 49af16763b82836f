"""How long the queue of questions is, in the time that writing takes, and what waits behind it."""

from peewee import SQL, Select, fn

from silabo.domain.expectations import ExpectationState
from silabo.domain.questions import QuestionState
from silabo.domain.revisits import RevisitState
from silabo.storage import answers, leases, workers
from silabo.storage.database import database, now_ms, reading
from silabo.storage.tables import Expectation, Question, Revisit

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
