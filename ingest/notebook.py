"""Jupyter notebooks (.ipynb): text, code and what it printed, cell by cell (nbformat 3 and 4)."""

from typing import Any

from ingest import markdown
from ingest.assembly import Assembly
from ingest.limits import Limits
from ingest.rejections import Rejection
from ingest.text import decode
from silabo.domain import json_text
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

_LONGEST_OUTPUT = 5_000  # characters; a notebook folds away what is longer


def read(data: bytes, limits: Limits) -> Extract:
    """The cells of a notebook. Raises `RejectedDocumentError`."""
    try:
        found = json_text.read(decode(data, limits, ".ipynb").encode())
        cells = _cells(found)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise RejectedDocumentError(Rejection.BROKEN_FILE) from error
    if len(cells) > limits.blocks:
        raise RejectedDocumentError(Rejection.TOO_HEAVY)
    assembly = Assembly(limits)
    for cell in cells:
        if isinstance(cell, dict):
            _add(cell, assembly, limits)
    return assembly.finish()


def _cells(found: dict[str, Any]) -> list[Any]:
    """The cells; of the older format those of all worksheets."""
    if "worksheets" in found:
        return [cell for sheet in found["worksheets"] for cell in sheet["cells"]]
    return list(found["cells"])


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
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) else []:
            if isinstance(output, dict):
                _output(output, assembly)


def _output(output: dict[str, Any], assembly: Assembly) -> None:
    """Add what code has printed or given back; a drawing is told of, an error is passed over."""
    data = output.get("data", output)
    if not isinstance(data, dict):
        return
    text = _text(output.get("text", "")) or _text(data.get("text/plain", ""))
    if any(str(kind).startswith("image/") or kind in ("png", "jpeg") for kind in data):
        assembly.notice("picture_without_words")
    elif len(text) > _LONGEST_OUTPUT:
        assembly.notice("long_output")
    else:
        assembly.code(text)


def _text(found: object) -> str:
    """A text that may be kept as a list of lines."""
    if isinstance(found, list):
        return "".join(line for line in found if isinstance(line, str))
    return found if isinstance(found, str) else ""
