from dataclasses import replace

import pytest

from silabo.answering.quoting import Quotation, support
from silabo.answering.receipts import Verdict, holds, judge, proven
from tests.answering.courses import english, spanish

_PASSAGE = next(one for one in spanish().passages if "recuperatorio" in one.text)


@pytest.mark.parametrize(
    "text",
    [
        "La nota mínima para aprobar es 5.",
        "La nota minima para aprobar es 4.",
        "El recuperatorio es el 10 de julio.",
        "",
        "   ",
    ],
)
def test_words_that_the_passage_does_not_have_are_not_proven(text: str) -> None:
    assert not holds(text, _PASSAGE)


def test_a_number_is_not_proven_by_the_end_of_another() -> None:
    passage = replace(_PASSAGE, text="El coloquio es el 15 de julio a las 18:30 en el aula 112.")

    assert holds("15 de julio", passage)
    assert not holds("5 de julio", passage)
    assert not holds("8:30 en el aula 112.", passage)


def test_white_space_does_not_matter() -> None:
    assert holds("La nota  mínima\npara aprobar es 4.", _PASSAGE)


def test_a_quotation_without_proof_is_left_out() -> None:
    good = Quotation(_PASSAGE, "La nota mínima para aprobar es 4.")
    bad = Quotation(_PASSAGE, "La nota mínima para aprobar es 6.")

    assert proven([bad, good]) == [good]


def test_an_address_holds_where_its_passage_states_it() -> None:
    passage = replace(_PASSAGE, text="El informe se entrega aquí (https://f.example/a) el lunes.")
    stated = "El informe se entrega el lunes en https://f.example/a."

    others = [stated.replace("/a.", "/b."), stated.replace("f.example/a", "f.example")]

    assert judge(stated, (1,), [passage], "es") is Verdict.HOLDS
    assert {judge(other, (1,), [passage], "es") for other in others} == {Verdict.NOT_PLAIN}


def verdict(text: str, *texts: str) -> Verdict:
    """What is thought of a sentence that cites the passages that have these words."""
    cited = [next(one for one in spanish().passages if part in one.text) for part in texts]
    return judge(text, tuple(range(1, len(cited) + 1)), cited, "es")


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("La nota mínima para aprobar es 4.", "nota mínima"),
        ("El recuperatorio es el 10 de julio.", "nota mínima"),
        ("El recuperatorio se rinde el 10/7.", "nota mínima"),
        ("La asistencia es obligatoria.", "asistencia"),
        ("Se permiten tres faltas.", "asistencia"),
        ("Se permiten hasta 3 faltas.", "asistencia"),
        ("Los trabajos pesan un 20 %.", "Peso: 20 %"),
        ("Hay consulta los martes de 16 a 18 h en el aula 12.", "consulta"),
        ("El 2.º parcial es en julio.", "2.º parcial"),
        ("La titular es Marta Ruiz.", "Marta Ruiz"),
        ("Escribe a marta.ruiz@example.org.", "Marta Ruiz"),
    ],
)
def test_what_a_passage_says_in_other_words_holds(text: str, passage: str) -> None:
    assert verdict(text, passage) is Verdict.HOLDS


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("La nota mínima para aprobar es 5.", "nota mínima"),
        ("El recuperatorio es el 10 de agosto.", "nota mínima"),
        ("El recuperatorio es el 10 de julio de 2031.", "nota mínima"),
        ("Los trabajos pesan un 30 %.", "Peso: 20 %"),
        ("Hay consulta los miércoles.", "consulta"),
        ("Hay consulta a las 17:30.", "consulta"),
        ("Hay consulta en el aula 13.", "consulta"),
        ("El primer parcial es el 3 de julio.", "2.º parcial"),
        ("La titular es Marta Gómez.", "Marta Ruiz"),
        ("Rige el reglamento RX12.", "nota mínima"),
        ("Escribe a otra@example.org.", "Marta Ruiz"),
    ],
)
def test_what_a_passage_does_not_state_is_found(text: str, passage: str) -> None:
    assert verdict(text, passage) is Verdict.UNSTATED


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Se permiten teléfonos.", "nota mínima"),
        ("La asistencia no es obligatoria.", "asistencia"),
        ("No se puede llevar una hoja de fórmulas.", "nota mínima"),
    ],
)
def test_a_permission_is_no_prohibition(text: str, passage: str) -> None:
    assert verdict(text, passage) is Verdict.CONTRADICTS


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("No se permiten calculadoras en el parcial final.", Verdict.HOLDS),
        ("Se permiten calculadoras en el parcial final.", Verdict.CONTRADICTS),
        ("Se permiten calculadoras en el parcial.", Verdict.HOLDS),
        ("No se permiten calculadoras en el parcial.", Verdict.CONTRADICTS),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_of_several_clauses_that_say_nearly_the_same_the_nearest_counts(
    text: str, verdict: Verdict, turned: bool
) -> None:
    clauses = [
        "Se permiten calculadoras en el parcial.",
        "No se permiten calculadoras en el parcial final.",
    ]
    passage = replace(_PASSAGE, text=" ".join(clauses[::-1] if turned else clauses))

    assert judge(text, (1,), [passage], "es") is verdict


@pytest.mark.parametrize(
    "around",
    [
        {"path": ("Parcial 2", "Aula 14")},
        {"lead": "El parcial 2 es en el aula 14:"},
        {"header": ("Parcial 2, aula 14",)},
    ],
)
def test_what_stands_over_a_passage_proves_its_sentence_too(around: dict[str, object]) -> None:
    bare = replace(_PASSAGE, text="Empieza a las 18:30.", path=(), lead="", header=())
    text = "El parcial 2 empieza a las 18:30 en el aula 14."

    assert judge(text, (1,), [bare], "es") is Verdict.UNSTATED
    assert judge(text, (1,), [replace(bare, **around)], "es") is Verdict.HOLDS


@pytest.mark.parametrize(
    ("text", "source", "verdict"),
    [
        ("El coloquio es el 3 de julio.", "El coloquio: 3 de julio de 2026.", Verdict.HOLDS),
        ("El coloquio es el 3 de julio.", "El coloquio: 3/7.", Verdict.HOLDS),
        ("El coloquio es el 3 de julio de 2026.", "El coloquio: 3/7/2026.", Verdict.HOLDS),
        ("El coloquio es el 3 de julio de 2026.", "El coloquio: 3 de julio.", Verdict.UNSTATED),
        ("El coloquio es el 3 de julio de 2026.", "El coloquio: 3/7/2025.", Verdict.UNSTATED),
        ("El coloquio es en julio.", "El coloquio: 3/7/2026.", Verdict.HOLDS),
        ("El coloquio es en julio.", "El coloquio: 3/7.", Verdict.HOLDS),
        ("El coloquio es en agosto.", "El coloquio: 3/7/2026.", Verdict.UNSTATED),
    ],
)
def test_a_day_is_proven_with_and_without_its_year(
    text: str, source: str, verdict: Verdict
) -> None:
    assert judge(text, (1,), [replace(_PASSAGE, text=source)], "es") is verdict


def test_a_fact_may_stand_in_any_of_the_passages_that_are_cited() -> None:
    text = "El segundo parcial es el 3 de julio a las 18:30."

    assert verdict(text, "2.º parcial") is Verdict.UNSTATED
    assert verdict(text, "2.º parcial", "18:30") is Verdict.HOLDS


def test_dates_are_read_as_each_language_writes_them() -> None:
    midterm = next(one for one in english().passages if "12 March" in one.text)

    assert judge("El examen es el 12/3.", (1,), [midterm], "es") is Verdict.HOLDS
    assert judge("The exam is on 3/12.", (1,), [midterm], "en") is Verdict.HOLDS
    assert judge("El examen es el 3/12.", (1,), [midterm], "es") is Verdict.UNSTATED


def test_a_sentence_without_a_source_or_with_one_that_is_not_there_does_not_hold() -> None:
    assert judge("Sí.", (), spanish().passages, "es") is Verdict.UNCITED
    assert judge("Sí.", (0,), spanish().passages, "es") is Verdict.UNKNOWN_PASSAGE
    assert judge("Sí.", (1, 99), spanish().passages, "es") is Verdict.UNKNOWN_PASSAGE


def test_of_a_long_passage_the_sentences_that_are_meant_are_quoted() -> None:
    filler = " ".join(f"La regla {number} trata de otra cosa." for number in range(20))
    long = replace(_PASSAGE, text=f"{filler} {_PASSAGE.text} {filler}")
    quote = support("El recuperatorio es el 10 de julio.", long)

    assert "recuperatorio el 10 de julio" in quote
    assert len(quote) < len(long.text) / 2
    assert holds(quote, long)
    assert support("Nada en común", long) in long.text
