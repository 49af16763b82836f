"""What of an earlier answer a later one does not say any more, and no passage of either does."""

from silabo.domain.answers import ANSWERED, AnswerKind, Outcome, Sentence
from silabo.domain.questions import Answer, Changes
from silabo.language.changed_facts import changed_facts
from silabo.storage import places


def between(course_id: int, before: Answer | None, after: Outcome) -> Changes | None:
    """The facts that an asker was told for sure and that neither the outcome tells nor a passage
    still states that one of them cites, and what it tells instead; None where there are none, or
    where it tells less and all that was cited still stands. The caller is connected.
    """
    if before is None or before.kind not in ANSWERED:
        return None
    is_told = after.kind in ANSWERED
    stand = places.current(course_id, (*before.citations, *after.citations))
    was, now = changed_facts(
        _said(before.sentences),
        _said(after.sentences) if is_told else "",
        _language(before),
        after_language=_language(after),
        still=places.texts(list(stand.values())),
        # Instructors may say otherwise than a document that they did not correct.
        corrects=after.kind is AnswerKind.CURATED,
    )
    lost = any(places.place(each) not in stand for each in before.citations)
    return Changes(was, now) if was and (now or lost) else None


def _said(sentences: tuple[Sentence, ...]) -> str:
    return "\n".join(sentence.text for sentence in sentences)


def _language(told: Answer | Outcome) -> str:
    """In which its dates are written: that of the documents where it quotes them."""
    found = {each.language for each in told.citations} - {"und"}
    quoted = told.kind is AnswerKind.EXTRACTIVE and len(found) == 1
    return found.pop() if quoted else told.language
