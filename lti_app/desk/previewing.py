"""Trying a question: what a student would be shown, without anything being sent, kept or counted.

It is answered here, by quotation: a model writes in the workers, for questions that are kept.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from lti_app import bearer
from lti_app.previews import Preview
from silabo.domain import clock
from silabo.domain.answers import Outcome
from silabo.domain.questions import Answer, Question, QuestionState


@dataclass(frozen=True, slots=True)
class _Links:
    """Where the citations of an answer that is not kept lead, by their numbers."""

    outcome: Outcome

    def get(self, number: int) -> str:
        """The address of a citation in the reader."""
        quoted = (*self.outcome.citations, *self.outcome.nearest, *self.outcome.quoted)
        cited = next(each for each in quoted if each.number == number)
        return f"#/versions/{cited.version}/{cited.anchor}"


def shown(text: str, preview: Preview, *, writes: bool) -> str:
    """What comes of a question that nobody has asked."""
    now = clock.now()
    return render_template(
        "desk/preview.html",
        preview=preview,
        question=_question(text, preview, now),
        session_view=bearer.view(),
        links=_Links(preview.outcome),
        base="",
        gone=set(),
        may_ask=False,
        writes=writes,
    )


def _question(text: str, preview: Preview, now: datetime) -> Question:
    return Question(
        id=0,
        public_id="",
        course_id=0,
        text=text,
        language=preview.outcome.language,
        state=QuestionState.ANSWERED,
        asked_at=now,
        answered_at=now,
        answer=_answer(preview, now),
    )


def _answer(preview: Preview, now: datetime) -> Answer:
    outcome = preview.outcome
    return Answer(
        public_id="",
        revision=1,
        kind=outcome.kind,
        language=outcome.language,
        sentences=outcome.sentences,
        citations=outcome.citations,
        searched=outcome.searched,
        nearest=outcome.nearest,
        reply=outcome.reply,
        created_at=now,
        understood_as=outcome.understood_as,
        documents_in=outcome.documents_in,
        parts=outcome.parts,
        quoted=outcome.quoted,
        choices=outcome.choices,
        checked_at=preview.checked_at,
    )
