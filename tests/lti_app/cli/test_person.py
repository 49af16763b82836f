"""`flask person`: who is who, a copy and an end, and two accounts that the LMS made one."""

import zipfile
from pathlib import Path

import pytest

from silabo.storage import questions
from silabo.storage.tables import Person
from tests import seeds
from tests.lti_app.cli.running import Run


def named(who: tuple[int, int]) -> str:
    return str(Person.get_by_id(who[0]).public_id)


@pytest.mark.parametrize("text", ["ANA@example.org", "3"])
def test_a_person_is_found_by_address_and_account(run: Run, text: str) -> None:
    ana = seeds.member()
    seeds.ask(ana)
    seeds.member(sub="4", email="eva@example.org")
    lines = run("person", "find", text).output.splitlines()

    assert len(lines) == 1
    assert lines[0].startswith(f"{named(ana)}  https://lms.example  3  Ana Benítez")
    assert "questions: 1  last launch: never" in lines[0]


def test_nobody_is_said(run: Run) -> None:
    assert "Nobody" in run("person", "find", "x@example.org").output


@pytest.mark.row("people-1")
def test_two_accounts_are_shown_and_merged_when_that_is_confirmed(run: Run) -> None:
    old, new = seeds.member(sub="40"), seeds.member(sub="41")
    seeds.ask(old)
    asked = run("person", "join", named(old), named(new))
    kept = len(questions.listed(old[1], old[0]))
    done = run("person", "join", named(old), named(new), "--yes")

    assert asked.exit_code == 1
    assert f"from  {named(old)}" in asked.output
    assert f"into  {named(new)}" in asked.output
    assert kept == 1
    assert "Questions that followed: 1." in done.output
    assert len(questions.listed(new[1], new[0])) == 1


def test_who_is_not_there_or_the_same_is_refused_with_a_sentence(run: Run) -> None:
    ana = named(seeds.member())
    unknown, same = (run("person", "join", each, ana, "--yes") for each in ("x", ana))

    assert (unknown.exit_code, same.exit_code) == (2, 2)
    assert "flask person find" in unknown.output
    assert "Only two different accounts" in same.output


def test_a_copy_is_written_for_nobody_else_and_over_nothing(run: Run, tmp_path: Path) -> None:
    ana = seeds.member()
    seeds.answered(ana, text="¿Cuándo es el canario?")
    target = tmp_path / "ana.zip"
    first, again = (run("person", "export", named(ana), "--output", str(target)) for _ in range(2))

    assert first.exit_code == 0
    assert "canario" in zipfile.ZipFile(target).read("person.json").decode()
    assert target.stat().st_mode & 0o777 == 0o600
    assert again.exit_code == 1
    assert "File exists" in again.output


def test_who_is_erased_is_counted_first_and_confirmed(run: Run) -> None:
    ana = seeds.member()
    seeds.answered(ana)
    seen = run("person", "erase", named(ana), "--dry-run")
    asked = run("person", "erase", named(ana))
    kept = Person.select().count()
    done = run("person", "erase", named(ana), "--yes")
    counts = "accounts 1, questions 1, answers 1, model calls 0, letters 1, launches 0, roles 1"

    assert f"Would go: {counts}." in seen.output
    assert asked.exit_code == 1
    assert kept == 1
    assert f"Gone: {counts}." in done.output
    assert "backups until their end" in done.output
    assert Person.select().count() == 0
    assert "gone again: 0" in run("person", "erase-again").output


@pytest.mark.parametrize("command", [("erase", "--yes"), ("export", "--output", "x.zip")])
def test_who_is_not_known_is_said_to_be_found_first(run: Run, command: tuple[str, ...]) -> None:
    name, *options = command
    unknown = run("person", name, "nobody", *options)

    assert unknown.exit_code == 2
    assert "flask person find" in unknown.output
