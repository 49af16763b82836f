"""The audit is whole: what was changed or taken away by hand is found, and where."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest

from silabo.domain.people import Role
from silabo.storage import (
    audit,
    course_settings,
    courses,
    database,
    documents,
    erasing,
    people,
    sessions,
    tables,
    visibility,
)
from silabo.storage.audit import Acting, Doer
from tests import seeds
from tests.storage.test_erasing import canary, named


def chain(count: int) -> None:
    """So many entries, chained."""
    for number in range(count):
        audit.note("tried", detail=f"entry {number + 1}")
    audit.seal()


def row_of(number: int) -> int:
    return int(tables.AuditEntry.get(tables.AuditEntry.number == number).id)


def events() -> list[str]:
    return [each.event for each in audit.listed()]


def test_an_untouched_audit_holds(db: str) -> None:
    chain(3)
    chain(2)
    found = audit.verify()

    assert (found.chained, found.waiting, found.broken) == (5, 0, None)
    assert found.digest == tables.AuditEntry.get(tables.AuditEntry.number == 5).digest


@pytest.mark.row("audit-1")
@pytest.mark.parametrize(
    "column", ["event", "actor", "subject", "course", "source", "detail", "happened_at", "digest"]
)
def test_a_changed_entry_is_named(db: str, column: str) -> None:
    chain(5)
    changed = {column: 1 if column == "happened_at" else "x"}
    tables.AuditEntry.update(**changed).where(tables.AuditEntry.id == row_of(3)).execute()
    found = audit.verify()

    assert (found.broken, found.why, found.chained) == (3, audit.CHANGED, 2)


@pytest.mark.row("audit-1")
@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_entry_that_was_taken_away_is_named(db: str, number: int) -> None:
    chain(5)
    tables.AuditEntry.delete().where(tables.AuditEntry.id == row_of(number)).execute()
    found = audit.verify()

    assert (found.broken, found.why) == (number, audit.MISSING)


@pytest.mark.row("audit-1")
def test_two_entries_that_changed_their_places_are_found(db: str) -> None:
    chain(3)
    second, third = row_of(2), row_of(3)
    for row, number in ((second, 9), (third, 2), (second, 3)):
        tables.AuditEntry.update(number=number).where(tables.AuditEntry.id == row).execute()

    assert audit.verify().broken == 2


@pytest.mark.row("audit-1")
def test_an_end_that_was_moved_back_or_changed_is_found(db: str) -> None:
    chain(3)
    head = tables.AuditHead
    head.update(digest="x").execute()
    changed = audit.verify()
    second = tables.AuditEntry.get(tables.AuditEntry.number == 2)
    head.update(number=2, digest=second.digest).execute()
    moved = audit.verify()

    assert (changed.broken, changed.why) == (3, audit.CHANGED)
    assert (moved.broken, moved.why) == (3, audit.BEYOND)


@pytest.mark.row("audit-1")
@pytest.mark.parametrize("number", [0, -7])
def test_an_entry_that_was_put_before_the_first_is_found(db: str, number: int) -> None:
    chain(3)
    audit.note("tried")
    tables.AuditEntry.update(number=number).where(tables.AuditEntry.number.is_null()).execute()
    found = audit.verify()

    assert (found.broken, found.why) == (1, audit.BEFORE)


@pytest.mark.row("audit-1")
def test_where_the_end_was_taken_away_the_chain_goes_on_and_says_so(db: str) -> None:
    chain(3)
    tables.AuditHead.delete().execute()
    without_end = audit.verify()
    chain(1)
    audit.seal()
    found = audit.verify()

    assert without_end.broken is not None
    assert (found.chained, found.broken) == (5, None)
    assert "chain_end_lost" in events()


@pytest.mark.row("audit-2")
def test_entries_that_are_chained_by_several_at_once_rest_on_one_another(db: str) -> None:
    together = Barrier(4)

    def write() -> None:
        together.wait()
        for _ in range(5):
            audit.note("tried")
            audit.seal()
        database.close_all()

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    audit.seal()
    found = audit.verify()

    assert (found.chained, found.waiting, found.broken) == (20, 0, None)


def test_what_was_not_done_is_not_noted(db: str) -> None:
    @database.transaction
    def fail() -> None:
        audit.note("tried")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert events() == []


@pytest.mark.row("audit-3")
def test_a_launch_pays_one_statement(db: str, statements: list[str]) -> None:
    identity = seeds.identity(seeds.platform())
    who = people.admit(identity, language="es", time_zone="Europe/Madrid")
    statements.clear()
    sessions.launch(*who, identity, language="es", code_digest="code")
    paid = [each for each in statements if "audit" in each]

    assert len(paid) == 1


@pytest.mark.row("audit-3")
def test_asking_pays_nothing(db: str, statements: list[str]) -> None:
    who = seeds.member()
    statements.clear()
    seeds.answered(who)

    assert [each for each in statements if "audit" in each] == []


@pytest.mark.row("audit-3")
def test_where_nothing_waits_chaining_is_one_question(db: str, statements: list[str]) -> None:
    chain(2)
    statements.clear()
    chained = audit.seal()

    assert (chained, len([each for each in statements if "audit" in each])) == (0, 1)


def test_who_did_it_and_from_where_is_noted(db: str) -> None:
    person, course = seeds.member()
    with audit.acting(Acting(Doer.WEB, person, "5f0a")):
        document = documents.add(course, seeds.upload())
        documents.remove(course, document.public_id)
    audit.note("tried")
    added, removed, tried = [each for each in audit.listed() if each.event != "role_changed"]
    public_id = tables.Course.get_by_id(course).public_id

    assert (added.event, removed.event) == ("document_added", "document_removed")
    assert added.actor == named((person, course))
    assert (added.subject, added.course) == (document.public_id, public_id)
    assert added.source == "5f0a"
    assert (tried.actor, tried.course, tried.source) == ("tool", "", "")


def test_who_hides_a_document_and_shows_it_is_noted_but_not_who_names_that_of_another(
    db: str,
) -> None:
    _, course = seeds.member()
    document = documents.add(course, seeds.upload()).public_id
    someday = datetime(2040, 5, 3, 8, tzinfo=UTC)
    for from_ in (None, someday, datetime(2020, 1, 1, tzinfo=UTC)):
        visibility.show(course, document, from_=from_)
    visibility.show(course + 1, document, from_=None)
    noted = [each for each in audit.listed() if each.subject == document][1:]

    assert [(each.event, each.detail) for each in noted] == [
        ("document_hidden", ""),
        ("document_hidden", "until 2040-05-03T08:00:00+00:00"),
        ("document_shown", ""),
    ]


def test_a_role_is_noted_when_it_changes_and_at_no_other_launch(db: str) -> None:
    for role in (Role.LEARNER, Role.LEARNER, Role.INSTRUCTOR, Role.INSTRUCTOR):
        person, _ = seeds.member(role=role)
    (entry,) = audit.listed()

    assert (entry.event, entry.detail) == ("role_changed", "learner to instructor")
    assert entry.subject == tables.Person.get_by_id(person).public_id


def test_a_setting_is_noted_when_it_changes_without_what_instructors_wrote(db: str) -> None:
    _, course = seeds.member()
    kept = course_settings.read(course)
    new = replace(kept, instructions="Ana Benítez marks them")
    for _ in range(2):
        course_settings.keep(course, new, default_zone="Europe/Madrid")

    assert [(each.event, each.detail) for each in audit.listed()] == [
        ("setting_changed", "instructions")
    ]


def test_entries_of_one_course_and_of_late_are_shown_alone(db: str) -> None:
    one, other = seeds.member(), seeds.member(course="9")
    for who in (one, other):
        courses.choose_zone(who[1], "Europe/Paris", default="UTC")
    of_one = list(audit.listed(course=tables.Course.get_by_id(one[1]).public_id))
    moment = of_one[0].happened_at
    tables.AuditEntry.update(happened_at=1).where(
        tables.AuditEntry.course != of_one[0].course
    ).execute()

    assert len(of_one) == 1
    assert len(list(audit.listed())) == 2
    assert list(audit.listed(moment)) == of_one


@pytest.mark.row("audit-4")
def test_an_erasure_leaves_the_chain_whole_and_nobodys_name_in_it(db: str) -> None:
    who = canary()
    public_id = named(who)
    audit.seal()
    with audit.acting(Acting(Doer.WEB, who[0])):
        erasing.erase(public_id)
    audit.seal()
    found = list(audit.listed())

    assert audit.verify().broken is None
    assert [each.event for each in found] == ["launched", "person_erased"]
    assert {each.actor for each in found} == {public_id}
    assert "canary" not in str(found).casefold()
