"""The shape of the sentences that the receipts are measured with, and how they are read."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench.receipts import main
from silabo.answering.receipts import Verdict, judge
from silabo.domain.errors import EvaluationError
from silabo.domain.passages import BlockKind
from silabo.evaluation.data_set import rows
from silabo.evaluation.written_sentences import (
    FIRST,
    FRESH,
    FURTHER,
    HALVES,
    RECEIPTS,
    REPORTED,
    TUNED,
    drawn_halves,
    written_sentences,
)

_EXAM: dict[str, Any] = {
    "key": "exam",
    "document": "Programa",
    "path": ["Álgebra", "Exámenes"],
    "header": ["Examen", "Hora", "Aula"],
    "lead": "Hay dos exámenes.",
    "text": "Examen: Final · Aula: Aula 3: la del fondo",
    "language": "es",
}
_SENTENCE: dict[str, Any] = {
    "half": TUNED,
    "good": True,
    "kind": "good paraphrase",
    "language": "en",
    "sentence": "The final exam is in room 3.",
    "passages": ["exam"],
}


def _set(folder: Path, **changes: Any) -> Path:
    for name, row in (("passages", _EXAM), ("sentences", _SENTENCE | changes)):
        (folder / f"{name}.jsonl").write_text(f"{json.dumps(row)}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("set_name", "number", "stated", "not_stated"),
    [(FIRST, 435, 55, 85), (FURTHER, 603, 80, 100), (FRESH, 200, 24, 30)],
)
def test_three_languages_have_as_many_sentences_in_each_set(
    set_name: str, number: int, stated: int, not_stated: int
) -> None:
    written = [each for each in written_sentences() if each.set_name == set_name]
    counted = Counter((each.language, each.is_stated) for each in written)

    assert len(written) == number
    assert {language for language, _ in counted} == {"en", "es", "fr"}
    assert all(counted[language, True] >= stated for language in ("en", "es", "fr"))
    assert all(counted[language, False] >= not_stated for language in ("en", "es", "fr"))


def test_no_sentence_is_there_twice() -> None:
    written = written_sentences()

    assert len({each.text.casefold() for each in written}) == len(written)


def test_all_of_the_further_set_may_be_tuned_on_and_cites_passages_of_its_own() -> None:
    cited = {
        name: {
            passage.anchor
            for each in written_sentences()
            if each.set_name == name
            for passage in each.passages
        }
        for name in (FIRST, FURTHER)
    }

    assert {each.set_name for each in written_sentences(REPORTED)} == {FIRST, FRESH}
    assert len(written_sentences(REPORTED)) == 317
    assert len(cited[FURTHER]) == 114
    assert cited[FIRST].isdisjoint(cited[FURTHER])


@pytest.mark.parametrize("set_name", [FIRST, FRESH])
def test_the_halves_are_drawn_by_hash_and_alike(set_name: str) -> None:
    written = [each for each in written_sentences() if each.set_name == set_name]
    drawn = drawn_halves(written, set_name)

    assert len(drawn) == len(written)
    assert [each.half for each, _ in drawn] == [half for _, half in drawn]
    for trait in ("kind", "language", "is_stated"):
        counted = Counter((getattr(each, trait), each.half) for each in written)
        for value in {getattr(each, trait) for each in written}:
            tuned, reported = (counted[value, half] for half in HALVES)
            assert abs(tuned - reported) <= max(1, 0.06 * (tuned + reported)), value


def test_every_kind_is_there_in_three_languages_and_of_one_verdict() -> None:
    written = written_sentences()
    kinds = {each.kind for each in written}

    assert len(kinds) == 43
    for kind in kinds:
        of_kind = [each for each in written if each.kind == kind]
        assert {each.language for each in of_kind} == {"en", "es", "fr"}, kind
        assert len({each.is_stated for each in of_kind}) == 1, kind


def test_every_passage_is_cited_and_rows_and_prose_are_there() -> None:
    cited = {passage.anchor: passage for each in written_sentences() for passage in each.passages}

    assert sorted(cited) == sorted(row["key"] for row in rows(RECEIPTS / "passages.jsonl"))
    assert {passage.kind for passage in cited.values()} == {BlockKind.ROW, BlockKind.PARAGRAPH}
    assert {passage.language for passage in cited.values()} == {"en", "es", "fr"}
    assert all(passage.cells.count("") <= 1 for passage in cited.values())


def test_a_row_is_read_with_its_cells_as_the_product_has_them(tmp_path: Path) -> None:
    (sentence,) = written_sentences(folder=_set(tmp_path))

    (passage,) = sentence.passages
    assert (passage.kind, passage.header) == (BlockKind.ROW, ("Examen", "Hora", "Aula"))
    assert passage.cells == ("Final", "", "Aula 3: la del fondo")
    assert (passage.document_title, passage.lead) == ("Programa", "Hay dos exámenes.")


def test_a_half_is_read_alone(tmp_path: Path) -> None:
    folder = _set(tmp_path)

    assert len(written_sentences(TUNED, folder)) == 1
    assert written_sentences(REPORTED, folder) == []


def test_a_passage_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="midterm"):
        written_sentences(folder=_set(tmp_path, passages=["midterm"]))


def test_the_measure_prints_counts_and_intervals_of_a_half_by_set_and_kind(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--kinds", "--half", REPORTED]) == 0

    printed = capsys.readouterr().out
    assert "reported, 317 sentences\n" in printed
    assert printed.count("  first set") == printed.count("  fresh set") == 1
    assert printed.count("  unit changed") == printed.count("  good paraphrase") == 1
    assert "  further set" not in printed


def test_the_sentences_of_the_reported_half_are_not_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["--half", REPORTED, "--wrong"])

    printed = capsys.readouterr().out
    assert not [each.text for each in written_sentences() if each.text in printed]


@pytest.mark.parametrize(("set_name", "accepts", "rejects"), [(FIRST, 3, 11), (FRESH, 4, 8)])
def test_the_receipts_judge_what_they_were_tuned_on_as_well_as_they_did(
    set_name: str, accepts: int, rejects: int
) -> None:
    first = [sentence for sentence in written_sentences(TUNED) if sentence.set_name == set_name]
    accepted = Counter(
        sentence.is_stated
        for sentence in first
        if judge(
            sentence.text,
            range(1, len(sentence.passages) + 1),
            sentence.passages,
            sentence.language,
        )
        is Verdict.HOLDS
    )
    there = Counter(sentence.is_stated for sentence in first)

    assert accepted[False] <= accepts
    assert there[True] - accepted[True] <= rejects
