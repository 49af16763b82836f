from datetime import date

import pytest

from silabo.language.relative_days import relative_days

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("¿A qué hora es el parcial de mañana?", "2026-04-01"),
        ("¿Hay clase pasado mañana?", "2026-04-02"),
        ("¿Qué tema vemos hoy?", "2026-03-31"),
        ("What is due tomorrow?", "2026-04-01"),
        ("Is there a lab the day after tomorrow?", "2026-04-02"),
        ("What do I hand in tonight?", "2026-03-31"),
        ("Y a-t-il cours demain ?", "2026-04-01"),
        ("Que faut-il rendre après-demain ?", "2026-04-02"),
        ("Le rapport est pour aujourd’hui ?", "2026-03-31"),
    ],
)
def test_a_day_named_from_today_is_a_date(text: str, day: str) -> None:
    found = relative_days(text, TODAY)

    assert [one.day.isoformat() for one in found] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "¿Hay turno mañana?",
        "clase a las 8 de la mañana",
        "¿Hay consulta por la mañana?",
        "lendemain",
    ],
)
def test_a_morning_is_no_tomorrow(text: str) -> None:
    assert relative_days(text, TODAY) == []
