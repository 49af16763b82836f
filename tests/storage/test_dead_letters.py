import pytest

from silabo.domain.documents import VersionState
from silabo.domain.errors import NotFoundError
from silabo.domain.queues import Queue
from silabo.storage import dead_letters, documents, questions, versions
from silabo.storage.tables import Question, Version
from tests import seeds


@pytest.fixture
def given_up(db: str) -> str:
    """A question that failed as often as it may."""
    asked = seeds.ask(seeds.member())
    for _ in range(questions.MAX_ATTEMPTS):
        seeds.due(Question)
        questions.give_back(seeds.claim_question(), "KeyError", 0.5, counted=True)
    return asked.public_id


def test_what_was_given_up_is_listed_with_its_reason(given_up: str) -> None:
    (found,) = dead_letters.listed()

    assert (found.queue, found.public_id) == (Queue.ANSWERS, given_up)
    assert (found.attempts, found.reason) == (5, "KeyError")
    assert dead_letters.counts()[Queue.ANSWERS] == (0, 1)


def test_what_waits_is_counted_and_is_no_dead_letter(db: str) -> None:
    seeds.ask(seeds.member())

    assert dead_letters.counts()[Queue.ANSWERS] == (1, 0)
    assert dead_letters.listed() == []


def test_a_retried_question_waits_as_if_it_had_never_been_tried(given_up: str) -> None:
    queue = dead_letters.retry(given_up)
    claimed = seeds.claim_question()

    assert queue is Queue.ANSWERS
    assert (claimed.public_id, claimed.attempt) == (given_up, 1)


def test_a_retried_document_says_no_more_what_was_wrong_with_it(db: str) -> None:
    _, course = seeds.member()
    added = documents.add(course, seeds.upload())
    for _ in range(versions.MAX_ATTEMPTS):
        seeds.due(Version)
        versions.give_back(seeds.claim_version(), "KeyError", 0.5)
    failed = documents.get(course, added.public_id)
    dead_letters.retry(added.version)
    retried = documents.get(course, added.public_id)

    assert (failed.state, failed.code) == (VersionState.FAILED, "reading_failed")
    assert (retried.state, retried.code) == (VersionState.RECEIVED, None)


def test_a_dropped_question_is_never_tried_again(given_up: str) -> None:
    dead_letters.drop(given_up)

    assert dead_letters.listed() == []
    assert questions.claim("host:1") is None


def test_only_what_was_given_up_can_be_retried_or_dropped(db: str) -> None:
    waiting = seeds.ask(seeds.member()).public_id
    for act in (dead_letters.retry, dead_letters.drop):
        with pytest.raises(NotFoundError):
            act(waiting)

    assert questions.waiting() == 1
