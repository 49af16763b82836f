"""Slides, and pages that stand on their side."""

import pytest

from ingest.formats import PDF
from ingest.read import read
from tests.ingest.samples import PROSE, Run, blocks, column, pdf_page, read_pdf, shown, texts

STEPS = ["Project 2 is due on 14 May", "Teams have two members", "Late teams lose points"]


def slide(count: int, number: int) -> list[Run]:
    return [
        Run(72, 780, "Project 2", 24),
        *column([f"\u2022 {step}" for step in STEPS[:count]], top=700, leading=60, size=16),
        Run(500, 30, f"{number} / 9", 8),
    ]


@pytest.mark.row("pdf-10")
def test_a_slide_that_is_built_in_steps_is_read_once() -> None:
    extract = read_pdf(slide(1, 1), slide(2, 2), slide(3, 3), column(PROSE))

    assert texts(extract) == [*STEPS, " ".join(PROSE)]
    assert {block.page for block in blocks(extract)} == {3, 4}


def test_a_page_that_comes_twice_and_one_with_another_number_are_read() -> None:
    twice = [column(PROSE), column(PROSE)]
    lines = ["Test 1 is on 4 June.", "Bring a pen.", "No phones."]
    other = [column(["Test 1 is on 3 June.", "Bring a pen."]), column(lines)]

    assert texts(read_pdf(*twice)) == [" ".join(PROSE)] * 2
    assert "Test 1 is on 3 June." in texts(read_pdf(*other))[0]


@pytest.mark.row("pdf-10")
def test_what_stands_sideways_in_the_margin_is_read_in_its_own_direction() -> None:
    note = "q 0 1 -1 0 40 300 cm BT /F1 11 Tf 0 0 Td (Submit by 30 April) Tj ET Q"
    lines = " ".join(shown(line, y=700 - 14 * n, size=11) for n, line in enumerate(PROSE))

    assert texts(read(pdf_page(f"{note} {lines}"), PDF)) == [" ".join(PROSE), "Submit by 30 April"]


def test_rows_that_stand_far_apart_are_one_table() -> None:
    rows = [["Week", "Topic", "Due"], ["1", "Cells", "-"], ["2", "Genes", "Test 1, 4 March"]]
    page = [
        Run(72 + 130 * column_, 600 - 28 * number, text)
        for number, row in enumerate(rows)
        for column_, text in enumerate(row)
    ]

    assert [block.cells for block in blocks(read_pdf(page))] == list(map(tuple, rows))


def test_a_line_spread_to_the_edge_of_its_column_is_no_row() -> None:
    words = ["The", "office", "hours", "are", "on"]
    places = [36, 76.2, 127.3, 176.5, 215.6]  # as far from each other as a justified line has them
    page = [Run(x, 700, word, 9) for x, word in zip(places, words, strict=True)]
    page += column(["Wednesday from 16:00 to 17:00 in room 221."], x=36, top=689, size=9)

    assert all(not block.cells for block in blocks(read_pdf(page)))


def test_the_name_of_a_column_that_was_too_narrow_for_it_is_whole_again() -> None:
    names = [Run(72, 600, "Seman", bold=True), Run(72, 588, "a", bold=True)]
    names += [Run(122, 600, "Tema", bold=True), Run(300, 600, "Entrega", bold=True)]
    rows = [["1", "Relojes", "TP1: 4 de abril"], ["2", "Consenso", "TP2: 5 de mayo"]]
    cells = [
        Run((72, 122, 300)[column_], 572 - 14 * number, text)
        for number, row in enumerate(rows)
        for column_, text in enumerate(row)
    ]

    extract = read_pdf(column(["Cada semana hay clases."], top=700), [*names, *cells])

    assert texts(extract)[-1] == "Semana: 2 · Tema: Consenso · Entrega: TP2: 5 de mayo"
