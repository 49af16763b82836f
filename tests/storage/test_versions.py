import pytest

from ingest.passages import cut
from silabo.domain.documents import VersionState
from silabo.domain.errors import LeaseLostError
from silabo.domain.passages import Extract, Notice
from silabo.storage import documents, passages, tables, versions
from silabo.storage.tables import Version
from tests import seeds
from tests.parallel import at_once


@pytest.fixture
def course(db: None) -> int:
    return seeds.member()[1]


def test_a_version_goes_from_received_to_ready_and_is_seen_only_then(course: int) -> None:
    upload = seeds.upload("Reglas.md")
    documents.add(course, upload)
    read = Extract(
        seeds.extract("Uno.", "Dos.").sections, 4, (Notice("page_without_text", page=2),)
    )
    states = [seeds.only(course).state]
    claimed = seeds.claim_version()
    states.append(seeds.only(course).state)
    versions.enter(claimed, VersionState.EXTRACTING)
    states.append(seeds.only(course).state)
    versions.keep_text(claimed, read, cut(read), "es")
    states.append(seeds.only(course).state)
    hidden = versions.answering()
    versions.make_ready(claimed)
    document = seeds.only(course)

    assert (claimed.public_id, claimed.course_id) == (upload.version, course)
    assert claimed.media_type == "text/markdown"
    assert states == ["received", "validating", "extracting", "indexing"]
    assert hidden == []
    assert (document.state, document.pages, document.passages) == ("ready", 4, 2)
    assert (document.language, document.notices) == ("es", (Notice("page_without_text", page=2),))
    assert versions.answering() == [(course, claimed.id)]


def test_versions_are_read_in_the_order_in_which_they_came(course: int) -> None:
    uploads = [seeds.upload() for _ in range(3)]
    for upload in uploads:
        documents.add(course, upload)
    claimed = [seeds.claim_version().public_id for _ in range(3)]

    assert claimed == [upload.version for upload in uploads]
    assert versions.claim("host:2") is None


def test_eight_threads_claim_each_version_once(course: int) -> None:
    for _ in range(20):
        documents.add(course, seeds.upload())

    def claim_all(number: int) -> list[int]:
        claimed = []
        while (version := versions.claim(f"host:{number}")) is not None:
            claimed.append(version.id)
        return claimed

    claims = [each for batch in at_once(8, claim_all) for each in batch]

    assert len(claims) == len(set(claims)) == 20


def test_who_lost_the_lease_writes_nothing(course: int) -> None:
    documents.add(course, seeds.upload())
    stale = seeds.claim_version()
    seeds.overdue(Version)
    versions.sweep()
    seeds.claim_version()
    read = seeds.extract("Uno.")
    before = seeds.only(course)

    for write in (
        lambda: versions.enter(stale, VersionState.INDEXING),
        lambda: versions.keep_text(stale, read, cut(read), "es"),
        lambda: versions.make_ready(stale),
        lambda: versions.reject(stale, "no_text", {}),
        lambda: versions.give_back(stale, "late", 0.5),
    ):
        with pytest.raises(LeaseLostError):
            write()
    assert seeds.only(course) == before
    assert tables.Passage.select().count() == 0


def test_a_second_reading_replaces_the_text_of_the_first(course: int) -> None:
    documents.add(course, seeds.upload())
    claimed = seeds.claim_version()
    first, second = seeds.extract("Uno.", "Dos.", "Tres."), seeds.extract("Otro.")
    versions.keep_text(claimed, first, cut(first), "es")
    versions.give_back(claimed, "killed", 0.5)
    seeds.due(Version)
    again = seeds.claim_version()
    versions.keep_text(again, second, cut(second), "es")
    versions.make_ready(again)

    assert [entry.text for entry in passages.entries(again.id)] == ["Otro."]
    assert tables.Section.select().count() == 1


def test_a_version_given_back_waits_longer_each_time_and_then_fails(course: int) -> None:
    documents.add(course, seeds.upload())
    states, waits = [], []
    for _ in range(3):
        seeds.due(Version)
        claimed = seeds.claim_version()
        states.append(versions.give_back(claimed, "the index is away", 0.5))
        row = Version.get_by_id(claimed.id)
        waits.append(row.run_after - row.created_at)
    early = versions.claim("host:2")

    assert states == ["received", "received", "failed"]
    assert 15_000 <= waits[0] < waits[1] - 10_000
    assert early is None
    assert seeds.only(course).code == "reading_failed"


def test_a_version_that_waits_is_not_claimed_too_early(course: int) -> None:
    documents.add(course, seeds.upload())
    versions.give_back(seeds.claim_version(), "the index is away", 0.5)

    assert versions.claim("host:2") is None
    assert versions.sweep() == 0


def test_the_sweep_takes_back_what_a_dead_worker_held(course: int) -> None:
    documents.add(course, seeds.upload())
    held = seeds.claim_version()
    versions.enter(held, VersionState.EXTRACTING)
    while_held = versions.sweep()
    seeds.overdue(Version)
    waiting = versions.sweep()
    again = seeds.claim_version()

    assert (while_held, waiting) == (0, 1)
    assert (again.id, again.attempt) == (held.id, 2)
    assert again.token != held.token


def test_a_version_that_kills_its_worker_three_times_fails(course: int) -> None:
    documents.add(course, seeds.upload())
    for _ in range(3):
        seeds.claim_version()
        seeds.overdue(Version)
        versions.sweep()
    document = seeds.only(course)

    assert (document.state, document.code) == ("failed", "reading_failed")
    assert versions.claim("host:2") is None


def test_a_deleted_version_is_forgotten_and_its_row_stays(course: int) -> None:
    version = seeds.ready(course, "Uno.", "Dos.")
    documents.remove(course, seeds.only(course).public_id)
    row = Version.get_by_id(version)
    claimed = versions.claim_removal()
    versions.forget(version)

    assert claimed == (version, [course], row.public_id)
    assert Version.get_by_id(version).state == "deleted"
    assert tables.Passage.select().count() == tables.Section.select().count() == 0
    assert versions.claim_removal() is None
    assert versions.answering() == []


def test_files_are_wanted_until_their_version_is_forgotten(course: int) -> None:
    version = seeds.ready(course, "Uno.")
    public_id = Version.get_by_id(version).public_id
    documents.remove(course, seeds.only(course).public_id)
    while_deleting = versions.known([public_id, "unknown"])
    versions.forget(version)

    assert while_deleting == {public_id}
    assert versions.known([public_id]) == set()
