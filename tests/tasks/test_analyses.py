"""What was read of passages is kept with them, and made anew when the rules have changed."""

from typing import Any

import pytest

from silabo.answering.reading import Reading
from silabo.domain.passages import Passage
from silabo.language.kept_views import made_by
from silabo.storage import analyses as stored
from silabo.storage import passages, versions
from tasks import analyses
from tasks.analyses import analyse_passages
from tasks.documents import ingest_next
from tests.tasks.work import Work

CLOCK = iter(range(1_000_000))


def made_before(passage: Passage) -> dict[str, Any]:
    """What of the first sentence of a passage is there before anybody asks for it."""
    return vars(Reading().passage(passage).pieces[0])


def test_a_document_that_is_read_keeps_what_was_read_of_its_words(work: Work) -> None:
    work.upload()
    ingest_next(work.parts)
    ((_, version),) = versions.answering()
    found = passages.of_version(version)

    assert found
    assert all(each.analysis.startswith(made_by()) for each in found)
    assert {"stems", "quantities", "mentions"} <= made_before(found[0]).keys()
    assert stored.made_by_others(made_by()) == []


def test_passages_of_before_are_analysed_once_and_others_stay_as_they_are(work: Work) -> None:
    first, second = work.ready("El parcial es el lunes."), work.ready("El final es el martes.")
    stored.keep(second, {passages.of_version(second)[0].id: "kept"}, made_by())
    more = analyse_passages()
    (read,), (other,) = passages.of_version(first), passages.of_version(second)

    assert more is False
    assert (read.analysis.startswith(made_by()), other.analysis) == (True, "kept")
    assert "quantities" in made_before(read)


def test_what_is_kept_by_other_rules_is_not_read_and_is_made_anew(work: Work) -> None:
    version = work.ready("El parcial es el lunes 5 de octubre.")
    (passage,) = passages.of_version(version)
    stored.keep(version, {passage.id: "0" * 16 + " 00000000 []"}, "0" * 16)
    (stale,) = passages.of_version(version)
    analyse_passages()
    (fresh,) = passages.of_version(version)

    assert "quantities" not in made_before(stale)
    assert "quantities" in made_before(fresh)


def test_an_analysis_that_takes_long_goes_on_in_the_next_round(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        work.ready(f"Regla {number}.")
    monkeypatch.setattr(analyses, "LONGEST_S", 2.0)
    rounds = [analyse_passages(now=lambda: next(CLOCK)) for _ in range(3)]

    assert rounds[0] is True
    assert rounds[-1] is False
    assert stored.made_by_others(made_by()) == []
