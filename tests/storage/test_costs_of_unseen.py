"""What letters that wait to be unnecessary cost those who do something else meanwhile."""

import pytest

from silabo.domain.crash import CrashPoint, arm
from silabo.storage import curated, deliveries, people
from silabo.storage.tables import Delivery
from tests import seeds
from tests.storage.killing import Killed
from tests.storage.test_unseen import answered, claimed, opened


@pytest.fixture
def ana(db: str) -> tuple[int, int]:
    """A student who has the panel before her."""
    who = seeds.member()
    opened(who)
    return who


def test_of_many_that_wait_each_is_put_off_by_itself(ana: tuple[int, int]) -> None:
    answered(ana)
    answered(ana)
    points: list[CrashPoint] = []

    def strike(here: CrashPoint) -> None:
        points.append(here)
        if points.count(CrashPoint.UNSEEN_WAITS) > 1:
            raise Killed

    arm(strike)
    with pytest.raises(Killed):
        claimed()
    arm(lambda _: None)

    assert [each.run_after > 0 for each in Delivery.select().order_by(Delivery.id)] == [True, False]


def test_a_waiting_letter_costs_the_idle_sweep_nothing(
    ana: tuple[int, int], statements: list[str]
) -> None:
    deliveries.sweep()
    before = len(statements)
    answered(ana)
    claimed()
    del statements[:]

    assert deliveries.sweep() == 0
    assert len(statements) == before
    assert curated.spread() == 0
    assert people.letter_choice(ana[0]).wanted
