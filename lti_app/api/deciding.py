"""What an instructor decides, from a request: its sentences cleaned as questions are."""

from collections.abc import Mapping, Sequence
from typing import Any

from lti_app.asking import clean
from silabo.domain.answers import Sentence
from silabo.domain.errors import QuestionError, ReviewError
from silabo.domain.reviews import LONGEST_SENTENCE, MOST_SENTENCES, DecisionKind, NewDecision
from silabo.language.sentences import split

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


def told_in(text: str) -> tuple[Sentence, ...]:
    """The sentences of a plain text, without sources. Raises `ReviewError` where it has too many,
    or one that is too long.
    """
    said = split(text)
    if any(len(sentence) > LONGEST_SENT_SENTENCE for sentence in said):
        raise ReviewError("sentence_length", limit=LONGEST_SENTENCE)
    found = told([{"text": sentence, "citations": ()} for sentence in said])
    if len(found) > MOST_SENTENCES:
        raise ReviewError("too_many_sentences", limit=MOST_SENTENCES)
    return found


def _cleaned(text: str) -> str:
    try:
        cleaned = clean(text)
    except QuestionError:
        return ""  # nothing to be seen in it
    if len(cleaned) > LONGEST_SENTENCE:
        raise ReviewError("sentence_length", limit=LONGEST_SENTENCE)
    return cleaned
