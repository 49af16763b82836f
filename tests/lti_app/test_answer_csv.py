"""Curated answers as CSV: every text comes back as it was, and none is run as a formula."""

import csv
import io
from datetime import UTC, datetime

import pytest

from lti_app.answer_csv import rows_of, written
from silabo.domain.answer_files import LARGEST, MOST_ROWS
from silabo.domain.answers import Sentence
from silabo.domain.errors import UploadError
from silabo.domain.reviews import CuratedAnswer, DecisionKind
from tests import seeds


def answer(question: str, *said: str) -> CuratedAnswer:
    return CuratedAnswer(
        public_id="1",
        kind=DecisionKind.PUBLISHED,
        question=question,
        asked="",
        language="es",
        sentences=tuple(Sentence(each, ()) for each in said),
        citations=(seeds.citation(),),
        decided_at=datetime(2026, 5, 3, tzinfo=UTC),
        decided_by="Ana",
        askers=1,
        changed=False,
        undo_until=None,
    )


FORMULAS = [
    '=HYPERLINK("https://evil.example")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "'=1",
    "''+1",
]
WITHIN = ["a;=1", "a,-1,+2", "a\t@b", "a;'=1", "a;''+1", "a,'b;c", "a, -1"]
TEXTS = [
    *FORMULAS,
    *WITHIN,
    "plain",
    "'quoted'",
    'says "so"',
    "a;b,c\td",
    "¿Qué? ñ 日本 عربي",
    "'",
    "",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cells = next(reversed(list(csv.reader(io.StringIO(written([answer(text, text)])[1:])))))

    assert [cell[0] for cell in (cells[0], cells[2])] == ["'", "'"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("text", [*FORMULAS, *WITHIN, "a\n=1"])
def test_no_cell_does_where_a_program_parts_cells_at_another_mark(
    text: str, separator: str
) -> None:
    file = written([answer(text, text, text)])[1:]
    cells = [cell for row in csv.reader(io.StringIO(file), delimiter=separator) for cell in row]

    assert not [cell for cell in cells if cell[:1] in set("=+-@＝")]


@pytest.mark.parametrize("text", [text for text in TEXTS if text])
def test_what_is_written_is_read_as_it_was(text: str) -> None:
    file = written([answer(text, text, "otra"), answer("", "deleted")])
    (row,) = rows_of(file.encode())

    assert file.startswith("\ufeff")
    assert (row.number, row.question, row.language) == (1, text, "es")
    assert row.answer == f"{text}\notra"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_of_other_programs_are_read(separator: str, mark: str, end: str) -> None:
    lines = [
        separator.join(('"Answer"', " question ", "notes")),
        separator.join(('"Sí; en A,\n4"', "¿Dónde?", "x")),
        "",
        separator.join(("No.", "¿Hay?")),
    ]
    rows = rows_of((mark + end.join(lines) + end).encode())

    assert [(row.number, row.question) for row in rows] == [(1, "¿Dónde?"), (2, "¿Hay?")]
    assert rows[0].answer.splitlines() == ["Sí; en A,", "4"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "csv_columns"),
        (b"question;reply\na;b", "csv_columns"),
        ("question,answer\n¿Sí?,ñ".encode("latin-1"), "csv_encoding"),
        ("question,answer\na,b".encode("utf-16"), "csv_encoding"),
        (b'question,answer\na,"never ends', "csv_broken"),
        (b"question,answer\na," + b"b" * 140_000, "csv_broken"),
        (b"question,answer\n" + b"a,b\n" * (MOST_ROWS + 1), "csv_rows"),
        (b"a" * LARGEST, "csv_columns"),
        (b"a" * (LARGEST + 1), "file_too_large"),
    ],
)
def test_what_is_no_such_table_is_refused_as_a_whole(data: bytes, code: str) -> None:
    with pytest.raises(UploadError) as refused:
        rows_of(data)

    assert refused.value.code == code


def test_the_most_rows_are_read() -> None:
    assert len(rows_of(b"question,answer\n" + b"a,b\n" * MOST_ROWS)) == MOST_ROWS
