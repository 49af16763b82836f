"""What the documents do not say: declined questions by what was looked for, answered together."""

from dataclasses import replace

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.errors import ReviewError
from silabo.domain.reviews import DecisionKind, NewDecision
from silabo.storage import answers, curated, database, decisions, gaps, reviews
from silabo.storage.tables import Answer, Decision, Question
from tests import seeds

DECLINED = Outcome(kind=AnswerKind.DECLINED, language="es", searched=("estacionamiento",))
SAID = (Sentence("Detrás del aula magna.", ()),)


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def declined(who: tuple[int, int], alike: str, *searched: str, text: str = "¿?") -> str:
    looked_for = replace(DECLINED, searched=searched or DECLINED.searched)
    return seeds.answered(who, looked_for, alike=alike, text=text).public_id


def publish(course: int, question: str, *also: str) -> str:
    last = reviews.review(course, question).decided
    new = NewDecision(DecisionKind.PUBLISHED, SAID, decided=last, also=also)
    return decisions.decide(course, 1, question, new).public_id


def spread() -> int:
    seeds.change(Decision, spread_after=1)
    reached = 0
    while found := curated.spread():
        reached += found
    return reached


def test_questions_for_which_the_same_was_looked_for_stand_together_by_how_many_ask(
    ana: tuple[int, int],
) -> None:
    beto = seeds.member(sub="4")
    declined(ana, "becas", "beca")
    declined(ana, "hay", "estacionamiento", text="¿Hay estacionamiento?")
    declined(beto, "hay", "estacionamiento", text="¿Hay estacionamiento?")
    declined(ana, "donde", "estacionamientos", text="¿Dónde hay estacionamientos?")
    parking, grants = gaps.listed(ana[1])

    assert (parking.askers, grants.askers) == (2, 1)
    assert [(each.text, each.askers, each.times) for each in parking.questions] == [
        ("¿Hay estacionamiento?", 2, 2),
        ("¿Dónde hay estacionamientos?", 1, 1),
    ]
    assert gaps.count(ana[1]) == 2


def test_one_sentence_answers_all_of_a_gap_that_are_chosen_and_the_desk_says_how_many(
    ana: tuple[int, int],
) -> None:
    askers = [seeds.member(sub=f"s{number}") for number in range(4)]
    hay = [declined(each, "hay") for each in askers[:2]][-1]
    donde = declined(askers[2], "donde")
    declined(askers[3], "cuanto")
    near = reviews.review(ana[1], hay).near
    publish(ana[1], hay, donde)
    reached = spread()
    left = gaps.listed(ana[1])
    helped = gaps.helped(ana[1])

    assert len(near) == 2
    assert reached == 3
    assert [each.askers for each in left] == [1]
    assert helped.people == 3
    assert sorted((each.helped, each.by_instructors) for each in helped.newest) == [
        (1, True),
        (2, True),
    ]


def test_what_was_decided_together_is_taken_back_together(ana: tuple[int, int]) -> None:
    hay, donde = declined(ana, "hay"), declined(ana, "donde")
    made = publish(ana[1], hay, donde)
    kept = Decision.select().count()
    decisions.take_back(ana[1], made)

    assert (kept, Decision.select().count()) == (2, 0)
    assert spread() == 0
    assert gaps.count(ana[1]) == 1


def test_a_question_of_another_gap_or_decided_meanwhile_is_not_answered_along(
    ana: tuple[int, int],
) -> None:
    hay, grants = declined(ana, "hay"), declined(ana, "becas", "beca")
    donde = declined(ana, "donde")
    publish(ana[1], donde)
    for other in (grants, donde):
        with pytest.raises(ReviewError, match="decided_meanwhile"):
            publish(ana[1], hay, other)

    assert Decision.select().count() == 1
    assert Answer.select().where(Answer.kind == "curated").count() == 0


def test_what_was_dismissed_is_no_gap_until_it_is_asked_again(ana: tuple[int, int]) -> None:
    hay = declined(ana, "hay")
    decisions.decide(ana[1], 1, hay, NewDecision(DecisionKind.DISMISSED))
    seeds.change(Decision, created_at=Answer.get().created_at)
    before = gaps.count(ana[1])
    seeds.change(Decision, created_at=1)

    assert before == 0
    assert gaps.count(ana[1]) == 1


def test_another_courses_gaps_are_not_seen(ana: tuple[int, int]) -> None:
    _, other = seeds.member(sub="9", course="3")
    declined(ana, "hay")

    assert gaps.listed(other) == []
    assert gaps.helped(other).people == 0


def test_what_instructors_answered_counts_as_theirs_though_a_document_helped_somebody_too(
    ana: tuple[int, int],
) -> None:
    beto = seeds.member(sub="4")
    by_document, by_hand = declined(ana, "hay"), declined(beto, "hay")
    for public_id, kind in ((by_document, AnswerKind.EXTRACTIVE), (by_hand, AnswerKind.CURATED)):
        question = Question.get(Question.public_id == public_id)
        told = replace(DECLINED, kind=kind, sentences=SAID)
        with database.connection():
            answers.add(question.id, told, took_ms=1, now=1)
    (filled,) = gaps.helped(ana[1]).newest

    assert (filled.helped, filled.by_instructors) == (2, True)
