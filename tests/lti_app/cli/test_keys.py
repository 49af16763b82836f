"""`flask keys`: making and rotating the keys that the tool signs with."""

import json
import stat
from datetime import UTC, datetime, timedelta

from lti_app.lti.keys import key_ids
from tests.lti_app.cli.running import Run
from wiring.parts import System


def age(system: System, by: timedelta) -> None:
    """Let so much time pass for every key."""
    path = system.settings.keys_dir / "states.json"
    noted = json.loads(path.read_text())
    for each in noted.values():
        each["since"] = (datetime.fromisoformat(each["since"]) - by).isoformat()
    path.write_text(json.dumps(noted))


def published(system: System) -> set[str]:
    keys = system.app.test_client().get("/lti/jwks").get_json()["keys"]
    return {key["kid"] for key in keys}


def test_rotating_says_what_was_done_and_how_every_key_stands(run: Run, system: System) -> None:
    (old,) = key_ids(system.settings.keys_dir)
    result = run("keys", "rotate")

    (new,) = set(key_ids(system.settings.keys_dir)) - {old}
    assert result.exit_code == 0
    assert f"next {new}: published, signs in a day" in result.output
    assert f"active    {old} since " in result.output
    assert f"next      {new} since {datetime.now(UTC):%Y-%m-%d}" in result.output


def test_a_whole_rotation_needs_three_days_and_no_downtime(run: Run, system: System) -> None:
    (old,) = published(system)
    seen = []
    for _ in range(3):
        run("keys", "rotate")
        seen.append(published(system))
        age(system, timedelta(days=1))

    (new,) = seen[0] - {old}
    assert seen[0] == seen[1] == {old, new}
    assert old not in seen[2]
    assert new in seen[2]


def test_rotating_too_early_does_nothing_and_says_why(run: Run, system: System) -> None:
    run("keys", "rotate")
    before = published(system)

    result = run("keys", "rotate")

    assert "Nothing is due" in result.output
    assert published(system) == before


def test_a_key_made_by_hand_is_published_and_waits(run: Run, system: System) -> None:
    (old,) = published(system)
    run("keys", "new")

    assert len(published(system)) == 2
    assert f"active    {old}" in run("keys", "rotate").output


def test_every_file_in_the_folder_is_its_owners_alone(run: Run, system: System) -> None:
    run("keys", "new")
    run("keys", "rotate")

    modes = {stat.S_IMODE(path.stat().st_mode) for path in system.settings.keys_dir.iterdir()}
    assert modes == {0o600}
