"""The list of a person's questions: a word for each, and equal ones under the newest of them."""

from collections.abc import Sequence

from lti_app.language import current
from silabo.domain.answers import AnswerKind, Unhelpful
from silabo.domain.questions import NOT_APPROVED, Answer, Question, QuestionState
from silabo.wording.catalogues import mark, say

_UNANSWERED = {AnswerKind.CLOSEST, AnswerKind.DECLINED}
REPLIES = {
    "reply_greeting": mark("Greeting"),
    "reply_thanks": mark("Thanks"),
    "reply_about": mark("About Sílabo"),
    "reply_graded_work": mark("Graded work"),
    "reply_off_topic": mark("Not about the course"),
    "reply_out_of_scope": mark("Not answered here"),
    "reply_distress": mark("Whom to turn to"),
    NOT_APPROVED: mark("Not given"),
}


UNHELPFUL = {
    Unhelpful.WRONG: mark("It is wrong"),
    Unhelpful.INCOMPLETE: mark("It is incomplete"),
    Unhelpful.OTHER_QUESTION: mark("It is not what I asked"),
    Unhelpful.OLD: mark("It is out of date"),
}


def unhelpful_words() -> list[tuple[Unhelpful, str]]:
    """Why an answer did not help, as its asker may say it."""
    return [(reason, say(current(), said)) for reason, said in UNHELPFUL.items()]


def word(question: Question) -> str:
    """What became of a question, in a word."""
    return say(current(), _word(question))


def _word(question: Question) -> str:
    if question.open:
        return mark("Waiting")
    if question.handed_over:
        return mark("Sent to your instructors")
    if question.state is QuestionState.UNAPPROVED:
        return mark("Being checked")
    if question.state is QuestionState.FAILED:
        return mark("Failed")
    return _answered(question.answer) if question.answer else mark("Answered")


def _answered(answer: Answer) -> str:
    if answer.kind is AnswerKind.CURATED:
        return mark("Checked")
    if answer.kind is AnswerKind.DECLINED:
        return mark("Nothing found") if answer.documents_in else mark("Not stated")
    if answer.kind is AnswerKind.CLOSEST:
        return mark("Answered for you") if answer.confirmed else mark("Not sure")
    if answer.in_part:
        return mark("Answered in part")
    if answer.kind is AnswerKind.REPLY:
        return REPLIES.get(answer.reply, mark("Answered"))
    return mark("Answered")


def told(question: Question) -> str:
    """The word of the shell that tells a screen reader what came of a question."""
    if question.state is QuestionState.UNAPPROVED:
        return "unapproved"
    if question.answer is None or question.answer.kind not in _UNANSWERED:
        return "answered"
    declined = question.answer.kind is AnswerKind.DECLINED
    return "nothing" if declined and question.answer.documents_in else question.answer.kind.value


def alike(questions: Sequence[Question]) -> list[tuple[Question, list[Question]]]:
    """Each question, newest first, with the earlier ones of the same words that meant the same."""
    groups: dict[tuple[str | None, ...], list[Question]] = {}
    for question in questions:
        # "And the second?" is another question in each thread.
        meant = question.answer.understood_as if question.answer else ""
        key = (question.text.casefold(), meant or question.follows)
        groups.setdefault(key, []).append(question)
    return [(newest, earlier) for newest, *earlier in groups.values()]
