"""Office's packages: which part belongs to which, by their relationships (ECMA-376 part 2)."""

import posixpath
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from ingest.archive import Archive, Element
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to."""

    kind: str  # the last word of its type: both standards (ISO 29500) have the same
    target: str  # the part's name; of what is outside its address
    external: bool = False


class OfficePackage:
    """The parts of an Office file. What is outside of it is never opened."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open it. Raises as `Archive` does."""
        self._archive = Archive(data, limits)

    def main(self, root: str, extension: str) -> tuple[str, Element]:
        """The main part and its content, whose root element has this name.

        Raises `RejectedDocumentError`: "broken_file" where it is lost, "wrong_content" where the
        file is something else.
        """
        if "[Content_Types].xml" not in self._archive:
            raise RejectedDocumentError(Rejection.WRONG_CONTENT, extension=extension)
        name = self.related("", "officeDocument")
        content = self._archive.xml(name) if name else None
        if content is None:
            raise RejectedDocumentError(Rejection.BROKEN_FILE)
        if etree.QName(content).localname != root:
            raise RejectedDocumentError(Rejection.WRONG_CONTENT, extension=extension)
        return name, content

    def xml(self, part: str) -> Element | None:
        """A part's content; None where it is not there."""
        return self._archive.xml(part) if part else None

    def data(self, part: str) -> bytes:
        """A part's bytes; none where it is not there."""
        return self._archive.data(part)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part refers to, by the ids that it uses; of the package itself for ""."""
        folder, name = posixpath.split(part)
        listed = self._archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relationship] = {}
        for each in () if listed is None else listed.iterchildren("{*}Relationship"):
            external = each.get("TargetMode", "") == "External"
            target = each.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = each.get("Type", "").rpartition("/")[2]
            found[each.get("Id", "")] = Relationship(kind, target, external)
        return found

    def related(self, part: str, kind: str) -> str:
        """The first part of that kind that a part refers to; "" without."""
        targets = (
            each.target
            for each in self.relationships(part).values()
            if each.kind == kind and not each.external and each.target in self._archive
        )
        return next(targets, "")


def id_of(element: Element) -> str:
    """The relationship's id of an element that may have an id of its own."""
    for name, text in element.attrib.items():
        if name.startswith("{") and name.endswith("}id"):
            return str(text)
    return ""
