"""A course whose answers wait for approval: what is asked there, and what an instructor decides."""

from silabo.domain.answers import Outcome, Sentence
from silabo.domain.questions import Question
from silabo.domain.reviews import DecisionKind, NewDecision
from silabo.storage import (
    approval,
    curated,
    database,
    decisions,
    questions,
    reviews,
    tables,
)
from tests import seeds

SECRET = "El parcial es el 1 de octubre."


def shown(course: int) -> tables.Version:
    """The document of a course that says it."""
    version = tables.Version
    row = version.select().join(tables.Document).where(tables.Document.course == course).first()
    return row or version.get_by_id(seeds.ready(course, SECRET))


def quoting(course: int, **changes: object) -> Outcome:
    """An answer that quotes that document."""
    row = shown(course)
    cited = seeds.citation(document=row.document.public_id, version=row.public_id, quote=SECRET)
    return seeds.extractive(**{"citations": (cited,), **changes})


def asked(who: tuple[int, int], outcome: Outcome | None = None, alike: str = "a") -> Question:
    return seeds.answered(who, outcome or quoting(who[1]), alike=alike)


def look(who: tuple[int, int], question: Question) -> Question:
    return questions.get(who[1], who[0], question.public_id)


def decide(who: tuple[int, int], question: Question, kind: DecisionKind, *said: str) -> str:
    """An instructor decides, and it can no longer be taken back."""
    found = reviews.review(who[1], question.public_id)
    new = NewDecision(
        kind,
        tuple(Sentence(text, ()) for text in said),
        decided=found.decided,
        answer=found.answer.public_id if found.answer else "",
    )
    made = decisions.decide(who[1], None, question.public_id, new)
    seeds.change(tables.Decision, spread_after=database.now_ms() - 1)
    return made.public_id


def spread() -> int:
    reached = 0
    while found := curated.spread():
        reached += found
    return reached


def let_go() -> None:
    while approval.let_go():
        pass


def letters() -> list[tuple[str, str]]:
    """The kinds and keys of letters to askers."""
    wanted = ("answer", "reply", "changed")
    rows = tables.Delivery.select().where(tables.Delivery.kind.in_(wanted))
    return [(row.kind, row.state) for row in rows.order_by(tables.Delivery.id)]
