"""The LMS made two accounts one: what the old one asked follows, and nothing else does."""

import pytest

from silabo.domain.errors import NotFoundError, QuotaError, ToolError
from silabo.domain.people import Role
from silabo.domain.questions import Caps
from silabo.domain.reviews import DecisionKind, NewDecision
from silabo.storage import decisions, merging, people, questions, reviews, sessions, tables
from silabo.storage.tables import CourseRole, Delivery, Person, PersonAsked, Question
from tests import seeds

ADDRESS = "lu@example.org"


def account(sub: str, **changes: object) -> tuple[int, int]:
    return seeds.member(sub=sub, name="Lu", email=ADDRESS, **changes)


def named(who: tuple[int, int]) -> str:
    return str(Person.get_by_id(who[0]).public_id)


def merge(old: tuple[int, int], new: tuple[int, int]) -> int:
    return merging.merge(named(old), named(new))


def listed(who: tuple[int, int]) -> list[str]:
    return [each.text for each in questions.listed(who[1], who[0])]


def opened(sub: str, token: str) -> None:
    identity = seeds.identity(seeds.platform(), sub=sub)
    person, course = people.admit(identity, language="es", time_zone="UTC")
    launch = sessions.launch(person, course, identity, language="es", code_digest=token)
    assert sessions.open_by_code(launch, token, token)


@pytest.mark.row("people-1")
def test_an_address_alone_gives_nobody_the_questions_of_another(db: None) -> None:
    old = account("40")
    seeds.ask(old)
    new = account("41")

    assert listed(new) == []
    assert len(listed(old)) == 1


@pytest.mark.row("people-1")
def test_questions_answers_and_letters_that_are_owed_follow(db: None) -> None:
    old, new = account("40"), account("41")
    seeds.answered(old, text="¿Cuándo?")
    seeds.ask(old, "¿Dónde?")
    seeds.ask(new, "¿Quién?")
    moved = merge(old, new)

    assert moved == 2
    assert listed(new) == ["¿Quién?", "¿Dónde?", "¿Cuándo?"]
    assert listed(old) == []
    assert [each.person_id for each in Delivery.select()] == [new[0]]


@pytest.mark.row("people-1")
def test_sessions_and_roles_of_the_old_account_end(db: None) -> None:
    old, new = account("40", role=Role.INSTRUCTOR), account("41")
    opened("40", "a" * 64)
    opened("41", "b" * 64)
    merge(old, new)

    assert sessions.find("a" * 64) is None
    assert sessions.find("b" * 64) is not None
    assert [(role.person_id, role.name) for role in CourseRole.select()] == [(new[0], Role.LEARNER)]


def test_a_key_that_both_used_makes_no_conflict(db: None) -> None:
    old, new = account("40"), account("41")
    for who in (old, new):
        questions.ask(seeds.new_question(who, idempotency_key="k"))
    merge(old, new)

    assert Question.select().where(Question.person == new[0]).count() == 2


def test_a_merge_gives_nobody_a_second_helping(db: None) -> None:
    old, new = account("40"), account("41")
    for who in (old, new):
        questions.ask(seeds.new_question(who))
    merge(old, new)

    assert (
        sum(row.questions for row in PersonAsked.select().where(PersonAsked.person == new[0])) == 2
    )
    with pytest.raises(QuotaError):
        questions.ask(seeds.new_question(new), Caps(day=2))


def test_whoever_stops_letters_by_an_old_one_gets_none_at_the_new_account(db: None) -> None:
    old, new = account("40"), account("41")
    Person.update(stop_token="old").where(Person.id == old[0]).execute()
    merge(old, new)
    before = people.letter_choice(new[0]).wanted
    stopped = people.stop_letters("old")

    assert before
    assert stopped
    assert not people.letter_choice(new[0]).wanted


def test_accounts_that_were_merged_twice_speak_for_the_last(db: None) -> None:
    first, second, third = account("40"), account("41"), account("42")
    Person.update(stop_token="first").where(Person.id == first[0]).execute()
    merge(first, second)
    merge(second, third)
    people.stop_letters("first")

    assert not people.letter_choice(third[0]).wanted


def test_nothing_of_the_person_stays_with_the_old_account(db: None) -> None:
    old, new = account("40"), account("41")
    merge(old, new)
    row = Person.get_by_id(old[0])

    assert (row.name, row.email) == ("", "")
    assert Person.get_by_id(new[0]).email == ADDRESS


def test_the_old_account_opens_again_with_nothing_in_it(db: None) -> None:
    old, new = account("40"), account("41")
    seeds.ask(old)
    merge(old, new)

    assert listed(account("40")) == []


def test_accounts_of_two_platforms_are_two_persons(db: None) -> None:
    old = account("40")
    there = seeds.identity(seeds.platform("https://other.example"), sub="40", email=ADDRESS)
    other = people.admit(there, language="es", time_zone="UTC")
    for into in (other, old):
        with pytest.raises(ToolError, match="not_mergeable"):
            merge(old, into)


def test_an_unknown_person_is_merged_with_nobody(db: None) -> None:
    with pytest.raises(NotFoundError):
        merging.merge("nobody", named(account("41")))


def test_what_was_merged_is_written_down_without_names(db: None) -> None:
    old, new = account("40"), account("41")
    seeds.ask(old)
    merge(old, new)
    (entry,) = tables.AuditEntry.select().where(tables.AuditEntry.event == "people_merged")

    assert (entry.subject, entry.detail) == (named(new), f"from {named(old)}: 1 questions")


@pytest.mark.parametrize("text", ["LU@Example.org", "lu@example.org"])
def test_an_address_is_found_however_its_letters_are_written(db: None, text: str) -> None:
    account("40")

    assert [found.sub for found in merging.find(text)] == ["40"]


@pytest.mark.parametrize("text", ["l_@example.org", "%", "lu@example.or\\"])
def test_signs_of_a_pattern_find_nobody(db: None, text: str) -> None:
    account("40")

    assert merging.find(text) == []


def test_an_account_that_was_merged_is_not_given_to_a_third(db: None) -> None:
    old, new, third = account("40"), account("41"), account("42")
    merge(old, new)

    with pytest.raises(ToolError):
        merge(old, third)
    assert merge(old, new) == 0


def test_what_the_old_account_decided_was_decided_by_the_new_one(db: None) -> None:
    old, new, other = account("40"), account("41"), account("42")
    asked = seeds.answered(other, letter=False)
    for who in (old, other):
        last = reviews.review(old[1], asked.public_id).decided
        dismissed = NewDecision(DecisionKind.DISMISSED, decided=last)
        decisions.decide(old[1], who[0], asked.public_id, dismissed)
    merge(old, new)

    assert [row.person_id for row in tables.Decision.select().order_by(tables.Decision.id)] == [
        new[0],
        other[0],
    ]
