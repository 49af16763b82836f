"""How long the queue of questions is, in the time that writing takes."""

from silabo.domain.questions import QuestionState
from silabo.storage import answers, leases, workers
from silabo.storage.database import now_ms, reading
from silabo.storage.tables import Question

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
