from dataclasses import asdict
from pathlib import Path

import pytest

from ingest.formats import MARKDOWN
from ingest.passages import cut
from ingest.read import read
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.answering.weights import Thresholds
from silabo.domain.answers import Caution
from silabo.evaluation.configuration import Configuration, apply
from silabo.evaluation.corpus import SourceDocument
from silabo.evaluation.data_set import EvaluationQuestion
from silabo.evaluation.runner import Asked, Runner, Told

DUE = "El trabajo se entrega el 3 de mayo."
FILE = f"""# Evaluación

Quien no pueda venir al taller de orientación pregunte antes en la secretaría del centro. {DUE}

| parte | peso |
|---|---|
| Examen | 60 % |
| Trabajo | 40 % |

{DUE}
"""
PASSAGES = tuple(cut(read(FILE.encode(), MARKDOWN)))
TEXT = "\n".join(passage.text for passage in PASSAGES)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    document = SourceDocument("d", "Guía", "es", TEXT, "d", PASSAGES)
    return Runner([document], EmbeddedIndex(tmp_path / "index.sqlite"))


def ask(runner: Runner, text: str) -> Asked:
    return runner.ask(EvaluationQuestion("q", "es", text, "x", True))


def test_a_passage_stands_where_it_was_read_even_if_an_earlier_one_has_its_words(
    runner: Runner,
) -> None:
    starts = [start for _, start, _ in ask(runner, "¿Cuándo se entrega el trabajo?").spans]

    assert TEXT.rindex(DUE) in starts
    assert TEXT.index(DUE) not in starts


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("¿Cuándo se entrega el trabajo?", Told.ANSWERED),
        ("¿Cuándo se entrega el póster?", Told.NOT_SURE),
        ("¿Hay xilófonos?", Told.NOT_STATED),
        ("¡Muchas gracias!", Told.REPLY),
    ],
)
def test_what_was_told_is_one_of_these(runner: Runner, question: str, told: Told) -> None:
    asked = ask(runner, question)

    assert asked.told is told
    assert asked.abstained is (told is not Told.ANSWERED)
    assert bool(asked.quoted) is (told is Told.ANSWERED)
    assert bool(asked.shown) is (told is Told.NOT_SURE)


def test_rows_of_one_table_are_a_list_and_one_row_or_sentence_is_none(runner: Runner) -> None:
    table = ask(runner, "¿Cuánto pesa cada parte?")
    row = ask(runner, "¿Cuánto pesa el examen?")
    sentence = ask(runner, "¿Cuándo se entrega el trabajo?")

    assert (len(table.quoted), table.is_list) == (2, True)
    assert (len(row.quoted), row.is_list) == (1, False)
    assert not sentence.is_list


def test_where_other_thresholds_tell_something_else_it_is_kept_beside(runner: Runner) -> None:
    bounds = {"balanced_answered": 1.1, "balanced_closest": 0.0, "careful_closest": 1.1}
    try:
        apply(Configuration(numbers={"thresholds": bounds | {"careful_answered": 1.1}}))
        asked = ask(runner, "¿Cuándo se entrega el trabajo?")
    finally:
        shipped = asdict(Thresholds())
        apply(Configuration(numbers={"thresholds": shipped}))
    told = {each: asked.at(each).told for each in Caution}

    assert told == {
        Caution.CAREFUL: Told.NEAREST,
        Caution.BALANCED: Told.NOT_SURE,
        Caution.GENEROUS: Told.ANSWERED,
    }
    assert asked.at(Caution.GENEROUS).quoted == asked.shown[:1]


def test_a_follow_up_is_asked_with_its_thread_and_without(runner: Runner) -> None:
    thread = ("¿Cuánto pesa el examen?",)
    asked = runner.ask(EvaluationQuestion("q", "es", "¿y el trabajo?", "x", True, thread=thread))

    assert asked.quoted == ("parte: Trabajo · peso: 40 %",)
    assert asked.alone is not None
    assert asked.without_thread.quoted != asked.quoted
    assert ask(runner, "¿Cuánto pesa el examen?").alone is None
