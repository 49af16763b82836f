"""Curated answers: they answer equal questions, and reach everybody who asked before, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.clock import now
from silabo.domain.crash import CrashPoint, arm
from silabo.domain.reviews import DecisionKind, Harm, NewDecision
from silabo.storage import curated, decisions, deliveries, documents, questions, reviews, visibility
from silabo.storage.database import now_ms
from silabo.storage.tables import Answer, Decision, Delivery, Question
from tests import seeds

DECLINED = Outcome(kind=AnswerKind.DECLINED, language="es", searched=("parking",))
PUBLISHED = NewDecision(DecisionKind.PUBLISHED, (Sentence("Detrás del aula magna.", ()),))


class Killed(BaseException):
    """As a kill, no handler of errors sees it."""


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def decline(who: tuple[int, int], **changes: object) -> str:
    return seeds.answered(who, DECLINED, alike="parking", **changes).public_id


def askers(count: int) -> list[tuple[int, int]]:
    return [seeds.member(sub=f"s{n}", email=f"s{n}@example.org") for n in range(count)]


def publish(course: int, question: str, new: NewDecision = PUBLISHED) -> None:
    found = reviews.review(course, question)
    seen = found.answer.public_id if found.answer else ""
    decisions.decide(course, 1, question, replace(new, decided=found.decided, answer=seen))


def let_it_be_over() -> None:
    seeds.change(Decision, spread_after=1)


def any_due() -> bool:
    return bool(curated.due(now_ms()).count())


def spread() -> int:
    reached = 0
    while found := curated.spread():
        reached += found
    return reached


def kinds() -> list[str]:
    return [row.kind for row in Delivery.select().order_by(Delivery.id)]


def test_nobody_is_told_before_the_time_to_undo_is_over(ana: tuple[int, int]) -> None:
    publish(ana[1], decline(ana))
    before = (any_due(), spread())
    let_it_be_over()

    assert before == (False, 0)
    assert any_due()
    assert spread() == 1
    assert not any_due()


@pytest.mark.row("review-1")
def test_everybody_who_asked_is_told_once_though_the_worker_is_killed_again_and_again(
    ana: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in askers(200):
        question = decline(who)
    publish(ana[1], question)
    let_it_be_over()
    deaths = 0

    def strike(at: CrashPoint) -> None:
        nonlocal deaths
        if at is CrashPoint.ANSWER_SPREAD and deaths < 3:
            deaths += 1
            raise Killed

    arm(strike)
    try:
        for _ in range(3):
            with pytest.raises(Killed):
                curated.spread()
        spread()
    finally:
        arm(lambda _: None)
    told = Answer.select().where(Answer.kind == AnswerKind.CURATED)
    letters = Delivery.select().where(Delivery.kind == "reply")

    assert deaths == 3
    assert told.count() == len({row.question_id for row in told}) == 200
    assert letters.count() == len({row.person_id for row in letters}) == 200
    assert not any_due()


def test_an_equal_question_is_answered_when_it_is_asked_and_its_letter_is_owed(
    ana: tuple[int, int],
) -> None:
    publish(ana[1], decline(ana))
    let_it_be_over()
    spread()
    beto = seeds.member(sub="4", email="beto@example.org")
    equal = seeds.ask(beto, alike="parking")
    other = seeds.ask(beto, alike="exam")

    assert (equal.state, other.state) == ("answered", "queued")
    assert equal.answer is not None
    assert equal.answer.kind is AnswerKind.CURATED
    assert equal.answer.sentences == PUBLISHED.sentences
    assert kinds() == ["answer", "reply", "answer"]


@pytest.mark.row("review-5")
def test_a_question_that_waits_meanwhile_gets_the_instructors_answer_and_no_other(
    ana: tuple[int, int],
) -> None:
    first = decline(ana)
    beto = seeds.member(sub="4", email="beto@example.org")
    waits = seeds.ask(beto, alike="parking")
    claimed = seeds.claim_question()
    publish(ana[1], first)
    let_it_be_over()
    spread()
    still_due = any_due()
    seeds.record(claimed, DECLINED)
    after = questions.get(beto[1], beto[0], waits.public_id)
    spread()

    assert still_due
    assert after.answer is not None
    assert (after.answer.kind, after.answer.revision) == (AnswerKind.CURATED, 1)
    assert not any_due()
    assert kinds().count("answer") == 2


def test_a_worker_that_claims_later_is_given_the_instructors_answer(ana: tuple[int, int]) -> None:
    first = decline(ana)
    seeds.ask(seeds.member(sub="4"), alike="parking")
    publish(ana[1], first)
    let_it_be_over()
    claimed = seeds.claim_question()

    assert claimed.curated is not None
    assert claimed.curated.sentences == PUBLISHED.sentences


def test_of_two_answers_the_newer_is_told_and_a_correction_says_that_it_changed(
    ana: tuple[int, int],
) -> None:
    question = decline(ana)
    publish(ana[1], question)
    corrected = NewDecision(DecisionKind.PUBLISHED, (Sentence("En la calle.", ()),))
    publish(ana[1], question, corrected)
    let_it_be_over()
    first = spread()
    publish(ana[1], question)
    let_it_be_over()
    second = spread()

    assert (first, second) == (1, 1)
    assert kinds() == ["answer", "reply", "changed"]


def test_that_an_answer_was_approved_is_shown_and_not_written_of(ana: tuple[int, int]) -> None:
    version = seeds.ready(ana[1], "El parcial es el 1 de octubre.")
    cited = seeds.citation(version=seeds.tables.Version.get_by_id(version).public_id)
    asked = seeds.answered(ana, seeds.extractive(citations=(cited,)), alike="exam")
    publish(ana[1], asked.public_id, NewDecision(DecisionKind.APPROVED))
    let_it_be_over()
    reached = spread()
    after = questions.get(ana[1], ana[0], asked.public_id).answer

    assert reached == 1
    assert after is not None
    assert after.kind is AnswerKind.CURATED
    assert after.checked_at is not None
    assert [each.quote for each in after.citations] == [cited.quote]
    assert kinds() == ["answer"]


@pytest.mark.row("review-6")
def test_what_rests_on_a_document_that_has_left_answers_nobody_until_it_is_looked_at(
    ana: tuple[int, int],
) -> None:
    version = seeds.ready(ana[1], "El parcial es el 1 de octubre.")
    cited = seeds.citation(version=seeds.tables.Version.get_by_id(version).public_id)
    asked = seeds.answered(ana, seeds.extractive(citations=(cited,)), alike="exam")
    publish(ana[1], asked.public_id, NewDecision(DecisionKind.APPROVED))
    let_it_be_over()
    spread()
    documents.remove(ana[1], seeds.document_of(version))
    stale = seeds.ask(ana, alike="exam")
    harm = reviews.to_review(ana[1])[0].harm
    publish(ana[1], asked.public_id, NewDecision(DecisionKind.APPROVED))
    let_it_be_over()
    confirmed = seeds.ask(ana, alike="exam")

    assert stale.state == "queued"
    assert harm is Harm.CHANGED
    assert confirmed.state == "answered"
    assert confirmed.answer is not None
    assert confirmed.answer.citations == ()


def test_a_failed_question_that_was_handed_over_gets_its_answer(ana: tuple[int, int]) -> None:
    asked = seeds.ask(ana)
    seeds.change(Question, state="failed")
    questions.hand_over(ana[1], ana[0], asked.public_id)
    publish(ana[1], asked.public_id)
    let_it_be_over()
    spread()
    after = questions.get(ana[1], ana[0], asked.public_id)

    assert after.state == "answered"
    assert not after.handed_over
    assert deliveries.claim(seeds.WORKER) is not None


def test_a_question_that_is_like_no_other_is_answered_alone(ana: tuple[int, int]) -> None:
    first = seeds.answered(ana, DECLINED)
    other = seeds.answered(ana, DECLINED)
    publish(ana[1], first.public_id)
    let_it_be_over()
    spread()
    told = [questions.get(ana[1], ana[0], each.public_id).answer for each in (first, other)]

    assert [each.kind for each in told if each] == [AnswerKind.CURATED, AnswerKind.DECLINED]


@pytest.mark.row("review-8")
def test_what_is_dismissed_later_answers_nobody_any_more(ana: tuple[int, int]) -> None:
    question = decline(ana)
    publish(ana[1], question)
    let_it_be_over()
    publish(ana[1], question, NewDecision(DecisionKind.DISMISSED))
    in_time = seeds.ask(ana, alike="parking")
    let_it_be_over()
    withdrawn = seeds.ask(ana, alike="parking")

    assert (in_time.state, withdrawn.state) == ("answered", "queued")
    assert spread() == 0
    assert not any_due()


@pytest.mark.row("review-9")
def test_answers_whose_questions_wait_hold_up_no_later_one(ana: tuple[int, int]) -> None:
    last = decline(ana)
    for number in range(curated.LOOKED_AT):
        waits = seeds.ask(ana, alike=f"waits {number}")
        publish(ana[1], waits.public_id)
    publish(ana[1], last)
    let_it_be_over()

    assert curated.spread() == 1
    assert any_due()


def test_another_course_with_the_same_question_keeps_its_own_answer(ana: tuple[int, int]) -> None:
    elsewhere = seeds.member(sub="4", course="3")
    decline(elsewhere)
    publish(ana[1], decline(ana))
    let_it_be_over()

    assert spread() == 1
    assert seeds.ask(elsewhere, alike="parking").state == "queued"


def test_who_asked_before_is_told_once_a_source_that_was_hidden_is_shown_again(
    ana: tuple[int, int],
) -> None:
    version = seeds.ready(ana[1], "El parcial es el 1 de octubre.")
    cited = seeds.citation(version=seeds.tables.Version.get_by_id(version).public_id)
    asked = seeds.answered(ana, seeds.extractive(citations=(cited,)), alike="exam")
    publish(ana[1], asked.public_id, NewDecision(DecisionKind.APPROVED))
    let_it_be_over()
    visibility.show(ana[1], seeds.document_of(version), from_=None)
    while_hidden = (spread(), any_due())
    # A moment that has passed: of this one it is a whole millisecond, which may be about to begin.
    visibility.show(ana[1], seeds.document_of(version), from_=now() - timedelta(seconds=1))
    after = (spread(), any_due())

    assert while_hidden == (0, True)
    assert after == (1, False)
