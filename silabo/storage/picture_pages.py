"""The way of a page that is a picture, or of a picture in a file: waiting, working, done or failed;
and the text that it adds to its version, which answers already.
"""

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any
from uuid import uuid4

from peewee import Expression, fn

from silabo.domain.documents import VersionState
from silabo.domain.passages import BlockKind, Notice
from silabo.domain.pictures import ClaimedPage, FoundPicture, PageState, PictureSource, PictureText
from silabo.storage import leases, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn

MAX_ATTEMPTS = 2
READ_PAGE, READ_PICTURE = "read_from_picture", "picture_read"
_TOLD = "page_without_text"
_UNSURE, _NOT_READ = "picture_unsure", "picture_not_read"


def owe(version_id: int, pages: Sequence[int], pictures: Sequence[FoundPicture] = ()) -> None:
    """Let these pages and pictures of a version wait to be read. The caller holds the
    transaction.
    """
    tables.PicturePage.delete().where(tables.PicturePage.version == version_id).execute()
    waiting: list[dict[str, Any]] = [
        {"page": page, "number": 0, "told": _TOLD, "picture": None} for page in dict.fromkeys(pages)
    ]
    waiting += [
        {"page": each.page or 0, "number": number, "told": each.told, "picture": asdict(each)}
        for number, each in enumerate(pictures, start=1)
    ]
    common = {"version": version_id, "state": PageState.WAITING}
    rows = [{**common, "public_id": str(uuid4()), **each} for each in waiting]
    if rows:
        tables.PicturePage.insert_many(rows).execute()


@transaction
def claim(worker: str) -> ClaimedPage | None:
    """Take the next page or picture of a version that answers, or None."""
    row = leases.claim(
        tables.PicturePage,
        ready=PageState.WAITING,
        working=PageState.WORKING,
        order=[tables.PicturePage.id.asc()],
        worker=worker,
        which=[_answers()],
    )
    if row is None or row.lease_token is None:
        return None
    version = row.version
    return ClaimedPage(
        id=row.id,
        token=row.lease_token,
        attempt=row.attempt,
        public_id=row.public_id,
        version_id=version.id,
        version=version.public_id,
        course_id=version.document.course_id,
        media_type=version.media_type,
        language=version.language,
        page=row.page,
        picture=_picture(row.picture),
    )


@transaction
def keep(claimed: ClaimedPage, read: PictureText | None, heading: str, language: str) -> list[int]:
    """Add what was read under a heading that says so, at the end of the version, and say that it
    was read; return the numbers of the passages, none where there is no text or the version no
    longer answers. Raises `LeaseLostError`.
    """
    # Two workers may read two pages of it at a time, and both add at its end.
    take_turn(tables.Version, claimed.version_id)
    leases.settle(tables.PicturePage, claimed.id, claimed.token, state=PageState.DONE)
    version = tables.Version.get_by_id(claimed.version_id)
    if read is None or version.state != VersionState.READY:
        return []
    row = tables.PicturePage.get_by_id(claimed.id)
    added = _add(version, claimed, read.paragraphs, heading)
    _withdraw(version, row)
    _tell(version, _read(claimed) if added else _at_its_place(row, _UNSURE))
    version.passage_count += len(added)
    changed = [tables.Version.notices, tables.Version.passage_count]
    if added and version.language == "und":
        version.language = language
        changed.append(tables.Version.language)
    version.save(only=changed)
    return added


@transaction
def give_up(claimed: ClaimedPage, reason: str, *, again_ms: int | None) -> None:
    """Let a page or picture wait for another try so many milliseconds; None, or too often: it stays
    a notice, or becomes one. Raises `LeaseLostError`.
    """
    again = again_ms is not None and claimed.attempt < MAX_ATTEMPTS
    if not again:
        take_turn(tables.Version, claimed.version_id)
    leases.settle(
        tables.PicturePage,
        claimed.id,
        claimed.token,
        state=PageState.WAITING if again else PageState.FAILED,
        run_after=now_ms() + (again_ms or 0),
        last_error=reason[:255],
    )
    if not again:
        _tell_of_lost(claimed.id)


@reading
def says_more(version_id: int) -> bool:
    """Whether text came of the pages of a version, and none waits any more."""
    page = tables.PicturePage
    waits = page.state.in_((PageState.WAITING, PageState.WORKING))
    if page.select().where(page.version == version_id, waits).limit(1).count():
        return False
    version = tables.Version.get_or_none(tables.Version.id == version_id)
    notices = version.notices if version else None
    return any(each.get("code") in (READ_PAGE, READ_PICTURE) for each in notices or ())


@transaction
def sweep(most: int = leases.COUNTED) -> int:
    """Take back pages whose worker went away; return how many wait of versions that answer, counted
    up to `most`.
    """
    now = now_ms()
    page = tables.PicturePage
    overdue = (page.state == PageState.WORKING) & (page.lease_until < now)
    lapsed = page.select(page.version).where(overdue).order_by(page.version).distinct()
    # Whoever keeps what another picture of it says writes the same notices, and holds it first.
    for row in list(lapsed):
        take_turn(tables.Version, row.version_id)
    given_up = leases.lapse(
        tables.PicturePage,
        working=(PageState.WORKING,),
        ready=PageState.WAITING,
        dead=PageState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        now=now,
    )
    for each in given_up:
        _tell_of_lost(each)
    return leases.count_due(tables.PicturePage, PageState.WAITING, now, most, [_answers()])


def forget_waiting(version_id: int) -> None:
    """Let no page or picture of a version wait any more that a newer one has taken the place of:
    nobody would ever read it. Who reads one now has lost its lease. The caller holds the
    transaction.
    """
    page = tables.PicturePage
    waits = page.state.in_((PageState.WAITING, PageState.WORKING))
    page.delete().where(page.version == version_id, waits).execute()


def _answers() -> Expression:
    """The condition under which somebody would find what is read of a page or picture."""
    version = tables.Version
    answering = version.select(version.id).where(version.state == VersionState.READY)
    return tables.PicturePage.version.in_(answering)


def _picture(kept: dict[str, Any] | None) -> FoundPicture | None:
    if kept is None:
        return None
    source = kept["source"]
    parts = [(left, top, right, bottom) for left, top, right, bottom in source["covered"]]
    left, top, right, bottom = source["seen"]
    seen = PictureSource(source["name"], (left, top, right, bottom), tuple(parts))
    return FoundPicture(**{**kept, "source": seen, "path": tuple(kept["path"])})


def _read(claimed: ClaimedPage) -> Notice:
    """The notice that leads to what was read: of a picture to its first passage."""
    if claimed.picture is None:
        return Notice(READ_PAGE, claimed.page)
    return Notice(READ_PICTURE, claimed.page or None, f"{claimed.picture.own}p1")


def _at_its_place(row: tables.PicturePage, code: str) -> Notice:
    return Notice(code, row.page or None, row.picture["anchor"] if row.picture else "")


def _tell(version: tables.Version, notice: Notice) -> None:
    """Tell something of a version, once. The caller saves it."""
    told = asdict(notice)
    if told not in (version.notices or ()):
        version.notices = [*(version.notices or ()), told]


def _withdraw(version: tables.Version, row: tables.PicturePage) -> None:
    """Take back what was told of a picture before it was read, unless another one at its place,
    such as on its slide, still has to be told of.
    """
    withdrawn = _at_its_place(row, row.told)
    tables.PicturePage.update(told="").where(tables.PicturePage.id == row.id).execute()
    same = tables.PicturePage.select().where(
        tables.PicturePage.version == version.id, tables.PicturePage.told == row.told
    )
    if row.told and all(_at_its_place(other, row.told) != withdrawn for other in same):
        told = version.notices or ()
        version.notices = [each for each in told if each != asdict(withdrawn)]


def _tell_of_lost(page_id: int) -> None:
    """Tell of a picture that was given up and has no notice at its place yet."""
    row = tables.PicturePage.get_by_id(page_id)
    if not row.told:
        version = tables.Version.get_by_id(row.version_id)
        _tell(version, _at_its_place(row, _NOT_READ))
        version.save(only=[tables.Version.notices])


def _add(
    version: tables.Version, claimed: ClaimedPage, paragraphs: Sequence[str], heading: str
) -> list[int]:
    """The numbers of the new passages."""
    if not paragraphs:
        return []
    picture = claimed.picture or FoundPicture(PictureSource(""), f"i{claimed.page}")
    section = tables.Section.create(
        version=version.id,
        ordinal=_next(tables.Section, version.id),
        anchor=picture.own,
        path=[*picture.path[:-1], heading],  # which names the last of them
    )
    first = _next(tables.Passage, version.id)
    made = [
        tables.Passage.create(
            version=version.id,
            section=section.id,
            ordinal=first + at,
            anchor=f"{picture.own}p{at + 1}",
            kind=BlockKind.PARAGRAPH,
            text=text,
            lead=picture.words,
            page=claimed.page or None,
            words=len(text.split()),
            digest=sha256(text.encode()).hexdigest(),
        )
        for at, text in enumerate(paragraphs)
    ]
    return [row.id for row in made]


def _next(table: type[tables.Section | tables.Passage], version_id: int) -> int:
    last = table.select(fn.MAX(table.ordinal)).where(table.version == version_id).scalar()
    return 0 if last is None else int(last) + 1
