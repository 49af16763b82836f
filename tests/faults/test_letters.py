"""A letter goes once, whatever is killed, refused or cut: on real processes, by named points."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from silabo.adapters.mail.postfix import LocalPostfix
from silabo.domain.crash import CrashPoint
from silabo.storage import database, questions
from silabo.storage.tables import Course, Delivery, Person
from tasks.parts import Parts
from tasks.upkeep import tidy
from tests.faults.house import House
from tests.faults.post_office import SEND_S, Cutter, PostOffice
from tests.ports import free_port
from tests.services.postfix import Postfix
from tests.services.postgresql import Postgresql
from tests.services.scripted_smtp import Act, ScriptedSmtp
from tests.tasks.work import eventually
from wiring.parts import worker_parts

KILLED = -9
POINTS = [each for each in CrashPoint if each.startswith("letter_")]
# What has arrived at the end, and what the row says, where nobody can be asked.
BEFORE = [CrashPoint.LETTER_CLAIMED, CrashPoint.LETTER_ADDRESSED]
NOT_GONE = [CrashPoint.LETTER_BEFORE_DATA, CrashPoint.LETTER_IN_BODY]
GONE = [CrashPoint.LETTER_AFTER_DOT, CrashPoint.LETTER_AFTER_REPLY]
RESENT = {
    **dict.fromkeys([*BEFORE, *NOT_GONE, CrashPoint.LETTER_MARKED], (1, "sent")),
    **dict.fromkeys(GONE, (2, "sent")),
}
HELD = {
    **dict.fromkeys([*BEFORE, CrashPoint.LETTER_MARKED], (1, "sent")),
    **dict.fromkeys(NOT_GONE, (0, "unknown")),
    **dict.fromkeys(GONE, (1, "unknown")),
}
STEPS = ["connect", "ehlo", "mail", "rcpt", "data", "dot"]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of this test."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'silabo.sqlite'}"
    server: Postgresql = request.getfixturevalue("postgresql_server")
    return server.new_database("letters")


@pytest.fixture
def journal() -> Iterator[ScriptedSmtp]:
    """Where letters arrive."""
    server = ScriptedSmtp()
    yield server
    server.stop()


@pytest.fixture
def office(tmp_path: Path, database_url: str, journal: ScriptedSmtp) -> Iterator[PostOffice]:
    """Processes that hand letters to a server that remembers nothing."""
    made = PostOffice(tmp_path, database_url, journal, journal.port)
    made.open()
    yield made
    database.close_all()


@pytest.fixture(scope="module")
def postfix_and_journal() -> Iterator[tuple[Postfix, ScriptedSmtp]]:
    """A real Postfix, and the server to which it hands on."""
    journal = ScriptedSmtp()
    server = Postfix(journal.port)
    yield server, journal
    server.remove()
    journal.stop()


@pytest.fixture
def postfix(postfix_and_journal: tuple[Postfix, ScriptedSmtp]) -> Postfix:
    return postfix_and_journal[0]


@pytest.fixture
def local_office(
    tmp_path: Path, database_url: str, postfix_and_journal: tuple[Postfix, ScriptedSmtp]
) -> Iterator[PostOffice]:
    """Processes that hand letters to this machine's Postfix, and can ask it."""
    server, journal = postfix_and_journal
    memory = LocalPostfix(server.log, server.queue_command)
    assert eventually(lambda: not memory.queued()), "an earlier test's letters still wait"
    journal.journal.clear()
    settings = {"SILABO_MAIL_LOG": str(server.log), **server.environment}
    made = PostOffice(tmp_path, database_url, journal, server.port, settings)
    made.open()
    yield made
    database.close_all()


def settled(postfix: Postfix) -> Callable[[], bool]:
    """Whether Postfix has noticed the end of every connection."""

    def ended() -> bool:
        log = postfix.log.read_text()
        return log.count(": connect from") == log.count(": disconnect from")

    return ended


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(("policy", "wanted"), [("resend", RESENT), ("hold", HELD)])
def test_where_nobody_can_be_asked_the_rule_decides_about_two_moments(
    office: PostOffice,
    point: CrashPoint,
    policy: str,
    wanted: dict[CrashPoint, tuple[int, str]],
) -> None:
    office.owe()
    first = office.send(crash_at=point)
    office.time_passes()
    office.send_here(mail_unclear=policy)
    arrived, state = wanted[point]

    assert first == KILLED
    assert (office.arrived(arrived), office.row.state) == (arrived, state)
    assert office.status == ("sent" if state == "sent" else None)


@pytest.mark.service
@pytest.mark.row("fault-40")
@pytest.mark.parametrize("point", POINTS)
def test_where_postfix_can_be_asked_exactly_one_letter_arrives(
    local_office: PostOffice, postfix: Postfix, point: CrashPoint
) -> None:
    local_office.owe()
    first = local_office.send(crash_at=point)
    noticed = eventually(settled(postfix))
    local_office.time_passes()
    second = local_office.send()
    arrived = local_office.arrived()
    counts = local_office.counts()
    print(point, counts)  # noqa: T201 - the checker's four counts

    assert (first, second, noticed) == (KILLED, 0, True)
    assert (arrived, local_office.row.state, local_office.status) == (1, "sent", "sent")
    assert (counts["lost"], counts["duplicated"], counts["unexpected"]) == (0, 0, 0)


@pytest.mark.service
@pytest.mark.row("fault-40")
@pytest.mark.parametrize("taken", [True, False])
def test_a_line_that_is_cut_at_the_end_of_the_text_brings_exactly_one_letter(
    local_office: PostOffice, postfix: Postfix, taken: bool
) -> None:
    """The sender lives on, and does not know."""
    cutter = Cutter(local_office.port, taken=taken)
    local_office.port = cutter.port
    local_office.owe()
    local_office.send()
    unclear = local_office.row
    noticed = eventually(settled(postfix))
    local_office.time_passes()
    local_office.send()
    cutter.stop()

    assert noticed
    assert (unclear.state, unclear.last_error, bool(unclear.data_at)) == ("ready", "dot", True)
    assert (local_office.arrived(), local_office.row.state) == (1, "sent")
    assert local_office.counts()["duplicated"] == 0


@pytest.mark.service
@pytest.mark.row("fault-39")
def test_postfix_refuses_an_address_for_good(local_office: PostOffice) -> None:
    local_office.owe()
    with database.connection():
        local_office.row.person.update(email="nobody@example.org").execute()
    local_office.send()
    refused = local_office.row
    local_office.time_passes()
    local_office.send()

    assert (refused.state, refused.last_error) == ("failed", "rcpt 550 5.1.1")
    assert local_office.row.attempt == 1
    assert local_office.journal.journal == []


@pytest.mark.service
@pytest.mark.row("fault-39")
def test_what_the_next_server_refuses_comes_back_and_stops_later_letters(
    local_office: PostOffice,
) -> None:
    """Postfix has accepted it by then: only its log knows."""
    local_office.journal.script["rcpt"] = ["550 5.1.1 No such user"]
    asked = local_office.owe()
    local_office.send()
    went = local_office.row.state
    parts = worker_parts(local_office.chosen(mail_log=local_office.settings["SILABO_MAIL_LOG"]))
    noted = eventually(lambda: _upkept(parts, local_office) == "failed")
    with database.connection():
        person = Person.get()
        question = questions.get(Course.get().id, person.id, asked)
    local_office.owe()
    local_office.send()
    with database.connection():
        states = [each.state for each in Delivery.select().order_by(Delivery.id)]

    assert (went, noted) == ("sent", True)
    assert (question.delivery, question.refused_address) == ("failed", "ana@example.org")
    assert person.refused_address == "ana@example.org"
    assert states == ["failed", "suppressed"]


def _upkept(parts: Parts, office: PostOffice) -> str:
    """The state of the letter after an upkeep."""
    tidy(parts)
    return str(office.row.state)


@pytest.mark.row("fault-37")
@pytest.mark.parametrize("host", ["127.0.0.1", "does-not-exist.invalid"])
def test_a_server_that_is_away_costs_time_and_no_letter(office: PostOffice, host: str) -> None:
    office.owe()
    away = f"smtp://{host}:{free_port()}?starttls=none"
    office.send_here(smtp_url=away)
    waiting = office.row
    office.send_here()  # too early
    too_early = office.row.attempt
    office.time_passes()
    office.send_here()

    assert (waiting.state, waiting.last_error, waiting.data_at) == ("ready", "connect", None)
    assert too_early == 1
    assert (office.arrived(), office.row.state) == (1, "sent")


@pytest.mark.row("fault-38")
def test_a_server_that_puts_off_at_each_step_takes_one_letter_in_the_end(
    office: PostOffice,
) -> None:
    replies = ["421 4.3.2 Closing", "450 4.2.1 Busy", "451 4.3.0 Later"]
    office.owe()
    for number, step in enumerate(STEPS):
        office.journal.script[step] = [replies[number % 3]]
        office.send_here()
        office.time_passes()
    put_off = (office.row.state, office.row.attempt, office.row.data_at)
    office.send_here()

    assert put_off == ("ready", len(STEPS), None)
    assert (office.arrived(), office.row.state) == (1, "sent")
    assert office.counts() == {"lost": 0, "duplicated": 0, "unexpected": 0, "recovered": 1}


@pytest.mark.row("fault-39")
@pytest.mark.parametrize(
    ("step", "reply"),
    [
        ("rcpt", "550 5.1.1 No such user"),
        ("dot", "552 5.3.4 Too large"),
        ("dot", "554 5.7.1 Looks like spam"),
    ],
)
def test_a_refusal_for_good_is_not_tried_again(office: PostOffice, step: str, reply: str) -> None:
    office.owe()
    office.journal.script[step] = [reply]
    office.send_here()
    office.time_passes()
    office.send_here()

    assert (office.row.state, office.row.attempt) == ("failed", 1)
    assert (office.row.last_error, office.row.address) == (
        f"{step} {reply[:9]}",
        "ana@example.org",
    )
    assert office.journal.journal == []


@pytest.mark.row("fault-40")
@pytest.mark.parametrize("goodbye", [Act.DROP, "421 4.3.2 Closing"])
def test_a_server_that_breaks_off_after_it_took_a_letter_has_one(
    office: PostOffice, goodbye: str | Act
) -> None:
    office.owe()
    office.journal.script["quit"] = [goodbye]
    office.send_here()
    office.time_passes()
    office.send_here()

    assert (office.arrived(), office.row.state, office.row.attempt) == (1, "sent", 1)


@pytest.mark.row("fault-41")
def test_a_tarpit_holds_no_answer_up(tmp_path: Path, journal: ScriptedSmtp) -> None:
    """One process does all the work here, and its sender of letters hangs."""
    journal.script["connect"] = [Act.SAY_NOTHING] * 100
    house = House(tmp_path, f"sqlite:///{tmp_path / 'silabo.sqlite'}")
    house.settings["SILABO_SMTP_URL"] = f"smtp://127.0.0.1:{journal.port}"
    house.prepare()
    house.web()
    try:
        token = house.token()
        asked = []
        for _ in range(3):
            asked.append(house.ask(token).json()["id"])
            answered = eventually(lambda: house.state(asked[-1]) == "answered")
            assert answered
        with database.connection():
            hanging = PostOffice(tmp_path, house.database_url, journal, journal.port).row.state
    finally:
        house.end()

    assert hanging == "sending"


@pytest.mark.service
@pytest.mark.timeout(150)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.row("fault-41")
def test_a_tarpit_frees_its_worker_after_a_minute(office: PostOffice) -> None:
    office.owe()
    office.journal.script["rcpt"] = [Act.DRIBBLE]
    began = time.monotonic()
    office.send()
    took_s = time.monotonic() - began

    assert 55 < took_s < SEND_S
    assert office.row.state == "ready"
    assert office.row.last_error.startswith("rcpt")
