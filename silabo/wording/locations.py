"""How a location in a document is named to a person: title, heading, and row, page or slide."""

import re
from typing import Protocol

from silabo.domain.passages import row_number
from silabo.wording.catalogues import say

_SLIDE = re.compile(r"s\d+[pti]")


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
    """Such as "Programa 2026, Evaluación, fila 2", "Apuntes, 4.2, pág. 9" or "Tema 1, diap. 4"."""
    named = [located.document_title, *located.path[-1:]]
    row = row_number(located.anchor)
    if row is not None:
        named.append(say(language, "row %(row)s", row=row))
    if located.page is not None:
        named.append(page_label(language, located.page, slide=_SLIDE.match(located.anchor)))
    return ", ".join(named)


def page_label(language: str, page: int, *, slide: object) -> str:
    """A page, or where the document is made of slides a slide, by its number."""
    if slide:
        return say(language, "slide %(slide)s", slide=page)
    return say(language, "p. %(page)s", page=page)
