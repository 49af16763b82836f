"""The playbook by itself, without a machine: syntax, every role whole, every setting known.
`make check` has ansible-lint look at it in its strictest profile.
"""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.deploy.playbook import ANSIBLE, ROOT, program
from wiring.settings import PREFIX, Settings

ROLES = sorted(path for path in (ANSIBLE / "roles").iterdir() if path.is_dir())
TEMPLATE = ANSIBLE / "roles" / "app" / "templates" / "environment.j2"
# What a server leaves at its default, or has elsewhere, and why.
NOT_SET = {
    "port": "the web listens on a socket of systemd",
    "practice_port": "the practice LMS never runs on a server",
    "files_dir": "in the data folder",
    "crash_at": "production refuses it",
    "weaviate_prefix": "one Sílabo on one Weaviate",
    "ocr": "by silabo_settings",
    "models_file": "by silabo_settings",
    "draft_retries": "by silabo_settings",
    "draft_least_score": "by silabo_settings",
    "embedding_query_prefix": "by silabo_settings",
    "embedding_passage_prefix": "by silabo_settings",
    "draft_critic": "by silabo_settings",
    "model_calls_days": "by silabo_settings",
    "questions_days": "by silabo_settings",
    "letters_days": "by silabo_settings",
    "launches_days": "by silabo_settings",
    "model_rewords": "by silabo_settings",
    "model_prompt_tokens": "by silabo_settings",
    "model_threads": "by silabo_settings",
    "model_keep_alive": "by silabo_settings; the unit of Ollama says it",
    "model_warm_at": "by silabo_settings",
    "model_first_token_seconds": "by silabo_settings",
    "model_between_tokens_seconds": "by silabo_settings",
    "model_total_seconds": "by silabo_settings",
    "longest_writing_seconds": "by silabo_settings",
    "longest_queue_minutes": "by silabo_settings",
    "questions_open": "by silabo_settings",
    "questions_hour": "by silabo_settings",
    "questions_day": "by silabo_settings",
    "any_questions_hour": "by silabo_settings",
    "course_questions_hour": "by silabo_settings",
    "course_any_questions_hour": "by silabo_settings",
    "course_files": "by silabo_settings",
    "course_mb": "by silabo_settings",
    "mail_unclear": "by silabo_settings; the local Postfix is asked",
    "weekly_letter": "by silabo_settings",
    "unseen_letter_minutes": "by silabo_settings",
    "clock_leeway_seconds": "by silabo_settings",
    "support": "by silabo_settings",
    "roles": "by silabo_settings",
}


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    """One of Ansible's programs, in the playbook's folder."""
    return subprocess.run(
        [program(command[0]), *command[1:]],
        cwd=ANSIBLE,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("book", sorted(path.name for path in ANSIBLE.glob("*.yml")))
def test_a_playbook_is_understood(book: str) -> None:
    done = run("ansible-playbook", "--syntax-check", "-i", "inventory/example", book)

    assert done.returncode == 0, done.stderr


def test_yaml_is_as_yamllint_wants_it() -> None:
    done = run("yamllint", "--strict", ".")

    assert done.returncode == 0, done.stdout


def test_no_rule_of_a_linter_is_skipped() -> None:
    written = [path.read_text() for path in ANSIBLE.rglob("*") if path.is_file()]

    assert not [text for text in written if re.search(r"#\s*noqa|skip_list|warn_list", text)]


@pytest.mark.parametrize("role", ROLES, ids=lambda path: path.name)
def test_a_role_is_whole(role: Path) -> None:
    wanted = ("README.md", "defaults/main.yml", "meta/argument_specs.yml", "tasks/main.yml")

    assert [each for each in wanted if not (role / each).exists()] == []


@pytest.mark.parametrize("role", ROLES, ids=lambda path: path.name)
def test_a_roles_variables_are_documented_and_checked(role: Path) -> None:
    defaults = yaml.safe_load((role / "defaults/main.yml").read_text()) or {}
    specs = yaml.safe_load((role / "meta/argument_specs.yml").read_text())["argument_specs"]
    own = {name for name in specs["main"].get("options", {}) if not name.startswith("silabo_")}
    written = set(re.findall(r"`(\w+)`", (role / "README.md").read_text()))

    assert set(defaults) ^ own == set()
    assert own - written == set()


def test_only_ansible_cores_own_modules_are_used() -> None:
    named = {
        module
        for path in (*ANSIBLE.glob("*.yml"), *(ANSIBLE / "roles").rglob("*.yml"))
        for module in re.findall(r"^\s+(?:- )?([a-z_]+\.[a-z_]+\.[a-z_]+):", path.read_text(), re.M)
    }

    assert {module for module in named if not module.startswith("ansible.builtin.")} == set()


def test_every_setting_is_set_or_left_for_a_reason() -> None:
    written = set(re.findall(rf"{PREFIX}([A-Z_]+)", TEMPLATE.read_text()))
    known = {name.upper() for name in Settings.model_fields}
    left = {name.upper() for name in NOT_SET}

    assert written - known == set()
    assert known - written - left == set()
    assert left & written == set()


def test_the_example_of_a_vault_names_every_secret_and_has_none() -> None:
    example = (ANSIBLE / "group_vars/all/vault.example.yml").read_text()
    named = set(re.findall(r"^(vault_\w+): \"\"$", example, re.M))
    texts = [
        path.read_text()
        for path in ANSIBLE.rglob("*")
        if path.is_file() and path.suffix in {".yml", ".j2", ""}
    ]
    used = {name for text in texts for name in re.findall(r"\bvault_silabo_\w+", text)}

    assert used == named


def test_the_playbook_names_no_machine_of_ours() -> None:
    texts = {path: path.read_text() for path in ANSIBLE.rglob("*") if path.is_file()}
    own = (str(Path.home()), str(ROOT), "/tmp/t/")

    assert [path for path, text in texts.items() if any(word in text for word in own)] == []


def test_make_check_has_the_playbook_linted_in_the_strictest_profile() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "-o", ".venv/ready-dev", "LINTED=.venv/never", "check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "ansible-lint --offline --strict --profile production" in done.stdout
