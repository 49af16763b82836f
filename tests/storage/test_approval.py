"""Answers that wait for an instructor's approval: who sees what, who is told, and that nobody is
told twice or forgotten.
"""

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Part, Sentence
from silabo.domain.crash import CrashPoint
from silabo.domain.errors import QuestionError
from silabo.domain.questions import NOT_APPROVED, QuestionState
from silabo.domain.reviews import DecisionKind, Fate, Harm, NewDecision
from silabo.storage import (
    approval,
    courses,
    decisions,
    deliveries,
    invariants,
    person_exports,
    questions,
    reports,
    reviews,
    tables,
    weekly,
    workload,
)
from tests import seeds
from tests.storage.approvals import (
    SECRET,
    asked,
    decide,
    let_go,
    letters,
    look,
    quoting,
    spread,
)
from tests.storage.killing import killed_at

MANY = 200


@pytest.fixture
def ana(db: str) -> tuple[int, int]:
    """Ana, in a course whose answers wait."""
    who = seeds.member()
    courses.choose_approval(who[1], wanted=True)
    return who


UNCHECKED = [AnswerKind.EXTRACTIVE, AnswerKind.GENERATED, AnswerKind.CLOSEST]


@pytest.mark.parametrize("kind", UNCHECKED)
def test_what_tells_something_waits_and_its_asker_sees_none_of_it(
    ana: tuple[int, int], kind: AnswerKind
) -> None:
    question = asked(ana, quoting(ana[1], kind=kind))

    assert question.state is QuestionState.UNAPPROVED
    assert question.answer is None
    assert question.answered_at is None
    assert question.unapproved_since is not None
    assert not question.unread
    assert SECRET not in repr(question)
    assert letters() == []
    assert invariants.broken() == []


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(AnswerKind.DECLINED, "es", searched=("estacionamiento",)),
        Outcome(AnswerKind.REPLY, "es", reply="reply_greeting"),
        Outcome(AnswerKind.REPLY, "es", reply="reply_distress"),
        Outcome(AnswerKind.REPLY, "es", reply="reply_out_of_scope"),
    ],
)
def test_what_holds_nothing_to_be_approved_goes_at_once(
    ana: tuple[int, int], outcome: Outcome
) -> None:
    question = asked(ana, outcome)

    assert question.state is QuestionState.ANSWERED
    assert question.answer is not None


def test_what_an_instructor_answers_goes_at_once(ana: tuple[int, int]) -> None:
    first = asked(ana)
    decide(ana, first, DecisionKind.APPROVED)
    again = seeds.ask(seeds.member(sub="9"), alike="a")

    assert again.state is QuestionState.ANSWERED
    assert again.answer is not None
    assert again.answer.kind is AnswerKind.CURATED


def test_in_a_course_that_does_not_want_it_nothing_waits(db: str) -> None:
    assert seeds.answered(seeds.member()).state is QuestionState.ANSWERED


@pytest.mark.parametrize(
    "changes",
    [
        {"reply": "reply_distress"},
        {
            "parts": (
                Part("no puedo más", AnswerKind.REPLY, reply="reply_distress"),
                Part("¿cuándo es?", AnswerKind.EXTRACTIVE),
            )
        },
    ],
    ids=["above it", "in a part"],
)
def test_whom_to_turn_to_is_told_at_once(ana: tuple[int, int], changes: dict[str, object]) -> None:
    question = asked(ana, quoting(ana[1], **changes))

    assert question.turn_to == "reply_distress"
    assert question.answer is None


def test_approved_it_is_told_with_one_letter_and_its_date(ana: tuple[int, int]) -> None:
    question = asked(ana)
    decide(ana, question, DecisionKind.APPROVED)
    told = spread()
    found = look(ana, question)

    assert told == 1
    assert found.state is QuestionState.ANSWERED
    assert found.answered_at is not None
    assert found.unread
    assert found.answer is not None
    assert found.answer.sentences[0].text == SECRET
    assert found.answer.checked_at is not None
    assert found.answer.changes is None
    assert letters() == [("answer", "ready")]
    assert spread() == 0


def test_another_answer_takes_its_place_and_what_waited_is_never_told(
    ana: tuple[int, int],
) -> None:
    question = asked(ana)
    decide(ana, question, DecisionKind.PUBLISHED, "Es el 2 de octubre.")
    spread()
    found = look(ana, question)

    assert SECRET not in repr(found)
    assert found.answer is not None
    assert found.answer.sentences[0].text == "Es el 2 de octubre."
    assert letters() == [("answer", "ready")]


def test_dismissed_its_asker_is_told_so_once_and_may_ask_the_instructors(
    ana: tuple[int, int],
) -> None:
    question = asked(ana)
    decide(ana, question, DecisionKind.DISMISSED)
    told = spread()
    found = look(ana, question)

    assert (told, spread()) == (1, 0)
    assert found.answer is not None
    assert (found.answer.kind, found.answer.reply) == (AnswerKind.REPLY, NOT_APPROVED)
    assert SECRET not in repr(found)
    assert found.may_be_handed_over
    assert letters() == [("answer", "ready")]


def test_who_asks_after_a_dismissal_waits_again(ana: tuple[int, int]) -> None:
    decide(ana, asked(ana), DecisionKind.DISMISSED)
    spread()
    other = seeds.member(sub="9")
    question = asked(other)
    spread()

    assert look(other, question).state is QuestionState.UNAPPROVED
    assert [each.harm for each in reviews.to_review(ana[1])] == [Harm.UNAPPROVED]


def test_a_decision_that_is_taken_back_tells_nobody(ana: tuple[int, int]) -> None:
    question = asked(ana)
    found = reviews.review(ana[1], question.public_id)
    new = NewDecision(DecisionKind.APPROVED, answer=found.answer.public_id if found.answer else "")
    made = decisions.decide(ana[1], None, question.public_id, new)
    meanwhile = reviews.count_to_review(ana[1])
    decisions.take_back(ana[1], made.public_id)

    assert meanwhile == 0
    assert reviews.count_to_review(ana[1]) == 1
    assert spread() == 0
    assert look(ana, question).state is QuestionState.UNAPPROVED


def test_what_waits_stands_first_in_the_review_with_how_many_and_since_when(
    ana: tuple[int, int],
) -> None:
    seeds.handed_over("8")
    asked(ana)
    asked(seeds.member(sub="9"))
    first, second = reviews.to_review(ana[1])
    narrowed = reviews.listed(ana[1], fate=Fate.UNAPPROVED)
    not_given = reviews.listed(ana[1], fate=Fate.ANSWERED)

    assert (first.harm, first.unapproved) == (Harm.UNAPPROVED, 2)
    assert first.unapproved_since is not None
    assert second.harm is Harm.HANDED_OVER
    assert len(narrowed) == 1
    assert not_given == []


def test_an_instructor_reviews_what_waits_and_not_what_was_told_since(
    ana: tuple[int, int],
) -> None:
    asked(ana)
    courses.choose_approval(ana[1], wanted=False)
    told = quoting(ana[1], sentences=(Sentence("Es en octubre.", (1,)),))
    newest = asked(seeds.member(sub="9"), told)
    found = reviews.review(ana[1], newest.public_id)

    assert found.answer is not None
    assert found.answer.sentences[0].text == SECRET


@pytest.mark.timeout(300)  # it asks 200 times
def test_two_hundred_askers_are_told_once_each_whatever_dies(ana: tuple[int, int]) -> None:
    everybody = [ana, *(seeds.member(sub=str(100 + number)) for number in range(MANY - 1))]
    all_asked = [(who, asked(who)) for who in everybody]
    decide(ana, all_asked[0][1], DecisionKind.APPROVED)
    deaths = killed_at(CrashPoint.ANSWER_SPREAD, 3, spread)
    spread()

    assert deaths == 3
    assert {look(*each).state for each in all_asked} == {QuestionState.ANSWERED}
    assert letters() == [("answer", "ready")] * MANY
    assert tables.Answer.select().where(tables.Answer.decision.is_null(False)).count() == MANY
    assert invariants.broken() == []


@pytest.mark.timeout(300)  # it asks 70 times
def test_turned_off_all_that_waits_is_told_once_whatever_dies(ana: tuple[int, int]) -> None:
    everybody = [ana, *(seeds.member(sub=str(100 + number)) for number in range(69))]
    all_asked = [(who, asked(who, alike=str(who[0]))) for who in everybody]
    courses.choose_approval(ana[1], wanted=False)
    deaths = killed_at(CrashPoint.ANSWERS_LET_GO, 2, let_go)
    let_go()

    assert deaths == 2
    assert {look(*each).state for each in all_asked} == {QuestionState.ANSWERED}
    assert {str(look(*each).answer).count(SECRET) > 0 for each in all_asked} == {True}
    assert letters() == [("answer", "ready")] * len(everybody)
    assert approval.let_go() == 0


def test_what_needs_no_approval_any_more_is_found_without_a_bell(ana: tuple[int, int]) -> None:
    asked(ana)
    before = deliveries.sweep()
    courses.choose_approval(ana[1], wanted=False)
    unwanted = deliveries.sweep()
    let_go()
    seeds.change(tables.Delivery, state="suppressed")

    assert (before, unwanted, deliveries.sweep()) == (0, 1, 0)


def test_what_another_course_keeps_back_stays_there(ana: tuple[int, int]) -> None:
    other = seeds.member(course="7")
    courses.choose_approval(other[1], wanted=True)
    theirs = asked(other)
    asked(ana)
    courses.choose_approval(ana[1], wanted=False)

    assert approval.let_go() == 1
    assert look(other, theirs).state is QuestionState.UNAPPROVED


def test_a_worker_that_dies_while_it_lets_one_wait_leaves_nothing(ana: tuple[int, int]) -> None:
    outcome = quoting(ana[1])
    question = seeds.ask(ana)
    claimed = seeds.claim_question()
    seen: list[QuestionState] = []

    def work() -> None:
        seen.append(look(ana, question).state)
        seeds.record(claimed, outcome)

    deaths = killed_at(CrashPoint.ANSWER_HELD, 2, work)

    assert deaths == 2
    assert set(seen) == {QuestionState.WORKING}
    assert look(ana, question).state is QuestionState.UNAPPROVED
    assert tables.Answer.select().count() == 1


def test_what_waits_cannot_be_judged_but_handed_over(ana: tuple[int, int]) -> None:
    question = asked(ana)
    with pytest.raises(QuestionError, match="nothing_to_judge"):
        questions.take_feedback(ana[1], ana[0], question.public_id, answered=True)
    handed = questions.hand_over(ana[1], ana[0], question.public_id)

    assert handed.handed_over
    assert handed.answer is None


def test_what_waits_may_be_deleted_and_erased(ana: tuple[int, int]) -> None:
    question = asked(ana)
    questions.remove(ana[1], ana[0], question.public_id)

    assert tables.Answer.select().count() == 0
    assert reviews.count_to_review(ana[1]) == 0


def test_the_copy_of_a_persons_data_says_that_it_waits_and_not_what(ana: tuple[int, int]) -> None:
    question = asked(ana)
    public_id = tables.Person.get_by_id(ana[0]).public_id
    before = person_exports.export(public_id)
    decide(ana, question, DecisionKind.APPROVED)
    spread()
    after = person_exports.export(public_id)

    assert SECRET not in repr(before)
    assert before["questions"][0]["waits_for_approval"] is True
    assert SECRET in repr(after)
    assert after["questions"][0]["waits_for_approval"] is False


def test_figures_count_it_as_still_to_come(ana: tuple[int, int]) -> None:
    asked(ana)
    report = reports.report(0)
    week = weekly.weeks(ana[1], "Europe/Madrid", 1)[0]

    assert (report.open, sum(report.answered.values())) == (1, 0)
    assert (week.without, week.answered) == (1, 0)
    assert workload.workload().questions["unapproved"] == 1
