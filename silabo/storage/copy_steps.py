"""What the steps of a copy write: documents, curated answers, settings and test questions.

Never what belongs to people: questions, names, letters, hand-overs, sessions. The words of a
question that only students asked are theirs and stay behind; its key, which is a hash, comes along.
"""

from dataclasses import replace

from silabo.domain.copies import ClaimedCopy, CopyState, CopyStep
from silabo.domain.crash import CrashPoint, point
from silabo.domain.documents import Quota, Upload, VersionState
from silabo.domain.errors import ToolError
from silabo.domain.expectations import NewExpectation
from silabo.domain.reviews import CopyDoubt, DecisionKind
from silabo.storage import (
    answers,
    copyable,
    course_copies,
    course_settings,
    decisions,
    documents,
    expectations,
    places,
    reviews,
    tables,
)
from silabo.storage.database import transaction

ANSWERS_AT_ONCE = 25  # in one transaction: nobody else waits long behind it


@transaction
def next_document(claimed: ClaimedCopy) -> tuple[str, Upload | None] | None:
    """The document that is copied next, by public id, with the file that answers in its course;
    None for the file where it is gone; None where all are copied. Raises as `course_copies.held`.
    """
    row = course_copies.held(claimed)
    if not row.left:
        return None
    version = _answering(claimed.source_id, row.left[0])
    if version is None:
        return row.left[0], None
    return row.left[0], documents.file_of(version)


@transaction
def keep_document(claimed: ClaimedCopy, public_id: str, upload: Upload, *, quota: Quota) -> None:
    """Make a document of a copied file, as hidden as it is in its course. Raises `UploadError`
    where the course has this file or no room, and as `course_copies.held`.
    """
    row = course_copies.held(claimed)
    there = tables.Document.get(tables.Document.public_id == public_id)
    documents.add(
        claimed.course_id,
        upload,
        quota=quota,
        language=row.person.language,
        visible_from=there.visible_from,
    )
    point(CrashPoint.COPY_NOTED)
    course_copies.go_on(claimed, left=row.left[1:], told=_more(row, documents=1))


@transaction
def skip_document(claimed: ClaimedCopy, file_name: str, why: ToolError) -> None:
    """Leave the next document where it is, and keep why. Raises as `course_copies.held`."""
    row = course_copies.held(claimed)
    told = {**row.told, "skipped": [*row.told["skipped"], [file_name, why.code, why.values]]}
    course_copies.go_on(claimed, left=row.left[1:], told=told)


@transaction
def end_documents(claimed: ClaimedCopy) -> None:
    """All of them are copied. Raises as `course_copies.held`."""
    row = course_copies.held(claimed)
    step = CopyStep.ANSWERS if row.wish["answers"] else CopyStep.OTHERS
    course_copies.go_on(claimed, step=step)


@transaction
def copy_answers(claimed: ClaimedCopy) -> None:
    """Copy some of the curated answers; behind the last, the next step follows. Raises as
    `course_copies.held`.
    """
    row = course_copies.held(claimed)
    found = list(copyable.answers_of(claimed.source_id, after=row.after).limit(ANSWERS_AT_ONCE))
    counts = {"answers": 0, "doubtful": 0, "answered": 0}
    for decision in found:
        for name in _copy_answer(claimed, decision):
            counts[name] += 1
    if found:
        point(CrashPoint.COPY_ANSWERED)
    course_copies.go_on(
        claimed,
        after=found[-1].id if found else row.after,
        step=CopyStep.ANSWERS if found else CopyStep.OTHERS,
        told=_more(row, **counts),
    )


@transaction
def copy_others(claimed: ClaimedCopy) -> None:
    """Copy settings and test questions, and end. Raises as `course_copies.held`."""
    row = course_copies.held(claimed)
    if row.wish["settings"]:
        _copy_settings(claimed)
    added = _copy_expectations(claimed) if row.wish["expectations"] else 0
    told = {**_more(row, expectations=added), "settings": row.wish["settings"]}
    course_copies.go_on(claimed, state=CopyState.DONE, told=told)


def _answering(course_id: int, public_id: str) -> tables.Version | None:
    version, document = tables.Version, tables.Document
    found: tables.Version | None = (
        version.select(version, document)
        .join(document)
        .where(
            document.public_id == public_id,
            document.course == course_id,
            version.state == VersionState.READY,
        )
        .first()
    )
    return found


def _copy_answer(claimed: ClaimedCopy, row: tables.Decision) -> tuple[str, ...]:
    """Copy one, and name what it counts as."""
    if reviews.last_decision(claimed.course_id, row.alike) is not None:
        return ("answered",)
    cited = answers.read_back(row.citations or ())
    stand = places.current(claimed.course_id, cited)
    unfounded = any(places.place(each) not in stand for each in cited)
    said, sources = decisions.said_of(
        claimed.course_id, answers.sentences_back(row.sentences), cited
    )
    doubt = _doubt(row, unfounded=unfounded)
    decision = tables.Decision(
        course=claimed.course_id,
        person=claimed.person_id,
        alike=row.alike,
        asks=row.asks,
        kind=DecisionKind.PUBLISHED,
        language=row.language,
        doubt=doubt,
    )
    decisions.keep(decision, said, sources)
    return ("answers", "doubtful") if doubt else ("answers",)


def _doubt(row: tables.Decision, *, unfounded: bool) -> CopyDoubt | None:
    if unfounded:
        return CopyDoubt.UNFOUNDED
    if copyable.is_dated(row):
        return CopyDoubt.DATED
    return CopyDoubt(row.doubt) if row.doubt else None


def _copy_settings(claimed: ClaimedCopy) -> None:
    own = course_settings.read(claimed.course_id)
    new = course_settings.read(claimed.source_id)
    # A time zone that nobody chose is the learning platform's, and each course is told its own.
    new = replace(new, time_zone=new.time_zone or own.time_zone)
    course_settings.keep(claimed.course_id, new, default_zone=new.time_zone)


def _copy_expectations(claimed: ClaimedCopy) -> int:
    table = tables.Expectation
    added = 0
    rows = table.select().where(table.course == claimed.source_id).order_by(table.id)
    for row in list(rows):
        new = NewExpectation(row.question, row.language, tuple(row.says), row.alike or "")
        try:
            expectations.add(claimed.course_id, new)
        except ToolError:
            continue  # it is there already, or the course has no room for more
        added += 1
    return added


def _more(row: tables.CourseCopy, **counts: int) -> dict[str, object]:
    return {**row.told, **{name: row.told[name] + count for name, count in counts.items()}}
