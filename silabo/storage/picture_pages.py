"""The way of a page that is a picture: waiting, working, done or failed; and the text that it adds
to its version, which answers already.
"""

from collections.abc import Sequence
from hashlib import sha256
from uuid import uuid4

from peewee import fn

from silabo.domain.documents import VersionState
from silabo.domain.passages import BlockKind
from silabo.domain.pictures import ClaimedPage, PageState, PictureText
from silabo.storage import leases, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn

MAX_ATTEMPTS = 2
READ_NOTICE = "read_from_picture"
_TOLD = "page_without_text"


def owe(version_id: int, pages: Sequence[int]) -> None:
    """Let these pages of a version wait to be read. The caller holds the transaction."""
    tables.PicturePage.delete().where(tables.PicturePage.version == version_id).execute()
    rows = [
        {"public_id": str(uuid4()), "version": version_id, "page": page, "state": PageState.WAITING}
        for page in dict.fromkeys(pages)
    ]
    if rows:
        tables.PicturePage.insert_many(rows).execute()


@transaction
def claim(worker: str) -> ClaimedPage | None:
    """Take the next page of a version that answers, or None."""
    answering = tables.Version.select(tables.Version.id).where(
        tables.Version.state == VersionState.READY
    )
    row = leases.claim(
        tables.PicturePage,
        ready=PageState.WAITING,
        working=PageState.WORKING,
        order=[tables.PicturePage.id.asc()],
        worker=worker,
        which=[tables.PicturePage.version.in_(answering)],
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
    added = _add(version, claimed.page, read.paragraphs, heading)
    told = [each for each in version.notices or () if not _is_of(each, claimed.page)]
    version.notices = [*told, {"code": READ_NOTICE, "page": claimed.page, "anchor": ""}]
    version.passage_count += len(read.paragraphs)
    changed = [tables.Version.notices, tables.Version.passage_count]
    if version.language == "und":
        version.language = language
        changed.append(tables.Version.language)
    version.save(only=changed)
    return added


@transaction
def give_up(claimed: ClaimedPage, reason: str, *, again_ms: int | None) -> None:
    """Let a page wait for another try so many milliseconds; None, or too often: it stays a notice.
    Raises `LeaseLostError`.
    """
    again = again_ms is not None and claimed.attempt < MAX_ATTEMPTS
    leases.settle(
        tables.PicturePage,
        claimed.id,
        claimed.token,
        state=PageState.WAITING if again else PageState.FAILED,
        run_after=now_ms() + (again_ms or 0),
        last_error=reason[:255],
    )


@reading
def says_more(version_id: int) -> bool:
    """Whether text came of the pages of a version, and none waits any more."""
    page = tables.PicturePage
    waits = page.state.in_((PageState.WAITING, PageState.WORKING))
    if page.select().where(page.version == version_id, waits).limit(1).count():
        return False
    version = tables.Version.get_or_none(tables.Version.id == version_id)
    notices = version.notices if version else None
    return any(each.get("code") == READ_NOTICE for each in notices or ())


@transaction
def sweep(most: int = leases.COUNTED) -> int:
    """Take back pages whose worker went away; return how many wait, counted up to `most`."""
    now = now_ms()
    leases.lapse(
        tables.PicturePage,
        working=(PageState.WORKING,),
        ready=PageState.WAITING,
        dead=PageState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        now=now,
    )
    return leases.count_due(tables.PicturePage, PageState.WAITING, now, most)


def _is_of(notice: dict[str, object], page: int) -> bool:
    return notice.get("code") == _TOLD and notice.get("page") == page


def _add(version: tables.Version, page: int, paragraphs: Sequence[str], heading: str) -> list[int]:
    """The numbers of the new passages."""
    section = tables.Section.create(
        version=version.id,
        ordinal=_next(tables.Section, version.id),
        anchor=f"i{page}",
        path=[heading],
    )
    first = _next(tables.Passage, version.id)
    made = [
        tables.Passage.create(
            version=version.id,
            section=section.id,
            ordinal=first + at,
            anchor=f"i{page}p{at + 1}",
            kind=BlockKind.PARAGRAPH,
            text=text,
            page=page,
            words=len(text.split()),
            digest=sha256(text.encode()).hexdigest(),
        )
        for at, text in enumerate(paragraphs)
    ]
    return [row.id for row in made]


def _next(table: type[tables.Section | tables.Passage], version_id: int) -> int:
    last = table.select(fn.MAX(table.ordinal)).where(table.version == version_id).scalar()
    return 0 if last is None else int(last) + 1
