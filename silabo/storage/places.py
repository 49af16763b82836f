"""Whether what an answer cites still stands in the course, by the hashes of its passages, and where
it stands now.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from silabo.domain.answers import Citation
from silabo.storage import passages, tables

Place = tuple[str, str]  # public id of a version, anchor


def current(course_id: int, citations: Sequence[Citation]) -> dict[Place, Citation]:
    """Each of these citations that still stands, by the place that it names, as it can be opened
    now: in the version that it cites, or where a visible one has the very same passage. The caller
    is connected.
    """
    if not citations:
        return {}
    readable = passages.readable(course_id, sorted({each.version for each in citations}))
    found = {_place(each): each for each in citations if each.version in readable}
    lost = [each for each in citations if each.version not in readable]
    if lost:
        visible = passages.visible_versions(course_id)
        for each in lost:
            moved = _moved(visible, each) if visible else None
            if moved is not None:
                found[_place(each)] = moved
    return found


def all_stand(course_id: int, citations: Sequence[Citation]) -> bool:
    """Whether each of them still stands. The caller is connected."""
    found = current(course_id, citations)
    return all(_place(each) in found for each in citations)


def _place(citation: Citation) -> Place:
    return citation.version, citation.anchor


def _moved(visible: set[int], citation: Citation) -> Citation | None:
    """The citation where a visible version has the same passage: its own document's before any
    other's.
    """
    passage, version, document = tables.Passage, tables.Version, tables.Document
    rows = list(
        passage.select(passage, version, document)
        .join(version)
        .join(document)
        .where(passage.version.in_(sorted(visible)), passage.digest == _digest(citation))
        .order_by(passage.id)
        .limit(20)
    )
    own = [row for row in rows if row.version.document.public_id == citation.document]
    row = next(iter([*own, *rows]), None)
    if row is None:
        return None
    return replace(
        citation,
        document=row.version.document.public_id,
        version=row.version.public_id,
        anchor=row.anchor,
        document_title=row.version.document.label or row.version.document.title,
        page=row.page,
        passage_id=row.id,
    )


def _digest(citation: Citation) -> str:
    """The hash of the passage that was cited; of a document that was taken out, of the quotation,
    which may be all of it.
    """
    passage, version = tables.Passage, tables.Version
    row = (
        passage.select(passage.digest)
        .join(version)
        .where(version.public_id == citation.version, passage.anchor == citation.anchor)
        .first()
    )
    return row.digest if row else hashlib.sha256(citation.quote.encode()).hexdigest()
