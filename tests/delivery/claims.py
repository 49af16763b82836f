"""Claimed deliveries for tests of letters, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

from silabo.delivery.compose import LetterOptions, compose
from silabo.domain.answers import AnswerKind, Citation, Sentence
from silabo.domain.deliveries import (
    AlertCode,
    Backlog,
    ClaimedDelivery,
    CourseNews,
    DeliveryKind,
)
from silabo.domain.letters import Letter
from silabo.domain.questions import Answer, DeliveryState, Question, QuestionState
from silabo.domain.reports import Experience, Report, Waits, WeekReport

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
OPTIONS = LetterOptions("https://tool.example:8443", "silabo@tool.example")
STOP_URL = "https://tool.example:8443/letters/unsubscribe/t0ken"
QUESTION_URL = "https://tool.example:8443/letters/questions/que5tion"
SOURCES_URL = f"{QUESTION_URL}/answers/1/citations"
COURSE_URL = "https://lms.example/mod/lti/view.php?id=7&lang=es"

ANSWER = Answer(
    public_id="an5wer",
    revision=1,
    kind=AnswerKind.EXTRACTIVE,
    language="es",
    sentences=(
        Sentence("El parcial es el 1 de octubre.", (1,)),
        Sentence("Turno: tarde\nAula: 4", (2, 3)),
    ),
    citations=(
        Citation(1, "d", "v", "p3", "El parcial…", "Programa 2026", ("Evaluación", "Fechas")),
        Citation(2, "d", "v", "t2r5", "Turno…", "Programa 2026", ("Turnos",), row=5),
        Citation(3, "d", "v", "p9", "Aula…", "Apuntes", page=4),
    ),
    searched=(),
    nearest=(),
    reply="",
    created_at=NOW,
)
QUESTION = Question(
    id=1,
    public_id="que5tion",
    course_id=1,
    text="¿Cuándo es el primer parcial?",
    language="es",
    state=QuestionState.ANSWERED,
    asked_at=NOW,
    answered_at=NOW,
    answer=ANSWER,
)
DELIVERY = ClaimedDelivery(
    id=1,
    token="t0ken",
    attempt=1,
    public_id="del1very",
    message_id="",
    kind=DeliveryKind.ANSWER,
    recipient="ana@example.org",
    stop_token="t0ken",
    course="c0urse",
    course_title="Álgebra Lineal I",
    course_url=COURSE_URL,
    question=QUESTION,
)


def letter(*, text: str = "", delivery: dict[str, Any] | None = None, **answer: Any) -> Letter:
    """The letter of the delivery above, with another question, delivery or answer."""
    question = replace(
        QUESTION, text=text or QUESTION.text, answer=replace(ANSWER, **answer) if answer else ANSWER
    )
    return compose(replace(DELIVERY, question=question, **(delivery or {})), OPTIONS)


def declined(language: str = "es", **answer: Any) -> Letter:
    """The letter of a refusal that names what came nearest."""
    values: dict[str, Any] = {
        "kind": AnswerKind.DECLINED,
        "language": language,
        "sentences": (),
        "citations": (),
        "searched": ("clave", "wifi"),
        "nearest": (Citation(1, "d", "v", "p3", "La red es «campus».", "Programa 2026"),),
    }
    return letter(**{**values, **answer})


def closest(language: str = "es", **answer: Any) -> Letter:
    """The letter of an answer that is not sure."""
    values: dict[str, Any] = {
        "kind": AnswerKind.CLOSEST,
        "language": language,
        "searched": ("tercer parcial", "aula"),
    }
    return letter(**{**values, **answer})


def failure(language: str = "es", **delivery: Any) -> Letter:
    """The letter of a question that could not be answered."""
    question = replace(QUESTION, language=language, state=QuestionState.FAILED, answer=None)
    claimed = replace(DELIVERY, kind=DeliveryKind.FAILURE, question=question, **delivery)
    return compose(claimed, OPTIONS)


def notice(
    language: str = "es",
    unread: tuple[str, ...] = ("Programa",),
    delivery: dict[str, Any] | None = None,
    **news: Any,
) -> Letter:
    """The daily letter to an instructor."""
    found = CourseNews(unread, **{"unanswered": 3, **news})
    claimed = replace(
        DELIVERY,
        kind=DeliveryKind.NOTICE,
        question=None,
        news=found,
        language=language,
        **(delivery or {}),
    )
    return compose(claimed, OPTIONS)


FIGURES = Report(
    asked=42,
    answered={
        AnswerKind.CURATED: 3,
        AnswerKind.GENERATED: 0,
        AnswerKind.EXTRACTIVE: 28,
        AnswerKind.CLOSEST: 5,
        AnswerKind.DECLINED: 0,
        AnswerKind.REPLY: 4,
    },
    failed=1,
    open=1,
    tried_again=2,
    met=Experience(17, 2, 12, 15, Waits(40, 3.0, 75.0, 240.0)),
    letters={**dict.fromkeys(DeliveryState, 0), DeliveryState.SENT: 30, DeliveryState.UNKNOWN: 1},
)
WEEK = WeekReport(date(2026, 11, 23), date(2026, 11, 29), FIGURES)


def week(language: str = "es", *, of_all: bool = False, **figures: Any) -> Letter:
    """The weekly letter to an instructor, or that of all courses to an administrator."""
    told = replace(WEEK, report=replace(FIGURES, **figures))
    options = replace(OPTIONS, language=language)
    if of_all:
        return compose(_to_administrator(DeliveryKind.WEEK, week=told), options)
    claimed = replace(DELIVERY, kind=DeliveryKind.WEEK, question=None, week=told, language=language)
    return compose(claimed, OPTIONS)


def alert(language: str = "en", code: AlertCode = AlertCode.DEAD_LETTERS, **values: Any) -> Letter:
    """A letter to an administrator about what waits and what was given up."""
    stands: dict[str, Any] = {"letters": 2, "reason": "dot 554 5.7.1", "since": NOW}
    backlog = Backlog(failed=2, waiting=7, oldest_at=NOW, **{**stands, **values})
    return compose(
        _to_administrator(DeliveryKind.ALERT, code=code, backlog=backlog),
        replace(OPTIONS, language=language),
    )


def trial(language: str = "en") -> Letter:
    """A letter that tries the way."""
    return compose(_to_administrator(DeliveryKind.TEST), replace(OPTIONS, language=language))


def _to_administrator(kind: DeliveryKind, **values: Any) -> ClaimedDelivery:
    return ClaimedDelivery(
        id=2,
        token="t0ken",
        attempt=1,
        public_id="del1very",
        message_id="",
        kind=kind,
        recipient="root@tool.example",
        **values,
    )


class Page(HTMLParser):
    """What a mail program sees of an HTML part: its tags, its addresses and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def links(self) -> list[str | None]:
        """Where its links lead."""
        return [value for name, value in self.attributes if name == "href"]
