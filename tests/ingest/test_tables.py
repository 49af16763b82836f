import pytest

from ingest.tables import names_columns, row_text


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
