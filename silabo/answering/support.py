"""Chooses the words of a passage that a written sentence rests on: what its citation quotes."""

from silabo.answering.reading import sentences_of
from silabo.answering.weights import QUOTING
from silabo.domain.passages import Passage
from silabo.language.stems import document_stems


def support(sentence: str, passage: Passage) -> str:
    """The passage, or of a long one the run of its sentences that has what the sentence says."""
    if len(passage.text.split()) <= QUOTING.whole:
        return passage.text
    sentences = sentences_of(passage)
    said = set(document_stems(sentence, "und"))
    shared = [len(said & set(document_stems(each, "und"))) for each in sentences]
    best = max(shared)
    near = (
        [place for place, count in enumerate(shared) if count >= best * QUOTING.supporting]
        if best
        else [0]
    )
    return " ".join(sentences[near[0] : near[-1] + 1])
