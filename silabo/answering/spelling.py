"""Reads a question again as it was meant, where a word of it is in none of the passages found."""

import re
from collections.abc import Sequence

from silabo.answering.matching import strength
from silabo.answering.reading import Reading
from silabo.answering.terms import Term
from silabo.domain.passages import Hit
from silabo.language.questions import Question
from silabo.language.typing_slips import meant
from silabo.language.vocabulary import known_words
from silabo.language.words import words


def corrected(
    text: str, question: Question, terms: Sequence[Term], hits: Sequence[Hit], reading: Reading
) -> str:
    """The question with its misspelt words as the passages, or else the vocabulary of courses, have
    them; "" when there is nothing to correct.
    """
    unknown = [
        term for term in terms if _may_be_misspelt(term) and not _is_found(term, hits, reading)
    ]
    if not unknown:
        return ""
    there = {word for hit in hits for word in words(f"{hit.passage.text} {hit.passage.place}")}
    better = text
    for term in unknown:
        word = term.word.tokens[0]
        right = meant(word, there) or meant(word, known_words(question.language))
        written = re.escape(term.word.display)
        if right:
            better = better.replace(term.word.display, right)
        else:
            # Said in two ways, "hilo (thread)", and the passages have one of them.
            better = re.sub(rf"\b{written} ?\((?=\w)|\({written}\)", " ", better)
    return better if better != text else ""


def _may_be_misspelt(term: Term) -> bool:
    return len(term.word.tokens) == 1 and not term.word.concepts and term.word.quantity is None


def _is_found(term: Term, hits: Sequence[Hit], reading: Reading) -> bool:
    return any(
        strength(term, reading.text(hit.passage.text, hit.passage.language)) > 0
        or strength(term, reading.passage(hit.passage).place_under("")) > 0
        for hit in hits
    )
