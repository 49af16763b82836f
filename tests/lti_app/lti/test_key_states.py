"""The states of the tool's keys: rotation without downtime, whatever happened to the folder."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from jwcrypto.jwk import JWK

from lti_app.lti import key_states
from lti_app.lti.key_states import KeyState, rotate
from lti_app.lti.keys import key_ids, new_key, public_keys, unfit
from lti_app.lti.signing import sign, signing_key
from silabo.domain.errors import ServiceError

START = datetime(2026, 3, 1, tzinfo=UTC)
ALMOST = timedelta(hours=23, minutes=59)
DAY = timedelta(hours=24)


def states(folder: Path) -> list[str]:
    return [key.state.value for key in key_states.keys(folder)]


def active(folder: Path) -> str:
    found = key_states.active(folder)
    assert found is not None
    return found.kid


@pytest.fixture
def folder(tool_keys: Path, tmp_path: Path) -> Path:
    """A folder with one key, old enough, and nothing noted of it."""
    found = tmp_path / "folder"
    found.mkdir()
    for path in tool_keys.glob("*.pem"):
        (found / path.name).write_bytes(path.read_bytes())
        os.utime(found / path.name, (0, 0))
    return found


def test_the_first_key_signs_at_once(tmp_path: Path) -> None:
    said = rotate(tmp_path / "keys", START)

    (key,) = key_states.keys(tmp_path / "keys")
    assert said == [f"active {key.kid}: signs"]
    assert (key.state, key.since) == (KeyState.ACTIVE, START)


def test_a_key_goes_from_next_to_active_to_retiring_and_away_a_day_each(folder: Path) -> None:
    old = active(folder)
    rotate(folder, START)
    (new,) = set(key_ids(folder)) - {old}
    first = states(folder)
    rotate(folder, START + DAY)
    second, signing = states(folder), active(folder)
    rotate(folder, START + 2 * DAY)

    assert first == ["active", "next"]
    assert (second, signing) == (["active", "retiring"], new)
    assert old not in key_ids(folder)
    assert states(folder) == ["active", "next"]
    assert active(folder) == new


def test_a_key_is_published_a_day_before_it_signs_and_a_day_after_it_signed(folder: Path) -> None:
    old = active(folder)
    published = []
    for moment in (START, START + ALMOST, START + DAY, START + DAY + ALMOST):
        rotate(folder, moment)
        signing = active(folder)
        published.append({key["kid"] for key in public_keys(folder)["keys"]})
        assert signing in published[0]

    assert all(old in each for each in published)


def test_before_the_day_is_over_rotating_again_does_nothing(folder: Path) -> None:
    rotate(folder, START)
    before = key_states.keys(folder)

    assert rotate(folder, START + ALMOST) == []
    assert key_states.keys(folder) == before


def test_what_was_done_is_said(folder: Path) -> None:
    old = active(folder)
    rotate(folder, START)
    (new,) = set(key_ids(folder)) - {old}

    said = rotate(folder, START + DAY)

    assert said == [
        f"retiring {old}: published for another day",
        f"active {new}: signs from now on",
    ]


def test_a_key_put_there_by_hand_waits_behind_the_one_that_signs(folder: Path) -> None:
    rotate(folder, START)
    before = active(folder)
    new_key(folder)

    assert active(folder) == before
    assert states(folder) == ["active", "next", "next"]


def test_of_keys_that_nothing_is_noted_of_the_oldest_signs(folder: Path) -> None:
    old = active(folder)
    for _ in range(3):
        new_key(folder)

    assert active(folder) == old


def test_where_no_key_signs_any_more_the_next_one_begins_at_once(folder: Path) -> None:
    rotate(folder, START)
    (folder / f"{active(folder)}.pem").unlink()
    (left,) = key_ids(folder)
    none = key_states.active(folder)

    said = rotate(folder, START + ALMOST)

    assert none is None
    assert said == [f"active {left}: signs from now on"]
    assert active(folder) == left


@pytest.mark.parametrize(
    "noted", [b"", b"{", b"[]", b"null", b'{"x": 1}', b'{"x": {"state": "other"}}', b"\xff"]
)
def test_a_damaged_note_of_states_does_not_stop_signing(folder: Path, noted: bytes) -> None:
    (folder / "states.json").write_bytes(noted)

    assert states(folder) == ["active"]
    assert sign({"a": 1}, signing_key(folder))


def test_the_note_holds_states_and_no_secret(folder: Path) -> None:
    rotate(folder, START)

    noted = json.loads((folder / "states.json").read_text())
    assert {each["state"] for each in noted.values()} == {"active", "next"}
    assert "PRIVATE" not in (folder / "states.json").read_text()
    assert (folder / "states.json").stat().st_mode & 0o077 == 0


def test_nothing_half_written_is_left_in_the_folder(folder: Path) -> None:
    rotate(folder, START)

    assert {path.suffix for path in folder.iterdir()} == {".pem", ".json"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of others")
def test_what_root_makes_belongs_to_the_owner_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    folder.mkdir()
    os.chown(folder, 12345, 54321)

    rotate(folder, START)

    assert len(list(folder.iterdir())) == 2
    for path in folder.iterdir():
        assert (path.stat().st_uid, path.stat().st_gid) == (12345, 54321)
    assert unfit(folder) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of others")
def test_a_key_of_another_user_than_its_folder_is_found(folder: Path) -> None:
    os.chown(folder, 12345, 54321)

    assert unfit(folder) == key_ids(folder)


@pytest.mark.row("lti-52")
def test_a_damaged_key_is_left_out_and_the_others_go_on(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = active(folder)
    (folder / "damaged.pem").write_text("no key")
    (folder / "folder.pem").mkdir()

    found = public_keys(folder)["keys"]

    logged = {record.kid for record in caplog.records}  # type: ignore[attr-defined]
    assert [key["kid"] for key in found] == [good]
    assert logged == {"damaged", "folder"}
    assert unfit(folder) == ["damaged", "folder"]


@pytest.mark.parametrize("content", [None, "", "no key", "ñ"])
def test_without_a_key_that_can_be_read_nothing_is_signed(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "damaged.pem").write_text(content, encoding="utf-8")

    with pytest.raises(ServiceError):
        signing_key(tmp_path)


@pytest.mark.parametrize("kind", ["public", "curve"])
def test_a_key_of_another_kind_does_not_sign(folder: Path, kind: str) -> None:
    path = folder / f"{active(folder)}.pem"
    if kind == "public":
        path.write_bytes(JWK.from_pem(path.read_bytes()).export_to_pem())
    else:
        curve = JWK.generate(kty="EC", crv="P-256")
        path.write_bytes(curve.export_to_pem(private_key=True, password=None))

    with pytest.raises(ServiceError):
        signing_key(folder)


def test_a_key_is_not_shown_where_it_is_printed(folder: Path) -> None:
    assert "PRIVATE" not in repr(signing_key(folder))
