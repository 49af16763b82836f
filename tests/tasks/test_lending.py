import io
import logging

import pytest

from silabo.domain.errors import ServiceError
from silabo.storage import course_erasing, documents, lending, passages, replacing, tables
from tasks.course_erasing import erase_courses
from tasks.documents import forget_loan, forget_next, ingest_next
from tasks.index_repair import compare, repair_index
from tasks.upkeep import tidy
from tests import seeds
from tests.fakes.indexes import WatchedIndex, failing_index
from tests.tasks.work import Work

RULE = "Con tres faltas se pierde la regularidad."


@pytest.fixture
def reader(work: Work) -> int:
    """The number of a course beside that of `work`, which lends."""
    return seeds.member(course="7", course_title="Álgebra")[1]


@pytest.fixture
def rules(work: Work, reader: int) -> int:
    """The number of a version that the other course has taken, and that its index holds."""
    version = work.ready(RULE)
    document = seeds.document_of(version)
    lending.offer(work.course, document)
    lending.take(reader, document)
    repair_index(work.parts)
    return version


def found(work: Work, course: int, words: str = "faltas") -> list[str]:
    return [hit.passage.text for hit in work.parts.search(course, ())(words, limit=5)]


def held(work: Work, course: int, version: int) -> int:
    return work.parts.index.count(course, version)


def test_what_is_taken_comes_into_the_index_of_the_course_and_is_compared_there(
    work: Work, reader: int, rules: int
) -> None:
    kept = [(each.title, each.passages, each.held) for each in compare(work.parts.index)]

    assert held(work, reader, rules) == 1
    assert found(work, reader) == [RULE]
    assert sorted(kept) == [("Álgebra", 1, 1), ("Álgebra Lineal I", 1, 1)]


def test_what_a_loan_brought_leaves_the_index_of_the_course_and_no_other(
    work: Work, reader: int, rules: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    lending.leave(reader, seeds.document_of(rules))
    at_once = found(work, reader)
    tidy(work.parts)

    assert at_once == []
    assert (held(work, reader, rules), held(work, work.course, rules)) == (0, 1)
    assert "loan_forgotten" in caplog.messages
    assert tables.Loan.select().count() == 0
    assert found(work, work.course) == [RULE]


def test_a_loan_that_the_index_did_not_hear_of_is_tried_again(
    work: Work, reader: int, rules: int
) -> None:
    lending.leave(reader, seeds.document_of(rules))

    with pytest.raises(ServiceError):
        forget_loan(work.given(index=failing_index(ServiceError("the index is away"))))
    assert held(work, reader, rules) == 1
    assert [forget_loan(work.parts), forget_loan(work.parts)] == [True, False]
    assert held(work, reader, rules) == 0


def test_a_replacement_answers_in_both_courses_at_the_same_moment(
    work: Work, reader: int, rules: int
) -> None:
    document = seeds.document_of(rules)
    text = b"# Reglas\n\nCon cuatro faltas se pierde la regularidad.\n"
    new = seeds.upload("Reglas.md", text)
    work.parts.files.save(new.version, io.BytesIO(text), limit=1_000)
    replacing.replace(work.course, document, new)
    before = found(work, work.course), found(work, reader)
    ingest_next(work.parts)
    after = found(work, work.course), found(work, reader)
    forget_next(work.parts)

    assert before == ([RULE], [RULE])
    assert after == (["Con cuatro faltas se pierde la regularidad."],) * 2
    assert (held(work, reader, rules), held(work, work.course, rules)) == (0, 0)


def test_a_document_that_is_taken_out_leaves_every_index(
    work: Work, reader: int, rules: int
) -> None:
    documents.remove(work.course, seeds.document_of(rules))
    at_once = found(work, reader)
    tidy(work.parts)

    assert at_once == []
    assert (held(work, reader, rules), held(work, work.course, rules)) == (0, 0)
    assert [each.title for each in lending.listed(reader)] == ["Reglas"]


def test_a_course_that_goes_takes_what_it_lent_out_of_the_other_index(
    work: Work, reader: int, rules: int
) -> None:
    course_erasing.begin(work.course)
    gone = erase_courses(work.parts)
    tidy(work.parts)

    assert gone == 1
    assert held(work, reader, rules) == 0
    assert [(each.title, each.course) for each in lending.listed(reader)] == [
        ("Reglas", "Álgebra Lineal I")
    ]
    assert passages.visible_versions(reader) == set()


def test_a_loan_that_ends_while_a_new_version_is_indexed_leaves_nothing_of_it_behind(
    work: Work, reader: int, rules: int
) -> None:
    document = seeds.document_of(rules)
    text = b"# Reglas\n\nCon cuatro faltas se pierde la regularidad.\n"
    new = seeds.upload("Reglas.md", text)
    work.parts.files.save(new.version, io.BytesIO(text), limit=1_000)
    replacing.replace(work.course, document, new)
    ended: list[bool] = []

    def end(method: str) -> None:
        if method == "add" and not ended:
            lending.leave(reader, document)
            ended.append(forget_loan(work.parts))
            lending.sweep()

    ingest_next(work.over(WatchedIndex(work.parts.index, end)))
    (version,) = passages.visible_versions(work.course)

    assert ended == [True]
    assert tables.Loan.select().count() == 0
    assert version != rules
    assert (held(work, reader, version), held(work, work.course, version)) == (0, 1)


def test_a_document_whose_course_goes_while_it_is_read_leaves_nothing_in_the_index(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.upload()
    version = tables.Version.get().id
    gone: list[int] = []

    def go(method: str) -> None:
        if method == "add" and not gone:
            gone.append(0)
            course_erasing.begin(work.course)
            gone.append(erase_courses(work.parts))

    ingest_next(work.over(WatchedIndex(work.parts.index, go)))

    assert gone == [0, 1]
    assert "reading_thrown_away" in caplog.messages
    assert held(work, work.course, version) == 0
