"""What happens while an answer waits for approval: instructors are told, documents change, and time
passes.
"""

import threading
import time

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.errors import ReviewError
from silabo.domain.people import Role
from silabo.domain.questions import QuestionState
from silabo.domain.retention import Retention
from silabo.domain.reviews import DecisionKind
from silabo.domain.revisits import Revised
from silabo.storage import (
    courses,
    database,
    deliveries,
    documents,
    invariants,
    living,
    notices,
    person_exports,
    retention,
    revisits,
    tables,
)
from tests import seeds
from tests.storage.approvals import (
    SECRET,
    asked,
    decide,
    letters,
    look,
    quoting,
    shown,
    spread,
)
from tests.storage.test_notices import daytime
from tests.storage.test_sights import Held

LATER = "El parcial es el 8 de octubre."


@pytest.fixture
def ana(db: str) -> tuple[int, int]:
    """Ana, in a course whose answers wait."""
    who = seeds.member()
    courses.choose_approval(who[1], wanted=True)
    return who


@pytest.mark.parametrize("at_once", [True, False])
def test_instructors_are_told_once_what_waits(ana: tuple[int, int], at_once: bool) -> None:
    seeds.member(sub="5", role=Role.INSTRUCTOR, email="marta@example.org")
    seeds.change(tables.Person, at_once=at_once)
    question = asked(ana)
    owed = tables.Delivery.select().where(tables.Delivery.kind == "notice").count()
    daytime()
    notices.owe_notices()
    claimed = deliveries.claim(seeds.WORKER)
    decide(ana, question, DecisionKind.APPROVED)

    assert owed == at_once
    assert claimed is not None
    assert claimed.news is not None
    assert (claimed.news.unapproved, claimed.news.handed, claimed.news.unsure) == (1, 0, 0)
    assert [each.public_id for each in claimed.news.questions] == [question.public_id]
    assert deliveries.claim(seeds.WORKER) is None


def test_what_waits_is_told_apart_from_what_may_not_answer(ana: tuple[int, int]) -> None:
    seeds.member(sub="5", role=Role.INSTRUCTOR, email="marta@example.org")
    asked(ana, quoting(ana[1], kind=AnswerKind.CLOSEST))
    daytime()
    seeds.change(tables.Answer, created_at=database.now_ms() - 7_200_000)
    notices.owe_notices()
    claimed = deliveries.claim(seeds.WORKER)

    assert claimed is not None
    assert claimed.news is not None
    assert (claimed.news.unapproved, claimed.news.unsure) == (1, 0)


def replaced(course: int) -> None:
    """Another document takes the place of the one that says it; answers are held against it."""
    while living.look():
        pass
    old = shown(course)
    documents.remove(course, old.document.public_id)
    seeds.ready(course, LATER, name="Nuevo.md")
    while living.look():
        pass
    seeds.due(tables.Revisit)


def answer_again(course: int, outcome: Outcome | None = None) -> Revised:
    claimed = revisits.claim(seeds.WORKER)
    assert claimed is not None
    new = tables.Version.select().order_by(tables.Version.id.desc()).first()
    cited = seeds.citation(document=new.document.public_id, version=new.public_id, quote=LATER)
    later = seeds.extractive(sentences=(Sentence(LATER, (1,)),), citations=(cited,))
    return revisits.record(claimed, outcome or later, took_ms=1)


def test_what_rests_on_a_document_that_changed_is_answered_again_before_it_is_approved(
    ana: tuple[int, int],
) -> None:
    question = asked(ana)
    replaced(ana[1])
    with pytest.raises(ReviewError, match="document_changed"):
        decide(ana, question, DecisionKind.APPROVED)
    revised = answer_again(ana[1])
    kept_back = look(ana, question)
    decide(ana, question, DecisionKind.APPROVED)
    spread()
    found = look(ana, question)

    assert revised is Revised.HELD
    assert kept_back.state is QuestionState.UNAPPROVED
    assert LATER not in repr(kept_back)
    assert found.answer is not None
    assert found.answer.sentences[0].text == LATER
    assert found.answer.changes is None
    assert letters() == [("answer", "ready")]


def told_now() -> list[int]:
    """How many answers wait for approval by each letter to instructors that is owed now."""
    seeds.due(tables.Delivery)
    found = []
    while claimed := deliveries.claim(seeds.WORKER):
        found.append(claimed.news.unapproved if claimed.news else 0)
        deliveries.mark_sent(claimed)
        ago = database.now_ms() - notices.GAP_MS
        tables.Delivery.update(created_at=ago).where(tables.Delivery.state == "sent").execute()
    return found


def test_whoever_is_told_at_once_is_told_of_what_waits_again(ana: tuple[int, int]) -> None:
    seeds.member(sub="5", role=Role.INSTRUCTOR, email="marta@example.org")
    seeds.change(tables.Person, at_once=True)
    asked(ana)
    first = told_now()
    replaced(ana[1])
    answer_again(ana[1])
    again = told_now()

    assert (first, again) == ([1], [1])


def test_what_was_decided_before_it_waited_hides_no_answer_from_instructors(
    ana: tuple[int, int],
) -> None:
    seeds.member(sub="5", role=Role.INSTRUCTOR, email="marta@example.org")
    handed = seeds.handed_over("9", "¿Cuándo es el parcial?", alike="a")
    decide(ana, handed, DecisionKind.DISMISSED)
    seeds.change(tables.Decision, created_at=database.now_ms() - 1000)
    seeds.change(tables.Question, handed_at=database.now_ms() - 2000)
    spread()
    seeds.ready(ana[1], LATER, name="Nuevo.md")
    while living.look():
        pass
    seeds.due(tables.Revisit)
    revised = answer_again(ana[1])
    daytime()
    notices.owe_notices()
    claimed = deliveries.claim(seeds.WORKER)

    assert revised is Revised.HELD
    assert claimed is not None
    assert claimed.news is not None
    assert claimed.news.unapproved == 1


def test_what_no_document_says_any_more_is_told_at_once(ana: tuple[int, int]) -> None:
    question = asked(ana)
    replaced(ana[1])
    revised = answer_again(ana[1], Outcome(AnswerKind.DECLINED, "es"))
    found = look(ana, question)

    assert revised is Revised.TOLD
    assert found.answer is not None
    assert found.answer.kind is AnswerKind.DECLINED
    assert letters() == [("answer", "ready")]


def test_another_answer_than_was_told_before_waits_and_then_says_what_changed(
    ana: tuple[int, int],
) -> None:
    courses.choose_approval(ana[1], wanted=False)
    question = asked(ana)
    courses.choose_approval(ana[1], wanted=True)
    replaced(ana[1])
    revised = answer_again(ana[1])
    kept_back = look(ana, question)
    claimed = deliveries.claim(seeds.WORKER)
    decide(ana, question, DecisionKind.APPROVED)
    spread()
    found = look(ana, question)

    assert revised is Revised.HELD
    assert kept_back.answer is None
    assert claimed is None
    assert found.answer is not None
    assert found.answer.changes is not None
    assert found.answer.changes.now == ("8 de octubre",)
    assert letters() == [("answer", "suppressed"), ("changed", "ready")]
    assert invariants.broken() == []


def test_what_is_held_while_a_decision_reaches_its_asker_keeps_it_from_nobody(
    ana: tuple[int, int],
) -> None:
    courses.choose_approval(ana[1], wanted=False)
    question = asked(ana)
    courses.choose_approval(ana[1], wanted=True)
    replaced(ana[1])
    decide(ana, question, DecisionKind.PUBLISHED, "En el aula 3.")
    due = database.now_ms() + 2000
    seeds.change(tables.Decision, spread_after=due)
    revised: list[Revised] = []
    told: list[int] = []
    with Held(lambda: revised.append(answer_again(ana[1]))) as held:
        while database.now_ms() <= due:
            time.sleep(0.05)
        telling = threading.Thread(target=lambda: told.append(spread()))
        telling.start()
        telling.join(0.5)
        held.let_go()
        telling.join(10)
    assert not telling.is_alive()
    found = look(ana, question)

    assert (revised, told) == ([Revised.HELD], [1])
    assert found.state is QuestionState.ANSWERED
    assert found.answer is not None
    assert found.answer.sentences[0].text == "En el aula 3."


def test_what_waits_for_long_goes_with_what_is_old(ana: tuple[int, int]) -> None:
    asked(ana)
    seeds.change(tables.Question, asked_at=1)
    due = retention.questions_due(Retention(questions=1), 0)

    assert len(due.rows) == 1


def copied(who: tuple[int, int]) -> str:
    """The copy of a person's data, as text."""
    return repr(person_exports.export(tables.Person.get_by_id(who[0]).public_id))


def draft(text: str) -> None:
    """What a model wrote for the newest question."""
    tables.ModelCall.create(
        question=tables.Question.select().order_by(tables.Question.id.desc()).first(),
        course=tables.Course.select().first(),
        model="m",
        purpose="draft",
        prompt=text,
        output=text,
        took_ms=1,
        created_at=database.now_ms(),
    )


@pytest.mark.parametrize("kind", [DecisionKind.DISMISSED, DecisionKind.PUBLISHED])
def test_what_was_not_approved_is_in_no_copy_of_its_askers_data(
    ana: tuple[int, int], kind: DecisionKind
) -> None:
    question = seeds.ask(ana, alike="a")
    draft(SECRET)
    between = copied(ana)
    seeds.record(seeds.claim_question(), quoting(ana[1]))
    decide(ana, question, kind, *(["En el aula 3."] if kind is DecisionKind.PUBLISHED else []))
    spread()
    after = copied(ana)

    assert look(ana, question).state is QuestionState.ANSWERED
    assert SECRET not in between
    assert SECRET not in after
    assert ("En el aula 3." in after) is (kind is DecisionKind.PUBLISHED)


def test_what_was_approved_as_it_was_is_in_their_copy_with_what_a_model_wrote(
    ana: tuple[int, int],
) -> None:
    question = seeds.ask(ana, alike="a")
    draft("Lo que escribió")
    seeds.record(seeds.claim_question(), quoting(ana[1]))
    decide(ana, question, DecisionKind.APPROVED)
    spread()

    assert SECRET in copied(ana)
    assert "Lo que escribió" in copied(ana)


def test_what_waited_and_was_answered_again_is_in_no_copy(ana: tuple[int, int]) -> None:
    question = asked(ana)
    replaced(ana[1])
    answer_again(ana[1])
    waiting = copied(ana)
    decide(ana, question, DecisionKind.APPROVED)
    spread()
    after = copied(ana)

    assert SECRET not in waiting
    assert LATER not in waiting
    assert SECRET not in after
    assert LATER in after


def test_answers_of_before_a_course_wanted_approval_stay_in_their_copy(
    ana: tuple[int, int],
) -> None:
    courses.choose_approval(ana[1], wanted=False)
    asked(ana)
    courses.choose_approval(ana[1], wanted=True)
    replaced(ana[1])
    answer_again(ana[1])
    waiting = copied(ana)

    assert SECRET in waiting
    assert LATER not in waiting
