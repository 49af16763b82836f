"""Questions that are proposed from documents: only of what is named, and stated in one way."""

from dataclasses import replace

import pytest

from silabo.answering.proposing import proposals
from silabo.answering.weights import PROPOSING
from silabo.domain.passages import BlockKind, Passage

PASSAGE = Passage(
    id=1,
    version_id=1,
    document="d",
    version="v",
    document_title="Programa",
    language="es",
    ordinal=1,
    anchor="p1",
    kind=BlockKind.PARAGRAPH,
    text="",
)


def line(text: str, language: str = "es", **changes: object) -> Passage:
    return replace(PASSAGE, text=text, language=language, **changes)  # type: ignore[arg-type]


def row(header: tuple[str, ...], cells: tuple[str, ...], language: str = "es") -> Passage:
    text = " · ".join(f"{name}: {cell}" for name, cell in zip(header, cells, strict=True))
    return line(text, language, kind=BlockKind.ROW, header=header, cells=cells)


def asked(*passages: Passage, known: tuple[str, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.question, each.says) for each in proposals(passages, "en", known=known)]


ROWS = {
    "es": (("Instancia", "Fecha", "Aula", "Peso"), ("Final", "3 de julio", "4", "35 %")),
    "en": (("Part", "Date", "Room", "Weight"), ("Final", "July 3", "4", "35%")),
    "fr": (("Épreuve", "Date", "Salle", "Poids"), ("Final", "3 juillet", "4", "35 %")),
}
PROPOSED = {
    "es": ["¿Cuándo es «Final»?", "¿Cuánto vale «Final»?", "¿En qué aula es «Final»?"],
    "en": ["When is “Final”?", "How much does “Final” count?", "In which room is “Final”?"],
    "fr": ["Quand a lieu « Final » ?", "Combien compte « Final » ?", "Dans quelle salle a lieu"],
}


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_a_row_proposes_a_question_for_each_kind_of_what_it_states(language: str) -> None:
    header, cells = ROWS[language]
    found = proposals([row(header, cells, language)], "en")
    plain = [each.question.replace("\u202f", " ").replace("\u00a0", " ") for each in found]

    assert [each[: len(known)] for each, known in zip(plain, PROPOSED[language], strict=True)] == (
        PROPOSED[language]
    )
    assert {each.language for each in found} == {language}
    assert found[0].source.quote == row(header, cells).text


def test_a_line_that_names_something_and_its_day_proposes_one() -> None:
    assert asked(line("Segundo parcial: 3 de julio")) == [
        ("¿Cuándo es «Segundo parcial»?", ("3 de julio",))
    ]


def test_a_row_with_a_span_of_days_proposes_its_other_facts_alone() -> None:
    cells = ("Unidad dos", "24 al 28 de agosto", "12")

    assert asked(row(("Tema", "Fecha", "Aula"), cells)) == [
        ("¿En qué aula es «Unidad dos»?", ("Aula 12",))
    ]


def test_a_document_of_no_known_language_is_asked_in_that_of_its_instructor() -> None:
    assert asked(line("Final: 3/7/2026", "und")) == [("When is “Final”?", ("3/7/2026",))]


@pytest.mark.parametrize(
    "text",
    [
        "El parcial es el 3 de julio.",  # it names nothing before a colon
        "3 de julio: final",  # what stands first is the day
        "Entregas: 3 de julio y 10 de julio",  # two of a kind
        "Final: a confirmar",
        "::: 3 de julio",
        f"{'a' * (PROPOSING.longest_thing + 1)}: 3 de julio",
        "Unidad dos: 24 al 28 de agosto",  # a span has no day
        "Unit two: 24 to 28 August",
        "Unité deux : du 24 au 28 août",
    ],
)
def test_what_is_not_named_or_not_one_value_proposes_nothing(text: str) -> None:
    assert asked(line(text)) == []


def test_what_places_state_differently_proposes_nothing_and_the_same_once() -> None:
    same = [line("Final: 3 de julio"), line("final: 3/7/2026")]
    other = [line("Parcial: 3 de mayo"), line("Parcial: 4 de mayo")]

    assert asked(*same, *other) == [("¿Cuándo es «Final»?", ("3 de julio",))]


def test_code_and_what_is_expected_already_are_left_out() -> None:
    code = line("Final: 3 de julio", kind=BlockKind.CODE)
    known = ("¿cuando es «parcial»?",)

    assert asked(code, line("Parcial: 3 de mayo"), known=known) == []


def test_at_most_so_many_are_proposed_each_kind_in_turn() -> None:
    days = [
        line(f"Clase «{chr(97 + number)}»: {number + 1} de mayo")
        for number in range(PROPOSING.most)
    ]
    found = asked(*days, line("Tutor: ana@example.org"))

    assert len(found) == PROPOSING.most
    assert found[1] == ("¿Cuál es el correo de «Tutor»?", ("ana@example.org",))
