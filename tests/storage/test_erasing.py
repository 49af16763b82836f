"""A person is forgotten: nothing of them is in any table, and nothing of the others is gone."""

from collections.abc import Iterator

import pytest

from silabo.domain.errors import LeaseLostError, NotFoundError
from silabo.domain.reviews import DecisionKind, NewDecision
from silabo.storage import (
    decisions,
    erasing,
    logins,
    merging,
    people,
    person_exports,
    questions,
    sessions,
    tables,
)
from silabo.storage.logins import Pending
from silabo.storage.tables import TABLES
from tests import seeds

SUB = "canary-account"
NAME = "Canary Quintana"
EMAIL = "canary@example.org"
ASKED = "¿Cuándo rinde canary el parcial?"


def named(who: tuple[int, int]) -> str:
    return str(tables.Person.get_by_id(who[0]).public_id)


def canary(sub: str = SUB) -> tuple[int, int]:
    """Somebody with a row in every table that names a person."""
    identity = seeds.identity(seeds.platform(), sub=sub, name=NAME, email=EMAIL)
    person, course = people.admit(identity, language="es", time_zone="Europe/Madrid")
    launch = sessions.launch(person, course, identity, language="es", code_digest=f"code-{sub}")
    assert sessions.open_by_code(launch, f"code-{sub}", f"token-{sub}")
    seeds.answered((person, course), text=ASKED)
    return person, course


def everything() -> Iterator[str]:
    """Every value of every table."""
    for table in TABLES:
        for row in table.select().dicts():
            yield from map(str, row.values())


@pytest.mark.row("attack-44")
@pytest.mark.row("forgotten-1")
def test_nothing_of_a_person_is_in_any_table(db: str) -> None:
    who = canary()
    public_id = named(who)
    seen_before = {word for word in (SUB, NAME, EMAIL, ASKED) if word in "".join(everything())}
    went = erasing.erase(public_id)
    left = "".join(everything())

    assert seen_before == {SUB, NAME, EMAIL, ASKED}
    assert "canary" not in left.casefold()
    assert (went.accounts, went.questions, went.answers, went.launches) == (1, 1, 1, 1)
    assert (went.letters, went.roles) == (1, 1)
    assert not erasing.is_known(public_id)


@pytest.mark.row("forgotten-1")
def test_nothing_of_the_others_goes(db: str) -> None:
    other = seeds.member(sub="4")
    seeds.answered(other, text="¿Dónde es el parcial?")
    before = sorted(everything())
    erasing.erase(named(canary("5")))
    after = sorted(everything())
    # The audit, and what counts a course's minutes, know that something happened.
    audited = [value for value in after if "person_erased" in value]

    assert audited == ["person_erased"]
    assert [each.text for each in questions.listed(other[1], other[0])] == ["¿Dónde es el parcial?"]
    assert [value for value in before if value not in after] == []


@pytest.mark.row("forgotten-1")
def test_an_account_that_was_joined_goes_too(db: str) -> None:
    old, new = canary("40"), canary("41")
    merging.merge(named(old), named(new))
    went = erasing.erase(named(new))

    assert went.accounts == 2
    assert went.questions == 2
    assert tables.Person.select().count() == 0


@pytest.mark.row("forgotten-1")
def test_a_launch_that_nobody_finished_goes_too(db: str) -> None:
    who = canary()
    for sub, code in ((SUB, "1"), ("another", "2")):
        identity = seeds.identity(seeds.platform(), sub=sub, name=NAME, email=EMAIL)
        logins.hold(code, Pending(identity=identity, secret_digest="s", language="es"))
    erasing.erase(named(who))

    assert [row.code_digest for row in tables.PendingLaunch.select()] == ["2"]


@pytest.mark.row("forgotten-1")
def test_a_worker_that_has_their_question_writes_nothing_of_it(db: str) -> None:
    who = canary()
    seeds.ask(who, "¿Y dónde?")
    claimed = seeds.claim_question()
    erasing.erase(named(who))

    with pytest.raises(LeaseLostError):
        seeds.record(claimed)
    assert tables.Answer.select().count() == 0


@pytest.mark.row("forgotten-1")
def test_what_they_decided_for_a_course_stays_without_their_name(db: str) -> None:
    student = seeds.member(sub="4")
    asked = seeds.answered(student)
    who = canary()
    decided = NewDecision(kind=DecisionKind.DISMISSED)
    decisions.decide(who[1], who[0], asked.public_id, decided)
    erasing.erase(named(who))
    (row,) = tables.Decision.select()

    assert row.person_id is None


@pytest.mark.row("forgotten-2")
def test_who_is_not_there_is_not_found(db: str) -> None:
    for function in (erasing.belongings, erasing.erase, person_exports.export):
        with pytest.raises(NotFoundError):
            function("nobody")


@pytest.mark.row("forgotten-2")
def test_a_copy_has_everything_and_no_key(db: str) -> None:
    who = canary()
    public_id = named(who)
    copy = person_exports.export(public_id)
    (asked,) = copy["questions"]

    assert copy["person"]["sub"] == SUB
    assert asked["text"] == ASKED
    assert asked["asked_at"].endswith("Z")
    assert asked["answers"][0]["citations"][0]["quote"] == seeds.citation().quote
    assert [course["title"] for course in copy["courses"]] == ["Álgebra Lineal I"]
    assert copy["launches"][0]["sessions"]
    assert copy["letters"][0]["kind"] == "answer"
    assert "token-" not in str(copy)
    assert "code-" not in str(copy)
