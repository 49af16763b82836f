import json
import stat
from pathlib import Path

import pytest
from jwcrypto.jwk import JWK

from lti_app.lti.keys import key_ids, new_key, public_keys
from wiring.parts import build
from wiring.settings import Settings


@pytest.mark.row("lti-52")
def test_a_new_key_is_read_by_its_owner_only_and_named_by_its_thumbprint(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "keys"

    kid = new_key(folder)

    path = folder / f"{kid}.pem"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert JWK.from_pem(path.read_bytes()).thumbprint() == kid
    assert [each.name for each in folder.iterdir()] == [path.name]


@pytest.mark.row("lti-52")
def test_everybody_may_read_the_public_half_of_every_key_and_nothing_else(
    settings: Settings, db: None
) -> None:
    new_key(settings.keys_dir)

    answer = build(settings).app.test_client().get("/lti/jwks")

    keys = answer.get_json()["keys"]
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert len(keys) == 2
    assert all(set(key) == {"kty", "kid", "alg", "use", "n", "e"} for key in keys)
    assert all(key["alg"] == "RS256" and key["use"] == "sig" for key in keys)
    assert [key["kid"] for key in keys] == key_ids(settings.keys_dir)
    assert all(JWK.from_json(json.dumps(key)).thumbprint() == key["kid"] for key in keys)
    assert "PRIVATE" not in answer.text


@pytest.mark.row("lti-52")
def test_a_tool_without_keys_publishes_an_empty_set(tmp_path: Path) -> None:
    assert public_keys(tmp_path / "none") == {"keys": []}


def test_other_files_in_the_folder_are_no_keys(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Private keys are made here.")
    kid = new_key(tmp_path)

    assert key_ids(tmp_path) == [kid]
