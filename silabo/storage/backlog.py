"""How long the queue of questions is, in the time that writing takes."""

from silabo.domain.questions import QuestionState
from silabo.storage import answers, leases, workers
from silabo.storage.database import now_ms, reading
from silabo.storage.tables import Question

MEASURED = 20  # written answers


@reading
def written_wait_s() -> float | None:
    """How long the last question that waits would wait for an answer that a model writes; None
    while no such answer was measured.
    """
    mean_ms = answers.mean_written_ms(MEASURED)
    if mean_ms is None:
        return None
    queued = Question.select().where(leases.due(Question, QuestionState.QUEUED, now_ms()))
    return int(queued.count()) * mean_ms / 1000 / max(1, workers.answer_slots())
