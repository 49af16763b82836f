"""What instructors see of the questions of their course, in which order and with which reason."""

from dataclasses import replace

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence, Unhelpful
from silabo.domain.errors import NotFoundError, QuestionError, ReviewError
from silabo.domain.questions import Question
from silabo.domain.reviews import DecisionKind, Fate, Harm, NewDecision
from silabo.storage import decisions, questions, reviews
from tests import seeds

DECLINED = Outcome(kind=AnswerKind.DECLINED, language="es", searched=("parking",))
CLOSEST = seeds.extractive(kind=AnswerKind.CLOSEST)
DISMISSED = NewDecision(DecisionKind.DISMISSED)


@pytest.fixture
def course(db: None) -> int:
    return seeds.member()[1]


def asker(sub: str, course: str = "2") -> tuple[int, int]:
    return seeds.member(sub=sub, course=course, name=f"Person {sub}", email=f"{sub}@example.org")


def ask(who: tuple[int, int], key: str, outcome: Outcome | None = None) -> Question:
    """A question of this key, answered; nothing else may wait."""
    return seeds.answered(who, outcome, text=f"¿{key}?", alike=key)


def say_no(who: tuple[int, int], asked: Question, reason: Unhelpful | None = None) -> None:
    questions.take_feedback(who[1], who[0], asked.public_id, answered=False, reason=reason)


def hand_over(who: tuple[int, int], asked: Question) -> Question:
    return questions.hand_over(who[1], who[0], asked.public_id)


def shown(course: int, asked: Question) -> str:
    """The answer that a review of this question shows."""
    answer = reviews.review(course, asked.public_id).answer
    return answer.public_id if answer else ""


def harms(course: int) -> list[tuple[str, Harm | None]]:
    return [(each.text, each.harm) for each in reviews.to_review(course)]


def test_the_most_harmful_comes_first_and_what_answers_needs_no_eyes(course: int) -> None:
    ana, beto, caro = (asker(sub) for sub in "abc")
    ask(ana, "fine")
    ask(ana, "unsure", CLOSEST)
    for who in (ana, beto, caro):
        ask(who, "declined often", DECLINED)
    ask(ana, "declined once", DECLINED)
    say_no(ana, ask(ana, "did not help"), Unhelpful.INCOMPLETE)
    ask(beto, "did not help")
    hand_over(beto, ask(beto, "handed over", DECLINED))

    assert harms(course) == [
        ("¿handed over?", Harm.HANDED_OVER),
        ("¿did not help?", Harm.UNSOLVED),
        ("¿declined often?", Harm.DECLINED),
        ("¿declined once?", Harm.DECLINED),
        ("¿unsure?", Harm.UNSURE),
    ]
    assert reviews.count_to_review(course) == 5
    assert reviews.count(course) == 6


def test_equal_questions_stand_together_with_how_many_asked(course: int) -> None:
    ana, beto = asker("a"), asker("b")
    for who in (ana, beto, beto):
        ask(who, "parking", DECLINED)
    ask(ana, "", DECLINED)
    ask(ana, "", DECLINED)
    found = {each.text: each for each in reviews.listed(course)}
    alone = [each for each in reviews.listed(course) if each.text == "¿?"]

    assert (found["¿parking?"].times, found["¿parking?"].askers) == (3, 2)
    assert found["¿parking?"].declined == 2
    assert [each.times for each in alone] == [1, 1]


@pytest.mark.row("review-4")
def test_a_name_is_seen_of_who_handed_over_and_of_nobody_else(course: int) -> None:
    ana, beto = asker("a"), asker("b")
    ask(ana, "parking", DECLINED)
    asked = ask(beto, "parking", DECLINED)
    before = reviews.to_review(course)
    handed = hand_over(beto, asked)
    again = hand_over(beto, asked)
    after = reviews.to_review(course)

    assert before[0].handed_by == ()
    assert after[0].handed_by == ("Person b",)
    assert (after[0].handed, after[0].askers) == (1, 2)
    assert handed.handed_at is not None
    assert again.handed_at == handed.handed_at
    assert handed.handed_over


def test_why_it_did_not_help_is_counted_and_taken_back_by_yes(course: int) -> None:
    ana, beto = asker("a"), asker("b")
    mine, other = ask(ana, "exam"), ask(beto, "exam")
    say_no(ana, mine, Unhelpful.WRONG)
    say_no(beto, other, Unhelpful.WRONG)
    (found,) = reviews.to_review(course)
    for who, asked in ((ana, mine), (beto, other)):
        questions.take_feedback(course, who[0], asked.public_id, answered=True)

    assert (found.unsolved, found.reasons) == (2, {Unhelpful.WRONG: 2})
    assert reviews.to_review(course) == []


def test_what_was_dismissed_comes_back_with_the_next_who_needs_it(course: int) -> None:
    ana, beto = asker("a"), asker("b")
    first = ask(ana, "parking", DECLINED)
    decided = decisions.decide(course, ana[0], first.public_id, DISMISSED)
    dismissed = reviews.to_review(course)
    decisions.take_back(course, decided.public_id)
    taken_back = reviews.count_to_review(course)
    decisions.decide(course, ana[0], first.public_id, DISMISSED)
    seeds.change(decisions.tables.Decision, created_at=1)
    seeds.change(decisions.tables.Answer, created_at=1)
    ask(beto, "parking", DECLINED)
    (again,) = reviews.to_review(course)

    assert dismissed == []
    assert taken_back == 1
    assert (again.times, again.declined) == (2, 1)


@pytest.mark.row("review-2")
def test_what_can_no_longer_be_undone_stays(course: int) -> None:
    ana = asker("a")
    asked = ask(ana, "parking", DECLINED)
    decided = decisions.decide(course, ana[0], asked.public_id, DISMISSED)
    seeds.change(decisions.tables.Decision, spread_after=1)

    with pytest.raises(ReviewError, match="too_late_to_undo"):
        decisions.take_back(course, decided.public_id)


@pytest.mark.row("review-3")
def test_of_two_who_decide_at_once_the_second_looks_again(course: int) -> None:
    ana = asker("a")
    asked = ask(ana, "parking", DECLINED)
    decisions.decide(course, ana[0], asked.public_id, DISMISSED)

    with pytest.raises(ReviewError, match="decided_meanwhile"):
        decisions.decide(course, ana[0], asked.public_id, DISMISSED)


@pytest.mark.row("review-7")
@pytest.mark.parametrize("of", ["the approved", "the cited"])
def test_what_is_decided_of_an_answer_that_nobody_saw_is_refused(course: int, of: str) -> None:
    ana, beto = asker("a"), asker("b")
    asked = ask(ana, "exam", seeds.extractive(sentences=(Sentence("On 1 October.", (1,)),)))
    seen = shown(course, asked)
    ask(beto, "exam", seeds.extractive(sentences=(Sentence("On 9 November.", (1,)),)))
    cites = NewDecision(DecisionKind.PUBLISHED, (Sentence("On 1 October.", (1,)),))
    new = NewDecision(DecisionKind.APPROVED) if of == "the approved" else cites

    with pytest.raises(ReviewError, match="answered_meanwhile"):
        decisions.decide(course, ana[0], asked.public_id, replace(new, answer=seen))
    assert decisions.tables.Decision.select().count() == 0
    decisions.decide(course, ana[0], asked.public_id, replace(new, answer=shown(course, asked)))


def test_an_answer_that_says_the_same_again_stops_no_approval(course: int) -> None:
    ana, beto = asker("a"), asker("b")
    asked = ask(ana, "exam")
    new = NewDecision(DecisionKind.APPROVED, answer=shown(course, asked))
    ask(beto, "exam")

    assert decisions.decide(course, ana[0], asked.public_id, new).told == 2


def test_what_an_instructor_writes_of_their_own_waits_for_no_other_look(course: int) -> None:
    ana, beto = asker("a"), asker("b")
    asked = ask(ana, "exam", DECLINED)
    new = NewDecision(
        DecisionKind.PUBLISHED, (Sentence("On 1 October.", ()),), answer=shown(course, asked)
    )
    ask(beto, "exam")

    assert decisions.decide(course, ana[0], asked.public_id, new).told == 2


def test_an_answer_of_another_group_was_not_shown(course: int) -> None:
    ana = asker("a")
    other, asked = ask(ana, "room"), ask(ana, "exam")
    new = NewDecision(DecisionKind.APPROVED, answer=shown(course, other))

    with pytest.raises(ReviewError, match="answered_meanwhile"):
        decisions.decide(course, ana[0], asked.public_id, new)


def test_a_course_is_a_wall_for_its_questions_too(course: int) -> None:
    stranger = asker("z", course="3")
    asked = ask(stranger, "parking", DECLINED)
    decided = decisions.decide(stranger[1], stranger[0], asked.public_id, DISMISSED)

    assert reviews.listed(course) == []
    with pytest.raises(NotFoundError):
        reviews.review(course, asked.public_id)
    with pytest.raises(NotFoundError):
        decisions.decide(course, 1, asked.public_id, DISMISSED)
    with pytest.raises(NotFoundError):
        decisions.take_back(course, decided.public_id)


@pytest.mark.parametrize(
    ("fate", "expected"),
    [
        (Fate.ANSWERED, ["¿exam?"]),
        (Fate.DECLINED, ["¿parking?"]),
        (Fate.UNSURE, ["¿room?"]),
        (Fate.WAITING, ["¿waiting?"]),
        (Fate.CHECKED, []),
        (None, ["¿waiting?", "¿room?", "¿parking?", "¿exam?"]),
    ],
)
def test_all_questions_are_narrowed_to_what_became_of_them(
    course: int, fate: Fate | None, expected: list[str]
) -> None:
    ana = asker("a")
    ask(ana, "exam")
    ask(ana, "parking", DECLINED)
    ask(ana, "room", CLOSEST)
    seeds.ask(ana, "¿waiting?")

    assert [each.text for each in reviews.listed(course, fate=fate)] == expected


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("CUANDO", True),
        ("parcial cuándo", True),
        ("final", False),
        ("%", False),
        ("_", False),
        ("'", False),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(
    course: int, search: str, found: bool
) -> None:
    seeds.answered(asker("a"), text="¿Cuándo es el parcial?")

    assert bool(reviews.listed(course, search=search)) is found


def test_a_long_list_is_given_page_by_page(course: int) -> None:
    ana = asker("a")
    for number in range(5):
        ask(ana, str(number), DECLINED)
    pages = [
        [each.text for each in of(course, page=page, limit=2)]
        for of in (reviews.listed, reviews.to_review)
        for page in (1, 3, 4)
    ]

    assert pages == 2 * [["¿4?", "¿3?"], ["¿0?"], []]


def test_talk_and_what_waits_is_not_handed_over(course: int) -> None:
    ana = asker("a")
    talk = ask(ana, "", Outcome(kind=AnswerKind.REPLY, language="es", reply="reply_thanks"))
    waits = seeds.ask(ana)
    for asked in (talk, waits):
        with pytest.raises(QuestionError, match="nothing_to_hand_over"):
            hand_over(ana, asked)


def test_only_its_asker_hands_a_question_over(course: int) -> None:
    asked = ask(asker("a"), "parking", DECLINED)

    with pytest.raises(NotFoundError):
        hand_over(asker("b"), asked)


def test_what_is_declined_cannot_have_helped(course: int) -> None:
    ana = asker("a")
    asked = ask(ana, "parking", DECLINED)

    with pytest.raises(QuestionError, match="nothing_to_judge"):
        say_no(ana, asked)


def test_a_review_has_what_was_answered_and_what_may_be_cited(course: int) -> None:
    ana = asker("a")
    version = seeds.ready(course, "Hay lugar en la calle.", "El campus abre a las 8.")
    public_id = seeds.tables.Version.get_by_id(version).public_id
    near = seeds.citation(1, version=public_id, anchor="p1", quote="Hay lugar en la calle.")
    asked = ask(
        ana,
        "parking",
        seeds.extractive(kind="declined", sentences=(), citations=(), nearest=(near,)),
    )
    questions.remember_passages(asked.id, seeds.passage_ids(version))
    seeds.answered(ana, DECLINED, text="¿Dónde se estaciona?", alike="parking")
    questions.remember_passages(
        reviews.find(course, asked.public_id).id + 1, seeds.passage_ids(version)
    )
    found = reviews.review(course, asked.public_id)

    assert found.answer is not None
    assert found.group.text == "¿Dónde se estaciona?"
    assert found.wordings == ("¿parking?",)
    assert [(each.number, each.anchor) for each in found.sources] == [(1, "p1"), (2, "p2")]
    assert (found.decided, found.decided_as) == ("", None)


def test_a_list_asks_as_much_of_the_database_however_many_answers_stand(
    course: int, statements: list[str]
) -> None:
    ana, version = asker("a"), seeds.ready(course, "El parcial es el 1 de octubre.")
    cited = seeds.citation(version=decisions.tables.Version.get_by_id(version).public_id)
    counts = []
    for number in range(3):
        asked = ask(ana, f"exam {number}", seeds.extractive(citations=(cited,)))
        approved = NewDecision(DecisionKind.APPROVED, answer=shown(course, asked))
        decisions.decide(course, ana[0], asked.public_id, approved)
        statements.clear()
        reviews.count_to_review(course)
        counts.append(len(statements))

    assert counts[0] > 0
    assert counts == [counts[0]] * 3


def test_what_was_decided_keeps_no_words_of_who_asked() -> None:
    kept = {field.name for field in decisions.tables.Decision._meta.sorted_fields}

    assert not {"question", "text"} & kept
