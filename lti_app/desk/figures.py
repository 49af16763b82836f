"""The desk's figures: what became of the questions of late, drawn and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template

from lti_app import bearer
from lti_app.desk import questions
from silabo.domain.people import Session
from silabo.storage import reports, weekly
from silabo.storage.weekly import Week

WEEKS = 8
_HEIGHT, _STEP, _BAR, _TOP = 100, 40, 28, 12  # of the drawing, in its own units


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a week's bar."""

    kind: str
    x: int
    y: float
    height: float


def whole(session: Session) -> str:
    """The desk at its figures."""
    view = bearer.view()
    found = weekly.weeks(session.course_id, view.time_zone, WEEKS)
    met = reports.experience(weekly.since_ms(view.time_zone, WEEKS), session.course_id)
    return render_template(
        "desk/figures.html",
        session=session,
        session_view=view,
        tabs=questions.tabs(session),
        weeks=found,
        met=met,
        asked=sum(week.asked for week in found),
        bars=_bars(found),
        bar_width=_BAR,
        width=WEEKS * _STEP,
        height=_HEIGHT + _TOP,
    )


def _bars(found: Sequence[Week]) -> list[_Part]:
    """The bars, a week beside the other, what was answered lowest; the largest is full height."""
    most = max((week.asked for week in found), default=0)
    parts: list[_Part] = []
    for position, week in enumerate(found):
        x, y = position * _STEP + (_STEP - _BAR) // 2, float(_HEIGHT + _TOP)
        for kind in ("answered", "closest", "declined", "without"):
            height = _HEIGHT * getattr(week, kind) / most if most else 0.0
            y -= height
            if height:
                parts.append(_Part(kind, x, round(y, 2), round(height, 2)))
    return parts
