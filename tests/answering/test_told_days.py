"""Which day a sentence of an answer tells, and when it tells none for sure."""

from datetime import date

import pytest

from silabo.answering.told_days import told_day, with_days
from silabo.domain.answers import Citation, Query, Sentence
from tests.answering.courses import query

TODAY = date(2026, 11, 29)


def cited(title: str = "Syllabus", language: str = "en", path: tuple[str, ...] = ()) -> Citation:
    return Citation(1, "d", "v", "p1", "", title, path=path, language=language)


@pytest.mark.parametrize(
    ("text", "citation", "day"),
    [
        ("Essay 2 is due on 7 December.", cited(), "2026-12-07"),
        ("Essay 2 is due on 7 December 2027.", cited(), "2027-12-07"),
        # the nearest, over New Year
        ("Lectures begin on 11 January.", cited(), "2027-01-11"),
        # the year of its document, though the other is nearer
        ("El parcial es el 8 de mayo.", cited("Programa 2026", "es"), "2026-05-08"),
        ("Le partiel a lieu le 3 mars.", cited("2026-2027", "fr"), "2027-03-03"),
        # the year that the day of the week tells
        ("Final: Thursday 18 February", cited("Algorithms 2026/27"), "2027-02-18"),
        ("Essay 1 was due on Monday 9 November.", cited(), "2026-11-09"),
        ("Date: 2026-12-07 · What: Essay 2", cited(), "2026-12-07"),
        # the day in its week of a calendar
        (
            "Week: 7 · Dates: 19 to 23 October · Notes: Midterm exam: Wednesday 21 October",
            cited(),
            "2026-10-21",
        ),
        (
            "Fecha: 28 de septiembre al 2 de octubre · Observaciones: parcial: jueves 1 de octubre",
            cited("Programa 2026", "es"),
            "2026-10-01",
        ),
        ("Vence el 3/4/2026.", cited(language="es"), "2026-04-03"),
        ("Due on 12/25/2026.", cited(), "2026-12-25"),
    ],
)
def test_the_one_date_of_a_sentence_is_a_day(text: str, citation: Citation, day: str) -> None:
    assert told_day(text, citation, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("Essay 2 is due soon.", cited()),
        # a figure of it was not read for sure from its picture
        ("Essay 2 is due on May 10 (?).", cited()),
        ("Vence el 10/05/2026 (?).", cited(language="es")),
        ("Handed out on 3 May, due on 12 May.", cited()),
        ("The exam period is from 5 to 9 December.", cited()),
        ("No class on 25 and 27 May.", cited()),
        ("Exams: 5 to 9 December. Register until 1 December.", cited()),
        # read day first by some and month first by others
        ("Due on 3/4/2026.", cited()),
        ("3/4/2026", cited(language="und")),
        # no such weekday in any year near, or in that of the document
        ("Final: Monday 18 February", cited("Algorithms 2026/27")),
        # the February after the autumn of 2026, or the one before it
        ("The resit is on 18 February.", cited("Algorithms, autumn 2026")),
    ],
)
def test_a_date_that_may_be_another_day_is_none(text: str, citation: Citation) -> None:
    assert told_day(text, citation, TODAY) is None


DUE = (Sentence("Essay 2 is due on 7 May.", (1,)),)


def test_only_whoever_asks_for_a_date_is_told_how_far_it_is() -> None:
    def day(asked: Query) -> date | None:
        return with_days(asked, DUE, [cited()])[0].day

    assert day(query("When is essay 2 due?")) == date(2026, 5, 7)
    assert day(query("¿Cuándo se entrega el ensayo 2?")) == date(2026, 5, 7)
    assert day(query("How long is essay 2?")) is None
