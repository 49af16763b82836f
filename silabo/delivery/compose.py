"""From a delivery to its letter: subject, text and HTML in the question's language."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from silabo.domain.letters import Letter
from silabo.domain.questions import ClaimedDelivery
from silabo.language import codes
from silabo.language.places import place_label
from silabo.language.wording import catalogue, say, supported

SUBJECT_LENGTH = 70  # characters of the question: mail programs show about so many


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """`host` names the lists of courses: it is our own, so that they are ours alone (RFC 2919)."""

    address: str

    @property
    def host(self) -> str:
        """The host of our own address."""
        return urlsplit(self.address).hostname or "localhost"


def compose(delivery: ClaimedDelivery, options: LetterOptions) -> Letter:
    """The letter of an answer. Raises `ValueError` for a question without one."""
    question, answer = delivery.question, delivery.question.answer
    if answer is None:
        raise ValueError("a letter needs an answer")
    language = supported(answer.language)
    course = delivery.course_title or "Sílabo"  # an LMS need not name its courses
    context = {
        "question": question,
        "answer": answer,
        "course": course,
        "course_url": delivery.course_url,
        "language": language,
        "reply": codes.sentence(language, answer.reply) if answer.reply else "",
    }
    return Letter(
        recipient=delivery.recipient,
        subject=_subject(language, course, question.text),
        text=_environment(language).get_template("answer.txt").render(context),
        html=_environment(language).get_template("answer.html").render(context),
        message_id=delivery.message_id,
        language=language,
        list_id=f"{delivery.course}.silabo.{options.host}",
    )


def _subject(language: str, course: str, question: str) -> str:
    return say(
        language, "%(course)s: %(question)s", course=_line(course), question=_short(_line(question))
    )


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
    environment.globals["place_of"] = lambda placed: place_label(language, placed)
    return environment
