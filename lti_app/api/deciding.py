"""What an instructor decides, from a request: its sentences cleaned as questions are."""

from collections.abc import Mapping, Sequence
from typing import Any

from lti_app.asking import clean
from silabo.domain.answers import Sentence
from silabo.domain.errors import QuestionError, ReviewError
from silabo.domain.reviews import LONGEST_SENTENCE, DecisionKind, NewDecision

# Characters as they are sent: what is kept of them is shorter.
LONGEST_SENT_SENTENCE = 4 * LONGEST_SENTENCE


def new_decision(given: Mapping[str, Any]) -> NewDecision:
    """The decision of a request. Raises `ReviewError` for a sentence that is too long."""
    published = given["kind"] is DecisionKind.PUBLISHED
    return NewDecision(
        kind=given["kind"],
        sentences=told(given["sentences"]) if published else (),
        decided=str(given["decided"] or ""),
        answer=str(given["answer"] or ""),
        also=tuple(map(str, given["also"])),
    )


def told(given: Sequence[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    """The sentences of a request that say something. Raises `ReviewError` for one that is too
    long.
    """
    found = [Sentence(_cleaned(each["text"]), tuple(each["citations"])) for each in given]
    return tuple(sentence for sentence in found if sentence.text)


def _cleaned(text: str) -> str:
    try:
        cleaned = clean(text)
    except QuestionError:
        return ""  # nothing to be seen in it
    if len(cleaned) > LONGEST_SENTENCE:
        raise ReviewError("sentence_length", limit=LONGEST_SENTENCE)
    return cleaned
