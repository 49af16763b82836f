"""Documents of a course that state differently for the same thing: found when one arrives, listed
as long as both say so, and taken off by instructors.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from silabo.domain.answers import Citation
from silabo.domain.clock import from_ms
from silabo.domain.disagreements import Disagreement, FoundDisagreement
from silabo.domain.errors import NotFoundError
from silabo.domain.passages import Passage
from silabo.storage import answers, audit, passages, places, sights, tables
from silabo.storage.database import now_ms, reading, transaction

MOST = 50  # of a course that are listed, and of one arrival that are kept
MOST_ASKED = 1000  # of a course's that an answer is held against
LONGEST_VALUE = 128
MOST_PASSAGES = 5000  # that an arrival is held against
AT_ONCE = 500


@reading
def to_compare() -> tuple[int, int] | None:
    """The numbers of a course and of a version that it shows and that was not held against the
    others yet; None where there is none. What is shown is what its sight says.
    """
    for row in tables.Sight.select():
        missing = sorted(set(row.versions) - set(row.compared or ()))
        if missing:
            return row.course_id, missing[0]
    return None


@reading
def texts(course_id: int, version_id: int) -> tuple[list[Passage], list[Passage]]:
    """The passages of a version, and those of what else the course shows: each a bounded number."""
    shown = passages.visible_versions(course_id)
    others = sorted(shown - {version_id})
    return _read(course_id, [version_id]), _read(course_id, others)


def tidy() -> bool:
    """Take what is over off a course that shows less than when its documents were compared: a pair
    of which one place stands nowhere is forgotten, unless it was taken off by hand, and the others
    name where both stand now. False where there is none.
    """
    course_id = _shows_less()
    if course_id is None:
        return False
    _write_tidied(course_id, *_tidied(course_id))
    return True


@transaction
def keep(course_id: int, version_id: int, found: Sequence[FoundDisagreement]) -> int:
    """Write down what was found for a version, and that it was looked at; return how many are new.
    What was found before stays as it is.
    """
    row = sights.held(course_id)
    new = 0
    for each in found:
        _, made = tables.Disagreement.ensure(
            course=course_id,
            key=_key(each),
            defaults={
                "public_id": str(uuid4()),
                "kind": each.kind,
                "one": answers.written_down([each.one])[0],
                "other": answers.written_down([each.other])[0],
                "one_value": each.one_value[:LONGEST_VALUE],
                "other_value": each.other_value[:LONGEST_VALUE],
                "created_at": now_ms(),
            },
        )
        new += made
    compared = sorted({*(row.compared or ()), version_id})
    tables.Sight.update(compared=compared).where(tables.Sight.id == row.id).execute()
    return new


@reading
def listed(course_id: int) -> list[Disagreement]:
    """Those of which both places stand in documents that are shown, and that nobody took off; the
    newest first.
    """
    return _standing(course_id, _undismissed(course_id, 4 * MOST))[:MOST]


@transaction
def dismiss(course_id: int, public_id: str) -> None:
    """Take one off the list: both are right, or it is no matter. Raises `NotFoundError`."""
    table = tables.Disagreement
    which = (table.course == course_id) & (table.public_id == public_id)
    if not table.update(dismissed_at=now_ms()).where(which).execute():
        raise NotFoundError
    audit.note("disagreement_dismissed", subject=public_id, course_id=course_id)


@reading
def other_places(course_id: int, citations: Sequence[Citation]) -> list[Citation]:
    """Where documents say otherwise than these places do, each once, as far as it can be read."""
    cited = {(each.version, each.anchor) for each in citations}
    rows = _undismissed(course_id, MOST_ASKED) if cited else []
    found: dict[tuple[str, str], Citation] = {}
    for each in _standing(course_id, [row for row in rows if _touches(row, cited, citations)]):
        for place, against in ((each.one, each.other), (each.other, each.one)):
            if (place.version, place.anchor) in cited:
                found[against.version, against.anchor] = against
    return list(found.values())


def _touches(
    row: tables.Disagreement, cited: set[places.Place], citations: Sequence[Citation]
) -> bool:
    """Whether one of its places may be cited: as it is named, or where the same words stand."""
    return any(
        (place["version"], place["anchor"]) in cited
        or any(each.quote in place["quote"] for each in citations)
        for place in (row.one, row.other)
    )


@reading
def _shows_less() -> int | None:
    for row in tables.Sight.select():
        if set(row.compared or ()) - set(row.versions):
            return int(row.course_id)
    return None


@reading
def _tidied(course_id: int) -> tuple[list[int], list[Disagreement]]:
    """The numbers of those that are over, and the others as they stand."""
    rows = _undismissed(course_id, None)
    standing = _standing(course_id, rows)
    stand = {each.public_id for each in standing}
    return [row.id for row in rows if row.public_id not in stand], standing


@transaction
def _write_tidied(course_id: int, over: Sequence[int], standing: Sequence[Disagreement]) -> None:
    row = sights.held(course_id)
    table = tables.Disagreement
    for start in range(0, len(over), AT_ONCE):
        some = list(over[start : start + AT_ONCE])
        table.delete().where(table.id.in_(some), table.dismissed_at.is_null()).execute()
    for each in standing:
        one, other = answers.written_down([each.one, each.other])
        table.update(one=one, other=other).where(table.public_id == each.public_id).execute()
    compared = sorted(set(row.compared or ()) & set(row.versions))
    tables.Sight.update(compared=compared).where(tables.Sight.id == row.id).execute()


def _undismissed(course_id: int, most: int | None) -> list[tables.Disagreement]:
    """The newest first."""
    table = tables.Disagreement
    which = (table.course == course_id) & table.dismissed_at.is_null()
    return list(table.select().where(which).order_by(table.id.desc()).limit(most))


def _standing(course_id: int, rows: Sequence[tables.Disagreement]) -> list[Disagreement]:
    """Those of which both places stand, as they can be opened now."""
    both = [answers.read_back([row.one, row.other]) for row in rows]
    now = places.current(course_id, [each for pair in both for each in pair])
    found = []
    for row, pair in zip(rows, both, strict=True):
        one, other = (now.get((each.version, each.anchor)) for each in pair)
        if one is not None and other is not None and one.document != other.document:
            found.append(
                Disagreement(
                    kind=row.kind,
                    one=replace(one, number=1),
                    other=replace(other, number=2),
                    one_value=row.one_value,
                    other_value=row.other_value,
                    public_id=row.public_id,
                    found_at=from_ms(row.created_at),
                )
            )
    return found


def _read(course_id: int, versions: Sequence[int]) -> list[Passage]:
    table = tables.Passage
    rows = (
        table.select(table.id)
        .where(table.version.in_(list(versions)))
        .order_by(table.version.desc(), table.ordinal)
        .limit(MOST_PASSAGES)
    )
    ids = [row.id for row in rows] if versions else []
    found: list[Passage] = []
    for start in range(0, len(ids), AT_ONCE):
        found += passages.by_ids(course_id, ids[start : start + AT_ONCE])
    return found


def _key(found: FoundDisagreement) -> str:
    both = sorted((found.one.quote, found.other.quote))
    return hashlib.sha256("\0".join((found.kind, *both)).encode()).hexdigest()
