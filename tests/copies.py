"""Two courses of one instructor, and the steps of copying as a worker does them."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from ingest.passages import cut
from silabo.domain.answers import Citation, Sentence
from silabo.domain.copies import ClaimedCopy, CopyState, CopyStep, CopyWish
from silabo.domain.documents import Quota, Upload
from silabo.domain.errors import ToolError, UploadError
from silabo.domain.people import Role, Session, SessionKind
from silabo.domain.reviews import CopyDoubt, DecisionKind
from silabo.storage import (
    copy_steps,
    course_copies,
    decisions,
    documents,
    standing,
    tables,
    versions,
)
from silabo.storage.database import connection, transaction
from tests import seeds

RULE = "Se promociona con 8 o más."
DAY = "El parcial es el 1 de octubre."
LAST_YEAR = "2"
THIS_YEAR = "7"
ALL = {"answers": True, "settings": True, "expectations": True}


class Courses:
    """Two courses of one instructor: last year's, and a new one."""

    def __init__(self) -> None:
        self.person, self.last = seeds.member("5", LAST_YEAR, role=Role.INSTRUCTOR)
        _, self.new = seeds.member("5", THIS_YEAR, role=Role.INSTRUCTOR)
        self.session = opened(self.person, self.new)

    @property
    def source(self) -> str:
        with connection():
            return str(tables.Course.get_by_id(self.last).public_id)

    def wish(self, **chosen: object) -> CopyWish:
        return CopyWish(self.source, **chosen)  # type: ignore[arg-type]

    def documents(self) -> tuple[str, ...]:
        return tuple(each.public_id for each in documents.listed(self.last))

    def begin(self, **chosen: object) -> None:
        course_copies.begin(self.session, self.wish(**chosen))

    def copy(self, **chosen: object) -> None:
        self.begin(**chosen)
        while step() is not None:
            read_what_waits()
        assert course_copies.last(self.new).state is CopyState.DONE  # type: ignore[union-attr]


def opened(person: int, course: int, **changes: object) -> Session:
    """A session as a launch of this person opens it."""
    launch = str(uuid4())
    with connection():
        tables.Launch.create(
            public_id=launch,
            person=person,
            course=course,
            role=Role.INSTRUCTOR,
            language="es",
            frame_origins=[],
            activity=changes.get("activity"),
            created_at=1,
        )
    ends = datetime(2030, 1, 1, tzinfo=UTC)
    return Session(0, launch, person, course, Role.INSTRUCTOR, SessionKind.PANEL, "es", ends)


@transaction
def publish(
    course: int,
    text: str,
    *,
    alike: str,
    asks: str | None = "¿Con qué nota se promociona?",
    cited: tuple[Citation, ...] = (),
    told: bool = True,
) -> None:
    """What instructors of a course answer; `told`: it can no longer be taken back."""
    row = tables.Decision(
        course=course, alike=alike, asks=asks, kind=DecisionKind.PUBLISHED, language="es"
    )
    numbers = tuple(each.number for each in cited)
    decisions.keep(row, (Sentence(text, numbers),), cited)
    if told:
        tables.Decision.update(spread_after=1).execute()


def place(version: int) -> Citation:
    """A receipt for the first passage of a version."""
    with connection():
        row = tables.Version.get_by_id(version)
        passage = tables.Passage.get(tables.Passage.version == version)
        return seeds.citation(
            document=row.document.public_id,
            version=row.public_id,
            anchor=passage.anchor,
            quote=passage.text,
        )


def claimed() -> ClaimedCopy:
    found = course_copies.claim(seeds.WORKER)
    assert found is not None
    return found


def step() -> ClaimedCopy | None:
    """The next step, as a worker does it."""
    taken = course_copies.claim(seeds.WORKER)
    if taken is None:
        return None
    if taken.step is CopyStep.ANSWERS:
        copy_steps.copy_answers(taken)
    elif taken.step is CopyStep.OTHERS:
        copy_steps.copy_others(taken)
    elif (found := copy_steps.next_document(taken)) is None:
        copy_steps.end_documents(taken)
    else:
        keep(taken, *found)
    return taken


def keep(taken: ClaimedCopy, public_id: str, upload: Upload | None) -> None:
    if upload is None:
        copy_steps.skip_document(taken, "", ToolError("copy_gone"))
        return
    try:
        new = replace(upload, version=str(uuid4()))
        copy_steps.keep_document(taken, public_id, new, quota=Quota())
    except UploadError as error:
        copy_steps.skip_document(taken, upload.file_name, error)


def read_what_waits() -> None:
    """Read what was copied: the same file says the same."""
    while found := versions.claim(seeds.WORKER):
        with connection():
            row = tables.Version.get_by_id(found.id)
            same = tables.Version.get(
                tables.Version.sha256 == row.sha256, tables.Version.state == "ready"
            )
            texts = [
                each.text for each in tables.Passage.select().where(tables.Passage.version == same)
            ]
        extract = seeds.extract(*texts)
        versions.keep_text(found, extract, cut(extract), "es")
        versions.make_ready(found)


def answers_of(course: int) -> dict[str, CopyDoubt | None]:
    """What instructors of a course answer, each with why it waits."""
    return {each.sentences[0].text: each.doubt for each in standing.listed(course)}
