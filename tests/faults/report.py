"""What became of the questions that were accepted, as the database and the logs tell it."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

from peewee import fn

from silabo.storage import database, tables


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the questions that were accepted. `print` it: the four counts decide."""

    lost: list[str]  # accepted, and neither answered nor told that it failed
    duplicated: list[str]  # answered twice, or more than one letter
    unexpected: list[str]  # in the database, and nobody knows of having asked
    recovered: int  # answered at a later attempt than the first

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, doubled or made up."""
        return not (self.lost or self.duplicated or self.unexpected)


def report(accepted: Set[str], sent: Counter[str]) -> Report:
    """Compare what was accepted, and how often each letter was sent, with what is there."""
    with database.connection():
        rows = {row.public_id: row for row in tables.Question.select()}
        times = dict(
            tables.Answer.select(tables.Answer.question, fn.COUNT(tables.Answer.id))
            .group_by(tables.Answer.question)
            .tuples()
        )
    settled = {"answered", "failed", "cancelled"}
    return Report(
        lost=sorted(
            each for each in accepted if each not in rows or rows[each].state not in settled
        ),
        duplicated=sorted(name for name, row in rows.items() if times.get(row.id, 0) > 1)
        + sorted(letter for letter, count in sent.items() if count > 1),
        unexpected=sorted(set(rows) - accepted),
        recovered=sum(row.state == "answered" and row.attempt > 1 for row in rows.values()),
    )
