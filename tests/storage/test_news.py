"""What is news to an asker: marked until they have seen it, and nothing else is."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.errors import NotFoundError
from silabo.domain.reviews import DecisionKind, NewDecision
from silabo.storage import (
    curated,
    dead_letters,
    decisions,
    person_exports,
    questions,
    tables,
    unseen,
)
from silabo.storage.database import now_ms
from tests import seeds


@pytest.fixture
def ana(db: str) -> tuple[int, int]:
    return seeds.member()


def news(who: tuple[int, int]) -> int:
    return unseen.count_news(who[1], who[0])


def see(who: tuple[int, int], public_id: str, revision: int) -> None:
    unseen.see(who[1], who[0], public_id, revision)


def publish(who: tuple[int, int], public_id: str, said: str) -> None:
    """An instructor answers, and it has reached who asked."""
    new = NewDecision(DecisionKind.PUBLISHED, (Sentence(said, ()),))
    decisions.decide(who[1], None, public_id, new)
    seeds.change(tables.Decision, spread_after=now_ms() - 1)
    curated.spread()


@pytest.mark.parametrize("kind", [AnswerKind.EXTRACTIVE, AnswerKind.DECLINED, AnswerKind.REPLY])
@pytest.mark.parametrize("letter", [True, False])
def test_an_answer_is_news_until_it_was_seen(
    ana: tuple[int, int], kind: AnswerKind, letter: bool
) -> None:
    outcome = Outcome(kind, "es", reply="reply_thanks" if kind is AnswerKind.REPLY else "")
    asked = seeds.ask(ana, letter=letter)
    waiting = news(ana)
    seeds.record(seeds.claim_question(), outcome)
    there = news(ana), questions.get(ana[1], ana[0], asked.public_id).unread
    see(ana, asked.public_id, 1)

    assert (waiting, there) == (0, (1, True))
    assert news(ana) == 0
    assert not questions.get(ana[1], ana[0], asked.public_id).unread


def test_an_instructors_answer_is_news_again_and_an_old_look_says_nothing_of_it(
    ana: tuple[int, int],
) -> None:
    asked = seeds.answered(ana)
    see(ana, asked.public_id, 1)
    publish(ana, asked.public_id, "Es el 2 de octubre.")
    published = news(ana)
    see(ana, asked.public_id, 1)  # it came late
    late = news(ana)
    see(ana, asked.public_id, 2)

    assert (published, late, news(ana)) == (1, 1, 0)


def test_that_instructors_find_an_answer_right_is_no_news(ana: tuple[int, int]) -> None:
    asked = seeds.answered(ana)
    see(ana, asked.public_id, 1)
    publish(ana, asked.public_id, asked.answer.sentences[0].text if asked.answer else "")

    assert questions.get(ana[1], ana[0], asked.public_id).answer.kind is AnswerKind.CURATED  # type: ignore[union-attr]
    assert news(ana) == 0


def test_that_there_is_no_answer_is_news_too(ana: tuple[int, int]) -> None:
    asked = seeds.ask(ana)
    taken = seeds.claim_question()
    seeds.change(tables.Question, attempt=5)
    questions.give_back(replace(taken, attempt=5), "broken", 0.5, counted=True)
    failed = news(ana)
    see(ana, asked.public_id, 0)

    assert (failed, news(ana)) == (1, 0)


@pytest.mark.parametrize("decide", [dead_letters.retry, dead_letters.drop])
def test_that_there_is_no_answer_is_no_news_once_it_is_looked_for_again_or_dropped(
    ana: tuple[int, int], decide: Callable[[str], object]
) -> None:
    asked = seeds.ask(ana)
    taken = seeds.claim_question()
    seeds.change(tables.Question, attempt=5)
    questions.give_back(replace(taken, attempt=5), "broken", 0.5, counted=True)
    failed = news(ana)
    decide(asked.public_id)

    assert (failed, news(ana)) == (1, 0)


def test_nobody_sees_for_another_and_each_course_has_its_own_news(ana: tuple[int, int]) -> None:
    asked = seeds.answered(ana)
    in_other = seeds.member(course="7")
    seeds.answered(in_other)
    other = seeds.member(sub="9")
    with pytest.raises(NotFoundError):
        see(other, asked.public_id, 1)
    see(ana, asked.public_id, 1)

    assert (news(ana), news(in_other), news(other)) == (0, 1, 0)


def test_what_goes_is_no_news_any_more(ana: tuple[int, int]) -> None:
    asked = seeds.answered(ana)
    questions.remove(ana[1], ana[0], asked.public_id)

    assert news(ana) == 0


def test_what_is_not_read_stands_in_the_persons_copy(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    public_id = tables.Person.get_by_id(ana[0]).public_id
    (asked,) = person_exports.export(public_id)["questions"]

    assert asked["unread"] == 1
