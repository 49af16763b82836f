"""A worker that is killed while it forgets what another course lent."""

import pytest

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.crash import CrashPoint
from silabo.storage import database, lending, passages, tables
from tests import seeds
from tests.faults.house import OTHERS, House
from tests.tasks.work import eventually

pytestmark = pytest.mark.service


def test_a_worker_dies_while_it_forgets_a_loan_and_the_next_one_ends_that(house: House) -> None:
    lender = house.ana[1]
    (version,) = passages.visible_versions(lender)
    _, reader = seeds.member("5", "20")
    index = EmbeddedIndex(house.folder / "index.sqlite")
    document = seeds.document_of(version)
    lending.offer(lender, document)
    lending.take(reader, document)
    index.add(reader, version, passages.entries(version))
    lending.take_back(lender, document)
    dying = house.worker(OTHERS, wait=False, crash_at=CrashPoint.LOAN_FORGOTTEN)
    died = eventually(lambda: dying.process.poll() is not None, within_s=60)
    dying.kill_group()
    with database.connection():
        between = tables.Loan.get().cleared
    house.workers()

    def cleared() -> bool:
        with database.connection():
            return bool(tables.Loan.get().cleared)

    done = eventually(cleared, within_s=90)

    assert (died, between, done) == (True, False, True)
    assert (index.count(reader, version), index.count(lender, version)) == (0, 1)
    assert [each.state for each in lending.listed(reader)] == ["ended"]
