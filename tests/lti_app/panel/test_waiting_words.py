from datetime import UTC, datetime

import pytest
from flask import Flask

from lti_app.panel.cards import place_text, poll_ms, wait_text
from silabo.domain.questions import MOST_COUNTED, DeliveryState, Question, QuestionState, Waiting


def question(state: QuestionState, **changes: object) -> Question:
    return Question(
        id=1,
        public_id="",
        course_id=1,
        text="",
        language="en",
        state=state,
        asked_at=datetime.now(UTC),
        **changes,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "a few minutes"),
        (0, "less than 1\N{NO-BREAK SPACE}min"),
        (45, "less than 1\N{NO-BREAK SPACE}min"),
        (46, "about 1\N{NO-BREAK SPACE}min"),
        (61, "about 2\N{NO-BREAK SPACE}min"),
        (601, "about 11\N{NO-BREAK SPACE}min"),
    ],
)
def test_a_wait_is_said_in_minutes_rounded_up(seconds: int | None, words: str) -> None:
    with Flask("test").test_request_context():
        assert wait_text(Waiting(place=1, of=1, seconds=seconds)) == words


@pytest.mark.parametrize(
    ("place", "of", "words"),
    [
        (2, 40, "Waiting: 2 of 40"),
        (2, MOST_COUNTED, "Waiting: 2 of 500"),
        (2, MOST_COUNTED + 1, "Waiting: 2 of more than 500"),
        (MOST_COUNTED, MOST_COUNTED + 1, "Waiting: 500 of more than 500"),
        (MOST_COUNTED + 1, MOST_COUNTED + 1, "Waiting: more than 500 come first"),
    ],
)
def test_a_place_is_said_as_far_as_it_is_counted(place: int, of: int, words: str) -> None:
    with Flask("test").test_request_context():
        assert place_text(Waiting(place=place, of=of, seconds=None)) == words


@pytest.mark.parametrize(
    ("place", "milliseconds"), [(1, 1000), (3, 3000), (15, 15000), (99, 15000)]
)
def test_who_waits_longer_looks_less_often(place: int, milliseconds: int) -> None:
    waiting = Waiting(place=place, of=place, seconds=None)

    assert poll_ms(question(QuestionState.QUEUED, waiting=waiting)) == milliseconds


@pytest.mark.parametrize(
    ("delivery", "milliseconds"),
    [
        (None, 0),
        (DeliveryState.READY, 2000),
        (DeliveryState.SENDING, 2000),
        (DeliveryState.SENT, 0),
        (DeliveryState.FAILED, 0),
    ],
)
def test_an_answer_is_looked_at_until_its_letter_went(
    delivery: DeliveryState | None, milliseconds: int
) -> None:
    assert poll_ms(question(QuestionState.ANSWERED, delivery=delivery)) == milliseconds


def test_an_answer_whose_letter_waits_for_it_to_be_seen_is_looked_at_less_often() -> None:
    waits = question(QuestionState.ANSWERED, delivery=DeliveryState.READY, if_unseen=True)

    assert poll_ms(waits) == 15_000
