"""What became of a course's questions week by week, in numbers: no text and no name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from peewee import JOIN, Case, fn

from silabo.domain.answers import AnswerKind
from silabo.domain.clock import to_ms
from silabo.domain.questions import QuestionState
from silabo.storage import tables
from silabo.storage.database import now_ms, reading

_WEEK = timedelta(weeks=1)
_ANSWERED = {AnswerKind.GENERATED, AnswerKind.EXTRACTIVE, AnswerKind.CURATED}


@dataclass(frozen=True, slots=True)
class Week:
    """The questions that were asked in a week, by what their newest answer is."""

    first: date  # its Monday, in the zone of the course
    answered: int = 0
    closest: int = 0  # not sure: what comes nearest is shown
    declined: int = 0  # the documents do not say
    without: int = 0  # that wait, or were given up

    @property
    def asked(self) -> int:
        """All of them."""
        return self.answered + self.closest + self.declined + self.without


@reading
def weeks(course_id: int, time_zone: str, count: int) -> list[Week]:
    """So many weeks up to this one, the oldest first, as it stands now. Greetings and the like, and
    questions that their askers took back, do not count.
    """
    zone, mondays = _period(time_zone, count)
    kinds: dict[date, Counter[str]] = {monday: Counter() for monday in mondays}
    for asked_at, kind in _asked(course_id, _midnight_ms(mondays[0], zone)):
        # One from a clock that is ahead would be of a week that is not there.
        kinds[min(_monday(asked_at, zone), mondays[-1])][kind or ""] += 1
    return [_week(monday, counted) for monday, counted in kinds.items()]


@reading
def since_ms(time_zone: str, count: int) -> int:
    """When the first of these weeks began."""
    zone, mondays = _period(time_zone, count)
    return _midnight_ms(mondays[0], zone)


def _period(time_zone: str, count: int) -> tuple[ZoneInfo, list[date]]:
    """The zone, and the Mondays of so many weeks up to this one."""
    zone = ZoneInfo(time_zone or "UTC")
    newest = _monday(now_ms(), zone)
    return zone, [newest - _WEEK * back for back in reversed(range(count))]


def _midnight_ms(day: date, zone: ZoneInfo) -> int:
    return to_ms(datetime.combine(day, datetime.min.time(), zone))


def _monday(moment_ms: int, zone: ZoneInfo) -> date:
    day = datetime.fromtimestamp(moment_ms / 1000, zone).date()
    return day - timedelta(days=day.weekday())


def _week(monday: date, counted: Counter[str]) -> Week:
    return Week(
        monday,
        answered=sum(counted[kind] for kind in _ANSWERED),
        closest=counted[AnswerKind.CLOSEST],
        declined=counted[AnswerKind.DECLINED],
        without=counted[""],
    )


def _asked(course_id: int, since_ms: int) -> Iterable[tuple[int, str | None]]:
    """When each question was asked, and the kind of its newest answer."""
    question, answer, later = tables.Question, tables.Answer, tables.Answer.alias()
    last = later.select(fn.MAX(later.revision)).where(later.question == question.id)
    told = Case(None, [(question.state == QuestionState.ANSWERED, answer.kind)], None)
    rows: Any = (
        question.select(question.asked_at, told)
        .join(
            answer,
            JOIN.LEFT_OUTER,
            on=(answer.question == question.id) & (answer.revision == last),
        )
        .where(
            question.course == course_id,
            question.asked_at >= since_ms,
            question.state != QuestionState.CANCELLED,
        )
        .tuples()
    )
    return list(rows)
