"""From a question to its outcome, stage by stage: scope, search, weigh, enough, quote or write,
prove; and the passages that are shown before it is answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from silabo.answering.asked_back import choices, told_apart
from silabo.answering.closest import closest
from silabo.answering.evidence import Weighed
from silabo.answering.foreign import documents_in
from silabo.answering.numbered import at_part_asked_for
from silabo.answering.parts import Way, by_turns, each_of, joined, queries, several
from silabo.answering.quoting import Quotation, choose, cite, quotation, same_again
from silabo.answering.reading import Reading
from silabo.answering.receipts import proven
from silabo.answering.retrieval import by_meaning
from silabo.answering.scope import (
    DISTRESS,
    OFF_TOPIC,
    MessageScope,
    left_out,
    left_out_reply,
    replied,
    scope_of,
    speak_of,
    without_danger,
)
from silabo.answering.second_search import found_again
from silabo.answering.taken import Weighing, reworded_as, taken_as
from silabo.answering.told_days import with_days
from silabo.answering.weights import DRAFTING, FUSION, QUOTING
from silabo.answering.widening import in_full, pieces
from silabo.answering.writing import Writing, drafted
from silabo.domain.answers import (
    ANSWERED,
    AnswerKind,
    Caution,
    Citation,
    Outcome,
    Query,
    WhyQuoted,
)
from silabo.domain.drafts import Draft, Quoted
from silabo.domain.passages import Found, Hit
from silabo.domain.pictures import DOUBTED
from silabo.domain.ports import PassageSearch
from silabo.language.typing_slips import is_far


def answer(
    query: Query,
    search: PassageSearch,
    *,
    found: Found | None = None,
    writing: Writing | None = None,
    why_quoted: WhyQuoted | None = None,
    reading: Reading | None = None,
) -> Outcome:
    """What the documents answer to a question, the closest that they say where that is not sure, or
    that they do not say it. What was `found` for it already is not searched again.

    Without `writing` it is quoted, deterministic and without a model; `why_quoted` says so where a
    model should have written. With it a model writes from the same passages behind the same gate,
    once what is quoted was told, which stands alone where there is no draft that holds. `reading`
    keeps what was analysed for the next question.
    Raises `ServiceError` when the index does not answer, and `ModelUnreachableError`.
    """
    scope = scope_of(query)
    if scope.reply:
        return replied(query, scope.reply)
    reading = reading or Reading()
    if not scope.in_danger:
        return _every(search, reading, query, Way(writing, why_quoted, found), scope)
    rest = without_danger(query)
    beside = _every(search, reading, rest, Way(writing, why_quoted), scope_of(rest))
    # What only comes near, or is not found, is nothing to show to somebody in danger.
    is_answered = beside.kind in ANSWERED
    return replace(beside, reply=DISTRESS) if is_answered else replied(query, DISTRESS)


def _every(
    search: PassageSearch, reading: Reading, query: Query, way: Way, scope: MessageScope
) -> Outcome:
    """What comes of the question of a message of this scope, or of each of several."""
    questions = several(query)
    if not questions:
        return _one(search, reading, query, way, scope)

    def one(part: Query, own: Way) -> Outcome:
        return _one(search, reading, part, own, scope_of(part))

    outcomes = each_of(queries(query, questions), one, replace(way, found=None))
    return joined(query, questions, outcomes)


def _one(
    search: PassageSearch, reading: Reading, query: Query, way: Way, scope: MessageScope
) -> Outcome:
    """What comes of one question of this scope."""
    if scope.reply:
        return replied(query, scope.reply)
    if scope.left_out:
        return left_out_reply(query, scope.left_out)
    taken = taken_as(query, search, reading, way.found)
    if taken.understood_as and (left := left_out(taken.query)):
        return left_out_reply(query, left)
    if scope.off_topic and not speak_of(taken.weighing.weighed):
        return replied(query, OFF_TOPIC)
    if way.writing is not None and not taken.answers:
        taken = reworded_as(taken, query, way.writing, search, reading)
    outcome = _found(taken.query, taken.weighing, search, way.writing, way.why_quoted)
    return replace(outcome, understood_as=taken.understood_as)


def _found(
    query: Query,
    weighing: Weighing,
    search: PassageSearch,
    writing: Writing | None,
    why_quoted: WhyQuoted | None,
) -> Outcome:
    """What comes of what was found and weighed."""
    question, weighed = weighing.question, weighing.weighed
    there = proven(at_part_asked_for(query, weighing.found.hits, search))
    if there:
        return replace(_quoted(query, there), confidence=1.0, why_quoted=why_quoted)
    sure = weighing.sure
    # What is read as words that are far from those written has to be surer.
    is_guess = bool(weighing.found.meant) and is_far(query.text, weighing.found.meant)
    caution = Caution.CAREFUL if is_guess else query.caution
    answers = sure >= weighing.thresholds.answered(caution)
    quotations = proven(choose(question.expected, weighed.evidence)) if answers else []
    if not quotations:
        return _unanswered(query, weighing, sure, search)
    wide = in_full(question.expected, quotations, weighed.evidence, search)
    whole, unsaid = told_apart(query, question, weighed, wide)
    told = replace(_quoted(query, whole), confidence=sure, choices=unsaid)
    if writing is None:
        return replace(told, why_quoted=why_quoted)
    writing.told(Quoted(told.citations))
    best = [hit.passage for hit in best_passages(weighing.found.hits, weighed, DRAFTING.most_read)]
    read = pieces(question.expected, whole, best, weighed.evidence, search)
    if any(DOUBTED in piece.text for piece in read):
        # A model would state the number without the remark that it is not sure.
        return replace(told, why_quoted=why_quoted)

    def again() -> list[Quotation]:
        more = found_again(weighing.terms, weighed.evidence, read, search)
        return [piece for piece in more if DOUBTED not in piece.text]

    draft = drafted(query, read, writing, again)
    if isinstance(draft, Draft):
        return _written(query, draft, told)
    return replace(told, why_quoted=draft)


def _quoted(query: Query, quotations: Sequence[Quotation]) -> Outcome:
    sentences, citations = cite(quotations)
    told = with_days(query, sentences, citations)
    return Outcome(AnswerKind.EXTRACTIVE, query.language, told, citations)


def _written(query: Query, draft: Draft, quoted: Outcome) -> Outcome:
    """What a model wrote, above what is quoted; that alone where it found no answer."""
    if not draft.sentences:
        return replace(quoted, why_quoted=WhyQuoted.NOTHING_WRITTEN)
    first = len(draft.citations) + 1
    below = [replace(each, number=at) for at, each in enumerate(quoted.citations, start=first)]
    return Outcome(
        AnswerKind.GENERATED,
        query.language,
        with_days(query, draft.sentences, draft.citations),
        draft.citations,
        quoted=tuple(below),
        choices=quoted.choices,
        confidence=quoted.confidence,
    )


def _unanswered(query: Query, weighing: Weighing, sure: float, search: PassageSearch) -> Outcome:
    """The closest that the documents say where it is near enough, else that they do not say it. No
    model writes from it: what may not answer is shown in the documents' own words.
    """
    if sure >= weighing.thresholds.closest(query.caution):
        near = closest(weighing.question.expected, weighing.weighed, search)
        if near:
            sentences, citations = cite(near)
            return Outcome(
                AnswerKind.CLOSEST,
                query.language,
                with_days(query, sentences, citations),
                citations,
                searched=_searched(weighing),
                documents_in=documents_in(query),
                choices=choices(query, weighing.question, weighing.weighed, near),
                confidence=_unsure(query, weighing, sure),
            )
    return _declined(query, weighing, sure)


def _declined(query: Query, weighing: Weighing, sure: float) -> Outcome:
    return Outcome(
        AnswerKind.DECLINED,
        query.language,
        searched=_searched(weighing),
        nearest=_nearest(weighing.weighed),
        documents_in=documents_in(query),
        confidence=_unsure(query, weighing, sure),
    )


def _searched(weighing: Weighing) -> tuple[str, ...]:
    content = weighing.question.content[: QUOTING.most_searched]
    return tuple(word.display for word in content)


def _unsure(query: Query, weighing: Weighing, sure: float) -> float:
    # What is not told as an answer is less sure than what is, whatever the gate thought of it.
    return min(sure, weighing.thresholds.answered(query.caution))


def _nearest(weighed: Weighed) -> tuple[Citation, ...]:
    for candidate in weighed.evidence[:1]:
        if candidate.coverage < QUOTING.least_near:
            break
        quoted = quotation(candidate)
        if proven([quoted]):
            return (Citation.of(quoted.passage, quoted.text, 1),)
    return ()


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The passages that are shown at once, and all that was found; None where nothing was sought,
    as for small talk, or for somebody in danger.
    """

    shown: list[Hit]
    found: Found | None
    words: tuple[str, ...] = ()  # that were looked for


def first_passages(
    query: Query, search: PassageSearch, *, limit: int = 3, reading: Reading | None = None
) -> list[Hit]:
    """The best passages for a question, best first, nearly equal ones once.

    What is no question about the course has none. Raises `ServiceError` when the index does not
    answer.
    """
    return first_look(query, search, limit=limit, reading=reading).shown


def first_look(
    query: Query, search: PassageSearch, *, limit: int = 3, reading: Reading | None = None
) -> FirstLook:
    """The same with all that was found, for whoever answers: it need not be searched again. Of a
    message that asks several questions the best of each are shown, and each is searched again.
    """
    scope, reading = scope_of(query), reading or Reading()
    if scope.reply or scope.in_danger:
        return FirstLook([], None)
    parts = queries(query, several(query))
    if not parts:
        return _look_of_one(query, search, limit, reading, scope)
    looks = [_look_of_one(part, search, limit, reading, scope_of(part)) for part in parts]
    words = dict.fromkeys(word for look in looks for word in look.words)
    return FirstLook(by_turns([look.shown for look in looks], limit), None, tuple(words))


def _look_of_one(
    query: Query, search: PassageSearch, limit: int, reading: Reading, scope: MessageScope
) -> FirstLook:
    if scope.reply or scope.left_out:
        return FirstLook([], None)
    taken = taken_as(query, search, reading)
    look = taken.weighing
    if taken.understood_as and left_out(taken.query):
        return FirstLook([], None)
    if scope.off_topic and not speak_of(look.weighed):
        return FirstLook([], look.found, _searched(look))
    best = best_passages(look.found.hits, look.weighed, limit)
    return FirstLook(best, look.found, _searched(look))


def best_passages(hits: Sequence[Hit], weighed: Weighed, limit: int) -> list[Hit]:
    """The passages in the order of their best sentence, then those without evidence; where they
    were found by meaning too, that counts as well: what has none of the question's words, such as
    one in another language, would never be shown.
    """
    scored = {hit.passage.id: hit for hit in hits}
    ordered = list(
        dict.fromkeys(
            [each.passage.id for each in weighed.evidence] + [hit.passage.id for hit in hits]
        )
    )
    if by_meaning(hits):
        best: dict[int, float] = {}
        for candidate in weighed.evidence:
            best.setdefault(candidate.passage.id, candidate.score)
        ordered.sort(
            key=lambda passage_id: (
                -FUSION.sentence * best.get(passage_id, 0.0)
                - (1 - FUSION.sentence) * scored[passage_id].score
            )
        )
    chosen: list[Hit] = []
    for passage_id in ordered:
        hit = scored[passage_id]
        if len(chosen) == limit:
            break
        if not any(same_again(hit.passage.text, earlier.passage.text) for earlier in chosen):
            chosen.append(hit)
    return chosen
