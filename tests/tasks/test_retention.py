"""Upkeep forgets what has been kept long enough, and says how much that was."""

import logging
import math
from pathlib import Path

import pytest

from silabo.domain.retention import Forgotten, Retention
from silabo.storage import retention, tables
from tasks.letters import deliver_next
from tasks.retention import retain
from tasks.upkeep import tidy
from tests import seeds
from tests.tasks.work import Work

DAYS = Retention(questions=30)


def old(work: Work, count: int) -> None:
    """So many questions of long ago, whose letters have gone."""
    for _ in range(count):
        work.answered()
    while deliver_next(work.parts):
        pass
    tables.Question.update(asked_at=1).execute()


@pytest.mark.row("attack-45")
@pytest.mark.row("retention-1")
def test_upkeep_forgets_what_is_due_with_copies_of_its_letters_and_says_so(
    work: Work, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old(work, 2)
    before = len(list((tmp_path / "mail").glob("*.eml")))
    with caplog.at_level(logging.INFO, logger="tasks.retention"):
        tidy(work.given(retention=DAYS, forget_copies=work.parts.mailer.forget))
    (said,) = caplog.records

    assert before == 2
    assert tables.Question.select().count() == 0
    assert list((tmp_path / "mail").glob("*.eml")) == []
    assert said.getMessage() == "retention_done"
    assert said.__dict__["questions"] == 2


@pytest.mark.row("retention-1")
def test_upkeep_forgets_nothing_where_nothing_is_set_and_says_nothing(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    old(work, 1)
    with caplog.at_level(logging.INFO, logger="tasks.retention"):
        tidy(work.parts)

    assert tables.Question.select().count() == 1
    assert caplog.records == []


@pytest.mark.row("retention-4")
def test_where_the_time_is_over_the_next_round_goes_on(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    old(work, 3)
    parts = work.given(retention=DAYS)
    first = retain(parts, for_s=-1)
    rest = retain(parts, for_s=math.inf)

    assert first == (Forgotten(questions=1), True)
    assert rest == (Forgotten(questions=2), False)


@pytest.mark.row("retention-4")
def test_what_stays_takes_no_time_from_what_goes(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    old(work, 3)
    retention.choose(work.course, 0)
    work.ana = seeds.member(course="9")
    old(work, 1)
    went, _ = retain(work.given(retention=DAYS), for_s=-1)

    assert went == Forgotten(questions=1)
