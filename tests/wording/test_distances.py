from datetime import date

import pytest

from silabo.wording.distances import distance

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("day", "en", "es", "fr"),
    [
        ("2026-11-29", "Nov 29, 2026, today", "29 nov 2026, hoy", "29 nov. 2026, aujourd’hui"),
        ("2026-11-30", "Nov 30, 2026, tomorrow", "30 nov 2026, mañana", "30 nov. 2026, demain"),
        (
            "2026-11-28",
            "Nov 28, 2026, was yesterday",
            "28 nov 2026, fue ayer",
            "28 nov. 2026, c’était hier",
        ),
        (
            "2026-12-07",
            "Dec 7, 2026, in 8 days",
            "7 dic 2026, dentro de 8 días",
            "7 déc. 2026, dans 8 jours",
        ),
        (
            "2026-11-26",
            "Nov 26, 2026, was 3 days ago",
            "26 nov 2026, fue hace 3 días",
            "26 nov. 2026, c’était il y a 3 jours",
        ),
        (
            "2027-05-01",
            "May 1, 2027, in about 5 months",
            "1 may 2027, dentro de unos 5 meses",
            "1er mai 2027, dans environ 5 mois",
        ),
        (
            "2026-06-03",
            "Jun 3, 2026, was about 6 months ago",
            "3 jun 2026, fue hace unos 6 meses",
            "3 juin 2026, c’était il y a environ 6 mois",
        ),
    ],
)
def test_a_day_is_told_with_how_far_it_is(day: str, en: str, es: str, fr: str) -> None:
    said = [distance(date.fromisoformat(day), TODAY, language) for language in ("en", "es", "fr")]

    assert [each.replace("\u00a0", " ") for each in said] == [en, es, fr]
