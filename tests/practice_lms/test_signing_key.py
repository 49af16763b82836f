import stat
import threading
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from practice_lms.signing import FILE_NAME, SigningKey


def test_the_key_file_is_for_its_owner_only(tmp_path: Path) -> None:
    SigningKey(tmp_path).key_set()

    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_the_key_is_the_same_after_a_restart(tmp_path: Path) -> None:
    first = SigningKey(tmp_path).key_set()

    assert SigningKey(tmp_path).key_set() == first


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    keys = [SigningKey(tmp_path) for _ in range(3)]  # each has a lock of its own, as processes do
    found: list[object] = []
    threads = [threading.Thread(target=lambda key=key: found.append(key.key_set())) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 3
    assert found[0] == found[1] == found[2]
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_a_key_that_is_not_rsa_is_refused(tmp_path: Path) -> None:

    other = ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (tmp_path / FILE_NAME).write_bytes(other)

    with pytest.raises(TypeError, match="RSA"):
        SigningKey(tmp_path).sign({})


def test_a_token_of_another_key_does_not_verify(key_folder: Path, tmp_path: Path) -> None:
    published = jwt.PyJWK.from_dict(SigningKey(key_folder).key_set()["keys"][0])
    foreign = SigningKey(tmp_path).sign({"sub": "3"})

    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(foreign, published, algorithms=["RS256"])
