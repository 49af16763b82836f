"""The curated answers of a course as they stand: listed, changed, withdrawn, and written ahead."""

from dataclasses import replace

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.errors import NotFoundError, ReviewError
from silabo.domain.reviews import DecisionKind, NewAnswer, NewDecision
from silabo.storage import answers, curated, decisions, documents, questions, reviews, standing
from silabo.storage.tables import Answer, Decision, Delivery, Version
from tests import seeds

DECLINED = Outcome(kind=AnswerKind.DECLINED, language="es", searched=("parking",))
SAID = (Sentence("Detrás del aula magna.", ()),)
AHEAD = NewAnswer("¿Hay estacionamiento?", "es", "parking", SAID)


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def publish(who: tuple[int, int], alike: str = "parking") -> str:
    """What answers a question of this person from now on; its ten seconds are over."""
    question = seeds.answered(who, DECLINED, alike=alike).public_id
    made = decisions.decide(who[1], 1, question, NewDecision(DecisionKind.PUBLISHED, SAID))
    let_it_be_over()
    return made.public_id


def let_it_be_over() -> None:
    seeds.change(Decision, spread_after=1)


def spread() -> int:
    reached = 0
    while found := curated.spread():
        reached += found
    return reached


def test_an_answer_whose_questions_were_all_deleted_is_listed_and_can_be_withdrawn(
    ana: tuple[int, int],
) -> None:
    made = publish(ana)
    (asked,) = questions.listed(ana[1], ana[0])
    questions.remove(ana[1], ana[0], asked.public_id)
    (found,) = standing.listed(ana[1])
    standing.withdraw(ana[1], ana[0], made)
    let_it_be_over()
    third = seeds.ask(seeds.member(sub="4"), alike="parking")

    assert (found.public_id, found.question, found.asked, found.askers) == (made, "", "", 0)
    assert [each.text for each in found.sentences] == ["Detrás del aula magna."]
    assert third.state == "queued"
    assert (standing.listed(ana[1]), standing.count(ana[1])) == ([], 0)


def test_an_answer_says_who_decided_it_what_it_answers_and_whom(ana: tuple[int, int]) -> None:
    made = publish(ana)
    seeds.ask(seeds.member(sub="4"), "¿Dónde se estaciona?", alike="parking")
    seeds.member(sub="5", course="3")
    (found,) = standing.listed(ana[1])

    assert found.public_id == made
    assert found.question == "¿Dónde se estaciona?"
    assert (found.decided_by, found.askers) == ("Ana Benítez", 2)
    assert standing.listed(ana[1] + 1) == []


def test_of_a_question_only_the_newest_answer_stands(ana: tuple[int, int]) -> None:
    publish(ana)
    (asked,) = questions.listed(ana[1], ana[0])
    publish(ana, "exam")
    for kind in (DecisionKind.PUBLISHED, DecisionKind.DISMISSED):
        last = reviews.review(ana[1], asked.public_id).decided
        new = NewDecision(kind, SAID if kind is DecisionKind.PUBLISHED else ())
        decisions.decide(ana[1], 1, asked.public_id, replace(new, decided=last))
        stands = [each.asked == asked.public_id for each in standing.listed(ana[1])]

        assert stands == ([True, False] if kind is DecisionKind.PUBLISHED else [False])


def test_a_changed_answer_reaches_those_who_had_it_once_and_whoever_asks(
    ana: tuple[int, int],
) -> None:
    made = publish(ana)
    spread()
    standing.change(ana[1], ana[0], made, (Sentence("En la calle.", ()),))
    let_it_be_over()
    told = spread()
    third = seeds.ask(seeds.member(sub="4"), alike="parking")

    assert (told, spread()) == (1, 0)
    assert third.answer is not None
    assert [each.text for each in third.answer.sentences] == ["En la calle."]
    assert [row.kind for row in Delivery.select()][:3] == ["answer", "reply", "changed"]


def test_a_changed_answer_that_is_taken_back_is_as_it_was(ana: tuple[int, int]) -> None:
    made = publish(ana)
    changed = standing.change(ana[1], ana[0], made, (Sentence("En la calle.", ()),))
    decisions.take_back(ana[1], changed.public_id)

    assert [each.public_id for each in standing.listed(ana[1])] == [made]


def test_of_two_who_change_an_answer_the_second_has_to_look_again(ana: tuple[int, int]) -> None:
    made = publish(ana)
    standing.change(ana[1], ana[0], made, SAID)

    with pytest.raises(ReviewError, match="decided_meanwhile"):
        standing.change(ana[1], ana[0], made, SAID)
    with pytest.raises(ReviewError, match="decided_meanwhile"):
        standing.withdraw(ana[1], ana[0], made)
    with pytest.raises(NotFoundError):
        standing.get(ana[1], made)


def test_another_course_reads_and_changes_none(ana: tuple[int, int]) -> None:
    made = publish(ana)
    _, other = seeds.member(sub="5", course="3")
    for act in (
        lambda: standing.get(other, made),
        lambda: standing.change(other, ana[0], made, SAID),
        lambda: standing.withdraw(other, ana[0], made),
    ):
        with pytest.raises(NotFoundError):
            act()


def test_an_answer_written_ahead_is_given_to_the_first_who_asks_and_to_who_asked_before(
    ana: tuple[int, int],
) -> None:
    seeds.answered(ana, DECLINED, alike="parking")
    made = standing.write_ahead(ana[1], ana[0], AHEAD)
    let_it_be_over()
    third = seeds.ask(seeds.member(sub="4"), alike="parking")

    assert (made.told, spread()) == (1, 1)
    assert third.answer is not None
    assert third.answer.kind is AnswerKind.CURATED
    assert Answer.select().where(Answer.kind == AnswerKind.CURATED).count() == 2


def test_the_wording_of_an_answer_written_ahead_stays_with_what_is_decided_later(
    ana: tuple[int, int],
) -> None:
    standing.write_ahead(ana[1], ana[0], AHEAD)
    let_it_be_over()
    asked = seeds.ask(ana, "hay parking??", alike="parking")
    last = reviews.review(ana[1], asked.public_id).decided
    decisions.decide(
        ana[1], 1, asked.public_id, NewDecision(DecisionKind.PUBLISHED, SAID, decided=last)
    )
    questions.remove(ana[1], ana[0], asked.public_id)
    (found,) = standing.listed(ana[1])

    assert found.question == "¿Hay estacionamiento?"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(AHEAD, alike=""), "asked_by_nobody_else"),
        (replace(AHEAD, sentences=()), "nothing_to_publish"),
        (replace(AHEAD, sentences=(Sentence("En p. 3.", (1,)),)), "unknown_source"),
        (replace(AHEAD, alike="exam"), "answered_already"),
    ],
)
def test_what_cannot_be_written_ahead_is_refused(
    ana: tuple[int, int], new: NewAnswer, code: str
) -> None:
    publish(ana, "exam")

    with pytest.raises(ReviewError, match=code):
        standing.write_ahead(ana[1], ana[0], new)
    assert Decision.select().count() == 1


def test_an_answer_is_listed_as_changed_once_its_document_has_gone(ana: tuple[int, int]) -> None:
    version = seeds.ready(ana[1], "El parcial es el 3 de mayo.")
    cited = seeds.extractive()
    publish(ana)
    citation = replace(cited.citations[0], document=seeds.document_of(version))
    citation = replace(citation, version=Version.get_by_id(version).public_id)
    seeds.change(Decision, citations=answers.written_down([citation]))
    (before,) = standing.listed(ana[1])
    documents.remove(ana[1], seeds.document_of(version))
    (after,) = standing.listed(ana[1])

    assert (before.changed, after.changed) == (False, True)


def test_answers_are_found_by_the_words_of_what_they_answer_in_their_course_alone(
    ana: tuple[int, int],
) -> None:
    made = publish(ana)
    ahead = standing.write_ahead(ana[1], None, replace(AHEAD, alike="ahead")).public_id
    other = seeds.member(course="77")
    publish(other)
    (asked,) = questions.listed(ana[1], ana[0])
    words = {asked.text, AHEAD.question, asked.text.upper()}
    found = standing.by_wording(ana[1], words)
    questions.remove(ana[1], ana[0], asked.public_id)
    left = standing.by_wording(ana[1], words)

    assert {text: [each.public_id for each in found[text]] for text in found} == {
        asked.text: [made],
        AHEAD.question: [ahead],
    }
    assert list(left) == [AHEAD.question]
    assert standing.by_wording(ana[1], ()) == {}
