import pytest

from ingest.tables import names_columns, one_header, row_text


@pytest.mark.parametrize(
    "rows",
    [
        [["Part", "Weight", "Date"], ["Exam", "60 %", "3 June"]],
        [["", "Weight", "Date"], ["Exam", "60 %", "3 June"]],
        [["Componente", "Peso"], ["Parcial", "40 %"], ["Final", "60 %"]],
    ],
)
def test_a_row_of_names_over_rows_with_numbers_is_a_header(rows: list[list[str]]) -> None:
    assert names_columns(rows)


@pytest.mark.parametrize(
    "rows",
    [
        [["Part", "Weight", "Date"]],
        [["Teacher", "Ana Gil"], ["Room", "B 12"], ["Office hours", "Monday"]],
        [["Teacher", "Ana Gil"], ["Room", "12"]],
        [["Teacher", "Ana Gil"], ["Room", "B 12"], ["Day", "3 June"]],
        [["Exam", "60 %", "3 June"], ["Work", "40 %", "1 May"]],
        [["A", "A", "B"], ["1", "2", "3"]],
        [["Monday", "Tuesday", "Friday"], ["Algebra", "Logic", "Algebra"]],
        [["x" * 80, "Weight", "Date"], ["Exam", "60 %", "3 June"]],
    ],
)
def test_in_doubt_the_first_row_is_a_row(rows: list[list[str]]) -> None:
    assert not names_columns(rows)


def test_a_first_row_that_alone_stands_out_is_a_header() -> None:
    rows = [["Monday", "Tuesday"], ["Algebra", "Logic"]]

    assert names_columns(rows, styled=True)


@pytest.mark.parametrize(
    ("cells", "header", "text"),
    [
        (["Exam", "60 %"], ["Part", "Weight"], "Part: Exam · Weight: 60 %"),
        (["Exam", "60 %"], ["", "Weight:"], "Exam · Weight: 60 %"),
        (["Exam", "", "3 June"], ["Part", "Weight", "Date"], "Part: Exam · Date: 3 June"),
        (["Room:", "B 12"], [], "Room: B 12"),
        (["Room", ""], [], "Room"),
        (["1", "2", "3"], [], "1 · 2 · 3"),
        (["", "Week 1", ""], ["A", "B", "C"], "Week 1"),
        (["a", "b"], ["A"], "A: a · b"),
    ],
)
def test_a_row_reads_with_its_columns(cells: list[str], header: list[str], text: str) -> None:
    assert row_text(cells, header) == text


@pytest.mark.parametrize(
    ("rows", "wide", "names"),
    [
        (
            [
                ["Comisión", "Parciales", ""],
                ["Comisión", "Primero", "Segundo"],
                ["A", "2/5", "6/6"],
            ],
            [{1: 2}, {}, {}],
            ["Comisión", "Parciales – Primero", "Parciales – Segundo"],
        ),
        (
            [["Group", "Lab", "", "Seminar", ""], ["", "Day", "Room", "Day", "Room"], [*"Abcde"]],
            [{1: 2, 3: 2}, {}, {}],
            ["Group", "Lab – Day", "Lab – Room", "Seminar – Day", "Seminar – Room"],
        ),
        (
            [
                ["Site", "2027", "", ""],
                ["Site", "Automne", "", "Printemps"],
                ["Site", "Début", "Fin", "Printemps"],
                ["Nord", "8 mars", "2 mai", "9 août"],
            ],
            [{1: 3}, {1: 2}, {}, {}],
            ["Site", "2027 – Automne – Début", "2027 – Automne – Fin", "2027 – Printemps"],
        ),
    ],
)
def test_rows_that_name_the_columns_together_become_one_header(
    rows: list[list[str]], wide: list[dict[int, int]], names: list[str]
) -> None:
    body = rows[-1]

    assert one_header(rows, wide)
    assert rows == [names, body]


@pytest.mark.parametrize(
    ("rows", "wide"),
    [
        # A row of its own under a wide cell of the first.
        (
            [["Lunes", "Taller", ""], ["Martes", "Teoría", "Práctica"], ["x", "y", "z"]],
            [{1: 2}, {}, {}],
        ),
        # Values, not names.
        ([["Lundi", "Cours", ""], ["Lundi", "8 h", "10 h"], ["x", "y", "z"]], [{1: 2}, {}, {}]),
        # Nothing wide: the second row is one as the others.
        ([["Part", "Weight", "Date"], ["", "Exam", "Work"], ["x", "y", "z"]], [{}, {}, {}]),
        # One column alone is named, and no row would be left.
        ([["Group", "Lab", ""], ["", "Day", ""], ["x", "y", "z"]], [{1: 2}, {}, {}]),
        ([["Group", "Lab", ""], ["", "Day", "Room"]], [{1: 2}, {}]),
        # A title over the whole table, and its first row.
        ([["Staff", ""], ["Marta Ríos", "Algebra"], ["Luis Sosa", "Physics"]], [{0: 2}, {}, {}]),
    ],
)
def test_a_row_that_says_something_of_its_own_is_no_part_of_the_header(
    rows: list[list[str]], wide: list[dict[int, int]]
) -> None:
    before = [list(row) for row in rows]

    assert not one_header(rows, wide)
    assert rows == before


def test_names_under_a_title_name_columns_where_the_file_says_so() -> None:
    rows = [["Staff", ""], ["Name", "Course"], ["Luis Sosa", "Physics"]]

    assert one_header(rows, [{0: 2}, {}, {}], heads=2)
    assert rows[0] == ["Staff – Name", "Staff – Course"]


def test_names_with_a_number_name_columns_where_the_file_says_so() -> None:
    rows = [["Grupo", "Parciales", ""], ["Grupo", "Parcial 1", "Parcial 2"], ["A", "2/5", "6/6"]]

    assert one_header(rows, [{1: 2}, {}, {}], heads=2)
    assert rows[0] == ["Grupo", "Parciales – Parcial 1", "Parciales – Parcial 2"]
