from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from silabo.storage.tables import CourseAsked, PersonAsked
from silabo.wording import dates
from tests.lms import CLAIM
from tests.world import Visitor, World
from wiring.parts import System, build
from wiring.settings import Settings

ZONE = "America/Argentina/Buenos_Aires"
PRESENTATION = f"{CLAIM}launch_presentation"


@pytest.fixture
def limits() -> dict[str, int]:
    return {"questions_hour": 2}


@pytest.fixture
def system(db: None, tmp_path: Path, tool_keys: Path, limits: dict[str, int]) -> System:
    """The tool with narrow limits, in the zone of Buenos Aires."""
    settings = Settings(
        public_url="https://tool.example",
        data_dir=tmp_path,
        keys_dir=tool_keys,
        time_zone=ZONE,
        **limits,
    )
    return build(settings)


def speaking(world: World, language: str) -> Visitor:
    return world.visit(**{PRESENTATION: {"locale": language, "document_target": "iframe"}})


def asked_twice(student: Visitor) -> datetime:
    """Ask two questions in this minute; when the first of them was asked, to the minute."""
    for number in range(2):
        assert student.ask(f"When is exam {number}?").status_code == 201
    return datetime.fromtimestamp(PersonAsked.get().minute_at / 1000, UTC)


SENTENCES = {
    "en": "You can ask again from {time}.",
    "es": "Podrás volver a preguntar a partir de {time}.",
    "fr": "Vous pourrez en poser une autre à partir de {time}.",
}
ANOTHER_DAY = {
    "en": "You can ask again on {day} from {time}.",
    "es": "Podrás volver a preguntar el {day} a partir de {time}.",
    "fr": "Vous pourrez en poser une autre le {day} à partir de {time}.",
}


def said(sentences: dict[str, str], again: datetime, language: str) -> str:
    return sentences[language].format(
        day=dates.day(again, ZONE, language), time=dates.clock_time(again, ZONE, language)
    )


@pytest.mark.row("quotas-4")
@pytest.mark.parametrize("limits", [{"questions_day": 2}], ids=repr)
@pytest.mark.parametrize("language", SENTENCES)
def test_whoever_has_to_wait_reads_from_when_by_the_clock_of_the_course(
    world: World, language: str
) -> None:
    student = speaking(world, language)
    again = asked_twice(student) + timedelta(days=1)
    refused = student.ask("And when is the third exam?")

    assert refused.status_code == 429
    assert said(ANOTHER_DAY, again, language) in refused.get_json()["detail"]
    assert dates.clock_time(again, ZONE, language) != dates.clock_time(again, "UTC", language)


@pytest.mark.row("quotas-4")
@pytest.mark.parametrize("language", SENTENCES)
def test_on_the_same_day_the_time_is_enough(world: World, language: str) -> None:
    student = speaking(world, language)
    now = asked_twice(student)
    # So that the hour is over before the day is, at whatever time this runs.
    earlier = 3_600_000 - 60_000
    for table in (PersonAsked, CourseAsked):
        table.update(minute_at=table.minute_at - earlier).execute()
    refused = student.ask("And when is the third exam?")
    again = now + timedelta(minutes=1)
    today = again.astimezone(ZoneInfo(ZONE)).date() == now.astimezone(ZoneInfo(ZONE)).date()

    assert refused.status_code == 429
    wanted = said(SENTENCES if today else ANOTHER_DAY, again, language)
    assert wanted in refused.get_json()["detail"]
    assert 0 < int(refused.headers["Retry-After"]) <= 60


@pytest.mark.row("quotas-2")
def test_a_student_who_greets_and_reads_quotations_goes_on_asking(world: World) -> None:
    student = world.student()
    answers = []
    for number in range(6):
        answers.append(student.ask(f"Hello! {number}" if number % 2 else "Hello").status_code)
        world.work()

    assert answers == [201] * 6


@pytest.mark.row("quotas-2")
@pytest.mark.parametrize("limits", [{"any_questions_hour": 4}], ids=repr)
def test_greetings_have_an_end_too(world: World) -> None:
    student = world.student()
    answers = []
    for _ in range(6):
        answers.append(student.ask("Hello").status_code)
        world.work()

    assert answers == [201] * 4 + [429] * 2
