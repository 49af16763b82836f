"""`flask people`: who is who, and two accounts that the LMS made one."""

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
    lines = run("people", "find", text).output.splitlines()

    assert len(lines) == 1
    assert lines[0].startswith(f"{named(ana)}  https://lms.example  3  Ana Benítez")
    assert "questions: 1  last launch: never" in lines[0]


def test_nobody_is_said(run: Run) -> None:
    assert "Nobody" in run("people", "find", "x@example.org").output


@pytest.mark.row("people-1")
def test_two_accounts_are_shown_and_merged_when_that_is_confirmed(run: Run) -> None:
    old, new = seeds.member(sub="40"), seeds.member(sub="41")
    seeds.ask(old)
    asked = run("people", "merge", named(old), named(new))
    kept = len(questions.listed(old[1], old[0]))
    done = run("people", "merge", named(old), named(new), "--yes")

    assert asked.exit_code == 1
    assert f"from  {named(old)}" in asked.output
    assert f"into  {named(new)}" in asked.output
    assert kept == 1
    assert "Questions that followed: 1." in done.output
    assert len(questions.listed(new[1], new[0])) == 1


def test_who_is_not_there_or_the_same_is_refused_with_a_sentence(run: Run) -> None:
    ana = named(seeds.member())
    unknown, same = (run("people", "merge", each, ana, "--yes") for each in ("x", ana))

    assert (unknown.exit_code, same.exit_code) == (2, 2)
    assert "flask people find" in unknown.output
    assert "Only two different accounts" in same.output
