"""The list of a person's questions: a word for each, and equal ones under the newest of them."""

from collections.abc import Sequence

from lti_app.language import current
from silabo.domain.answers import AnswerKind
from silabo.domain.questions import Question, QuestionState
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
}


def word(question: Question) -> str:
    """What became of a question, in a word."""
    return say(current(), _word(question))


def _word(question: Question) -> str:
    if question.open:
        return mark("Waiting")
    if question.state is QuestionState.FAILED:
        return mark("Failed")
    if question.answer and question.answer.kind is AnswerKind.DECLINED:
        return mark("Nothing found") if question.answer.documents_in else mark("Not stated")
    if question.answer and question.answer.kind is AnswerKind.CLOSEST:
        return mark("Answered for you") if question.answer.confirmed else mark("Not sure")
    if question.answer and question.answer.in_part:
        return mark("Answered in part")
    if question.answer and question.answer.kind is AnswerKind.REPLY:
        return REPLIES.get(question.answer.reply, mark("Answered"))
    return mark("Answered")


def told(question: Question) -> str:
    """The word of the shell that tells a screen reader what came of a question."""
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
