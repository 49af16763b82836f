"""A letter that is wanted only if its answer is not seen: who gets it, when, and who never does."""

from dataclasses import replace
from uuid import uuid4

import pytest

from silabo.domain.crash import CrashPoint
from silabo.domain.errors import NotFoundError
from silabo.domain.people import Session
from silabo.storage import (
    answers,
    database,
    dead_letters,
    deliveries,
    invariants,
    questions,
    revisions,
    sessions,
    unseen,
)
from silabo.storage.tables import Delivery, Question
from silabo.storage.tables import Session as SessionRow
from silabo.storage.unseen import SILENT_MS
from tests import seeds
from tests.parallel import at_once
from tests.storage.killing import killed_at

WAIT_MS = 600_000


@pytest.fixture
def ana(db: str) -> tuple[int, int]:
    return seeds.member()


@pytest.fixture
def page(ana: tuple[int, int]) -> Session:
    """Ana has the panel before her."""
    return opened(ana)


def opened(who: tuple[int, int]) -> Session:
    """Somebody opens the panel of a course."""
    person, course = who
    identity = seeds.identity(seeds.platform())
    code, token = str(uuid4()), str(uuid4())
    launch = sessions.launch(person, course, identity, language="es", code_digest=code)
    session = sessions.open_by_code(launch, code, token)
    assert session is not None
    return session


def answered(who: tuple[int, int]) -> str:
    """A question that is answered, with a letter only if that is not seen; its public id."""
    return seeds.answered(who, if_unseen=True).public_id


def claimed(unseen_ms: int = WAIT_MS) -> bool:
    """Whether a worker takes a letter."""
    return deliveries.claim(seeds.WORKER, unseen_ms=unseen_ms) is not None


def letter() -> Delivery:
    with database.connection():
        return Delivery.get()


def time_passes(by_ms: int) -> None:
    """All that is written down happened so much earlier; who waits no longer than that is due."""
    Delivery.update(
        created_at=Delivery.created_at - by_ms, run_after=Delivery.run_after - by_ms
    ).execute()
    SessionRow.update(seen_at=SessionRow.seen_at - by_ms).execute()


def polls() -> None:
    """The page is heard of just now."""
    seeds.change(SessionRow, seen_at=database.now_ms())


def test_who_sees_the_answer_gets_no_letter(ana: tuple[int, int], page: Session) -> None:
    asked = answered(ana)
    before = claimed()
    unseen.see(ana[1], ana[0], asked, 1)
    time_passes(WAIT_MS)

    assert not before
    assert not claimed()
    assert letter().state == "suppressed"
    assert letter().seen_at is not None
    assert deliveries.sweep() == 0
    assert invariants.broken() == []


def test_who_leaves_the_page_gets_the_letter_at_once(ana: tuple[int, int], page: Session) -> None:
    answered(ana)
    before = claimed()
    let_go = unseen.leave(page)

    assert (before, let_go, deliveries.sweep()) == (False, 1, 1)
    assert claimed()
    assert not claimed()


def test_who_left_before_the_answer_was_there_gets_it_at_once(
    ana: tuple[int, int], page: Session
) -> None:
    unseen.leave(page)
    answered(ana)

    assert claimed()


def test_who_has_no_panel_open_gets_it_at_once(ana: tuple[int, int]) -> None:
    answered(ana)

    assert claimed()


def test_who_comes_back_is_waited_for_again(ana: tuple[int, int], page: Session) -> None:
    unseen.leave(page)
    unseen.come_back(page)
    answered(ana)

    assert not claimed()


def test_a_page_of_which_nothing_is_heard_for_a_while_was_left(
    ana: tuple[int, int], page: Session
) -> None:
    answered(ana)
    before = claimed()
    time_passes(SILENT_MS - 5_000)
    still = (deliveries.sweep(), claimed())
    time_passes(10_000)

    assert (before, still) == (False, (0, False))
    assert deliveries.sweep() == 1
    assert claimed()


def test_a_page_that_goes_on_asking_is_waited_for_some_minutes_and_no_longer(
    ana: tuple[int, int], page: Session
) -> None:
    answered(ana)
    taken = []
    for _ in range(6):
        taken.append(claimed())
        time_passes(100_000)
        polls()

    assert taken == [False] * 6
    assert claimed()
    assert letter().attempt == 1


def test_the_minutes_are_those_of_the_setting(ana: tuple[int, int], page: Session) -> None:
    answered(ana)
    time_passes(60_000)
    polls()

    assert not claimed(unseen_ms=61_000)
    seeds.due(Delivery)
    assert claimed(unseen_ms=60_000)


@pytest.mark.parametrize("elsewhere", ["another course", "an api token", "another person"])
def test_who_is_elsewhere_does_not_look_at_the_panel(ana: tuple[int, int], elsewhere: str) -> None:
    if elsewhere == "another course":
        opened(seeds.member(course="another"))
    elif elsewhere == "another person":
        opened(seeds.member(sub="9"))
    else:
        page = opened(ana)
        sessions.open_for_api(page, "token")
        unseen.leave(page)
    answered(ana)

    assert claimed()


def test_of_two_pages_the_one_that_is_left_open_is_waited_for(
    ana: tuple[int, int], page: Session
) -> None:
    opened(ana)
    answered(ana)
    before = claimed()
    unseen.leave(page)

    assert (before, claimed()) == (False, False)


def test_the_tick_alone_means_a_letter_whoever_looks(ana: tuple[int, int], page: Session) -> None:
    asked = seeds.answered(ana).public_id
    unseen.see(ana[1], ana[0], asked, 1)

    assert letter().seen_at is None
    assert claimed()


def test_without_the_tick_nothing_is_owed(ana: tuple[int, int]) -> None:
    seeds.answered(ana, letter=False, if_unseen=True)

    assert Delivery.select().count() == 0


def test_an_answer_that_was_seen_says_nothing_of_the_next(
    ana: tuple[int, int], page: Session
) -> None:
    asked = answered(ana)
    unseen.see(ana[1], ana[0], asked, 1)
    revisions.revise(asked, seeds.extractive())
    unseen.see(ana[1], ana[0], asked, 1)
    unseen.leave(page)

    assert claimed()
    assert [each.state for each in Delivery.select().order_by(Delivery.id)] == [
        "suppressed",
        "sending",
    ]


def test_who_sees_a_later_answer_that_is_no_news_gets_no_letter_of_the_one_before(
    ana: tuple[int, int], page: Session
) -> None:
    asked = answered(ana)
    row = Question.get()
    answers.add(row.id, seeds.extractive(), took_ms=0, now=database.now_ms())
    unseen.see(ana[1], ana[0], asked, 2)
    time_passes(WAIT_MS)

    assert not claimed()
    assert letter().state == "suppressed"


def test_an_answer_after_all_leaves_no_letter_that_there_is_none(
    ana: tuple[int, int], page: Session
) -> None:
    asked = seeds.ask(ana, if_unseen=True).public_id
    taken = seeds.claim_question()
    seeds.change(Question, attempt=5)
    questions.give_back(replace(taken, attempt=5), "broken", 0.5, counted=True)
    waits = not claimed()
    dead_letters.retry(asked)
    seeds.record(seeds.claim_question())
    time_passes(WAIT_MS)

    assert waits
    assert claimed()
    assert [(each.kind, each.state) for each in Delivery.select().order_by(Delivery.id)] == [
        ("failure", "suppressed"),
        ("answer", "sending"),
    ]


def test_who_sees_that_there_is_no_answer_gets_no_letter_of_it(
    ana: tuple[int, int], page: Session
) -> None:
    asked = seeds.ask(ana, if_unseen=True).public_id
    taken = seeds.claim_question()
    seeds.change(Question, attempt=5)
    questions.give_back(replace(taken, attempt=5), "broken", 0.5, counted=True)
    before = claimed()
    unseen.see(ana[1], ana[0], asked, 0)

    assert (before, claimed(), letter().state) == (False, False, "suppressed")


@pytest.mark.parametrize("whose", ["another person", "another course", "nobody"])
def test_only_its_asker_sees_an_answer(ana: tuple[int, int], page: Session, whose: str) -> None:
    asked = answered(ana)
    person, course = ana
    if whose == "another person":
        person, _ = seeds.member(sub="9")
    elif whose == "another course":
        _, course = seeds.member(course="another")
    else:
        asked = str(uuid4())

    with pytest.raises(NotFoundError):
        unseen.see(course, person, asked, 1)
    assert letter().seen_at is None


def test_what_is_seen_while_it_is_sent_is_stopped_before_its_text_leaves(
    ana: tuple[int, int],
) -> None:
    asked = answered(ana)
    taken = deliveries.claim(seeds.WORKER)
    assert taken is not None
    unseen.see(ana[1], ana[0], asked, 1)
    may_leave = deliveries.about_to_send(taken, "letter@tool.example")
    deliveries.give_back(taken, "lease", 0.5, unclear=False)
    seeds.due(Delivery)

    assert not may_leave
    assert not claimed()
    assert letter().state == "suppressed"


def test_leaving_hurries_no_mail_system_that_is_away(ana: tuple[int, int], page: Session) -> None:
    answered(ana)
    unseen.leave(page)
    taken = deliveries.claim(seeds.WORKER)
    assert taken is not None
    deliveries.give_back(taken, "451", 0.5, unclear=False)
    unseen.leave(page)

    assert not claimed()


def test_many_workers_send_it_once(ana: tuple[int, int], page: Session) -> None:
    answered(ana)
    waited = at_once(4, lambda _: claimed())
    unseen.leave(page)
    taken = at_once(4, lambda _: claimed())

    assert (sum(waited), sum(taken)) == (0, 1)


def test_what_is_seen_while_workers_look_is_sent_once_or_never(
    ana: tuple[int, int], page: Session
) -> None:
    asked = answered(ana)
    unseen.leave(page)

    def act(number: int) -> bool:
        if number:
            return claimed()
        unseen.see(ana[1], ana[0], asked, 1)
        return False

    taken = sum(at_once(4, act))

    assert taken <= 1
    assert letter().state == ("sending" if taken else "suppressed")


@pytest.mark.parametrize("at", [CrashPoint.ANSWER_SEEN, CrashPoint.PAGE_LEFT])
def test_what_the_panel_says_is_kept_whole_or_not_at_all(
    ana: tuple[int, int], page: Session, at: CrashPoint
) -> None:
    asked = answered(ana)
    waited = claimed()
    says = {
        CrashPoint.ANSWER_SEEN: lambda: unseen.see(ana[1], ana[0], asked, 1),
        CrashPoint.PAGE_LEFT: lambda: unseen.leave(page),
    }
    deaths = killed_at(at, 3, says[at])
    taken = claimed()

    assert (waited, deaths) == (False, 3)
    assert taken is (at is CrashPoint.PAGE_LEFT)
    assert letter().state == ("sending" if taken else "suppressed")


def test_a_worker_that_dies_while_a_letter_waits_forgets_nobody(
    ana: tuple[int, int], page: Session
) -> None:
    answered(ana)
    deaths = killed_at(CrashPoint.UNSEEN_WAITS, 3, claimed)
    waiting = letter()
    time_passes(WAIT_MS)

    assert deaths == 3
    assert (waiting.state, waiting.attempt) == ("ready", 0)
    assert deliveries.sweep() == 1
    assert claimed()
    assert invariants.broken() == []


def test_what_instructors_answer_later_waits_too(ana: tuple[int, int], page: Session) -> None:
    answered(ana)
    unseen.leave(page)
    claimed()
    unseen.come_back(page)
    asked = Question.get().public_id
    revisions.revise(asked, seeds.extractive())

    assert not claimed()
