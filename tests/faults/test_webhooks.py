"""A program is told what it is owed whatever is killed: twice at most, and then under one id."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from silabo.domain.crash import CrashPoint
from silabo.domain.people import Role
from silabo.domain.webhooks import CallState, fresh_secret
from silabo.storage import database, webhook_calls, webhooks
from silabo.storage.tables import WebhookCall
from tests import seeds
from tests.fakes.receiver import Receiver, receiving
from tests.faults.post_office import PostOffice
from tests.services.postgresql import Postgresql
from tests.services.scripted_smtp import ScriptedSmtp

KILLED = -9


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PostOffice]:
    """Processes that send letters and calls, over a database of this test."""
    url = f"sqlite:///{tmp_path / 'silabo.sqlite'}"
    if request.param == "postgresql":
        server: Postgresql = request.getfixturevalue("postgresql_server")
        url = server.new_database("webhooks")
    journal = ScriptedSmtp()
    made = PostOffice(tmp_path, url, journal, journal.port)
    made.open()
    yield made
    database.close_all()
    journal.stop()


@pytest.fixture
def program() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def row() -> WebhookCall:
    with database.connection():
        found: WebhookCall = WebhookCall.get()
    return found


def test_a_worker_that_is_killed_before_it_notes_a_call_makes_it_again_under_its_id(
    office: PostOffice, program: Receiver
) -> None:
    person, course = seeds.member("5", role=Role.INSTRUCTOR)
    webhooks.make(course, person, address=program.address, secret=fresh_secret())
    seeds.handed_over("31")
    first = office.send(crash_at=CrashPoint.WEBHOOK_TAKEN)
    held = row().state
    seeds.overdue(WebhookCall)
    due = webhook_calls.sweep()
    second = office.send()
    third = office.send()

    assert (first, second, third) == (KILLED, 0, 0)
    assert (held, due) == (CallState.CALLING, 1)
    assert program.ids == [row().public_id] * 2
    assert row().state == CallState.TAKEN
