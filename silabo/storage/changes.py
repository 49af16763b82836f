"""What of an earlier answer a later one does not say any more."""

from silabo.domain.answers import ANSWERED, AnswerKind, Outcome, Sentence
from silabo.domain.questions import Answer, Changes
from silabo.language.changed_facts import changed_facts


def between(before: Answer | None, after: Outcome) -> Changes | None:
    """The facts that an asker was told for sure and that the outcome does not tell, and what it
    tells instead; None where there are none.
    """
    if before is None or before.kind not in ANSWERED:
        return None
    is_told = after.kind in ANSWERED
    was, now = changed_facts(
        _said(before.sentences),
        _said(after.sentences) if is_told else "",
        _language(before),
        after_language=_language(after),
    )
    return Changes(was, now) if was else None


def _said(sentences: tuple[Sentence, ...]) -> str:
    return "\n".join(sentence.text for sentence in sentences)


def _language(told: Answer | Outcome) -> str:
    """In which its dates are written: that of the documents where it quotes them."""
    found = {each.language for each in told.citations} - {"und"}
    quoted = told.kind is AnswerKind.EXTRACTIVE and len(found) == 1
    return found.pop() if quoted else told.language
