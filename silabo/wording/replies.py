"""What is said to a message that no document answers."""

from silabo.domain.answers import Part
from silabo.domain.questions import Answer
from silabo.wording.error_sentences import sentence

_DISTRESS = "reply_distress"


def reply_text(language: str, answer: Answer, contact: str) -> str:
    """The reply of an answer in a language, "" where it has none: what the instructors say instead,
    or the sentence of its code. `contact` is the university's for who is in distress, as the
    settings name it now; "" names none.
    """
    if answer.reply and answer.sentences and not answer.citations:
        return " ".join(each.text for each in answer.sentences)
    return _text(language, answer.reply, contact)


def part_text(language: str, part: Part, contact: str) -> str:
    """The same of one of several questions."""
    return part.said or _text(language, part.reply, contact)


def turn_to_text(language: str, code: str, contact: str) -> str:
    """Whom to turn to, by its code; "" for none."""
    return _text(language, code, contact)


def _text(language: str, code: str, contact: str) -> str:
    if code == _DISTRESS and contact:
        return sentence(language, f"{_DISTRESS}_contact", {"contact": contact.rstrip(". ")})
    return sentence(language, code) if code else ""
