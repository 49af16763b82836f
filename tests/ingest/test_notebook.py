import json
from typing import Any

import pytest

from ingest.formats import NOTEBOOK
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import BlockKind, Extract
from tests.ingest.samples import blocks, paths, texts


def notebook(*cells: dict[str, Any]) -> bytes:
    return json.dumps({"cells": cells, "nbformat": 4, "metadata": {}}).encode()


def markdown(*lines: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": list(lines)}


def code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def read_notebook(*cells: dict[str, Any]) -> Extract:
    return read(notebook(*cells), NOTEBOOK)


SPECIMEN = notebook(markdown("El examen es en junio."))


def test_cells_are_read_as_text_code_and_what_it_printed() -> None:
    extract = read_notebook(
        markdown("# Práctica 1\n", "Se entrega el 3 de mayo.\n", "\n- por correo"),
        code("x = 1\nprint(x)", {"output_type": "stream", "text": ["1\n"]}),
        markdown("## Nota\n", "Vale 10 %."),
        code("x", {"output_type": "execute_result", "data": {"text/plain": "1"}}),
    )

    assert paths(extract) == [("Práctica 1",), ("Práctica 1", "Nota")]
    assert [(b.kind, b.text) for b in blocks(extract)] == [
        (BlockKind.PARAGRAPH, "Se entrega el 3 de mayo."),
        (BlockKind.ITEM, "por correo"),
        (BlockKind.CODE, "x = 1\nprint(x)"),
        (BlockKind.CODE, "1"),
        (BlockKind.PARAGRAPH, "Vale 10 %."),
        (BlockKind.CODE, "x"),
        (BlockKind.CODE, "1"),
    ]


def test_drawings_and_endless_output_are_left_out_and_told() -> None:
    drawing = {"data": {"image/png": "aGk=", "text/plain": "<Figure>"}}
    extract = read_notebook(code("plot()", drawing), code("loop()", {"text": "x" * 6_000}))

    assert texts(extract) == ["plot()", "loop()"]
    assert [notice.code for notice in extract.notices] == ["picture_without_words", "long_output"]


def test_a_notebook_of_the_older_format_is_read() -> None:
    cells = [
        {"cell_type": "heading", "level": 1, "source": "Tema"},
        {"cell_type": "code", "input": "1"},
    ]
    data = json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3}).encode()

    assert paths(read(data, NOTEBOOK)) == [("Tema",)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "broken_file"),
        (b"[]", "broken_file"),
        (b'{"cells": 5}', "broken_file"),
        (b'{"cells": [1, null, {"cell_type": "code", "source": 7, "outputs": 3}]}', "empty_file"),
        (b'{"cells": []}', "empty_file"),
        (b"\0", "wrong_content"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, NOTEBOOK)

    assert caught.value.code == code
