import pytest

from silabo.language.week_names import in_weeks
from silabo.language.words import fold


@pytest.mark.parametrize(
    "text",
    [
        "Weeks 4-6: memory",
        "Weeks: 4–6 · Topic: Memory",
        "week 4 to 6",
        "Weeks 4 through 7",
        "Semanas 4 a 6: memoria",
        "Semana: 4 al 6",
        "de la semana 4 hasta 8",
        "Semaines 4 à 6 : mémoire",
        "semaine 5 au 8",
    ],
)
def test_a_week_is_within_a_span_of_weeks(text: str) -> None:
    assert in_weeks(5, fold(text))
    assert not in_weeks(3, fold(text))
    assert not in_weeks(9, fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "Week 4: chapters 1-6",
        "Weeks 4 to 6/10",
        "Semana 4, del 5 al 6 de abril",
        "pages 4-6 of week 1",
        "Semaine 4 : 4 à 6 heures",
        "week 4 to 6 % of the mark",
        "week 4 to 6.5 points",
    ],
)
def test_other_numbers_are_no_span_of_weeks(text: str) -> None:
    assert not in_weeks(5, fold(text))
