"""The text of documents: kept by version, read by the reader view, joined to what an index
finds.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace as replaced
from pathlib import PurePath
from typing import Any

from peewee import ModelSelect, Query, chunked, fn

from silabo.domain.clock import from_ms
from silabo.domain.documents import ReaderBlock, ReaderSection, ReaderText, VersionState
from silabo.domain.errors import NotFoundError
from silabo.domain.passages import (
    BlockKind,
    Hit,
    IndexEntry,
    Match,
    NewPassage,
    Passage,
    Section,
)
from silabo.storage import tables, visibility
from silabo.storage.database import now_ms, reading
from silabo.storage.statements import Statement, given, given_each, listed_in

# Of no version on its way out anything is read; an old one is, by what cites it (`now_instead`).
UNREADABLE = (VersionState.SUPERSEDED, VersionState.DELETING, VersionState.DELETED)
ROWS_AT_ONCE = 500  # SQLite binds at most 32,766 values in one statement


def replace(version_id: int, sections: Sequence[Section], cut: Sequence[NewPassage]) -> None:
    """Keep the text of a version in place of what was there. The caller holds the transaction."""
    tables.Section.delete().where(tables.Section.version == version_id).execute()
    numbers: list[int] = []
    for ordinal, section in enumerate(sections):
        row = tables.Section.create(
            version=version_id, ordinal=ordinal, anchor=section.anchor, path=list(section.path)
        )
        numbers.append(row.id)
    rows = [_new_row(version_id, numbers[passage.section], passage) for passage in cut]
    for batch in chunked(rows, ROWS_AT_ONCE):
        tables.Passage.insert_many(batch).execute()


@reading
def entries(version_id: int, only: Collection[int] | None = None) -> list[IndexEntry]:
    """What an index needs of a version, or of some passages of it by their numbers. Column names
    alone answer nothing, so they stay out.
    """
    rows = _passages().where(
        tables.Passage.version == version_id, tables.Passage.kind != BlockKind.HEADER
    )
    if only is not None:
        rows = rows.where(tables.Passage.id.in_(list(only)))
    plain: Any = rows.order_by(tables.Passage.ordinal).tuples()
    found = [_passage(row) for row in plain]
    # What waits to take an older one's place is found by the name of its own file.
    title = _own_title(version_id)
    return [
        IndexEntry(
            passage_id=each.id,
            surroundings=replaced(each, plain_title=title).surroundings,
            text=each.text,
            language=each.language,
        )
        for each in found
    ]


@reading
def first_entry(version_id: int) -> IndexEntry | None:
    """The first passage of a version that an index holds; None where there is none."""
    first = _first_indexable(version_id)
    found = entries(version_id, [first]) if first is not None else []
    return found[0] if found else None


@reading
def _first_indexable(version_id: int) -> int | None:
    row = (
        tables.Passage.select(tables.Passage.id)
        .where(tables.Passage.version == version_id, tables.Passage.kind != BlockKind.HEADER)
        .order_by(tables.Passage.ordinal)
        .first()
    )
    return row.id if row else None


def _own_title(version_id: int) -> str:
    name = tables.Version.select(tables.Version.file_name).where(tables.Version.id == version_id)
    return PurePath(str(name.scalar() or "")).stem


@reading
def of_version(version_id: int) -> list[Passage]:
    """The passages of a version, in order."""
    rows = _passages().where(tables.Passage.version == version_id)
    plain: Any = rows.order_by(tables.Passage.ordinal).tuples()
    return [_passage(row) for row in plain]


@reading
def indexable(*version_ids: int) -> int:
    """How many passages of these versions an index has to hold."""
    rows = tables.Passage.select().where(
        tables.Passage.version.in_(version_ids), tables.Passage.kind != BlockKind.HEADER
    )
    return int(rows.count())


@reading
def visible_versions(course_id: int, documents: Sequence[str] = ()) -> set[int]:
    """The versions that answers of this course may use; only of these documents, if any is
    named.
    """
    found = _VISIBLE.rows(count=len(documents), course=course_id, documents=documents, now=now_ms())
    return {version for (version,) in found}


@reading
def languages(course_id: int, documents: Sequence[str] = ()) -> tuple[str, ...]:
    """The languages of what answers of this course may use, in order; only of these documents, if
    any is named.
    """
    found = _LANGUAGES.rows(
        count=len(documents), course=course_id, documents=documents, now=now_ms()
    )
    return tuple(sorted({str(language) for (language,) in found}))


def _of(documents: int, rows: "ModelSelect[tables.Version]") -> Query:
    rows = rows.join(tables.Document)
    if documents:
        rows = rows.where(tables.Document.public_id.in_(given_each("documents", documents)))
    return visibility.seen_by_course(rows)


def _languages(documents: int) -> Query:
    # An archive that was taken apart is ready too, and says nothing itself.
    says = tables.Passage.select(tables.Passage.id).where(
        tables.Passage.version == tables.Version.id
    )
    return _of(documents, tables.Version.select(tables.Version.language).where(fn.EXISTS(says)))


_VISIBLE = Statement(lambda documents: _of(documents, tables.Version.select(tables.Version.id)))
_LANGUAGES = Statement(_languages)


@reading
def join(course_id: int, matches: Sequence[Match]) -> list[Hit]:
    """The passages of what an index found, in its order; what the course may not see is dropped."""
    by_id = {each.id: each for each in by_ids(course_id, [match.passage_id for match in matches])}
    return [
        Hit(by_id[match.passage_id], match.score, match.similarity)
        for match in matches
        if match.passage_id in by_id
    ]


@reading
def by_ids(course_id: int, ids: Sequence[int]) -> list[Passage]:
    """The visible passages with these numbers, in the order of the numbers."""
    if not ids:
        return []
    found = {
        row[0]: _passage(row)
        for row in _BY_IDS.rows(count=len(ids), course=course_id, ids=ids, now=now_ms())
    }
    return [found[number] for number in ids if number in found]


@reading
def following(course_id: int, passage: Passage, *, limit: int) -> list[Passage]:
    """The visible passages after one in its version, in order, at most `limit`."""
    rows = _FOLLOWING.rows(
        course=course_id,
        version=passage.version_id,
        after=passage.ordinal,
        limit=limit,
        now=now_ms(),
    )
    return [_passage(row) for row in rows]


@reading
def readable(course_id: int, versions: Sequence[str]) -> set[str]:
    """Which of these versions, by their public ids, everybody in the course may read now."""
    rows = (
        tables.Version.select(tables.Version.public_id)
        .join(tables.Document)
        .where(
            tables.Version.public_id.in_(list(versions)),
            visibility.seen(now_ms()),
            visibility.in_course(course_id),
        )
    )
    return {row.public_id for row in rows}


@reading
def text(course_id: int, version: str, *, unfinished: bool = False) -> ReaderText:
    """The extracted text of a version of this course. Raises `NotFoundError`.

    `unfinished` lets an instructor read a version of an own document that is not ready or hidden.
    """
    row = _version(course_id, version)
    if row is None or row.state in UNREADABLE:
        raise NotFoundError
    unfinished = unfinished and row.document.course_id == course_id
    if not unfinished and not readable(course_id, [version]):
        raise NotFoundError
    return ReaderText(
        document=row.document.public_id,
        version=row.public_id,
        title=row.document.label or row.document.title,
        uploaded_at=from_ms(row.created_at),
        language=row.language,
        sections=_sections(row.id),
    )


@reading
def now_instead(course_id: int, version: str) -> str | None:
    """The version that everybody may read now where this one was superseded, by its public id; None
    where there is none.
    """
    row = _version(course_id, version)
    if row is None or row.state != VersionState.SUPERSEDED:
        return None
    current = (
        tables.Version.select(tables.Version.public_id)
        .join(tables.Document)
        .where(tables.Version.document == row.document_id, visibility.seen(now_ms()))
        .first()
    )
    return current.public_id if current else None


@reading
def is_hidden(course_id: int, version: str) -> bool:
    """Whether a version would be read if its document were not hidden just now."""
    row = _version(course_id, version)
    return (
        row is not None and row.state == VersionState.READY and row.document.visible_from > now_ms()
    )


def _version(course_id: int, version: str) -> tables.Version | None:
    found: tables.Version | None = (
        tables.Version.select(tables.Version, tables.Document)
        .join(tables.Document)
        .where(tables.Version.public_id == version, visibility.in_course(course_id))
        .first()
    )
    return found


def _sections(version_id: int) -> tuple[ReaderSection, ...]:
    blocks: dict[int, list[ReaderBlock]] = {}
    query = tables.Passage.select().where(tables.Passage.version == version_id)
    for row in query.order_by(tables.Passage.ordinal):
        blocks.setdefault(row.section_id, []).append(
            ReaderBlock(
                anchor=row.anchor,
                kind=BlockKind(row.kind),
                text=row.text,
                cells=tuple(row.cells or ()),
                page=row.page,
            )
        )
    sections = tables.Section.select().where(tables.Section.version == version_id)
    return tuple(
        ReaderSection(
            anchor=row.anchor,
            title=row.path[-1] if row.path else "",
            level=min(len(row.path), 6),
            blocks=tuple(blocks.get(row.id, ())),
        )
        for row in sections.order_by(tables.Section.ordinal)
    )


def _passages() -> "ModelSelect[tables.Passage]":
    return (
        tables.Passage.select(
            tables.Passage.id,
            tables.Passage.version,
            tables.Passage.ordinal,
            tables.Passage.anchor,
            tables.Passage.kind,
            tables.Passage.text,
            tables.Passage.lead,
            tables.Passage.cells,
            tables.Passage.header,
            tables.Passage.page,
            tables.Section.path,
            tables.Version.public_id,
            tables.Version.language,
            tables.Document.public_id,
            tables.Document.title,
            tables.Document.label,
            tables.Passage.analysis,
        )
        .join(tables.Section)
        .switch(tables.Passage)
        .join(tables.Version)
        .join(tables.Document)
    )


_BY_IDS = Statement(
    lambda count: visibility.seen_by_course(
        _passages().where(tables.Passage.id.in_(given_each("ids", count)))
    )
)

_FOLLOWING = Statement(
    lambda _: (
        _passages()
        .where(
            tables.Passage.version == given("version"),
            tables.Passage.ordinal > given("after"),
            visibility.in_course(given("course")),
            visibility.seen(given("now")),
        )
        .order_by(tables.Passage.ordinal)
        .limit(given("limit"))
    )
)


def _passage(row: Sequence[Any]) -> Passage:
    """Of a row of `_passages`, as the database gives it or as peewee does."""
    (
        passage_id,
        version_id,
        ordinal,
        anchor,
        kind,
        text,
        lead,
        cells,
        header,
        page,
        path,
        version,
        language,
        document,
        title,
        label,
        analysis,
    ) = row
    return Passage(
        id=passage_id,
        version_id=version_id,
        document=document,
        version=version,
        document_title=label or title,
        plain_title=title,
        language=language,
        ordinal=ordinal,
        anchor=anchor,
        kind=BlockKind(kind),
        text=text,
        path=listed_in(path),
        lead=lead,
        cells=listed_in(cells),
        header=listed_in(header),
        page=page,
        analysis=analysis or "",
    )


def _new_row(version_id: int, section_id: int, passage: NewPassage) -> dict[str, object]:
    return {
        "version": version_id,
        "section": section_id,
        "ordinal": passage.ordinal,
        "anchor": passage.anchor,
        "kind": passage.kind,
        "text": passage.text,
        "lead": passage.lead,
        "cells": list(passage.cells) or None,
        "header": list(passage.header) or None,
        "page": passage.page,
        "words": passage.words,
        "digest": passage.digest,
        "analysis": passage.analysis or None,
    }
