"""Tests write where no disk is waited for, if there is such a place."""

from pathlib import Path

import pytest

from tests import in_memory


def test_a_folder_that_there_is_not_is_not_written_to(tmp_path: Path) -> None:
    found = in_memory.fits(tmp_path / "none")

    assert not found


def test_memory_that_is_almost_full_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_memory, "ROOM", 2**60)

    assert not in_memory.fits(tmp_path)


def test_a_folder_of_tests_with_room_may_hold_their_folders_and_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_memory, "ROOM", 1)

    assert in_memory.fits(tmp_path)
