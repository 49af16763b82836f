"""The ETag of a question, from what its card and its JSON are made of: none is loaded or rendered
to find that whoever polls has it already.
"""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Response, request

from lti_app.assets import release
from lti_app.language import current
from silabo.domain import clock
from silabo.domain.people import Session
from silabo.storage import courses, stamps

TEMPLATES = Path(__file__).parent / "templates" / "panel"
SCHEMAS = Path(__file__).parent / "api" / "schemas.py"


def question_tag(session: Session, public_id: str, *, writes: bool) -> str:
    """The tag of a question as it stands; empty where only reading it tells."""
    stamp = stamps.of_question(session.course_id, session.person_id, public_id)
    if stamp is None:
        return ""
    # A moment of today is told by its time alone.
    zone = ZoneInfo(courses.time_zone(session.course_id))
    today = clock.now().astimezone(zone).date()
    made_of = repr((_looks(), current(), writes, today, stamp))
    return hashlib.sha256(made_of.encode()).hexdigest()[:32]


def unchanged(tag: str) -> Response | None:
    """What to answer whoever has the tag already; None for everybody else."""
    if not tag or not request.if_none_match.contains(tag):
        return None
    same = Response(status=304)
    same.set_etag(tag)
    return same


@cache
def _looks() -> str:
    """A name that changes with a release's templates, schemas, catalogues and static files."""
    digest = hashlib.sha256(release().encode())
    catalogues = files("silabo.wording").joinpath("translations").iterdir()
    for path in [
        *sorted(TEMPLATES.glob("*.html")),
        SCHEMAS,
        *sorted(catalogues, key=lambda each: each.name),
    ]:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
