"""How a place in a document is named to a person: title, heading, and row or page."""

from typing import Protocol

from silabo.wording.catalogues import say


class Placed(Protocol):
    """Anything that stands somewhere in a document: a passage or a citation."""

    @property
    def document_title(self) -> str: ...
    @property
    def path(self) -> tuple[str, ...]: ...
    @property
    def page(self) -> int | None: ...
    @property
    def anchor(self) -> str: ...


def place_label(language: str, placed: Placed) -> str:
    """Such as "Programa 2026, Evaluación, fila 2" or "Apuntes, 4.2, pág. 9"."""
    parts = [placed.document_title, *placed.path[-1:]]
    row = row_number(placed.anchor)
    if row is not None:
        parts.append(say(language, "row %(row)s", row=row))
    if placed.page is not None:
        parts.append(say(language, "p. %(page)s", page=placed.page))
    return ", ".join(parts)


def row_number(anchor: str) -> int | None:
    """The row that an anchor such as t2r5 names; None for any other place."""
    table, _, row = anchor.removeprefix("t").partition("r")
    return int(row) if anchor.startswith("t") and table.isdigit() and row.isdigit() else None
