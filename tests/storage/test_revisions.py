"""Later answers, and the letters that tell of them."""

import pytest

from silabo.domain.answers import Sentence
from silabo.domain.errors import NotFoundError
from silabo.storage import answers, deliveries, questions, revisions
from silabo.storage.tables import Delivery, Question
from tests import seeds

CORRECTED = seeds.extractive(sentences=(Sentence("El parcial es el 8 de octubre.", (1,)),))


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


@pytest.mark.parametrize(("by_instructor", "kind"), [(False, "changed"), (True, "reply")])
def test_a_later_answer_is_shown_and_told(
    ana: tuple[int, int], by_instructor: bool, kind: str
) -> None:
    asked = seeds.answered(ana)
    first = deliveries.claim(seeds.WORKER)
    assert first is not None
    deliveries.mark_sent(first)
    revision = revisions.revise(asked.public_id, CORRECTED, by_instructor=by_instructor)
    waiting = questions.get(ana[1], ana[0], asked.public_id)
    second = deliveries.claim(seeds.WORKER)
    assert second is not None
    deliveries.mark_sent(second)

    assert revision == 2
    assert waiting.answer is not None
    assert waiting.answer.sentences == CORRECTED.sentences
    assert waiting.delivery == "ready"
    assert second.kind == kind
    assert second.question is not None
    assert second.question.answer == waiting.answer
    assert Question.get().status == "sent"


def test_who_wanted_no_letter_gets_none(ana: tuple[int, int]) -> None:
    asked = seeds.answered(ana, letter=False)
    revisions.revise(asked.public_id, CORRECTED, by_instructor=True)

    assert Delivery.select().count() == 0


def test_a_later_answer_says_nothing_of_how_long_the_queue_takes(ana: tuple[int, int]) -> None:
    asked = seeds.answered(ana)
    revisions.revise(asked.public_id, CORRECTED)

    assert answers.mean_ms(20) == 800


def test_only_what_is_answered_can_be_answered_anew(ana: tuple[int, int]) -> None:
    asked = seeds.ask(ana)

    for each in (asked.public_id, "unknown"):
        with pytest.raises(NotFoundError):
            revisions.revise(each, CORRECTED)
