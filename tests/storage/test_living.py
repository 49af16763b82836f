"""Living answers in the rows: found by what they cite, answered again once, whatever is killed."""

from dataclasses import replace

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.crash import CrashPoint
from silabo.domain.errors import LeaseLostError
from silabo.domain.revisits import ClaimedRevisit, Revised
from silabo.storage import documents, living, places, revisits
from silabo.storage.database import connection
from silabo.storage.tables import Answer, Delivery, Question, Revisit, Sight, Version
from tests import seeds
from tests.storage.killing import killed_at

DECLINED = Outcome(kind=AnswerKind.DECLINED, language="es", searched=("parking",))
OLD, NEW = "El parcial es el 1 de octubre.", "El parcial es el 8 de octubre."


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def quoting(version: int, text: str = OLD) -> Outcome:
    """An answer that quotes the first paragraph of a version."""
    row = Version.get_by_id(version)
    place = {"document": row.document.public_id, "version": row.public_id, "quote": text}
    cited = seeds.citation(**place)
    return seeds.extractive(sentences=(Sentence(text, (1,)),), citations=(cited,))


def look(batch: int = living.BATCH) -> None:
    while living.look(batch=batch):
        pass


def claim() -> ClaimedRevisit:
    claimed = revisits.claim(seeds.WORKER)
    assert claimed is not None
    return claimed


def replaced(course: int, old: int) -> int:
    """A document in the place of another one, as the answers see it once the grace is over."""
    documents.remove(course, seeds.document_of(old))
    return seeds.ready(course, NEW, name="Nuevo.md")


@pytest.mark.row("review-11")
def test_of_50_askers_all_are_found_once_though_the_worker_is_killed_while_it_looks(
    ana: tuple[int, int],
) -> None:
    version = seeds.ready(ana[1], OLD)
    look()
    for _ in range(50):
        seeds.answered(ana, quoting(version), letter=False)
    replaced(ana[1], version)
    deaths = killed_at(CrashPoint.REVISIT_NOTED, 3, lambda: look(20))
    found = [row.question_id for row in Revisit.select()]

    assert deaths == 3
    assert len(found) == len(set(found)) == 50
    assert not living.look()


@pytest.mark.row("review-12")
@pytest.mark.timeout(300)  # it asks 200 times
def test_200_askers_are_told_once_though_the_worker_is_killed_again_and_again(
    ana: tuple[int, int],
) -> None:
    version = seeds.ready(ana[1], OLD)
    look()
    for number in range(200):
        who = seeds.member(sub=f"s{number}", email=f"s{number}@example.org")
        seeds.answered(who, quoting(version))
    new = replaced(ana[1], version)
    look()
    seeds.due(Revisit)

    def work() -> None:
        while (claimed := revisits.claim(seeds.WORKER)) is not None:
            revisits.record(claimed, quoting(new, NEW), took_ms=1)

    def work_after_death() -> None:
        seeds.overdue(Revisit)
        revisits.sweep()
        work()

    deaths = killed_at(CrashPoint.REVISIT_WRITTEN, 2, work_after_death)
    told = [row.question_id for row in Answer.select().where(Answer.revision > 1)]
    changed = [row.person_id for row in Delivery.select().where(Delivery.kind == "changed")]

    assert deaths == 2
    assert len(told) == len(set(told)) == 200
    assert len(changed) == len(set(changed)) == 200
    assert Revisit.select().count() == 0


def test_a_worker_whose_documents_changed_again_meanwhile_writes_nothing(
    ana: tuple[int, int],
) -> None:
    version = seeds.ready(ana[1], OLD)
    look()
    seeds.answered(ana, quoting(version))
    new = replaced(ana[1], version)
    look()
    seeds.due(Revisit)
    claimed = claim()
    documents.remove(ana[1], seeds.document_of(new))
    look()

    with pytest.raises(LeaseLostError):
        revisits.record(claimed, quoting(new, NEW), took_ms=1)
    assert Answer.select().count() == 1
    seeds.due(Revisit)
    assert claim().question.id == claimed.question.id


def test_what_was_being_answered_while_its_document_went_is_looked_at_again(
    ana: tuple[int, int],
) -> None:
    version = seeds.ready(ana[1], OLD)
    look()
    seeds.ask(ana)
    working = seeds.claim_question()
    documents.remove(ana[1], seeds.document_of(version))
    look()
    seeds.record(working, quoting(version))
    seeds.due(Revisit)
    came_of_it = revisits.record(claim(), DECLINED, took_ms=1)

    assert came_of_it is Revised.TOLD


def test_an_answer_whose_document_is_back_is_left_as_it_was(ana: tuple[int, int]) -> None:
    version = seeds.ready(ana[1], OLD)
    look()
    seeds.answered(ana, quoting(version))
    documents.remove(ana[1], seeds.document_of(version))
    look()
    seeds.due(Revisit)
    claimed = claim()
    seeds.ready(ana[1], "Portada.", OLD, name="Otra vez.md")
    came_of_it = revisits.record(claimed, DECLINED, took_ms=1)

    assert came_of_it is Revised.DROPPED
    assert Answer.select().count() == 1


def test_what_says_the_same_makes_no_new_revision(ana: tuple[int, int]) -> None:
    seeds.ready(ana[1], OLD)
    look()
    seeds.answered(ana, DECLINED)
    seeds.ready(ana[1], "La biblioteca abre los lunes.", name="Otro.md")
    look()
    came_of_it = revisits.record(claim(), replace(DECLINED, searched=("x",)), took_ms=1)

    assert came_of_it is Revised.SAME
    assert Answer.select().count() == 1


def test_a_course_is_held_against_its_documents_once(ana: tuple[int, int]) -> None:
    seeds.ready(ana[1], OLD)
    seeds.answered(ana, DECLINED)
    look()
    Revisit.delete().execute()
    look()

    assert Revisit.select().count() == 0


def test_who_was_declined_long_ago_is_not_answered_again(ana: tuple[int, int]) -> None:
    seeds.answered(ana, DECLINED)
    seeds.change(Question, asked_at=1)
    seeds.ready(ana[1], OLD)
    look()

    assert Revisit.select().count() == 0


def test_another_course_is_left_alone(ana: tuple[int, int]) -> None:
    other = seeds.member(sub="9", course="3")
    seeds.answered(other, DECLINED)
    seeds.ready(ana[1], OLD)
    look()

    assert Revisit.select().count() == 0


def test_what_was_looked_at_for_documents_that_changed_again_is_not_written_down(
    ana: tuple[int, int],
) -> None:
    version = seeds.ready(ana[1], OLD)
    look()
    for _ in range(3):
        seeds.answered(ana, quoting(version), letter=False)
    documents.remove(ana[1], seeds.document_of(version))
    living.look(batch=2)
    seeds.ready(ana[1], "Otra cosa.", name="Otra.md")
    living.look(batch=2)
    again = Sight.get()
    look()

    assert again.after == 2
    assert Revisit.select().count() == 3
    assert Sight.get().versions == [version + 1]


def test_many_citations_that_moved_are_found_with_few_statements(
    ana: tuple[int, int], statements: list[str]
) -> None:
    texts = [f"El parcial {number} es en el aula {number}." for number in range(40)]
    old = Version.get_by_id(seeds.ready(ana[1], *texts))
    cited = [
        seeds.citation(version=old.public_id, anchor=f"p{number}", quote=text)
        for number, text in enumerate(texts, start=1)
    ]
    documents.remove(ana[1], old.document.public_id)
    new = Version.get_by_id(seeds.ready(ana[1], "Portada.", *texts, name="Nuevo.md"))
    statements.clear()
    with connection():
        found = places.current(ana[1], cited)

    assert {each.version for each in found.values()} == {new.public_id}
    assert [each.anchor for each in found.values()] == [f"p{n}" for n in range(2, 42)]
    assert len(statements) <= 6


def test_a_look_where_nothing_changed_asks_no_more_of_the_database_for_more_courses(
    ana: tuple[int, int], statements: list[str]
) -> None:
    for number in range(5):
        _, course = seeds.member(course=f"c{number}")
        seeds.ready(course, OLD)
    look()
    statements.clear()
    changed = living.look()

    assert not changed
    assert len([each for each in statements if "FROM" in each]) == 3
