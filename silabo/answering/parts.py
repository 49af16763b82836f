"""A message that asks several questions: each is answered by itself, and all are one outcome."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from silabo.answering.weights import QUOTING, SCOPE
from silabo.answering.writing import Writing
from silabo.domain.answers import (
    AnswerKind,
    Citation,
    Outcome,
    Part,
    Query,
    Sentence,
    WhyQuoted,
)
from silabo.domain.errors import ModelUnreachableError
from silabo.domain.passages import Found, Hit
from silabo.language.several import AskedPart, parts_of

# The kind of the whole is the first of these that a part has.
_BEST_FIRST = (
    AnswerKind.GENERATED,
    AnswerKind.EXTRACTIVE,
    AnswerKind.CLOSEST,
    AnswerKind.DECLINED,
    AnswerKind.REPLY,
)


def several(query: Query) -> list[AskedPart]:
    """The questions of a message, two or more, in their order; none where it asks one."""
    return parts_of(query.text, query.language)


def apart(earlier: Sequence[str], language: str) -> list[str]:
    """The earlier questions of a thread, each by itself where a message asked several."""
    return [
        asked
        for text in earlier
        for asked in [part.asked for part in parts_of(text, language)] or [text]
    ]


def queries(query: Query, asked: Sequence[AskedPart]) -> list[Query]:
    """A query for each question that is looked at, `SCOPE.parts` at most: a later one may take from
    those before it what it is about.
    """
    looked_at = asked[: SCOPE.parts]
    return [
        replace(
            query,
            text=f"{part.story} {part.asked}".strip(),
            earlier=(*query.earlier, *(before.asked for before in looked_at[:number]))
            if part.leans
            else (),
        )
        for number, part in enumerate(looked_at)
    ]


@dataclass(frozen=True, slots=True)
class Way:
    """How a question is answered: written or not, and why not, from what was found for it."""

    writing: Writing | None = None
    why_quoted: WhyQuoted | None = None
    found: Found | None = None


def each_of(
    asked: Sequence[Query], answer: Callable[[Query, Way], Outcome], way: Way
) -> list[Outcome]:
    """What comes of each of several questions. Once a model was asked to write one, it writes the
    others too only while nobody waits for it; and once one is written nobody looks on, for what is
    seen of a draft is of one question.
    """
    outcomes: list[Outcome] = []
    for query in asked:
        written = any(outcome.kind is AnswerKind.GENERATED for outcome in outcomes)
        own = way
        if way.writing is not None and any(outcome.by_a_model for outcome in outcomes):
            own = _later(way.writing, unseen=written)
        try:
            outcomes.append(answer(query, own))
        except ModelUnreachableError:
            # What is written already is not written again because the model went away.
            if not written:
                raise
            outcomes.append(answer(query, Way(why_quoted=WhyQuoted.MODEL_AWAY)))
    return outcomes


def _later(writing: Writing, *, unseen: bool) -> Way:
    if not writing.may_retry():
        return Way(why_quoted=WhyQuoted.QUEUE_LONG)
    return Way(replace(writing, told=lambda event: None) if unseen else writing)


def by_turns(shown: Sequence[Sequence[Hit]], limit: int) -> list[Hit]:
    """The best passages of each question, the first of each before the second of any, each once."""
    turns = [hits[at] for at in range(limit) for hits in shown if at < len(hits)]
    return list({hit.passage.id: hit for hit in turns}.values())[:limit]


def joined(query: Query, asked: Sequence[AskedPart], outcomes: Sequence[Outcome]) -> Outcome:
    """One outcome of those of the questions that were looked at. What two of them cite is cited
    once; the others are named as not looked at.
    """
    citations: dict[tuple[str, str, str], Citation] = {}
    sentences: list[Sentence] = []
    for number, outcome in enumerate(outcomes, start=1):
        if outcome.kind is not AnswerKind.REPLY:
            sentences += _renumbered(outcome, number, citations)
    parts = [_part(part.asked, outcome) for part, outcome in zip(asked, outcomes, strict=False)]
    parts += [Part(_closed(part.asked), None) for part in asked[len(outcomes) :]]
    kinds = {outcome.kind for outcome in outcomes}
    whys = [outcome.why_quoted for outcome in outcomes if outcome.why_quoted]
    searched = [word for outcome in outcomes for word in outcome.searched]
    sure = [each.confidence for each in outcomes if each.kind is not AnswerKind.REPLY]
    kind = next(kind for kind in _BEST_FIRST if kind in kinds)
    languages = [each.documents_in for each in outcomes if each.kind is kind and each.documents_in]
    return Outcome(
        kind,
        query.language,
        tuple(sentences),
        tuple(citations.values()),
        searched=tuple(dict.fromkeys(searched))[: QUOTING.most_searched],
        reply=outcomes[0].reply if kinds == {AnswerKind.REPLY} else "",
        documents_in=languages[0] if languages else (),
        why_quoted=whys[0] if whys else None,
        parts=tuple(parts),
        quoted=_quoted(outcomes, len(citations)),
        confidence=max(sure, default=1.0),
    )


def _quoted(outcomes: Sequence[Outcome], cited: int) -> tuple[Citation, ...]:
    """What is quoted below the parts that a model wrote, numbered after so many citations."""
    quoted = [each for outcome in outcomes for each in outcome.quoted]
    return tuple(replace(each, number=at) for at, each in enumerate(quoted, start=cited + 1))


def _part(asked: str, outcome: Outcome) -> Part:
    is_reply = outcome.kind is AnswerKind.REPLY
    return Part(
        _closed(asked),
        outcome.kind,
        searched=outcome.searched,
        documents_in=outcome.documents_in,
        understood_as=outcome.understood_as,
        reply=outcome.reply if is_reply else "",
        said=" ".join(each.text for each in outcome.sentences) if is_reply else "",
    )


def _closed(asked: str) -> str:
    """A question with the mark that closes it, which stood after the next one of its sentence."""
    return f"{asked}?" if asked.startswith("¿") and "?" not in asked else asked


def _renumbered(
    outcome: Outcome, part: int, known: dict[tuple[str, str, str], Citation]
) -> list[Sentence]:
    """The sentences of a part with the numbers of the whole; new citations are added to `known`."""
    numbers: dict[int, int] = {}
    for citation in outcome.citations:
        key = (citation.version, citation.anchor, citation.quote)
        kept = known.setdefault(key, replace(citation, number=len(known) + 1))
        numbers[citation.number] = kept.number
    return [
        replace(each, citations=tuple(numbers[number] for number in each.citations), part=part)
        for each in outcome.sentences
    ]
