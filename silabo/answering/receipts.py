"""Checks that an answer says nothing that its passages do not say."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from silabo.answering.claims.assertions import assertions_of, says_something
from silabo.answering.claims.claimed import claims_of
from silabo.answering.claims.notions import Text
from silabo.answering.claims.standing import Standing, standing
from silabo.answering.prompt_safety import domains, is_plain, without_marks
from silabo.answering.quoting import Quotation
from silabo.answering.reading import sentences_of
from silabo.answering.weights import CLAIMS
from silabo.domain.passages import Passage
from silabo.language.addresses import stated, without
from silabo.language.lexicon import any_of
from silabo.language.quantities import unsupported
from silabo.language.words import fold, folded_in_place

_REFUSES = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.refusals)}")
_CALLS_OFF = re.compile(rf"\b(?:{any_of(lambda lexicon: lexicon.claims.calls_off)})\b")
_FRAMING = re.compile(
    rf"^{any_of(lambda lexicon: lexicon.claims.framings)}(?=\s|\w)", re.IGNORECASE
)
_YES_OR_NO = re.compile(
    rf"{any_of(lambda lexicon: tuple(sorted(lexicon.yes_and_no)))}[,.;:!]\s{{1,3}}"
)


class Verdict(StrEnum):
    """What the receipts of a written sentence say of it."""

    HOLDS = "holds"
    UNCITED = "uncited"
    UNKNOWN_PASSAGE = "unknown_passage"
    NOT_PLAIN = "not_plain"  # a link, HTML, or an address that its passages do not have
    SAYS_NOTHING = "says_nothing"  # a question, talk, a bare yes
    REFUSES = "refuses"  # that the passages do not answer
    UNSTATED = "unstated"  # its passages do not name it, or have none of its figures
    OF_ANOTHER = "of_another"  # a figure that is another thing's there
    CONTRADICTS = "contradicts"  # it affirms what a passage denies, or the other way round
    TOO_WIDE = "too_wide"  # it holds for fewer there, or it says "only" by itself
    ECHOES = "echoes"  # it repeats the instructions
    LEANS = "leans"  # it points back to a sentence that is left out


_VERDICTS = {
    Standing.STATED: Verdict.HOLDS,
    Standing.UNSTATED: Verdict.UNSTATED,
    Standing.OF_ANOTHER: Verdict.OF_ANOTHER,
    Standing.CONTRADICTED: Verdict.CONTRADICTS,
    Standing.TOO_WIDE: Verdict.TOO_WIDE,
}


def proven(quotations: Iterable[Quotation]) -> list[Quotation]:
    """The quotations that hold: their words stand in their passage, white space aside, and so does
    each number, date, time, room and address. The others are left out.
    """
    return [quoted for quoted in quotations if holds(quoted.text, quoted.passage)]


def holds(text: str, passage: Passage) -> bool:
    """Whether a passage literally has this text and states its quantities."""
    words_of, source = " ".join(text.split()), " ".join(passage.text.split())
    return (
        bool(words_of)
        and words_of in source
        and not unsupported(words_of, source, passage.language)
    )


def judge(
    text: str, citations: Sequence[int], passages: Sequence[Passage], language: str
) -> Verdict:
    """Whether a sentence in a language holds against the passages that it cites by number, from 1.

    Each of its claims has to be stated by one sentence or row there, with what stands over it: its
    words or others for the same, its names, its figures with their units, bounds and owners. None
    may say the contrary, and it holds for as many as there.
    """
    if not citations:
        return Verdict.UNCITED
    if not all(1 <= number <= len(passages) for number in citations):
        return Verdict.UNKNOWN_PASSAGE
    cited = [passages[number - 1] for number in citations]
    if not _is_plain(text, cited):
        return Verdict.NOT_PLAIN
    if any(_is_whole(text, passage) for passage in cited):
        return Verdict.HOLDS
    bare = without_marks(text)
    rest = _without_yes(bare)
    said = _FRAMING.sub("", rest, count=1).strip()
    nothing = _says_nothing(said, language, least=CLAIMS.reason if rest != bare else 0.0)
    if not nothing and _calls_off(said, cited):
        return Verdict.UNSTATED
    return nothing or _standing(said, cited, language)


def _is_plain(text: str, cited: Sequence[Passage]) -> bool:
    """Whether a sentence has no link, HTML or address but those that its passages state."""
    source = " ".join(passage.text for passage in cited)
    return is_plain(without(text, stated(source))) and domains(text) <= domains(source)


def _calls_off(said: str, cited: Sequence[Passage]) -> bool:
    """Whether a sentence calls off what its passages do not: one verb, and all else is as there."""
    if not _CALLS_OFF.search(fold(said)):
        return False
    around = (part for one in cited for part in (one.text, one.lead, *one.path))
    return not any(_CALLS_OFF.search(fold(part)) for part in around)


def _without_yes(said: str) -> str:
    """A sentence without the yes or no that it begins with: the rest of it is what is claimed."""
    begun = _YES_OR_NO.match(folded_in_place(said))
    return said[begun.end() :] if begun else said


def _is_whole(text: str, passage: Passage) -> bool:
    """Whether a sentence is one of a passage, word for word, or its whole row. What ends it may be
    another mark: items, rows and headings seldom have one.
    """
    said = _without_end(text)
    return any(said == _without_end(own) for own in (passage.text, *sentences_of(passage)))


def _without_end(text: str) -> str:
    return " ".join(text.split()).rstrip(" .,;:")


def refuses(text: str) -> bool:
    """Whether a sentence says that the passages do not answer."""
    return _REFUSES.search(fold(text)) is not None


def _says_nothing(said: str, language: str, *, least: float) -> Verdict | None:
    """What a sentence is that claims nothing. After a yes or no it has to say at least so much."""
    text = Text(said, language)
    is_question = said.rstrip(" \"'»”").endswith("?")
    is_talk = not says_something(text) or text.weight < least
    if is_question or (is_talk and not text.quantities):
        return Verdict.SAYS_NOTHING
    return Verdict.REFUSES if refuses(said) else None


def _standing(said: str, cited: Sequence[Passage], language: str) -> Verdict:
    sentence, assertions = Text(said, language), assertions_of(cited)
    for claim in claims_of(said, language):
        found = standing(claim, sentence, assertions)
        if found is not Standing.STATED:
            return _VERDICTS[found]
    return Verdict.HOLDS
