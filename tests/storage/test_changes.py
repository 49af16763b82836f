"""What an asker is told of as changed: never a fact that the documents still state."""

import pytest

from silabo.domain.answers import AnswerKind, Citation, Outcome, Sentence
from silabo.domain.questions import Answer, Changes
from silabo.storage import answers, changes, documents
from silabo.storage.database import connection
from silabo.storage.tables import Question, Version
from tests import seeds

DAY, ROOM = "The midterm is on 3 May.", "The midterm is in room 5."
OTHER_DAY = "The midterm is on 10 May."


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def cited(version: int, anchor: str, quote: str, number: int = 1) -> Citation:
    row = Version.get_by_id(version)
    place = {"document": row.document.public_id, "version": row.public_id, "anchor": anchor}
    return seeds.citation(number, quote=quote, **place)


def told(*texts: str, citations: tuple[Citation, ...], kind: AnswerKind) -> Outcome:
    numbers = tuple(each.number for each in citations)
    return Outcome(
        kind=kind,
        language="en",
        sentences=tuple(Sentence(text, numbers) for text in texts),
        citations=citations,
    )


def between(who: tuple[int, int], before: Outcome, after: Outcome) -> Changes | None:
    seeds.answered(who, before)
    with connection():
        kept = answers.newest(Question.get().id)
        assert isinstance(kept, Answer)
        return changes.between(who[1], kept, after)


def both(version: int) -> Outcome:
    """An answer that a model wrote of the day and the room."""
    places = (cited(version, "p1", DAY), cited(version, "p2", ROOM, 2))
    return told("The midterm is on 3 May in room 5.", citations=places, kind=AnswerKind.GENERATED)


def test_a_shorter_answer_takes_nothing_back_that_the_documents_still_state(
    ana: tuple[int, int],
) -> None:
    version = seeds.ready(ana[1], DAY, ROOM)
    shorter = told(DAY, citations=(cited(version, "p1", DAY),), kind=AnswerKind.EXTRACTIVE)

    assert between(ana, both(version), shorter) is None


def test_of_what_changed_only_the_fact_that_no_passage_states_any_more_is_named(
    ana: tuple[int, int],
) -> None:
    old = seeds.ready(ana[1], DAY, ROOM)
    before = both(old)
    documents.remove(ana[1], seeds.document_of(old))
    new = seeds.ready(ana[1], "Dates.", OTHER_DAY, ROOM, name="New.md")
    after = told(OTHER_DAY, citations=(cited(new, "p2", OTHER_DAY),), kind=AnswerKind.EXTRACTIVE)

    assert between(ana, before, after) == Changes(("3 May",), ("10 May",))


def test_what_was_lost_with_its_document_is_named_though_nothing_is_told_instead(
    ana: tuple[int, int],
) -> None:
    old = seeds.ready(ana[1], DAY, ROOM)
    before = both(old)
    documents.remove(ana[1], seeds.document_of(old))
    new = seeds.ready(ana[1], DAY, name="New.md")
    after = told(DAY, citations=(cited(new, "p1", DAY),), kind=AnswerKind.EXTRACTIVE)

    assert between(ana, before, after) == Changes(("room 5",), ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (OTHER_DAY, Changes(("3 May",), ("10 May",))),
        ("It is announced by e-mail.", None),
    ],
)
def test_instructors_correct_what_a_document_still_states_and_take_back_nothing_else(
    ana: tuple[int, int], text: str, found: Changes | None
) -> None:
    version = seeds.ready(ana[1], DAY, ROOM)
    curated = told(text, citations=(), kind=AnswerKind.CURATED)

    assert between(ana, both(version), curated) == found
