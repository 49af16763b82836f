"""Later answers: each is a row with the next revision, and its asker is told."""

from silabo.domain.answers import Outcome
from silabo.domain.errors import NotFoundError
from silabo.domain.questions import QuestionState
from silabo.storage import answers, owing, tables
from silabo.storage.database import now_ms, transaction


@transaction
def revise(public_id: str, outcome: Outcome, *, by_instructor: bool = False) -> int:
    """Answer an answered question anew, owe its asker the letter, and return the revision.

    Raises `NotFoundError` for a question that is unknown or has no answer yet.
    """
    table = tables.Question
    row = table.get_or_none(table.public_id == public_id, table.state == QuestionState.ANSWERED)
    if row is None:
        raise NotFoundError
    # No worker wrote it: 0 ms would be a lie to the estimate, which leaves such answers out.
    revision = answers.add(row.id, outcome, took_ms=0, now=now_ms())
    owing.owe_answer(row.id, revision=revision, by_instructor=by_instructor)
    return revision
