import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from silabo.storage import database
from wiring.practice import reset, run
from wiring.settings import load


@pytest.fixture
def prepared(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A data folder in which `make run` was, with the keys outside of it."""
    monkeypatch.setenv("SILABO_KEYS_DIR", str(tmp_path / "keys"))
    run.prepare(load()[0])
    database.close_all()
    yield folder
    database.close_all()


def test_the_folder_of_make_run_is_emptied_wherever_it_lies(
    prepared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("mail", "practice"):
        (prepared / name).mkdir(exist_ok=True)
    for name in ("tool.log", "index.sqlite-wal", "web.lock"):
        (prepared / name).touch()

    status = reset.main()

    assert status == 0
    assert not prepared.exists()
    assert list((tmp_path / "keys").glob("*.pem"))
    assert f"The keys in {tmp_path / 'keys'} stay" in capsys.readouterr().out


def test_what_is_not_of_make_run_stays(prepared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (prepared / "thesis.odt").write_text("years of work")

    reset.main()

    assert [each.name for each in prepared.iterdir()] == ["thesis.odt"]
    assert "thesis.odt" in capsys.readouterr().out


def test_after_it_the_demo_courses_are_as_new(prepared: Path) -> None:
    reset.main()

    run.prepare(load()[0])

    assert (prepared / "silabo.sqlite").exists()


def test_uploaded_files_in_a_folder_of_their_own_go_too(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = tmp_path / "uploads"
    (files / "a0").mkdir(parents=True)
    (files / "a0" / "version").touch()
    (files / "mine").mkdir()
    monkeypatch.setenv("SILABO_FILES_DIR", str(files))

    reset.main()

    assert [each.name for each in files.iterdir()] == ["mine"]


def test_while_something_serves_the_folder_nothing_is_emptied(
    prepared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (prepared / "web.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        status = reset.main()

    assert status == 1
    assert "end it first" in capsys.readouterr().out
    assert (prepared / "silabo.sqlite").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PRODUCTION", "1"),
        ("DATABASE_URL", "sqlite:////nowhere/else.sqlite"),
        ("PORT", "abc"),
    ],
)
def test_with_settings_of_something_else_nothing_is_emptied(
    prepared: Path,
    name: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SILABO_PUBLIC_URL", "https://silabo.example.org")
    monkeypatch.setenv(f"SILABO_{name}", value)

    status = reset.main()

    assert status == 1
    assert f"SILABO_{name}: " in capsys.readouterr().out
    assert (prepared / "silabo.sqlite").exists()


def test_nothing_to_empty_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = reset.main()

    assert status == 0
    assert f"{folder} was empty already." in capsys.readouterr().out
