"""Rows to begin a test with: platforms, people in courses, questions, documents with text."""

import hashlib
from dataclasses import replace
from itertools import count
from typing import Any
from uuid import uuid4

from ingest.passages import cut
from silabo.domain.answers import AnswerKind, Citation, Outcome, Sentence
from silabo.domain.documents import ClaimedVersion, Document, Upload
from silabo.domain.letters import Letter
from silabo.domain.passages import Block, BlockKind, Extract, Section
from silabo.domain.people import Identity, Role
from silabo.domain.questions import ClaimedQuestion, NewQuestion, Question
from silabo.storage import documents, people, platforms, questions, tables, versions

WORKER = "host:1"
_numbers = count(1)


def platform(issuer: str = "https://lms.example", client_id: str = "silabo") -> int:
    """Register a platform with the deployment "1"."""
    return platforms.register(registration(issuer=issuer, client_id=client_id))


def registration(**changes: Any) -> platforms.Registration:
    """What a platform tells of itself."""
    issuer = changes.get("issuer", "https://lms.example")
    values = {
        "issuer": issuer,
        "client_id": "silabo",
        "name": "LMS",
        "login_url": f"{issuer}/auth",
        "token_url": f"{issuer}/token",
        "key_set_url": f"{issuer}/keys",
        "deployments": ("1",),
    }
    return platforms.Registration(**{**values, **changes})


def identity(platform_id: int, **changes: Any) -> Identity:
    """A learner's launch from course 2."""
    ana = Identity(
        platform_id=platform_id,
        deployment_id="1",
        sub="3",
        context_id="2",
        role=Role.LEARNER,
        name="Ana Benítez",
        email="ana@example.org",
        course_title="Álgebra Lineal I",
        course_url="https://lms.example/course/view.php?id=2",
        frame_origins=("https://lms.example",),
    )
    return replace(ana, **changes)


def member(sub: str = "3", course: str = "2", **changes: Any) -> tuple[int, int]:
    """The numbers of a person and a course, after a launch."""
    launched = identity(platform(), sub=sub, context_id=course, **changes)
    return people.admit(launched, language="es", time_zone="Europe/Madrid")


def new_question(
    who: tuple[int, int], text: str = "¿Cuándo es el parcial?", **changes: Any
) -> NewQuestion:
    """A question of a person in a course, with a key of its own."""
    person, course = who
    asked = NewQuestion(
        person_id=person,
        course_id=course,
        text=text,
        language="es",
        idempotency_key=str(uuid4()),
        letter=True,
    )
    return replace(asked, **changes)


def ask(who: tuple[int, int], text: str = "¿Cuándo es el parcial?", **changes: Any) -> Question:
    """Ask it."""
    return questions.ask(new_question(who, text, **changes))[0]


def claim_question() -> ClaimedQuestion:
    """Claim the next question; there must be one."""
    claimed = questions.claim(WORKER)
    assert claimed is not None
    return claimed


def answered(who: tuple[int, int], outcome: Outcome | None = None, **changes: Any) -> Question:
    """Ask and record an answer; nothing else may wait."""
    asked = ask(who, **changes)
    record(claim_question(), outcome)
    return questions.get(who[1], who[0], asked.public_id)


def handed_over(sub: str, text: str = "¿Hay estacionamiento?", alike: str | None = "p") -> Question:
    """A question of a student that was declined and handed over; nothing else may wait."""
    who = member(sub)
    declined = Outcome(kind=AnswerKind.DECLINED, language="es")
    asked = answered(who, declined, text=text, alike=alike)
    return questions.hand_over(who[1], who[0], asked.public_id)


def record(claimed: ClaimedQuestion, outcome: Outcome | None = None, took_ms: int = 800) -> None:
    """Record an answer."""
    questions.record(claimed, outcome or extractive(), took_ms=took_ms)


def citation(number: int = 1, **changes: Any) -> Citation:
    """A receipt."""
    receipt = Citation(
        number=number,
        document="d0c",
        version="ver",
        anchor="p1",
        quote="El parcial es el 1 de octubre.",
        document_title="Reglas",
        path=("Fechas",),
    )
    return replace(receipt, **changes)


def extractive(**changes: Any) -> Outcome:
    """An answer of one sentence with its receipt."""
    outcome = Outcome(
        kind=AnswerKind.EXTRACTIVE,
        language="es",
        sentences=(Sentence("El parcial es el 1 de octubre.", (1,)),),
        citations=(citation(),),
    )
    return replace(outcome, **changes)


def upload(name: str = "Reglas.md", content: bytes | None = None) -> Upload:
    """A file that was kept; without a content it is a file of its own."""
    data = f"file {next(_numbers)}".encode() if content is None else content
    return Upload(
        version=str(uuid4()),
        file_name=name,
        media_type="text/markdown",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def extract(*texts: str, title: str = "Fechas", pages: int | None = None) -> Extract:
    """What a reader found: one section of paragraphs."""
    blocks = tuple(
        Block(anchor=f"p{number}", kind=BlockKind.PARAGRAPH, text=text)
        for number, text in enumerate(texts, start=1)
    )
    return Extract(sections=(Section(path=(title,), anchor="h1", blocks=blocks),), pages=pages)


def claim_version() -> ClaimedVersion:
    """Claim the next version; there must be one."""
    claimed = versions.claim(WORKER)
    assert claimed is not None
    return claimed


def ready(course: int, *texts: str, name: str = "Reglas.md", read: Extract | None = None) -> int:
    """The number of a version that is ready with these paragraphs; nothing else may wait."""
    documents.add(course, upload(name))
    claimed = claim_version()
    found = read or extract(*texts)
    versions.keep_text(claimed, found, cut(found), "es")
    versions.make_ready(claimed)
    return claimed.id


def document_of(version: int) -> str:
    """The public id of a version's document."""
    return str(tables.Version.get_by_id(version).document.public_id)


def only(course: int) -> Document:
    """The one document of a course."""
    (document,) = documents.listed(course)
    return document


def passage_ids(version: int) -> list[int]:
    """The numbers of a version's passages, in order."""
    found = tables.Passage.select().where(tables.Passage.version == version)
    return [row.id for row in found.order_by(tables.Passage.ordinal)]


def change(table: type[tables.Table], **values: object) -> None:
    """Write to every row of a table: so does a clock that went on, or a worker that died."""
    table.update(**values).execute()


def overdue(table: type[tables.Leased]) -> None:
    """Let every lease of a table be over, as after the death of its worker."""
    table.update(lease_until=1).where(table.lease_token.is_null(False)).execute()


def due(table: type[tables.Leased]) -> None:
    """Let every wait before another try be over."""
    change(table, run_after=0)


def letter_named(message_id: str) -> Letter:
    """A letter with this id."""
    return Letter("ana@example.org", "Hola", "Hola", "<p>Hola</p>", message_id, "es")
