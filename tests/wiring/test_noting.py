"""A process notes with which settings it starts: by names, and no value can be read from it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from pydantic import SecretStr

from silabo.storage import audit, database
from silabo.storage.tables import NotedSetting
from wiring.noting import digests, note_settings
from wiring.settings import Settings

SECRETS = {
    "smtp_url": "smtp://silabo:t0psecret@mail.example",
    "weaviate_key": SecretStr("t0psecret"),
}


@pytest.fixture
def prepared(installed: Path, app: Flask) -> Iterator[Flask]:
    """An application whose database is made."""
    yield app
    database.close_all()


def lines(app: Flask) -> list[str]:
    """What the audit shows of settings."""
    said = app.test_cli_runner().invoke(args=["audit", "show"]).output.splitlines()
    return [each for each in said if "settings_read" in each]


def test_the_audit_shows_which_settings_changed_from_one_start_to_the_next(
    prepared: Flask,
) -> None:
    for chosen in (Settings(), Settings(), Settings(port=8080, model="big"), Settings(port=8080)):
        note_settings(chosen, "web")
    first, second, third = lines(prepared)

    assert first.endswith("settings_read  by tool  from web  noted for the first time")
    assert second.endswith("SILABO_MODEL, SILABO_PORT")
    assert third.endswith("SILABO_MODEL")


def test_no_value_is_kept_of_a_setting(prepared: Flask) -> None:
    note_settings(Settings(**SECRETS), "worker")
    with database.connection():
        kept = json.dumps(list(NotedSetting.select().dicts()))
    said = "".join(each.detail for each in audit.listed())

    assert "SILABO_SMTP_URL" in kept
    assert "t0psecret" not in kept + said
    assert "mail.example" not in kept + said


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_a_secret_that_changed_is_noticed_and_dear_to_guess(name: str) -> None:
    other = {
        "smtp_url": "smtp://silabo:an0ther@mail.example",
        "weaviate_key": SecretStr("an0ther"),
    }
    one, two, plain = (
        digests(Settings(**given)) for given in (SECRETS, {**SECRETS, name: other[name]}, {})
    )
    changed = {each for each in one if one[each] != two[each]}

    assert changed == {f"SILABO_{name.upper()}"}
    assert one == digests(Settings(**SECRETS))
    assert plain[f"SILABO_{name.upper()}"] not in {one[f"SILABO_{name.upper()}"], ""}


def test_a_database_without_tables_lets_a_process_start(
    app: Flask, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    note_settings(Settings(), "web")

    assert "settings_not_noted" in caplog.text
