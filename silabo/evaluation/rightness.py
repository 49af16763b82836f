"""Whether what is quoted is right: judged by words, as nobody reads a run of thousands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from silabo.evaluation.corpus import SourceDocument
from silabo.evaluation.data_set import SEVERAL, DataSet, EvaluationQuestion
from silabo.language.lexicon import all_words
from silabo.language.stems import is_stop
from silabo.language.words import fold, words

ENOUGH = 0.6  # share of the content words of what is known to answer
MOST_WORDS = 80  # of a quotation; what is longer is no answer but a page to read
SHORT = 60  # words of a quotation in which a single fact has to stand
_YES_AND_NO = all_words(lambda lexicon: lexicon.yes_and_no)


@dataclass(frozen=True, slots=True)
class Gold:
    """What is known to answer a question: the content words of each text that does."""

    evidence: tuple[frozenset[str], ...]  # of the spans in the documents
    answers: tuple[frozenset[str], ...]  # of the answers as somebody wrote them
    whole_passages: bool = False  # the evidence is passages: a sentence of one may answer
    is_across: bool = False  # the evidence is in another language than the question
    # Of a message that asks several questions: the content words of each span of each piece. One
    # that is answered where another is stands here once.
    pieces: tuple[tuple[frozenset[str], ...], ...] = ()

    @classmethod
    def of(cls, question: EvaluationQuestion, documents: Mapping[str, SourceDocument]) -> "Gold":
        """That of a question about these documents, by their ids."""
        spans = [span for piece in question.evidence for span in piece]
        quoted = (
            content_words(documents[name].text[start:end], documents[name].language)
            for name, start, end in spans
        )
        said = (content_words(answer, question.language) for answer in question.answers)
        return cls(
            tuple(filter(None, quoted)),
            tuple(filter(None, said)),
            question.whole_passages,
            any(documents[name].language != question.language for name, _, _ in spans),
            _pieces(question, documents) if question.kind == SEVERAL else (),
        )


def _pieces(
    question: EvaluationQuestion, documents: Mapping[str, SourceDocument]
) -> tuple[tuple[frozenset[str], ...], ...]:
    found = (
        tuple(
            content_words(documents[name].text[start:end], documents[name].language)
            for name, start, end in piece
        )
        for piece in question.evidence
    )
    return tuple(dict.fromkeys(found))


def golds(data_set: DataSet) -> dict[str, Gold]:
    """What is known of each question of a set, by the question's id."""
    documents = {document.id: document for document in data_set.documents}
    return {question.id: Gold.of(question, documents) for question in data_set.questions}


def content_words(text: str, language: str) -> frozenset[str]:
    """The words of a text that say something: folded, without the stop words of its language, and
    without yes and no, which stand in no document.

    They are words, not stems: evidence is quoted word for word, and a stem joins words that differ
    ("organic" and "organisation"), which would make a wrong quotation right.
    """
    return frozenset(
        fold(word)
        for word in words(text)
        if not is_stop(word, language) and fold(word) not in _YES_AND_NO
    )


def is_right(quoted: Sequence[str], gold: Gold, *, is_list: bool = False) -> bool:
    """Whether the quotations, in at most 80 words together, have at least 60 % of the content words
    of one span of the evidence or of one known answer. A list or a table may be longer.

    An answer without a content word ("Yes", "No") shows nothing: the evidence alone counts then.
    Where whole passages are the evidence, it is enough too that 60 % of the content words of the
    quotations are of one of them.

    Of a message that asks several questions each has to be answered, in 80 words each.
    """
    if gold.pieces:
        return len(_all_words(quoted)) <= MOST_WORDS * len(gold.pieces) and all(
            any(_has(quoted, known) for known in piece) for piece in gold.pieces
        )
    if is_long(quoted) and not is_list:
        return False
    said = _folded(quoted)
    if any(len(known & said) >= ENOUGH * len(known) for known in gold.evidence + gold.answers):
        return True
    told = frozenset(word for word in said if not is_stop(word, "und"))
    return gold.whole_passages and any(
        len(known & told) >= ENOUGH * len(told) > 0 for known in gold.evidence
    )


def _has(quoted: Sequence[str], known: frozenset[str]) -> bool:
    """Whether quotations have most of the words of a passage, or one of them is mostly of it."""
    if len(known & _folded(quoted)) >= ENOUGH * len(known):
        return True
    told = [content_words(text, "und") for text in quoted]
    return any(len(known & own) >= ENOUGH * len(own) > 0 for own in told)


def _all_words(quoted: Iterable[str]) -> list[str]:
    return [word for text in quoted for word in text.split()]


def is_long(quoted: Iterable[str]) -> bool:
    """Whether the quotations have more than 80 words together."""
    return sum(len(text.split()) for text in quoted) > MOST_WORDS


def share_in_short(quoted: Sequence[str], gold: Gold) -> float:
    """The share of an answer's content words that the first 60 words of the quotations have, the
    best of the known answers; 0 of none.
    """
    first = " ".join(" ".join(quoted).split()[:SHORT])
    said = _folded([first])
    known = gold.answers or gold.evidence
    return max((len(answer & said) / len(answer) for answer in known), default=0.0)


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for text in texts for word in words(text))
