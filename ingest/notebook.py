"""Jupyter notebooks (.ipynb): text, code and what it printed, cell by cell (nbformat 3 and 4)."""

from collections.abc import Iterator
from typing import Any

from ingest import markdown
from ingest.assembly import Assembly
from ingest.limits import Limits
from ingest.rejections import Rejection
from ingest.text import decode
from ingest.written_pictures import of_base64, source_of
from silabo.domain import json_text
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

_PICTURES = ("image/png", "image/jpeg", "png", "jpeg")
_LONGEST_OUTPUT = 5_000  # characters; a notebook folds away what is longer


def read(data: bytes, limits: Limits) -> Extract:
    """The cells of a notebook. Raises `RejectedDocumentError`."""
    cells = _cells_of(data, limits)
    if len(cells) > limits.blocks:
        raise RejectedDocumentError(Rejection.TOO_HEAVY)
    assembly = Assembly(limits)
    for cell in cells:
        if isinstance(cell, dict):
            _add(cell, assembly, limits)
    return assembly.finish()


def written(data: bytes, limits: Limits) -> Iterator[bytes]:
    """The pictures that code has drawn, in the order of the notebook. Raises as `read` does."""
    for cell in _cells_of(data, limits):
        for output in _outputs(cell) if isinstance(cell, dict) else ():
            yield from _drawn(output.get("data", output))


def _cells_of(data: bytes, limits: Limits) -> list[Any]:
    """The cells of a file. Raises `RejectedDocumentError`."""
    try:
        return _cells(json_text.read(decode(data, limits, ".ipynb").encode()))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise RejectedDocumentError(Rejection.BROKEN_FILE) from error


def _cells(found: dict[str, Any]) -> list[Any]:
    """The cells; of the older format those of all worksheets."""
    if "worksheets" in found:
        return [cell for sheet in found["worksheets"] for cell in sheet["cells"]]
    return list(found["cells"])


def _outputs(cell: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What came of the code of a cell."""
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else []:
        if isinstance(output, dict):
            yield output


def _add(cell: dict[str, Any], assembly: Assembly, limits: Limits) -> None:
    """Add a cell as what it is."""
    kind = cell.get("cell_type")
    source = _text(cell.get("source", cell.get("input", "")))
    if kind == "heading":  # of the older format
        level = cell.get("level")
        assembly.heading(level if isinstance(level, int) and 0 < level < 10 else 1, source)
    elif kind == "markdown":
        markdown.add(source, assembly, limits)
    elif kind == "code":
        assembly.code(source)
        for output in _outputs(cell):
            _output(output, assembly)


def _output(output: dict[str, Any], assembly: Assembly) -> None:
    """Add what code has printed or given back; a drawing is read elsewhere or told of, an error is
    passed over.
    """
    data = output.get("data", output)
    if not isinstance(data, dict):
        return
    text = _text(output.get("text", "")) or _text(data.get("text/plain", ""))
    if any(str(kind).startswith("image/") or kind in ("png", "jpeg") for kind in data):
        drawn = next(_drawn(data), b"")
        source = source_of(drawn) if drawn else None
        assembly.picture(source, lambda: drawn, words="", large=True)
    elif len(text) > _LONGEST_OUTPUT:
        assembly.notice("long_output")
    else:
        assembly.code(text)


def _drawn(data: object) -> Iterator[bytes]:
    """The first picture among the forms of one output that is no drawing of lines."""
    forms = data if isinstance(data, dict) else {}
    for kind in _PICTURES:
        drawn = of_base64(_text(forms.get(kind, "")))
        if drawn:
            yield drawn
            return


def _text(found: object) -> str:
    """A text that may be kept as a list of lines."""
    if isinstance(found, list):
        return "".join(line for line in found if isinstance(line, str))
    return found if isinstance(found, str) else ""
