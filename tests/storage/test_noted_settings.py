"""With which settings processes start: what changed is told once, by name, on every database."""

from threading import Barrier, Thread

import pytest

from silabo.storage import audit, database, noted_settings
from silabo.storage.tables import NotedSetting

BEFORE = {"SILABO_MODEL": "a", "SILABO_PORT": "b"}


def told() -> list[str]:
    """The entries about settings."""
    return [each.detail for each in audit.listed() if each.event == "settings_read"]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (BEFORE, []),
        ({**BEFORE, "SILABO_MODEL": "c"}, ["SILABO_MODEL"]),
        ({**BEFORE, "SILABO_NEW": "c"}, ["SILABO_NEW"]),
        ({"SILABO_MODEL": "a"}, ["SILABO_PORT"]),
        ({"SILABO_MODEL": "c", "SILABO_PORT": "d"}, ["SILABO_MODEL, SILABO_PORT"]),
    ],
)
def test_what_differs_from_what_was_noted_last_is_named(
    db: str, after: dict[str, str], said: list[str]
) -> None:
    noted_settings.note(BEFORE)
    for _ in range(2):
        noted_settings.note(after)

    assert told() == [noted_settings.FIRST, *said]
    assert {each.name: each.digest for each in NotedSetting.select()} == after


def test_of_very_many_that_changed_as_many_are_named_as_an_entry_holds(db: str) -> None:
    noted_settings.note(BEFORE)
    noted_settings.note({f"SILABO_SETTING_{number:03}": "x" for number in range(100)})
    _, said = told()

    assert said.startswith("SILABO_MODEL, SILABO_PORT, SILABO_SETTING_000, ")
    assert len(said) <= audit.LONGEST_DETAIL
    assert said.endswith(f" and {102 - said.count('SILABO_')} others")


@pytest.mark.parametrize("known", [{}, BEFORE])
def test_of_processes_that_start_at_once_one_writes(db: str, known: dict[str, str]) -> None:
    if known:
        noted_settings.note(known)
    together, changed = Barrier(4), []

    def start() -> None:
        together.wait()
        changed.append(noted_settings.note({"SILABO_MODEL": "c", "SILABO_PORT": "d"}))
        database.close_all()

    threads = [Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    alive = [thread for thread in threads if thread.is_alive()]

    assert alive == []
    assert len(changed) == 4
    assert [each for each in changed if each] == [("SILABO_MODEL", "SILABO_PORT")]
    assert len(told()) == (2 if known else 1)
