"""What two documents state differently of the same thing, and what contradicts nobody."""

from dataclasses import replace
from itertools import count

import pytest

from silabo.answering.disagreements import disagreements
from silabo.domain.passages import BlockKind, Passage

_numbers = count(1)
TABLE = ("Instancia", "Fecha", "Aula", "Peso")


def said(document: str, text: str, language: str = "es") -> Passage:
    number = next(_numbers)
    return Passage(
        id=number,
        version_id=1,
        document=document,
        version=document,
        document_title=document,
        language=language,
        ordinal=number,
        anchor=f"p{number}",
        kind=BlockKind.PARAGRAPH,
        text=text,
    )


def row(document: str, *cells: str, header: tuple[str, ...] = TABLE) -> Passage:
    return replace(
        said(document, " · ".join(cells)), kind=BlockKind.ROW, cells=cells, header=header
    )


def found(new: list[Passage], others: list[Passage]) -> list[tuple[str, str]]:
    return [
        (each.one.value.text, each.other.value.text) for each in disagreements(new, others, most=9)
    ]


@pytest.mark.parametrize(
    ("language", "one", "other", "values"),
    [
        (
            "es",
            "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.",
            "El primer parcial es el 8 de octubre a las 14:00 en el aula 6.",
            [("1 de octubre", "8 de octubre"), ("aula 4", "aula 6")],
        ),
        ("es", "Parcial 1: 1/10", "Primer parcial: 8/10", [("1/10", "8/10")]),
        ("es", "El final vale 60 %.", "El final vale el 50 %.", [("60 %", "50 %")]),
        ("es", "Consultas: ana@x.edu", "Consultas: eva@x.edu", [("ana@x.edu", "eva@x.edu")]),
        ("en", "The midterm is on 3 May.", "Midterm: May 10", [("3 May", "May 10")]),
        ("en", "Lab 2: room 12", "Lab 2 takes place in room 14.", [("room 12", "room 14")]),
        (
            "fr",
            "Le premier partiel a lieu le 3 mai.",
            "Premier partiel : 10 mai",
            [("3 mai", "10 mai")],
        ),
        ("fr", "Tutorat : lundi 14 h 30", "Tutorat : lundi 15 h", [("14 h 30", "15 h")]),
    ],
)
def test_another_value_for_the_same_thing_is_found(
    language: str, one: str, other: str, values: list[tuple[str, str]]
) -> None:
    assert found([said("a", one, language)], [said("b", other, language)]) == values


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("es", "Segundo parcial: 1/11", "Primer parcial: 1/10"),
        ("es", "Primer parcial: 1 de octubre", "El primer parcial es el jueves 1/10."),
        ("es", "Entrega del TP 2: 3/5", "Devolución del TP 2: 10/5"),
        ("es", "Consultas: lunes 16:00", "Consultas: martes 18:00"),
        ("es", "Clases: 9:00 y 14:00", "Clases: 10:00"),
        ("en", "Midterm: May 3", "Midterm results: May 10"),
        ("en", "The midterm is on 3 May.", "The final is on 3 June."),
        ("fr", "Premier partiel : 3 mai", "Deuxième partiel : 10 mai"),
        ("fr", "Premier partiel : 3 mai, salle 4", "Premier partiel : 3 mai"),
    ],
)
def test_what_speaks_of_other_things_or_says_the_same_is_let_through(
    language: str, one: str, other: str
) -> None:
    assert found([said("a", one, language)], [said("b", other, language)]) == []


def test_a_row_is_held_against_a_sentence_by_its_columns() -> None:
    others = [row("b", "Primer parcial", "8 de octubre", "4", "35 %")]
    new = [said("a", "El primer parcial es el 1 de octubre en el aula 5.")]

    assert found(new, others) == [("1 de octubre", "8 de octubre"), ("aula 5", "Aula 4")]


def test_one_document_contradicts_itself_for_nobody() -> None:
    new = [said("a", "Final: 3 de julio")]

    assert found(new, [said("a", "Final: 10 de julio")]) == []


def test_what_comes_several_times_contradicts_nobody() -> None:
    others = [said("b", "Clase: 3 de marzo"), said("b", "Clase: 10 de marzo")]

    assert found([said("a", "Clase: 17 de marzo")], others) == []


def test_calendars_of_two_years_contradict_nobody() -> None:
    new, old = said("a", "Final: 3 de julio"), said("b", "Final: 10 de julio")
    years = [replace(new, document_title="Programa 2026"), replace(old, document_title="Plan 2025")]

    assert found([years[0]], [years[1]]) == []
    assert found([years[0]], [old]) == [("3 de julio", "10 de julio")]


def test_numbers_of_the_headings_keep_groups_apart() -> None:
    new, old = said("a", "Final: 3 de julio"), said("b", "Final: 10 de julio")

    assert found([replace(new, path=("Comisión 1",))], [replace(old, path=("Comisión 2",))]) == []


def test_no_more_are_named_than_are_asked_for() -> None:
    new = [said("a", f"Entrega {number}: 3 de julio") for number in range(2, 30)]
    others = [said("b", f"Entrega {number}: 4 de julio") for number in range(2, 30)]

    assert len(disagreements(new, others, most=5)) == 5
