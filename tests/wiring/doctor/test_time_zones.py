from pathlib import Path

import pytest

from silabo.storage import people
from tests import seeds
from wiring.doctor.time_zones import examine_zone
from wiring.settings import Settings
from wiring.settings import fields as chosen


def launched(course: str, *, told: str = "", default: str = "UTC") -> None:
    identity = seeds.identity(seeds.platform(), context_id=course, time_zone=told)
    people.admit(identity, language="es", time_zone=default)


def settings(tmp_path: Path, **changes: str) -> Settings:
    return Settings(data_dir=tmp_path, keys_dir=tmp_path, **changes)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that keeps UTC, as servers do."""
    monkeypatch.setattr(chosen, "machine_zone", lambda: "UTC")


@pytest.mark.row("zone-3")
def test_the_doctor_warns_of_a_server_whose_clock_became_the_courses(
    db: None, machine: None, tmp_path: Path
) -> None:
    launched("2")
    found = examine_zone(settings(tmp_path))

    assert not found.ok
    assert "1 of the courses take it" in found.detail
    assert "SILABO_TIME_ZONE" in found.remedy


@pytest.mark.row("zone-3")
def test_the_doctor_warns_of_a_course_beside_an_lms_in_another_zone(
    db: None, tmp_path: Path
) -> None:
    launched("2", default="Europe/Madrid")
    launched("3", told="America/Argentina/Buenos_Aires", default="Europe/Madrid")
    found = examine_zone(settings(tmp_path, time_zone="Europe/Madrid"))

    assert not found.ok
    assert "LMS keep America/Argentina/Buenos_Aires" in found.detail


def test_a_zone_that_somebody_chose_or_told_is_well(
    db: None, machine: None, tmp_path: Path
) -> None:
    nobody_yet = examine_zone(settings(tmp_path))
    launched("3", told="America/Lima")
    told = examine_zone(settings(tmp_path))
    launched("2", default="America/Lima")
    chosen_too = examine_zone(settings(tmp_path, time_zone="America/Lima"))

    assert [each.ok for each in (nobody_yet, told, chosen_too)] == [True] * 3
    assert nobody_yet.detail == "UTC, as this machine"
