"""What is killed, stopped or told to end: the web, the workers, in the middle of everything."""

import resource
import signal
from uuid import uuid4

import pytest
import requests
from redis import Redis

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.crash import CrashPoint
from silabo.domain.expectations import ExpectationState, NewExpectation
from silabo.domain.reviews import DecisionKind, NewDecision
from silabo.storage import (
    database,
    decisions,
    documents,
    expectation_trials,
    expectations,
    living,
    revisits,
    tables,
)
from tests import seeds
from tests.faults.held import stopped, wake
from tests.faults.house import ANSWERS, ASKED, LETTERS, OTHERS, House
from tests.faults.report import Report
from tests.tasks.work import eventually

pytestmark = pytest.mark.service
DECLINED = Outcome(kind=AnswerKind.DECLINED, language="es", searched=("parking",))


def ask_until_the_web_dies(house: House, key: str) -> None:
    """Ask, and lose the connection."""
    with pytest.raises(requests.ConnectionError):
        house.ask(house.token(), key=key)


def rows() -> int:
    with database.connection():
        return int(tables.Question.select().count())


def ended(house: House, point: str, state: str) -> bool:
    """Ask while a worker ends at this point; whether the question came into this state by then."""
    house.web()
    dying = house.worker(ANSWERS, crash_at=point)
    asked = house.ask(house.token()).json()["id"]
    came = eventually(lambda: house.state(asked) == state)
    dying.kill_group()
    return came


def publish(who: tuple[int, int], question: str) -> None:
    """Publish an answer whose time to be taken back is over."""
    new = NewDecision(DecisionKind.PUBLISHED, (Sentence("Detrás del aula magna.", ()),))
    decisions.decide(who[1], who[0], question, new)
    with database.connection():
        seeds.change(tables.Decision, spread_after=1)


def tell_first_answers(house: House) -> bool:
    """Send the letters that are owed already: a later answer would stand in for an earlier one
    whose letter still waits."""
    with database.connection():
        owed = tables.Delivery.select().count()
    letters = house.worker(LETTERS)
    told = eventually(lambda: house.letters() == owed)
    letters.kill_group()
    return told


def answers_of_instructors() -> list[str]:
    """Which questions have one, as often as they have one."""
    with database.connection():
        rows = tables.Answer.select(tables.Answer, tables.Question).join(tables.Question)
        return [row.question.public_id for row in rows.where(tables.Answer.kind == "curated")]


def replies() -> int:
    """How many letters with an instructor's answer were sent."""
    with database.connection():
        sent = tables.Delivery.sent_at.is_null(False)
        return int(tables.Delivery.select().where(tables.Delivery.kind == "reply", sent).count())


def taken_over(house: House) -> Report:
    """What becomes of it all when other workers take over, and the leases of the dead are over."""
    house.lapse()
    house.workers()
    settled = house.settled()

    assert settled
    return house.report()


@pytest.mark.row("fault-1")
def test_a_question_is_answered_whose_web_died_between_row_and_bell(house: House) -> None:
    house.workers()
    house.web(crash_at=CrashPoint.QUESTION_KEPT)
    ask_until_the_web_dies(house, "k")
    answered = eventually(lambda: tables.Question.get().state == "answered")

    assert answered
    assert rows() == 1


@pytest.mark.row("fault-2")
def test_a_question_whose_web_died_before_its_row_is_asked_once_more(house: House) -> None:
    dying = house.web(crash_at=CrashPoint.QUESTION_WRITTEN)
    ask_until_the_web_dies(house, "k")
    before = rows()
    dying.kill_group()
    house.web()
    again = house.ask(house.token(), key="k")

    assert before == 0
    assert again.status_code == 201
    assert rows() == 1


@pytest.mark.row("fault-3")
def test_a_question_whose_web_died_before_it_replied_is_kept_once(house: House) -> None:
    dying = house.web(crash_at=CrashPoint.QUESTION_RUNG)
    ask_until_the_web_dies(house, "k")
    dying.kill_group()
    house.web()
    again = house.ask(house.token(), key="k")

    assert again.status_code == 200
    assert rows() == 1


@pytest.mark.row("fault-4")
@pytest.mark.parametrize("point", [CrashPoint.ANSWER_CLAIMED, CrashPoint.ANSWER_READY])
def test_a_worker_dies_before_the_answer_is_kept(house: House, point: CrashPoint) -> None:
    claimed = ended(house, point, "working")
    report = taken_over(house)

    assert claimed
    assert report.clean, report
    assert report.recovered == 1
    assert house.letters() == 1


@pytest.mark.row("fault-5")
def test_a_worker_dies_after_the_answer_is_kept(house: House) -> None:
    kept = ended(house, CrashPoint.ANSWER_RECORDED, "answered")
    report = taken_over(house)

    assert kept
    assert report.clean, report
    assert report.recovered == 0
    assert house.letters() == 1


@pytest.mark.row("review-10")
def test_a_worker_dies_while_an_instructors_answer_reaches_who_asked(house: House) -> None:
    askers = [seeds.member(sub=f"s{n}", email=f"s{n}@example.org") for n in range(3)]
    with database.connection():
        asked = [seeds.answered(each, DECLINED, alike="parking") for each in askers]
    first = tell_first_answers(house)
    publish(askers[0], asked[-1].public_id)
    dying = house.worker(OTHERS, crash_at=CrashPoint.ANSWER_SPREAD)
    died = eventually(lambda: dying.process.poll() is not None)
    before = answers_of_instructors()
    dying.kill_group()
    house.lapse()
    house.worker(OTHERS)
    reached = eventually(lambda: len(answers_of_instructors()) == len(asked))
    settled = house.settled()

    assert first
    assert died
    assert before == []
    assert reached
    assert settled
    assert sorted(answers_of_instructors()) == sorted(each.public_id for each in asked)
    assert replies() == house.letters() - len(asked) == len(asked)


@pytest.mark.row("review-13")
@pytest.mark.parametrize(
    "point",
    [
        CrashPoint.REVISIT_NOTED,
        CrashPoint.REVISIT_READY,
        CrashPoint.REVISIT_WRITTEN,
        CrashPoint.REVISIT_RECORDED,
    ],
)
def test_a_worker_dies_while_what_rests_on_a_changed_document_is_answered_again(
    house: House, point: CrashPoint
) -> None:
    askers = [seeds.member(sub=f"s{n}", email=f"s{n}@example.org") for n in range(3)]
    with database.connection():
        version = tables.Version.get()
        for each in askers:
            seeds.answered(each, quoting(version), alike="midterm", text=ASKED)
    first = tell_first_answers(house)
    living.look()
    documents.remove(askers[0][1], version.document.public_id)
    queues = OTHERS if point is CrashPoint.REVISIT_NOTED else ANSWERS
    if queues is ANSWERS:
        living.look()
        with database.connection():
            seeds.due(tables.Revisit)
    dying = house.worker(queues, crash_at=point)
    died = eventually(lambda: dying.process.poll() is not None, within_s=60)
    dying.kill_group()
    house.lapse()
    house.workers()
    noted = eventually(lambda: revisited() or any_revisit(), within_s=60)
    with database.connection():
        seeds.overdue(tables.Revisit)
        revisits.sweep()
        seeds.due(tables.Revisit)
    told = eventually(lambda: len(revisited()) == len(askers), within_s=60)
    settled = house.settled()

    assert first
    assert died
    assert noted
    assert told
    assert settled
    assert sorted(revisited()) == sorted(set(revisited()))
    assert house.letters() == 2 * len(askers)


@pytest.mark.row("review-14")
def test_a_worker_dies_while_it_tries_what_instructors_expect(house: House) -> None:
    with database.connection():
        course = tables.Version.get().document.course_id
    expectations.add(course, NewExpectation(ASKED, "es"))
    dying = house.worker(ANSWERS, crash_at=CrashPoint.TRIAL_READY)
    died = eventually(lambda: dying.process.poll() is not None, within_s=60)
    held = expectations.listed(course)[0].state
    dying.kill_group()
    house.web()
    house.workers()
    asked = house.ask(house.token()).json()["id"]
    answered = eventually(lambda: house.state(asked) == "answered")
    with database.connection():
        seeds.overdue(tables.Expectation)
        expectation_trials.sweep()
    tried = eventually(lambda: expectations.listed(course)[0].tried is not None, within_s=60)

    assert died
    assert held is ExpectationState.WORKING
    assert answered
    assert tried


def quoting(version: tables.Version) -> Outcome:
    """An answer that rests on the first paragraph of a document."""
    passage = tables.Passage.get(tables.Passage.version == version.id)
    place = {"document": version.document.public_id, "version": version.public_id}
    cited = seeds.citation(**place, anchor=passage.anchor, quote=passage.text)
    return seeds.extractive(sentences=(Sentence(passage.text, (1,)),), citations=(cited,))


def revisited() -> list[int]:
    """Which questions have a second answer, as often as they have one."""
    with database.connection():
        rows = tables.Answer.select().where(tables.Answer.revision > 1)
        return [row.question_id for row in rows]


def any_revisit() -> bool:
    with database.connection():
        return bool(tables.Revisit.select().exists())


@pytest.mark.row("fault-6")
def test_what_a_dead_tree_of_workers_held_is_taken_over(house: House) -> None:
    claimed = ended(house, f"{CrashPoint.ANSWER_READY}:stop", "working")
    report = taken_over(house)

    assert claimed
    assert report.clean, report
    assert report.recovered == 1


@pytest.mark.row("fault-7")
def test_a_worker_that_is_told_to_end_ends_its_work_first(house: House) -> None:
    house.web()
    token = house.token()
    worker = house.worker(ANSWERS)
    asked = [house.ask(token).json()["id"] for _ in range(20)]
    worker.signal(signal.SIGTERM)
    worker.process.wait(60)
    with database.connection():
        held = tables.Question.select().where(tables.Question.state == "working").count()
    house.workers()
    settled = house.settled()

    assert worker.process.returncode == 0
    assert held == 0  # what was not finished waits for the next worker at once
    assert settled
    assert house.report().clean
    assert {house.state(each) for each in asked} == {"answered"}


@pytest.mark.row("fault-8")
def test_a_worker_that_slept_past_its_lease_changes_nothing(house: House) -> None:
    house.web()
    sleeper = house.worker(ANSWERS, crash_at=f"{CrashPoint.ANSWER_READY}:stop")
    asked = house.ask(house.token()).json()["id"]
    slept = eventually(lambda: any(stopped(child) for child in sleeper.children()))
    house.lapse()
    house.workers()
    answered = eventually(lambda: house.state(asked) == "answered")
    for child in sleeper.children():
        wake(child)
    thrown = eventually(lambda: b"answer_thrown_away" in sleeper.log.read_bytes())
    house.settled()

    assert slept
    assert answered
    assert thrown
    assert house.report().clean
    assert house.letters() == 1


@pytest.mark.row("fault-9")
def test_a_question_that_kills_its_worker_is_given_up_and_others_are_answered(
    house: House,
) -> None:
    house.settings["SILABO_ADMINISTRATORS"] = "admin@example.org"
    house.web()
    poison = house.ask(house.token()).json()["id"]
    for _ in range(5):
        worker = house.worker(ANSWERS, crash_at=CrashPoint.ANSWER_CLAIMED)
        assert eventually(lambda: house.state(poison) == "working")
        worker.kill_group()
        house.lapse()
    house.workers()
    failed = eventually(lambda: house.state(poison) == "failed")
    good = house.ask(house.token()).json()["id"]
    settled = house.settled()

    assert failed
    assert settled
    assert house.state(good) == "answered"
    assert house.report().clean


@pytest.mark.row("fault-10")
def test_a_worker_without_memory_leaves_the_question_to_the_next(house: House) -> None:
    house.web()
    starved = house.worker(ANSWERS)
    for child in starved.children():
        resource.prlimit(child, resource.RLIMIT_AS, (1, 1))  # nothing more can be had
    asked = house.ask(house.token()).json()["id"]
    # It may take the question or not even that; what it must not do is end it.
    ended_it = eventually(lambda: house.state(asked) not in {"queued", "working"}, within_s=12)
    starved.kill_group()
    report = taken_over(house)

    assert not ended_it
    assert house.state(asked) == "answered"
    assert report.clean, report


@pytest.mark.row("fault-16")
def test_rings_doubled_and_malformed_answer_once(house: House) -> None:
    house.web()
    asked = house.ask(house.token()).json()["id"]
    client = Redis.from_url(house.redis_url)
    raw = client.hvals("silabo:answers.msgs")[0]
    for _ in range(100):
        name = uuid4().hex
        client.hset("silabo:answers.msgs", name, raw)
        client.rpush("silabo:answers", name)
    client.hset("silabo:answers.msgs", "x", b"\x80\x04no json")
    client.rpush("silabo:answers", "x")
    client.close()
    house.workers()

    assert house.settled()
    assert house.state(asked) == "answered"
    assert house.report().clean
    assert house.letters() == 1
