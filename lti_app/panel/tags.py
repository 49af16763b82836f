"""The ETag of a question's card, from what it is made of: none is rendered to find that whoever
polls has it already.
"""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from lti_app.assets import release
from lti_app.language import current
from silabo.domain import clock
from silabo.domain.people import Session
from silabo.storage import courses, stamps

TEMPLATES = Path(__file__).parents[1] / "templates" / "panel"


def card_tag(session: Session, public_id: str, *, writes: bool) -> str:
    """The tag of a card as it stands; empty where only reading it tells."""
    stamp = stamps.of_question(session.course_id, session.person_id, public_id)
    if stamp is None:
        return ""
    # A moment of today is told by its time alone.
    zone = ZoneInfo(courses.time_zone(session.course_id))
    today = clock.now().astimezone(zone).date()
    made_of = repr((_looks(), current(), writes, today, stamp))
    return hashlib.sha256(made_of.encode()).hexdigest()[:32]


@cache
def _looks() -> str:
    """A name that changes with the templates, the catalogues and the static files of a release."""
    digest = hashlib.sha256(release().encode())
    catalogues = files("silabo.wording").joinpath("translations").iterdir()
    for path in [
        *sorted(TEMPLATES.glob("*.html")),
        *sorted(catalogues, key=lambda each: each.name),
    ]:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
