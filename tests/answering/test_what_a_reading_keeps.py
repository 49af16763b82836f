import gc
import weakref

from silabo.answering.pipeline import answer
from silabo.answering.reading import Reading
from silabo.domain import clock
from silabo.domain.answers import Query
from tests.answering.courses import Course, spanish

PASSAGES = spanish().passages


def test_a_passage_that_was_read_is_read_once() -> None:
    reading = Reading()

    assert reading.passage(PASSAGES[0]) is reading.passage(PASSAGES[0])


def test_no_more_passages_are_kept_than_there_is_room_for() -> None:
    reading = Reading(most=3)
    kept = [weakref.ref(reading.passage(passage)) for passage in PASSAGES]
    gc.collect()

    assert 1 <= sum(passage() is not None for passage in kept) <= 3


def test_no_more_text_is_kept_than_there_is_room_for() -> None:
    reading = Reading(most_characters=1_000)
    kept = [weakref.ref(reading.text(f"{number} " + "x" * 98, "es")) for number in range(100)]
    gc.collect()

    assert 1 <= sum(text() is not None for text in kept) <= 10


def test_an_answer_is_the_same_where_nothing_can_be_kept(courses: dict[str, Course]) -> None:
    query = Query("¿Cuándo es el primer parcial?", "es", clock.now(), "UTC")
    search = courses["es"]

    kept = answer(query, search, reading=Reading())

    assert answer(query, search, reading=Reading(most=1, most_characters=1)) == kept
