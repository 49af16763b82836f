"""Lengths of time in a question, and whether a text speaks of them."""

import pytest

from silabo.language.durations import lengths, speaks_of


@pytest.mark.parametrize(
    ("question", "hours"),
    [
        ("entregué el tp 30 horas tarde", [30]),
        ("tp tarde 30 hs", [30]),
        ("what if I am two days late", [48]),
        ("une semaine de retard", [168]),
        ("llegué un dia tarde", [24]),
        ("what do you do on a day like this", []),
        ("¿se cursa una hora más?", []),
    ],
)
def test_a_question_names_how_late_something_is(question: str, hours: list[float]) -> None:
    assert [one.hours for one in lengths(question)] == hours


@pytest.mark.parametrize(
    ("text", "hours", "met"),
    [
        ("De 24 a 72 horas: La nota máxima es 6", 30, True),
        ("Hasta 24 horas: Se descuenta 1 punto", 30, False),
        ("Hasta 24 horas: Se descuenta 1 punto", 24, True),
        ("Más de 72 horas: No se corrige", 72, False),
        ("More than three days: not marked", 96, True),
        ("A lab loses 10 points for each day", 48, True),
        ("The lab is on Monday", 48, False),
    ],
)
def test_a_span_of_time_holds_what_lies_in_it(text: str, hours: float, met: bool) -> None:
    assert (speaks_of(text, hours) > 0.8) is met
