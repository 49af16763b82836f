"""What every live feed does: one contract, in memory and on a real Redis."""

import threading
import time
from dataclasses import replace

import pytest

from silabo.adapters.memory_feed import MemoryFeed
from silabo.adapters.redis_feed import RedisFeed
from silabo.domain.answers import Citation, Sentence
from silabo.domain.drafts import Draft, DraftTakenBack, Quoted, SentenceAccepted
from silabo.domain.errors import ServiceError
from silabo.domain.ports import LiveFeed
from tests.ports import free_port
from tests.tasks.work import eventually

QUESTION = "6f3b8e36-0d6e-4d0c-8f4e-0f1f6f2a7b11"
CITED = Citation(
    number=1,
    document="d",
    version="v",
    anchor="t1r2",
    quote="Primer parcial",
    document_title="Programa",
    path=("Evaluación",),
    page=2,
    row=2,
    passage_id=7,
    language="es",
)
FIRST = SentenceAccepted(Sentence("Vale 35 %.", (1,)), (CITED,))
SECOND = SentenceAccepted(Sentence("Se aprueba con 4.", (1,)), ())


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.service)])
def feed(request: pytest.FixtureRequest) -> LiveFeed:
    if request.param == "memory":
        return MemoryFeed()
    server = request.getfixturevalue("redis_server")
    server.client().flushall()
    return RedisFeed(server.url)


def follow(feed: LiveFeed) -> tuple[threading.Thread, list[Draft | None], threading.Event]:
    """Follow in a thread; the event is set when the first draft has been seen."""
    seen: list[Draft | None] = []
    began = threading.Event()

    def run() -> None:
        for draft in feed.follow(QUESTION, for_s=20):
            seen.append(draft)
            began.set()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, seen, began


def test_a_draft_is_seen_as_it_grows_and_ends_with_the_writing(feed: LiveFeed) -> None:
    with feed.writing(QUESTION) as told:
        thread, seen, began = follow(feed)
        assert began.wait(30)
        told(FIRST)
        assert eventually(lambda: len(seen) > 1)
        told(SECOND)
        assert eventually(lambda: len(seen) > 2)
    thread.join(30)

    assert not thread.is_alive()
    assert seen == [
        Draft(),
        Draft((FIRST.sentence,), (CITED,)),
        Draft((FIRST.sentence, SECOND.sentence), (CITED,)),
    ]


def test_who_comes_late_sees_what_holds_so_far(feed: LiveFeed) -> None:
    with feed.writing(QUESTION) as told:
        told(FIRST)
        seen = next(feed.follow(QUESTION, for_s=5))

    assert seen == Draft((FIRST.sentence,), (CITED,))


def test_a_draft_that_is_taken_back_is_empty_again(feed: LiveFeed) -> None:
    with feed.writing(QUESTION) as told:
        told(FIRST)
        told(DraftTakenBack())
        seen = next(feed.follow(QUESTION, for_s=5))

    assert seen == Draft()


def test_what_is_quoted_stays_when_a_draft_is_taken_back(feed: LiveFeed) -> None:
    with feed.writing(QUESTION) as told:
        told(Quoted((CITED,)))
        told(FIRST)
        written = next(feed.follow(QUESTION, for_s=5))
        told(DraftTakenBack())
        seen = next(feed.follow(QUESTION, for_s=5))

    assert written == Draft((FIRST.sentence,), (CITED,), (CITED,))
    assert seen == Draft(quoted=(CITED,))


def test_what_is_quoted_of_several_questions_stands_in_their_order_once(feed: LiveFeed) -> None:
    second = replace(CITED, anchor="t1r3")
    with feed.writing(QUESTION) as told:
        told(Quoted((CITED,)))
        told(Quoted((CITED, second)))
        seen = next(feed.follow(QUESTION, for_s=5))

    assert seen == Draft(quoted=(CITED, second))


def test_where_nobody_writes_following_ends_at_once(feed: LiveFeed) -> None:
    began = time.monotonic()
    with feed.writing("another"):
        seen = list(feed.follow(QUESTION, for_s=20))

    assert seen == []
    assert time.monotonic() - began < 15


def test_who_has_lost_the_question_stops_no_other_who_writes_about_it(feed: LiveFeed) -> None:
    with feed.writing(QUESTION) as told:
        with feed.writing(QUESTION) as first_told:
            first_told(FIRST)
        told(SECOND)
        seen = next(feed.follow(QUESTION, for_s=5))

    assert seen == Draft((SECOND.sentence,))
    assert list(feed.follow(QUESTION, for_s=5)) == []


def test_a_quiet_writing_gives_a_sign_of_life_and_ends_in_time(feed: LiveFeed) -> None:
    with feed.writing(QUESTION):
        seen = list(feed.follow(QUESTION, for_s=0.3, quiet_s=0.05))

    assert seen[0] == Draft()
    assert set(seen[1:]) == {None}


def test_a_writing_that_fails_ends_too(feed: LiveFeed) -> None:
    with pytest.raises(KeyError), feed.writing(QUESTION):
        raise KeyError

    assert list(feed.follow(QUESTION, for_s=5)) == []


def test_a_feed_that_is_away_stops_no_writing() -> None:
    away = RedisFeed(f"redis://127.0.0.1:{free_port()}/0")
    with away.writing(QUESTION) as told:
        told(FIRST)

    with pytest.raises(ServiceError):
        next(away.follow(QUESTION, for_s=1))
