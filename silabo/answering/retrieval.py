"""The search stage: the question as it was asked, with related words, and again with its misspelt
words as they were meant; fused into one ranking.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from silabo.answering.matching import TermMatches
from silabo.answering.reading import Reading
from silabo.answering.terms import Term, expanded
from silabo.answering.weights import SCORING
from silabo.domain.passages import Hit, Passage
from silabo.domain.ports import PassageSearch
from silabo.language.analysed import AnalysedText
from silabo.language.lexicon import LANGUAGES
from silabo.language.questions import AnalysedQuestion
from silabo.language.typing_slips import apart, meant, parts_of
from silabo.language.vocabulary import known_words


def retrieve(text: str, terms: Sequence[Term], search: PassageSearch) -> list[Hit]:
    """The passages that may answer, best first: found by the question's words, by related words and
    translations, and by the dates that it names. Each hit's score is that of the fused ranking.

    Raises `ServiceError` when the index does not answer.
    """
    plain = " ".join(term.word.display for term in terms) or text
    wider = expanded(terms)
    rankings = [(1.0, search(plain, limit=SCORING.depth, question=text))]
    if set(wider.split()) - set(plain.casefold().split()):
        found = search(wider, limit=SCORING.depth, question=text)
        rankings.append((SCORING.expanded, found))
    if all(by_meaning(ranking) for _, ranking in rankings):
        return add(rankings)
    # A model that was late for one search and not for the next: the scores do not compare then, and
    # nobody may take the question for one that was found by meaning.
    return fuse([(weight, [_by_words(hit) for hit in ranking]) for weight, ranking in rankings])


def _by_words(hit: Hit) -> Hit:
    return hit if hit.similarity is None else replace(hit, similarity=None)


def by_meaning(hits: Sequence[Hit]) -> bool:
    """Whether hits were found by meaning too: then their scores are from 0 to 1."""
    return any(hit.similarity is not None for hit in hits)


def add(rankings: Sequence[tuple[float, Sequence[Hit]]]) -> list[Hit]:
    """Merge weighted rankings of the same passages into one by their scores, which compare, best
    first: the weighted mean, where a passage that a ranking lacks has 0 in it.
    """
    total = sum(weight for weight, _ in rankings)
    scores: dict[int, float] = {}
    hits: dict[int, Hit] = {}
    for weight, ranking in rankings:
        for hit in ranking:
            passage_id = hit.passage.id
            scores[passage_id] = scores.get(passage_id, 0.0) + weight * hit.score / total
            hits.setdefault(passage_id, hit)
    ordered = sorted(hits, key=lambda passage_id: -scores[passage_id])
    return [replace(hits[passage_id], score=scores[passage_id]) for passage_id in ordered]


def fuse(rankings: Sequence[tuple[float, Sequence[Hit]]], k: int = 60) -> list[Hit]:
    """Merge weighted rankings of the same passages into one, best first.

    Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): a passage at rank r, from 1,
    gains weight / (k + r). The rankings' own scores are never compared.
    """
    scores: dict[int, float] = {}
    hits: dict[int, Hit] = {}
    for weight, ranking in rankings:
        for rank, hit in enumerate(ranking, start=1):
            passage_id = hit.passage.id
            scores[passage_id] = scores.get(passage_id, 0.0) + weight / (k + rank)
            hits.setdefault(passage_id, hit)
    # A tie keeps the first ranking's order: sorting is stable.
    ordered = sorted(hits, key=lambda passage_id: -scores[passage_id])
    return [replace(hits[passage_id], score=scores[passage_id]) for passage_id in ordered]


def corrected(
    text: str,
    question: AnalysedQuestion,
    terms: Sequence[Term],
    hits: Sequence[Hit],
    reading: Reading,
    *,
    search: PassageSearch,
) -> str:
    """The question with its misspelt words as the passages, or else the vocabulary of courses, have
    them; "" when there is nothing to correct.
    """
    unknown = _not_found([term for term in terms if _may_be_misspelt(term)], hits, reading)
    if not unknown:
        return ""
    texts = [text for hit in hits for text in _texts_of(hit.passage, reading)]
    there = {word for each in texts for word in each.words}
    better = _parted(text, unknown, texts) or _parted(
        text, unknown, _with_parts(text, unknown, reading, search)
    )
    better = better or text
    for term in unknown:
        word = term.word.tokens[0]
        right = _meant(word, there, question.language, hits)
        written = re.escape(term.word.display)
        if right:
            better = better.replace(term.word.display, right)
        else:
            # Said in two ways, "hilo (thread)", and the passages have one of them.
            better = re.sub(rf"\b{written} ?\((?=\w)|\({written}\)", " ", better)
    return better if better != text else ""


def _meant(word: str, there: Collection[str], language: str, hits: Sequence[Hit]) -> str:
    """The word of the passages that was meant, or else of the vocabulary of courses."""
    spoken = language if language in LANGUAGES else hits[0].passage.language if hits else language
    return meant(word, there, spoken) or meant(word, known_words(language), spoken)


def _may_be_misspelt(term: Term) -> bool:
    return len(term.word.tokens) == 1 and not term.word.concepts and term.word.quantity is None


def _not_found(terms: Sequence[Term], hits: Sequence[Hit], reading: Reading) -> list[Term]:
    """The terms that no hit has, in itself or around it, in their order."""
    matches = TermMatches(terms)
    found: set[int] = set()
    for hit in hits:
        if len(found) == len(terms):
            break
        text = reading.text(hit.passage.text, hit.passage.language)
        around = reading.passage(hit.passage).surroundings_under("")
        for met in (matches.of(text), matches.of(around)):
            found.update(position for position, here in enumerate(met) if here > 0)
    return [term for position, term in enumerate(terms) if position not in found]


def _texts_of(passage: Passage, reading: Reading) -> Iterator[AnalysedText]:
    for text in (passage.text, passage.surroundings):
        yield reading.text(text, passage.language)


def _parted(text: str, unknown: Sequence[Term], texts: Sequence[AnalysedText]) -> str:
    """A question with two words where it has them as one, "fieldtrip", and the passages do not; ""
    where none of its words is two.
    """
    parted = text
    for term in unknown:
        pairs = (pair for each in texts for pair in pairwise(each.words))
        two = apart(term.word.tokens[0], pairs)
        if two:
            parted = parted.replace(term.word.display, two)
    return parted if parted != text else ""


def _with_parts(
    text: str, unknown: Sequence[Term], reading: Reading, search: PassageSearch
) -> list[AnalysedText]:
    """The texts that have what a word may be made of."""
    parts = " ".join(part for term in unknown for part in parts_of(term.word.tokens[0]))
    if not parts:
        return []
    hits = search(parts, limit=SCORING.depth, question=text)
    return [each for hit in hits for each in _texts_of(hit.passage, reading)]
