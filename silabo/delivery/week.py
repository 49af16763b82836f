"""The figures of a week as a letter tells them: each with its name, in its reader's language."""

from collections.abc import Iterator

from babel.numbers import format_percent

from silabo.domain.answers import AnswerKind
from silabo.domain.intervals import wilson
from silabo.domain.questions import DeliveryState
from silabo.domain.reports import Experience, Report
from silabo.wording import dates
from silabo.wording.catalogues import mark, say

# A name, its count, and whether it is told where there is none.
_Counted = tuple[str, int, bool]


def rows(report: Report, language: str) -> list[tuple[str, str]]:
    """Name and value of each figure. What did not happen is left out, but for the answers that were
    not sure or that the documents do not have: that there was none is news.
    """
    counted = [
        (say(language, name), str(count))
        for name, count, always in (*_questions(report), *_letters(report))
        if count or always
    ]
    return [*counted, *_experience(report.met, language)]


def _questions(report: Report) -> Iterator[_Counted]:
    answered = report.answered
    yield mark("Questions"), report.asked, True
    yield mark("Students who asked"), report.met.persons, True
    yield mark("Answered in a model's words"), answered[AnswerKind.GENERATED], False
    yield mark("Answered by quotations"), answered[AnswerKind.EXTRACTIVE], False
    yield mark("Answered by instructors"), answered[AnswerKind.CURATED], False
    yield mark("Not sure"), answered[AnswerKind.CLOSEST], True
    yield mark("Not stated"), answered[AnswerKind.DECLINED], True
    yield mark("Replies to greetings and the like"), answered[AnswerKind.REPLY], False
    yield mark("Given up without an answer"), report.failed, False
    yield mark("Still waiting"), report.open, False
    yield mark("Sent to the instructors"), report.met.handed_over, False


def _letters(report: Report) -> Iterator[_Counted]:
    letters = report.letters
    waiting = letters[DeliveryState.READY] + letters[DeliveryState.SENDING]
    lost = letters[DeliveryState.FAILED] + letters[DeliveryState.UNKNOWN]
    yield mark("E-mails sent"), letters[DeliveryState.SENT], False
    yield mark("E-mails that still wait"), waiting, False
    yield mark("E-mails that were given up"), lost, False


def _experience(met: Experience, language: str) -> Iterator[tuple[str, str]]:
    if met.judged:
        yield say(language, "It helped"), _share(met.helped, met.judged, language)
    if met.waits.count:
        half, most = (
            dates.length_text(each, language) for each in (met.waits.median_s, met.waits.p90_s)
        )
        yield say(language, "Half of the answers came within"), half
        yield say(language, "Nine of ten within"), most


def _share(count: int, of: int, language: str) -> str:
    """A share with its interval of 95 %: of few it says little, and shows it."""
    estimate = wilson(count, of)
    low, high = (format_percent(each, locale=language) for each in (estimate.low, estimate.high))
    return say(
        language,
        "%(count)s of %(of)s who said something; as a share, %(low)s to %(high)s",
        count=count,
        of=of,
        low=low,
        high=high,
    )
