"""Whether what an answer cites still stands in the course, by the hashes of its passages, and where
it stands now.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from peewee import chunked, fn

from silabo.domain.answers import Citation
from silabo.storage import passages, tables

Place = tuple[str, str]  # public id of a version, anchor

AT_ONCE = 500  # hashes in one statement


def current(course_id: int, citations: Sequence[Citation]) -> dict[Place, Citation]:
    """Each of these citations that still stands, by the place that it names, as it can be opened
    now: in the version that it cites, or where a visible one has the very same passage. The caller
    is connected, and asks once for many.
    """
    if not citations:
        return {}
    readable = passages.readable(course_id, sorted({each.version for each in citations}))
    found = {place(each): each for each in citations if each.version in readable}
    lost = {place(each): each for each in citations if each.version not in readable}
    return found | _moved(course_id, list(lost.values()))


def all_stand(course_id: int, citations: Sequence[Citation]) -> bool:
    """Whether each of them still stands. The caller is connected."""
    found = current(course_id, citations)
    return all(place(each) in found for each in citations)


def texts(citations: Sequence[Citation]) -> list[tuple[str, str]]:
    """What the passages at these places say, each with its language. The caller is connected."""
    return [
        (f"{row.lead}\n{row.text}", row.version.language)
        for row in _passages_at({place(each) for each in citations})
    ]


def place(citation: Citation) -> Place:
    """By what a citation is known."""
    return citation.version, citation.anchor


def _moved(course_id: int, lost: Sequence[Citation]) -> dict[Place, Citation]:
    """These citations where a visible version has the same passage: the first of their own
    document before any other's.
    """
    visible = passages.visible_versions(course_id) if lost else set()
    if not visible:
        return {}
    digests = _digests(lost)
    rows = _same(visible, set(digests.values()))
    found = {}
    for each in lost:
        same = rows.get(digests[place(each)], [])
        own = [row for row in same if row.version.document.public_id == each.document]
        if same:
            found[place(each)] = _at(each, (own or same)[0])
    return found


def _same(visible: Collection[int], digests: Collection[str]) -> dict[str, list[tables.Passage]]:
    """By its hash the first passage of each visible version that has it, the oldest first."""
    passage, version, document = tables.Passage, tables.Version, tables.Document
    found: dict[str, list[tables.Passage]] = {}
    for some in chunked(sorted(digests), AT_ONCE):
        # A version may have the same short line a thousand times.
        first = (
            passage.select(fn.MIN(passage.id))
            .where(passage.version.in_(sorted(visible)), passage.digest.in_(some))
            .group_by(passage.version, passage.digest)
        )
        rows = (
            passage.select(passage, version, document)
            .join(version)
            .join(document)
            .where(passage.id.in_(first))
            .order_by(passage.id)
        )
        for row in rows:
            found.setdefault(row.digest, []).append(row)
    return found


def _at(citation: Citation, row: tables.Passage) -> Citation:
    return replace(
        citation,
        document=row.version.document.public_id,
        version=row.version.public_id,
        anchor=row.anchor,
        document_title=row.version.document.label or row.version.document.title,
        page=row.page,
        passage_id=row.id,
    )


def _digests(citations: Sequence[Citation]) -> dict[Place, str]:
    """The hash of each passage that was cited; of a document that was taken out, of the quotation,
    which may be all of it.
    """
    quoted = {place(each): hashlib.sha256(each.quote.encode()).hexdigest() for each in citations}
    rows = _passages_at(quoted.keys())
    return quoted | {(row.version.public_id, row.anchor): row.digest for row in rows}


def _passages_at(cited: Collection[Place]) -> Iterator[tables.Passage]:
    passage, version = tables.Passage, tables.Version
    for public_id, of_version in groupby(sorted(cited), key=lambda each: each[0]):
        anchors = [anchor for _, anchor in of_version]
        yield from (
            passage.select(passage, version)
            .join(version)
            .where(version.public_id == public_id, passage.anchor.in_(anchors))
            .order_by(passage.ordinal)
        )
