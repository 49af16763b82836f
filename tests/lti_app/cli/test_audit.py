"""`flask audit`: what was done, and whether all of it is there."""

import json
from pathlib import Path

import pytest

from silabo.storage import audit, courses
from silabo.storage.tables import AuditEntry, Course
from tests import seeds
from tests.lti_app.cli.running import Run


def test_what_a_command_did_is_shown_with_the_account_that_called_it(run: Run) -> None:
    _, course = seeds.member()
    run("courses", "zone", str(course), "Europe/Paris")
    audit.seal()
    line = run("audit", "show", "--since", "1d", "--course", str(course)).output

    assert line.startswith("1  ")
    assert "  setting_changed  by command  from uid " in line
    assert line.rstrip().endswith("  time zone Europe/Paris")


def test_entries_are_objects_one_a_line_for_programs(run: Run) -> None:
    _, course = seeds.member()
    courses.choose_zone(course, "Europe/Paris", default="UTC")
    public_id = Course.get_by_id(course).public_id
    (line,) = run("audit", "show", "--course", public_id, "--format", "json").output.splitlines()
    entry = json.loads(line)

    assert (entry["event"], entry["course"]) == ("setting_changed", public_id)
    assert entry["happened_at"].endswith("+00:00")


@pytest.mark.parametrize(
    "words", [("--since", "soon"), ("--since", "0d"), ("--course", "99")], ids=" ".join
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    assert run("audit", "show", *words).exit_code == 2


@pytest.mark.row("audit-1")
def test_a_whole_audit_ends_well_and_a_changed_one_names_the_entry(run: Run) -> None:
    for number in range(3):
        audit.note("tried", detail=str(number))
    waiting = run("audit", "verify")
    audit.seal()
    whole = run("audit", "verify")
    AuditEntry.update(detail="9").where(AuditEntry.number == 2).execute()
    changed = run("audit", "verify")

    assert (waiting.exit_code, whole.exit_code, changed.exit_code) == (0, 0, 1)
    assert "Not in the chain yet: 3" in waiting.output
    assert "The audit holds: 3 entries" in whole.output
    assert "from entry 2 on: it is not as it was written" in changed.output


def test_keys_that_are_made_and_exports_are_noted(run: Run, tmp_path: Path) -> None:
    _, course = seeds.member()
    run("keys", "new")
    run("export", "training", "--course", str(course))
    run("curated", "export", str(course), str(tmp_path / "answers.csv"))

    assert [each.event for each in audit.listed()] == [
        "key_made",
        "training_exported",
        "answers_exported",
    ]
