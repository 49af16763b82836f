"""From a delivery to its letter: subject, text and HTML in its reader's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from silabo.delivery.week import rows
from silabo.domain.answers import Sentence
from silabo.domain.deliveries import ClaimedDelivery, DeliveryKind
from silabo.domain.letters import Letter
from silabo.domain.questions import Answer
from silabo.domain.replies import InboxAddress
from silabo.wording import dates, error_sentences, languages
from silabo.wording.catalogues import catalogue, mark, say, supported
from silabo.wording.changes import change_text
from silabo.wording.distances import distance
from silabo.wording.feedback import feedback_words
from silabo.wording.links import linked
from silabo.wording.locations import location_label
from silabo.wording.replies import part_text, reply_text

SUBJECT_LENGTH = 70  # characters of the question: mail programs show about so many

# The subjects of alerts, by their code.
ALERTS = {
    "dead_letters": mark("Questions could not be answered"),
    "queue_held": mark("Questions have been waiting for a long time"),
    "letters_refused": mark("E-mails could not be delivered"),
    "index_away": mark("The index is not responding"),
    "index_drift": mark("The index lacks passages"),
}


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """`address` is this tool's own, `sender` the plain mail address that a reply goes to.
    `language` is that of letters to administrators. `counselling` is whom somebody in distress is
    told to turn to. Replies arrive at `inbox`, where there is one.
    """

    address: str
    sender: str
    language: str = "en"
    counselling: str = ""
    inbox: InboxAddress | None = None

    @property
    def host(self) -> str:
        """The host of our own address: it names our lists and message ids, so that they are ours
        alone (RFC 2919, RFC 5322 3.6.4).
        """
        return urlsplit(self.address).hostname or "localhost"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What differs between letters: template, language, subject and what the template is told."""

    template: str
    language: str
    subject: str
    context: Mapping[str, object]


def compose(delivery: ClaimedDelivery, options: LetterOptions) -> Letter:
    """The letter of a delivery. Raises `ValueError` when what it is about is not there."""
    sheet = _SHEETS[delivery.kind](delivery, options)
    stop_url = _stop_url(delivery, options)
    question_url = _question_url(delivery, options)
    reply_to = _reply_to(delivery, options)
    context = {
        **sheet.context,
        "language": sheet.language,
        "course": _course(delivery),
        "course_url": _web_address(delivery.course_url),
        "question_url": question_url,
        "sender": options.sender,
        "is_read": bool(reply_to),
        "is_notice": delivery.kind is DeliveryKind.NOTICE,
        "source_url": lambda number: _source_url(delivery, question_url, number),
        "of_a_course": bool(delivery.course),
        "stop_url": stop_url,
        "address": options.address,
    }
    environment = _environment(sheet.language)
    return Letter(
        recipient=delivery.recipient,
        subject=sheet.subject,
        text=environment.get_template(f"{sheet.template}.txt").render(context),
        html=environment.get_template(f"{sheet.template}.html").render(context),
        message_id=delivery.message_id or f"{delivery.public_id}@{options.host}",
        language=sheet.language,
        list_id=f"{delivery.course}.silabo.{options.host}" if delivery.course else "",
        references=delivery.earlier,
        stop_url=stop_url,
        reply_to=reply_to,
    )


def _answer(delivery: ClaimedDelivery, options: LetterOptions) -> _Sheet:
    question = delivery.question
    if question is None or question.answer is None:
        raise ValueError("a letter needs an answer")
    language = supported(question.answer.language)
    why = question.answer.why_quoted
    return _Sheet(
        template="answer",
        language=language,
        subject=_subject(delivery, language),
        context={
            "question": question,
            "answer": question.answer,
            "kind": delivery.kind,
            "sentences_of": _sentences_of,
            "reply_of_part": lambda part: part_text(language, part, options.counselling),
            "reply": reply_text(language, question.answer, options.counselling),
            "may_say_it": _told(languages.may_say_it, question.answer.may_be_said_in, language),
            "quoted_in": _told(languages.quoted_in, question.answer.quoted_in, language),
            "distances": _distances(question.answer.sentences, delivery.today, language),
            "distances_of": lambda told: _distances(told, delivery.today, language),
            "checked": _checked(delivery, language),
            "changed": change_text(language, question.answer.changes)
            if question.answer.changes
            else "",
            "why_quoted": error_sentences.sentence(language, why) if why else "",
            "feedback": feedback_words(language, unsure=question.answer.unsure),
            "feedback_url": _feedback_url(delivery, options),
        },
    )


def _checked(delivery: ClaimedDelivery, language: str) -> str:
    if delivery.checked_on is None:
        return ""
    day = dates.date_text(delivery.checked_on, language)
    return say(language, "Checked by your instructors on %(day)s.", day=day)


def _told(say_of: Callable[[Sequence[str], str], str], codes: Sequence[str], language: str) -> str:
    return say_of(codes, language) if codes else ""


def _distances(
    told: Sequence[Sentence], today: date | None, language: str
) -> list[tuple[str, str]]:
    """How far the days are that sentences tell, and the numbers of the sources of each."""
    return [
        (
            "".join(f"[{number}]" for number in sentence.citations),
            distance(sentence.day, today, language),
        )
        for sentence in told
        if sentence.day is not None and today is not None
    ]


def _sentences_of(answer: Answer, part: int) -> tuple[Sentence, ...]:
    """The sentences of one of several questions."""
    return tuple(each for each in answer.sentences if each.part == part)


def _failure(delivery: ClaimedDelivery, _: LetterOptions) -> _Sheet:
    if delivery.question is None:
        raise ValueError("a letter needs its question")
    language = supported(delivery.question.language)
    return _Sheet(
        template="failure",
        language=language,
        subject=_subject(delivery, language),
        context={"question": delivery.question},
    )


def _notice(delivery: ClaimedDelivery, options: LetterOptions) -> _Sheet:
    if delivery.news is None:
        raise ValueError("a notice needs its news")
    language = supported(delivery.language)
    return _Sheet(
        template="notice",
        language=language,
        subject=say(
            language, "%(course)s: what needs your attention", course=_line(_course(delivery))
        ),
        context={
            "unread": [_line(each) for each in delivery.news.unread],
            "unanswered": delivery.news.unanswered,
            "unsure": delivery.news.unsure,
            "handed": delivery.news.handed,
            "unapproved": delivery.news.unapproved,
            "questions": [
                (_short(_line(each.text)), _url_of(each.public_id, delivery, options))
                for each in delivery.news.questions
            ],
        },
    )


def _week(delivery: ClaimedDelivery, options: LetterOptions) -> _Sheet:
    week = delivery.week
    if week is None:
        raise ValueError("a letter about a week needs its figures")
    # Of a course it goes to a person, of all courses to an administrator.
    language = supported(delivery.language) if delivery.course else options.language
    first, last = (dates.date_text(each, language) for each in (week.first, week.last))
    course = _line(_course(delivery)) if delivery.course else say(language, "All courses")
    return _Sheet(
        template="week",
        language=language,
        subject=say(
            language,
            "%(course)s: the week from %(first)s in figures",
            course=course if delivery.course else "Sílabo",
            first=first,
        ),
        context={
            "title": say(
                language,
                "%(course)s, from %(first)s to %(last)s",
                course=course,
                first=first,
                last=last,
            ),
            "figures": rows(week.report, language),
        },
    )


def _alert(delivery: ClaimedDelivery, options: LetterOptions) -> _Sheet:
    if delivery.code is None or delivery.backlog is None:
        raise ValueError("an alert needs its cause")
    language = options.language
    headline = say(language, ALERTS[delivery.code])
    return _Sheet(
        template="alert",
        language=language,
        subject=say(language, "Sílabo: %(headline)s", headline=headline),
        context={"headline": headline, "code": delivery.code, "backlog": delivery.backlog},
    )


def _test(_: ClaimedDelivery, options: LetterOptions) -> _Sheet:
    return _Sheet(
        template="test",
        language=options.language,
        subject=say(options.language, "Sílabo: a test e-mail"),
        context={},
    )


_SHEETS: dict[DeliveryKind, Callable[[ClaimedDelivery, LetterOptions], _Sheet]] = {
    DeliveryKind.ANSWER: _answer,
    DeliveryKind.CHANGED: _answer,
    DeliveryKind.REPLY: _answer,
    DeliveryKind.FAILURE: _failure,
    DeliveryKind.NOTICE: _notice,
    DeliveryKind.WEEK: _week,
    DeliveryKind.ALERT: _alert,
    DeliveryKind.TEST: _test,
}


def _course(delivery: ClaimedDelivery) -> str:
    return delivery.course_title or "Sílabo"  # an LMS need not name its courses


def _stop_url(delivery: ClaimedDelivery, options: LetterOptions) -> str:
    if not delivery.stop_token:
        return ""
    return f"{options.address}/letters/unsubscribe/{delivery.stop_token}"


def _feedback_url(delivery: ClaimedDelivery, options: LetterOptions) -> str:
    if not delivery.feedback_token:
        return ""
    return f"{options.address}/letters/feedback/{delivery.feedback_token}"


def _reply_to(delivery: ClaimedDelivery, options: LetterOptions) -> str:
    if options.inbox is None or not delivery.reply_token:
        return ""
    return options.inbox.with_token(delivery.reply_token)


def _question_url(delivery: ClaimedDelivery, options: LetterOptions) -> str:
    # Our own address, which remembers the question and goes on to the LMS: no LMS hands a question
    # through its link to the launch.
    return _url_of(delivery.question.public_id, delivery, options) if delivery.question else ""


def _source_url(delivery: ClaimedDelivery, question_url: str, number: int) -> str:
    """Where a source of the answer that a letter tells is opened; "" where nothing is."""
    answer = delivery.question.answer if delivery.question else None
    if answer is None or not question_url:
        return ""
    return f"{question_url}/answers/{answer.revision}/citations/{number}"


def _url_of(question: str, delivery: ClaimedDelivery, options: LetterOptions) -> str:
    if not _web_address(delivery.course_url):
        return ""
    return f"{options.address}/letters/questions/{question}"


def _web_address(url: str) -> str:
    # Whatever an LMS said of itself, a letter leads to web pages only.
    return url if urlsplit(url).scheme in {"http", "https"} else ""


def _subject(delivery: ClaimedDelivery, language: str) -> str:
    # The same for all letters of a question: mail programs join threads by it too.
    text = delivery.question.text if delivery.question else ""
    course = _line(_course(delivery))
    return say(language, "%(course)s: %(question)s", course=course, question=_short(_line(text)))


def _short(line: str) -> str:
    if len(line) <= SUBJECT_LENGTH:
        return line
    cut = line[: SUBJECT_LENGTH - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"  # between words, where there is a space


def _line(text: str) -> str:
    # A header is one line, whatever an LMS or a student wrote.
    return " ".join(text.split())


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("silabo.delivery"),
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    found = catalogue(language)
    environment.install_gettext_translations(found, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["linked"] = linked
    environment.globals["location_of"] = lambda located: location_label(language, located)
    # Alerts are about the whole server, which no zone of a course describes.
    environment.globals["day_of"] = lambda moment: dates.day(moment, "UTC", language)
    environment.globals["time_of"] = lambda moment: dates.clock_time(moment, "UTC", language)
    return environment
