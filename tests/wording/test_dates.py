"""Moments as people write them, inside a sentence of their language."""

import re
from datetime import UTC, date, datetime

import pytest

from silabo.wording import dates
from silabo.wording.catalogues import LANGUAGES, catalogue, say
from tests.guards.messages import used

ANSWERED = "Answered on %(day)s at %(time)s"


@pytest.mark.parametrize(
    ("language", "hour", "sentence"),
    [
        ("es", 0, "Respondida el 26 nov 2026 a las 0:04"),
        ("es", 1, "Respondida el 26 nov 2026 a la 1:04"),
        ("es", 2, "Respondida el 26 nov 2026 a las 2:04"),
        ("es", 10, "Respondida el 26 nov 2026 a las 10:04"),
        ("es", 11, "Respondida el 26 nov 2026 a las 11:04"),
        ("es", 13, "Respondida el 26 nov 2026 a las 13:04"),  # read "las trece"
        ("es", 21, "Respondida el 26 nov 2026 a las 21:04"),
        ("en", 1, "Answered on Nov 26, 2026 at 1:04\u202fAM"),
        ("en", 13, "Answered on Nov 26, 2026 at 1:04\u202fPM"),
        ("fr", 1, "Réponse du 26 nov. 2026 à 01:04"),
        ("fr", 13, "Réponse du 26 nov. 2026 à 13:04"),
    ],
)
def test_a_time_stands_in_a_sentence_as_its_language_says_it(
    language: str, hour: int, sentence: str
) -> None:
    moment = datetime(2026, 11, 26, hour, 4, tzinfo=UTC)
    time = dates.clock_time(moment, "UTC", language)
    said = say(language, ANSWERED, day=dates.day(moment, "UTC", language), time=time)

    assert said == sentence


def test_the_hour_is_the_one_of_the_zone() -> None:
    moment = datetime(2026, 11, 26, 4, 4, tzinfo=UTC)

    assert dates.clock_time(moment, "America/Argentina/Buenos_Aires", "es") == "la 1:04"
    assert dates.clock_time(moment, "UTC", "es") == "las 4:04"


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("fr", 1, "1er déc. 2026"),
        ("fr", 2, "2 déc. 2026"),
        ("fr", 11, "11 déc. 2026"),
        ("fr", 21, "21 déc. 2026"),
        ("es", 1, "1 dic 2026"),
        ("en", 1, "Dec 1, 2026"),
    ],
)
def test_the_first_of_a_month_is_written_as_its_language_says_it(
    language: str, day: int, written: str
) -> None:
    moment = datetime(2026, 12, day, 12, tzinfo=UTC)

    assert dates.day(moment, "UTC", language) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_brings_an_article_for_a_time_that_has_its_own(language: str) -> None:
    timed = [
        message.id for message in used() if isinstance(message.id, str) and "%(time)s" in message.id
    ]

    assert len(timed) > 5
    said = map(catalogue(language).gettext, timed)
    assert [each for each in said if re.search(r"\blas? %\(time\)s", each)] == []


@pytest.mark.parametrize(
    ("language", "first", "other"),
    [("en", "May 1", "May 11"), ("es", "1 may", "11 may"), ("fr", "1er mai", "11 mai")],
)
def test_a_day_without_its_year_is_short(language: str, first: str, other: str) -> None:
    assert dates.short_date_text(date(2026, 5, 1), language) == first
    assert dates.short_date_text(date(2026, 5, 11), language) == other


@pytest.mark.parametrize(
    ("seconds", "language", "said"),
    [
        (0.2, "en", "1 second"),
        (8.4, "es", "8 segundos"),
        (200, "fr", "3 minutes"),
        (260_000, "es", "3 días"),
    ],
)
def test_a_length_of_time_is_said_in_its_unit(seconds: float, language: str, said: str) -> None:
    assert dates.length_text(seconds, language) == said
