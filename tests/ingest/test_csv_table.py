import pytest

from ingest.formats import CSV
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from tests.ingest.samples import texts

SPECIMEN = b"Acto;Mes\nexamen;junio\n"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_rows_keep_the_names_of_their_columns(mark: str, encoding: str) -> None:
    lines = [["Actividad", "Peso", "Día"], ["TP1", "10 %", "3 de mayo"], ["Año", "90 %", ""]]
    data = "\r\n".join(mark.join(line) for line in lines).encode(encoding)

    assert texts(read(data, CSV)) == [
        "Actividad · Peso · Día",
        "Actividad: TP1 · Peso: 10 % · Día: 3 de mayo",
        "Actividad: Año · Peso: 90 %",
    ]


def test_a_cell_in_quotation_marks_may_hold_marks_and_lines() -> None:
    data = b'Tema;Detalle\nUno;"a; b\nc ""d"""\nDos;x\n'

    assert texts(read(data, CSV))[1:] == [
        'Tema: Uno · Detalle: a; b c "d"',
        "Tema: Dos · Detalle: x",
    ]


def test_decimal_commas_divide_no_cells() -> None:
    data = b"TP;Nota\nTP1;4,5\nTP2;6,0\n"

    assert texts(read(data, CSV))[1:] == ["TP: TP1 · Nota: 4,5", "TP: TP2 · Nota: 6,0"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a\0b", "wrong_content"),
        (b";;;\n;;", "empty_file"),
        (b";".join([b"x"] * 300), "too_many_columns"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, CSV)

    assert caught.value.code == code


def test_an_open_quotation_mark_loses_no_text() -> None:
    assert "examen" in " ".join(texts(read(b'a;b\nc;"el examen\nd;e\n', CSV)))
