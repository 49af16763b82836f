"""Programs are told over HTTP: signed, tried again, and never at an address inside."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from lti_app.lti.outside import LARGEST, Outside
from lti_app.telling import tell
from silabo.domain.people import Role
from silabo.domain.webhooks import CallState, headers
from silabo.storage import tables, webhooks
from tasks.parts import Parts
from tasks.webhooks import call_next
from tests import seeds
from tests.fakes.receiver import Receiver, receiving

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def program() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def calling(parts: Parts) -> Parts:
    """Parts that may call a program on this machine."""
    return replace(parts, tell=partial(tell, Outside(plain_http=True)))


def owe(address: str) -> str:
    """Hand a question over in a course that tells this address; the question's id."""
    person, course = seeds.member("5", role=Role.INSTRUCTOR)
    webhooks.make(course, person, address=address, secret=SECRET)
    return seeds.handed_over("31").public_id


def row() -> tables.WebhookCall:
    found: tables.WebhookCall = tables.WebhookCall.get()
    return found


def test_a_program_is_told_ids_and_a_link_under_a_signature(
    calling: Parts, program: Receiver
) -> None:
    question = owe(program.address)

    worked = (call_next(calling), call_next(calling))
    ((sent, body),) = program.calls
    told = json.loads(body)
    at = datetime.fromtimestamp(int(sent["webhook-timestamp"]), tz=UTC)

    assert worked == (True, False)
    assert row().state == CallState.TAKEN
    assert told["type"] == "question.handed_over"
    assert told["data"]["question"] == question
    assert told["data"]["link"].endswith(f"/letters/questions/{question}")
    assert sent["webhook-id"] == row().public_id
    assert (
        sent["webhook-signature"] == headers(row().public_id, SECRET, body, at)["webhook-signature"]
    )
    assert "estacionamiento" not in body.decode()
    assert "Ana" not in body.decode()


@pytest.mark.parametrize("answer", [500, 429, 404, 302])
def test_what_was_not_taken_is_told_again_under_the_same_id(
    calling: Parts, program: Receiver, answer: int
) -> None:
    owe(program.address)
    program.answers.append(answer)
    call_next(calling)
    refused = (row().state, row().last_error)
    seeds.due(tables.WebhookCall)
    call_next(calling)

    assert refused == (CallState.READY, f"HTTP {answer}")
    assert len(program.calls) == 2
    assert len(set(program.ids)) == 1
    assert row().state == CallState.TAKEN


def test_a_program_that_answers_with_a_long_page_has_taken_it(
    calling: Parts, program: Receiver
) -> None:
    owe(program.address)
    program.answers.append(200)
    program.length = 10 * LARGEST
    call_next(calling)

    assert row().state == CallState.TAKEN


def test_a_program_that_wants_no_more_is_not_told_it_again(
    calling: Parts, program: Receiver
) -> None:
    owe(program.address)
    program.answers.append(410)
    call_next(calling)
    seeds.due(tables.WebhookCall)

    assert row().state == CallState.FAILED
    assert not call_next(calling)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest",
        "https://localhost/",
        "http://desk.example/",
    ],
)
def test_nothing_is_told_at_an_address_inside(parts: Parts, address: str) -> None:
    owe(address)
    call_next(replace(parts, tell=partial(tell, Outside())))

    assert row().state == CallState.READY
    assert row().last_error == "its address is private, or not https"


def test_a_program_that_is_away_is_called_again_later(calling: Parts) -> None:
    owe("http://127.0.0.1:9/told")
    call_next(calling)

    assert (row().state, row().last_error) == (CallState.READY, "it did not answer in time")
    assert row().run_after > 0
