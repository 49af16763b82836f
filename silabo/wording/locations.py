"""How a location in a document is named to a person: title, heading, and row or page."""

from typing import Protocol

from silabo.wording.catalogues import say


class Located(Protocol):
    """Anything that stands somewhere in a document: a passage or a citation."""

    @property
    def document_title(self) -> str: ...
    @property
    def path(self) -> tuple[str, ...]: ...
    @property
    def page(self) -> int | None: ...
    @property
    def anchor(self) -> str: ...


def location_label(language: str, located: Located) -> str:
    """Such as "Programa 2026, Evaluación, fila 2" or "Apuntes, 4.2, pág. 9"."""
    named = [located.document_title, *located.path[-1:]]
    row = row_number(located.anchor)
    if row is not None:
        named.append(say(language, "row %(row)s", row=row))
    if located.page is not None:
        named.append(say(language, "p. %(page)s", page=located.page))
    return ", ".join(named)


def row_number(anchor: str) -> int | None:
    """The row that an anchor such as t2r5 names; None for any other location."""
    table, _, row = anchor.removeprefix("t").partition("r")
    return int(row) if anchor.startswith("t") and table.isdigit() and row.isdigit() else None
