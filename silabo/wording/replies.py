"""What is said to a message that no document answers."""

from silabo.domain.questions import Answer
from silabo.wording.error_sentences import sentence

_DISTRESS = "reply_distress"


def reply_text(language: str, answer: Answer, contact: str) -> str:
    """The reply of an answer in a language, "" where it has none: what the instructors say instead,
    or the sentence of its code. `contact` is the university's for who is in distress, as the
    settings name it now; "" names none.
    """
    if not answer.reply:
        return ""
    if answer.sentences and not answer.citations:
        return " ".join(each.text for each in answer.sentences)
    if answer.reply == _DISTRESS and contact:
        return sentence(language, f"{_DISTRESS}_contact", {"contact": contact.rstrip(". ")})
    return sentence(language, answer.reply)
