"""What a question would be answered with, where nobody has asked it: nothing is sent, kept or
counted.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from lti_app.asking import clean
from lti_app.searchers import Searchers
from silabo.answering.equality import equality_key
from silabo.answering.pipeline import answer, first_look
from silabo.answering.reading import Reading
from silabo.domain import clock
from silabo.domain.answers import Outcome, Query
from silabo.domain.errors import QuestionError
from silabo.domain.passages import Hit
from silabo.domain.people import Session
from silabo.language.detect import detect
from silabo.language.messages import asked
from silabo.storage import courses, curated, passages, scopes

if TYPE_CHECKING:
    from lti_app.parts import Parts

SHOWN = 8  # passages
BUDGET_S = 10.0  # whoever tries a question waits for it
# One at a time: a preview costs an answer, and must not push aside what students ask.
PREVIEWERS = 1


@dataclass(frozen=True, slots=True)
class Preview:
    """What a student would get, the passages that were found for it, best first with their scores,
    and the words that were looked for. `checked_at` is when instructors decided it, if they did.
    """

    outcome: Outcome
    hits: tuple[Hit, ...]
    words: tuple[str, ...]
    checked_at: datetime | None = None


class Previews:
    """Answers by quotation, as the workers do; no model is asked."""

    def __init__(self, parts: "Parts") -> None:
        """Start nothing."""
        self._parts = parts
        self._reading = Reading()
        self._previewers = Searchers(PREVIEWERS, "previews")

    def of(self, session: Session, text: str) -> Preview:
        """What the session's course answers to a question, as far as its activity is limited.

        Raises `QuestionError`, also where it takes too long or another one is tried just now.
        """
        query = _query(session, clean(text))
        found = self._previewers.in_time(BUDGET_S, self._preview, session, query)
        if found is None:
            raise QuestionError("preview_late")
        return found

    def _preview(self, session: Session, query: Query) -> Preview:
        search = self._parts.search(session.course_id, session.documents)
        look = first_look(query, search, limit=SHOWN, reading=self._reading)
        hits, words = tuple(look.shown), look.words
        decided = curated.preview(session.course_id, equality_key(query))
        if decided is not None:
            return Preview(decided[0], hits, words, decided[1])
        outcome = answer(query, search, found=look.found, reading=self._reading)
        return Preview(outcome, hits, words)


def _query(session: Session, text: str) -> Query:
    language = detect(asked(text))
    return Query(
        text=text,
        language=session.language if language == "und" else language,
        asked_at=clock.now(),
        time_zone=courses.time_zone(session.course_id),
        caution=courses.caution(session.course_id),
        out_of_scope=scopes.topics(session.course_id),
        document_languages=passages.languages(session.course_id, session.documents),
    )
