"""No secret in the tree, and nothing is installed that nobody has looked at."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Headers of private keys, and tokens of well-known services, each in the form in which they are
# given out.
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bglpat-[\w-]{20}\b|\bsk-[A-Za-z0-9]{40,}\b"
    r"|\$ANSIBLE_VAULT;1\.\d;AES256\s+[0-9a-f]{40}|://[^/\s:@{]+:[A-Za-z0-9]{24,}@"
)


@pytest.mark.row("attack-47")
@pytest.mark.parametrize(
    "text",
    [
        f"-----BEGIN PRIVATE KEY-----\n{'MIGH' * 12}",
        f"AKIA{'X7' * 8}",
        f"ghp_{'a1' * 18}",
        f"$ANSIBLE_VAULT;1.1;AES256\n{'6a' * 30}",
        f"postgresql://silabo:{'a1' * 16}@db.example.edu/silabo",
    ],
)
def test_a_secret_would_be_found(text: str) -> None:
    assert SECRET.search(text)


@pytest.mark.row("attack-47")
def test_no_secret_is_in_the_tree() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    texts = {
        path: (ROOT / path).read_bytes().decode("utf-8", "replace")
        for path in listed
        if path and (ROOT / path).is_file()
    }

    assert len(texts) > 500
    assert [path for path, text in texts.items() if SECRET.search(text)] == []


@pytest.mark.row("attack-52")
@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_by_its_hash(file: str) -> None:
    packages = re.split(r"^(?=[a-z0-9])", (ROOT / file).read_text(), flags=re.M | re.I)[1:]

    assert len(packages) > 30
    assert [
        each for each in packages if not re.match(r"\S+==\S+.*?--hash=sha256:", each, re.S)
    ] == []
