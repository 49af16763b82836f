from datetime import timedelta

import pytest

from ingest.passages import cut
from silabo.domain import clock
from silabo.domain.documents import VersionState
from silabo.domain.errors import NotFoundError, ToolError
from silabo.domain.lending import LoanState
from silabo.storage import (
    course_erasing,
    course_limits,
    documents,
    lending,
    living,
    passages,
    people,
    replacing,
    stamps,
    tables,
    versions,
    visibility,
)
from tests import seeds

RULE = "Con tres faltas se pierde la regularidad."
SECRET = "El acta de la comisión es reservada."


@pytest.fixture
def faculty(db: None) -> int:
    """The number of the course that lends."""
    return seeds.member(sub="5", course="7", course_title="Facultad")[1]


@pytest.fixture
def course(faculty: int) -> int:
    """The number of the course that reads."""
    return seeds.member(course_title="Álgebra")[1]


@pytest.fixture
def rules(faculty: int) -> int:
    """The number of the version that is offered; another document of its course is not."""
    seeds.ready(faculty, SECRET, name="Actas.md")
    return seeds.ready(faculty, RULE, name="Reglamento.md")


@pytest.fixture
def lent(faculty: int, course: int, rules: int) -> str:
    """The public id of a document that the course has taken."""
    document = seeds.document_of(rules)
    lending.offer(faculty, document)
    lending.take(course, document)
    return document


def public(version: int) -> str:
    return str(tables.Version.get_by_id(version).public_id)


def other_platform() -> int:
    there = seeds.platform("https://other.example")
    launched = seeds.identity(there, sub="3", context_id="2")
    return people.admit(launched, language="es", time_zone="Europe/Madrid")[1]


def seen(course: int, version: int) -> list[bool]:
    """What each way to a version says: search, join, neighbours, reader, card."""
    numbers = seeds.passage_ids(version)
    found = passages.by_ids(course, numbers)
    try:
        text = bool(passages.text(course, public(version)).sections)
    except NotFoundError:
        text = False
    return [
        version in passages.visible_versions(course),
        bool(passages.languages(course, [seeds.document_of(version)])),
        len(found) == len(numbers),
        passages.readable(course, [public(version)]) == {public(version)},
        text,
    ]


def states(course: int) -> list[tuple[str, str, LoanState]]:
    return [(each.title, each.course, each.state) for each in lending.listed(course)]


def test_a_document_that_is_only_offered_is_answered_from_by_nobody_else(
    faculty: int, course: int, rules: int
) -> None:
    lending.offer(faculty, seeds.document_of(rules))

    assert not any(seen(course, rules))
    assert not documents.has_any(course)
    assert states(course) == [("Reglamento", "Facultad", LoanState.OFFERED)]
    assert states(faculty) == []


def test_a_document_that_was_taken_is_answered_from_as_an_own_one_is(
    course: int, rules: int, lent: str
) -> None:
    own = seeds.ready(course, "El parcial es en octubre.")

    assert all(seen(course, rules))
    assert passages.visible_versions(course) == {own, rules}
    assert passages.visible_versions(course, [lent]) == {rules}
    assert documents.has_any(course, [lent])
    assert documents.titles(course, [lent]) == ["Reglamento"]
    assert states(course) == [("Reglamento", "Facultad", LoanState.READ)]


def test_nothing_else_of_the_lending_course_is_seen(course: int, faculty: int, lent: str) -> None:
    secret = next(
        each for each in passages.visible_versions(faculty) if seeds.document_of(each) != lent
    )

    assert not any(seen(course, secret))
    assert [each.file_name for each in documents.newest(course, 10)] == []
    with pytest.raises(NotFoundError):
        lending.take(course, seeds.document_of(secret))


def test_the_lending_course_sees_nothing_of_the_reading_one(
    course: int, faculty: int, lent: str
) -> None:
    own = seeds.ready(course, "El parcial es en octubre.")

    assert not any(seen(faculty, own))
    assert lending.read_by(faculty) == {lent: ["Álgebra"]}
    assert lending.read_by(course) == {}


def test_a_third_course_sees_nothing_of_a_loan(lent: str, rules: int) -> None:
    third = seeds.member(course="9", course_title="Física")[1]

    assert not any(seen(third, rules))
    assert lending.read_by(third) == {}


def test_a_course_of_another_platform_is_offered_nothing_and_takes_nothing(
    faculty: int, rules: int
) -> None:
    document = seeds.document_of(rules)
    lending.offer(faculty, document)
    elsewhere = other_platform()

    assert lending.listed(elsewhere) == []
    with pytest.raises(NotFoundError):
        lending.take(elsewhere, document)


def test_a_loan_across_platforms_that_a_row_says_opens_nothing(
    course: int, rules: int, lent: str
) -> None:
    tables.Loan.update(course=other_platform()).execute()
    elsewhere = tables.Loan.get().course_id

    assert not any(seen(elsewhere, rules))
    assert visibility.borrowers() == {}


def test_a_course_offers_and_takes_back_only_its_own(course: int, rules: int) -> None:
    document = seeds.document_of(rules)

    for act in (lending.offer, lending.take_back):
        with pytest.raises(NotFoundError):
            act(course, document)
    assert tables.Document.get(tables.Document.public_id == document).offered_at is None


def test_a_course_takes_no_more_than_its_list_has_room_for(
    faculty: int, course: int, lent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lending, "MOST", 1)
    another = seeds.document_of(seeds.ready(faculty, "El aula es la 4.", name="Aulas.md"))
    lending.offer(faculty, another)
    with pytest.raises(ToolError, match="too_many_loans"):
        lending.take(course, another)
    lending.take(course, lent)
    lending.leave(course, lent)
    lending.take(course, another)

    assert states(course)[0] == ("Aulas", "Facultad", LoanState.READ)


def test_a_borrowed_document_is_not_offered_on(course: int, lent: str) -> None:
    with pytest.raises(NotFoundError):
        lending.offer(course, lent)


def test_an_archive_is_not_offered(faculty: int, rules: int) -> None:
    with pytest.raises(NotFoundError):
        lending.offer(faculty, seeds.document_of(rules), without=["text/markdown"])


def test_the_end_of_an_offer_stops_reading_at_once_and_is_told_until_somebody_takes_note(
    faculty: int, course: int, rules: int, lent: str
) -> None:
    lending.take_back(faculty, lent)

    assert not any(seen(course, rules))
    assert all(seen(faculty, rules))
    assert states(course) == [("Reglamento", "Facultad", LoanState.ENDED)]
    assert lending.read_by(faculty) == {}
    lending.leave(course, lent)
    assert states(course) == []
    with pytest.raises(NotFoundError):
        lending.leave(course, lent)


def test_a_course_that_reads_no_more_is_told_nothing_and_may_take_it_again(
    course: int, rules: int, lent: str
) -> None:
    lending.leave(course, lent)
    left = any(seen(course, rules)), states(course)
    lending.take(course, lent)

    assert left == (False, [("Reglamento", "Facultad", LoanState.OFFERED)])
    assert all(seen(course, rules))
    assert tables.Loan.select().count() == 1


def test_what_is_hidden_there_is_not_seen_here_but_is_still_read(
    faculty: int, course: int, rules: int, lent: str
) -> None:
    visibility.show(faculty, lent, from_=None)
    hidden = seen(course, rules)
    (read,) = lending.listed(course)
    with pytest.raises(NotFoundError):
        passages.text(course, public(rules), unfinished=True)
    visibility.show(faculty, lent, from_=clock.now() - timedelta(days=1))

    assert not any(hidden)
    assert (read.state, read.answering) == (LoanState.READ, False)
    assert all(seen(course, rules))


def test_a_replacement_there_is_what_is_read_here(
    faculty: int, course: int, rules: int, lent: str
) -> None:
    replacing.replace(faculty, lent, seeds.upload("Reglamento.md"))
    claimed = seeds.claim_version()
    read = seeds.extract("Con cuatro faltas.")
    unfinished = passages.visible_versions(course)
    versions.keep_text(claimed, read, cut(read), "es")
    versions.make_ready(claimed)

    assert unfinished == {rules}
    assert passages.visible_versions(course) == {claimed.id}
    assert passages.now_instead(course, public(rules)) == public(claimed.id)


def test_a_document_that_is_taken_out_there_ends_here(
    faculty: int, course: int, rules: int, lent: str
) -> None:
    documents.remove(faculty, lent)

    assert not any(seen(course, rules))
    assert states(course) == [("Reglamento", "Facultad", LoanState.ENDED)]
    assert versions.claim_removal() == (rules, [faculty, course], public(rules))


def test_a_closed_course_lends_nothing_until_it_is_open_again(
    faculty: int, course: int, rules: int, lent: str
) -> None:
    course_limits.close(faculty, closed=True)
    closed = any(seen(course, rules)), [each.answering for each in lending.listed(course)]
    course_limits.close(faculty, closed=False)

    assert closed == (False, [False])
    assert all(seen(course, rules))


def test_a_course_that_is_deleted_lends_nothing_and_its_readers_are_told(
    faculty: int, course: int, rules: int, lent: str
) -> None:
    course_erasing.begin(faculty)
    stopped = any(seen(course, rules)), states(course)
    while found := versions.claim_removal():
        versions.forget(found[0])
    gone = course_erasing.finish(faculty)

    assert stopped == (False, [("Reglamento", "Facultad", LoanState.ENDED)])
    assert gone
    assert states(course) == stopped[1]
    lending.leave(course, lent)
    assert states(course) == []


def test_a_course_that_is_deleted_reads_nothing_and_leaves_no_loan(
    faculty: int, course: int, lent: str
) -> None:
    course_erasing.begin(course)

    assert tables.Loan.select().count() == 0
    assert lending.read_by(faculty) == {}


def test_the_index_holds_what_is_taken_for_both_courses(
    faculty: int, course: int, rules: int, lent: str
) -> None:
    own = seeds.ready(course, "El parcial es en octubre.")
    held = {each.id: each.versions for each in versions.answering_courses()}

    assert held[course] == (rules, own)
    assert rules in held[faculty]
    assert lending.indexed_for(rules) == [faculty, course]


def test_an_ended_loan_is_forgotten_when_the_index_has_forgotten_it(
    course: int, rules: int, lent: str
) -> None:
    lending.leave(course, lent)
    found = lending.next_ended()
    kept = lending.sweep(), lending.holders(rules)[1:]
    assert found is not None
    lending.note_cleared(found[0])

    assert found[1:] == (course, [rules])
    assert kept == (0, [course])
    assert lending.next_ended() is None
    assert lending.sweep() == 1
    assert tables.Loan.select().count() == 0


def test_a_loan_that_is_taken_again_meanwhile_is_not_forgotten(course: int, lent: str) -> None:
    lending.leave(course, lent)
    found = lending.next_ended()
    assert found is not None
    lending.take(course, lent)
    lending.note_cleared(found[0])

    assert lending.sweep() == 0
    assert not tables.Loan.get().cleared


def test_answers_that_rest_on_what_is_ended_are_looked_at_again(
    faculty: int, rules: int, lent: str
) -> None:
    who = seeds.member(course_title="Álgebra")
    cited = seeds.citation(version=public(rules), document=lent, quote=RULE)
    seeds.answered(who, seeds.extractive(citations=(cited,)))
    while living.look():
        pass
    before = tables.Revisit.select().count()
    lending.take_back(faculty, lent)
    while living.look():
        pass

    assert (before, tables.Revisit.select().count()) == (0, 1)


def test_a_card_changes_when_a_loan_ends(faculty: int, lent: str) -> None:
    who = seeds.member(course_title="Álgebra")
    asked = seeds.answered(who)
    before = stamps.of_question(who[1], who[0], asked.public_id)
    lending.take_back(faculty, lent)

    assert stamps.of_question(who[1], who[0], asked.public_id) != before


def test_what_is_done_stands_in_the_audit(faculty: int, course: int, lent: str) -> None:
    lending.offer(faculty, lent)
    lending.take(course, lent)
    lending.leave(course, lent)
    lending.take_back(faculty, lent)
    deeds = [(row.event, row.subject) for row in tables.AuditEntry.select()]

    assert [each for each in deeds if each[1] == lent][-4:] == [
        ("document_offered", lent),
        ("document_taken", lent),
        ("document_left", lent),
        ("offer_ended", lent),
    ]


def test_states_that_are_no_answer_are_not_offered(faculty: int, course: int, rules: int) -> None:
    lending.offer(faculty, seeds.document_of(rules))
    tables.Version.update(state=VersionState.FAILED).where(tables.Version.id == rules).execute()

    assert lending.listed(course) == []
    with pytest.raises(NotFoundError):
        lending.take(course, seeds.document_of(rules))
