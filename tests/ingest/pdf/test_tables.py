"""Columns of a page: cells of a table, or two columns of text."""

import pytest

from tests.ingest.samples import PROSE, Run, blocks, column, read_pdf, texts


def grid(rows: list[list[str]], *, top: float = 600) -> list[Run]:
    return [
        Run(72 + 130 * column, top - 16 * number, text)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]


def test_aligned_columns_are_a_table() -> None:
    rows = [
        ["Part", "Weight", "Date"],
        ["Exam", "60 %", "3 June"],
        ["Work", "", "1 May"],
        ["Talk", "40 %", ""],
    ]

    extract = read_pdf(column(PROSE) + grid(rows) + column(PROSE, top=500))

    assert [block.cells for block in blocks(extract) if block.cells] == [tuple(r) for r in rows]
    assert texts(extract)[1:3] == [
        "Part · Weight · Date",
        "Part: Exam · Weight: 60 % · Date: 3 June",
    ]
    assert texts(extract)[-1] == " ".join(PROSE)


def test_a_column_whose_name_stands_beside_its_values_is_one_column() -> None:
    rows = [["A", "90 %"], ["B", "75 %"], ["C", "60 %"], ["D", "50 %"]]
    page = [Run(92, 616, "Grade"), Run(202, 616, "From"), *grid(rows)]

    cells = [block.cells for block in blocks(read_pdf(page))]

    assert cells == [("Grade", "From"), *map(tuple, rows)]


def test_a_cell_of_several_lines_stays_in_its_row() -> None:
    page = [
        *grid([["Week", "Topic", "Reading"]]),
        *(Run(72, 584, "1"), Run(202, 584, "Cells and"), Run(202, 570, "tissues")),
        *(Run(332, 584, "Chapter 1"), Run(72, 550, "2"), Run(202, 550, "Genes")),
        *(Run(332, 550, "Chapter 2"), Run(332, 536, "and 3")),
    ]

    assert [block.cells for block in blocks(read_pdf(page))] == [
        ("Week", "Topic", "Reading"),
        ("1", "Cells and tissues", "Chapter 1"),
        ("2", "Genes", "Chapter 2 and 3"),
    ]


def test_a_cell_that_fills_its_column_is_still_a_cell() -> None:
    rows = [["Exam", "60 %"], ["Work", "30 %"], ["A talk of ten minutes or", "10 %"]]
    after = column(PROSE, top=600 - 3 * 16)

    extract = read_pdf(grid(rows) + after)

    assert [block.cells for block in blocks(extract)] == [*map(tuple, rows), ()]


def test_a_table_goes_on_over_the_page_under_the_same_names() -> None:
    names = ["Week", "Topic", "Room"]
    first = [names, ["1", "Cells", "B 12"], ["2", "Genes", "B 12"]]
    second = [names, ["3", "Plants", "C 3"], ["4", "Animals", "C 3"]]

    found = blocks(read_pdf(grid(first), [*grid(second), *column(PROSE, top=400)]))

    assert [(block.anchor, block.page) for block in found] == [
        ("t1r0", 1),
        ("t1r1", 1),
        ("t1r2", 1),
        ("t1r3", 2),
        ("t1r4", 2),
        ("p1", 2),
    ]
    assert found[4].text == "Week: 4 · Topic: Animals · Room: C 3"


LEFT = [
    f"left column number {n} tells of cells and"
    for n in ["one", "two", "three", "four", "five", "six"]
]
RIGHT = [
    f"right column number {n} tells of genes or"
    for n in ["one", "two", "three", "four", "five", "six"]
]


@pytest.mark.parametrize("across", [False, True])
def test_two_columns_are_read_one_after_the_other(across: bool) -> None:
    left, right = column(LEFT, x=50, size=10), column(RIGHT, x=310, size=10)
    page = [run for pair in zip(left, right, strict=True) for run in pair]

    text = " ".join(texts(read_pdf(page if across else left + right)))

    assert text == " ".join(LEFT + RIGHT)


ACROSS = {
    "es": (
        ("El coro ensaya los miércoles a las", "ocho en la capilla. La entrada es li-", "bre."),
        ("El torneo de ajedrez se juega en", "abril. Las partidas duran una ho-", "ra."),
    ),
    "en": (
        ("The choir meets on Wednesdays at", "eight in the old chapel. Everyone", "may sing."),
        ("The chess club plays in April and", "its games last one hour. Boards are", "lent."),
    ),
    "fr": (
        ("La chorale répète le mercredi à", "huit heures dans la chapelle. Les voix", "comptent."),
        ("Le club d'échecs joue en avril. Une", "partie dure une heure. Les plateaux", "manquent."),
    ),
}


@pytest.mark.parametrize("language", ACROSS)
def test_two_short_columns_drawn_across_are_read_one_after_the_other(language: str) -> None:
    left, right = ACROSS[language]
    pairs = zip(column(left, x=50, size=10), column(right, x=310, size=10), strict=True)

    text = " ".join(texts(read_pdf([run for pair in pairs for run in pair])))

    assert text == " ".join((*left, *right)).replace("- ", "")


def test_three_columns_drawn_across_are_read_one_after_the_other() -> None:
    columns = [
        [f"{name} number {n} tells of" for n in ("one", "two", "three", "four", "five", "six")]
        for name in ("the left", "the middle", "the right")
    ]
    places = [column(c, x=x, size=9) for c, x in zip(columns, (40, 220, 400), strict=True)]

    text = " ".join(texts(read_pdf([run for row in zip(*places, strict=True) for run in row])))

    assert text == " ".join(line for lines in columns for line in lines)


def test_a_column_that_ends_before_the_other_is_still_one() -> None:
    left, right = column(LEFT[:4], x=50, size=10), column(RIGHT, x=310, size=10)
    page = [run for pair in zip(left, right, strict=False) for run in pair] + right[4:]

    assert " ".join(texts(read_pdf(page))) == " ".join(LEFT[:4] + RIGHT)


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Entrega del primer informe escrito", "lunes de la segunda semana de mayo"],
            ["Defensa oral del primer informe", "viernes de la tercera semana de mayo"],
            ["Entrega del segundo informe escrito", "lunes de la segunda semana de junio"],
        ],
        [
            ["What is handed in as one archive:", "the report of the group in one file"],
            ["what is shown in the last session:", "the poster and the talk of ten minutes"],
            ["what is kept by the department:", "all reports and the marks of the year"],
        ],
        [["Lundi", "optique", "salle B2"], ["Mardi", "ondes", "salle B3"], ["Jeudi", "gaz", "C1"]],
    ],
)
def test_rows_whose_cells_say_something_each_stay_a_table(rows: list[list[str]]) -> None:
    page = [
        Run(50 + 230 * at, 600 - 16 * number, text, size=10)
        for number, row in enumerate(rows)
        for at, text in enumerate(row)
    ]

    assert [block.cells for block in blocks(read_pdf(page))] == [tuple(row) for row in rows]


def test_a_note_beside_columns_is_read_behind_them() -> None:
    left, right = column(LEFT, x=50, size=10), column(RIGHT, x=270, size=10)
    page = [run for pair in zip(left, right, strict=True) for run in pair]
    note = column(["Contact", "choir@uni.example"], x=490, size=8)

    text = " ".join(texts(read_pdf(page + note)))

    assert text == " ".join([*LEFT, *RIGHT, "Contact", "choir@uni.example"])
