"""How sure it is that the best evidence answers a question: a logistic model of named signals."""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.grouping import is_spread, items, rows
from silabo.answering.kinds import new_quantities
from silabo.answering.matching import strength
from silabo.answering.terms import Term, names_one_of
from silabo.answering.weights import GATE, GATE_BY_MEANING, MATCHING, QUOTING, thresholds
from silabo.language.analysed import AnalysedText
from silabo.language.everyday import everyday
from silabo.language.expected import Expected, Holding, has_form, holds
from silabo.language.lexicon import LANGUAGES, any_of
from silabo.language.quantities import find
from silabo.language.quantity_readers import QuantityKind
from silabo.language.stems import is_stop
from silabo.language.things import SETTINGS
from silabo.language.vocabulary import mentions
from silabo.language.words import fold, words

# A short question is met by chance, so a name that may be one is not enough for it.
_MAY_SHOW = {Expected.PERSON, Expected.PLACE}
_MEASURED = ("format",)  # in pages, words or slides
_ABOUT_A_THING = {"start", "end", "duration"}  # of something, which the question did not say
_REACHED = {"lecturer", "assistant", "office", "office_hours", "email", "reply"}
_REACHED_AT = re.compile(r"@\w|\d{3}[ -]?\d{3,}")
# What a label may say of the thing that a heading names: "Due: 1 November".
_OF_A_THING = frozenset(
    {"deadline", "schedule", "room", "office", "weight", "start", "end", "duration", "format"}
)
_LABEL = re.compile(r"([^:.;\d]{1,60}):\s[^·]*$")  # a row has columns instead
_COUNTED = ("people",)
_STUDENT = "student"  # as words of every day mean it
_FOLLOWING = re.compile(r" ([^\W\d_]+)")
_CLAUSE = re.compile(r"[.;](?=\s)|\s·\s")
_RULE = re.compile(rf"\b{any_of(lambda lexicon: lexicon.rules)}\w*\b")


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells whether the best evidence answers, each about 0 to 1.

    The number of each is the field of its name of `weights.Gate`. The kind of answer that is
    expected is none of them: it ranks the evidence, and over labelled questions it told nothing
    more of whether the best answers (docs/decisions/0019-the-gate-is-fitted.md).
    """

    lead: float  # by how much its score is before that of the next passage, up to `GATE.clear_lead`
    ahead: float  # the same, before the passage after that
    rivals: float  # passages whose score is near its own, itself among them, of `GATE.most_rivals`
    missing: float  # share of the question's strong words that are met neither in nor around it
    inside: float  # share that is met in the sentence itself
    found: float  # its passage's score in the search, of that of the best passage
    about: float  # its heading or its beginning names what it says
    length: float  # terms of the question, of at most `GATE.long_question`


@dataclass(frozen=True, slots=True)
class SignalsByMeaning:
    """The same where the best evidence was found by meaning too: each is the field of its name of
    `weights.GateByMeaning`.
    """

    ahead: float  # as above
    missing: float  # as above
    inside: float  # as above
    score: float  # its own score, from 0; a little over 1 is much
    similar: float  # how near its meaning is to the question's, 0 unlike, 1 much
    across: float  # whether its passage is in another language than the question


def confidence(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> float:
    """How sure it is that the best evidence answers, 0 to 1; under the lowest of the thresholds
    where it cannot be the answer.
    """
    if not weighed.evidence:
        return 0.0
    sure = probability(signals(expected, weighed, terms))
    if _is_ruled_out(expected, weighed, terms):
        return sure * thresholds(by_meaning=weighed.by_meaning).lowest
    return sure


def signals(
    expected: Expected, weighed: Weighed, terms: Sequence[Term]
) -> Signals | SignalsByMeaning:
    """Those of the best evidence, as it was found; there is some."""
    best = weighed.evidence[0]
    unsaid = _goes_without_saying(expected, best, terms)
    inside, missing = _inside(expected, weighed, terms, unsaid), _missing(best, terms, unsaid)
    scores = _best_scores(expected, weighed.evidence, is_whole=not missing)
    first, second, third = (*scores[:3], 0.0, 0.0)[:3]
    ahead = min(first - third, GATE.clear_lead)
    if best.similarity is not None:
        return SignalsByMeaning(
            ahead=ahead if scores[2:] else GATE_BY_MEANING.alone,
            missing=missing,
            inside=inside,
            score=best.score,
            similar=(best.similarity - GATE_BY_MEANING.unlike) / GATE_BY_MEANING.nearness,
            across=float(_is_across(best, terms)),
        )
    near = sum(score >= QUOTING.near * first for score in scores)
    return Signals(
        lead=min(first - second, GATE.clear_lead),
        ahead=ahead,
        rivals=min(near, GATE.most_rivals) / GATE.most_rivals,
        missing=missing,
        inside=inside,
        found=best.found,
        about=float(best.about),
        length=min(len(terms), GATE.long_question) / GATE.long_question,
    )


def probability(seen: Signals | SignalsByMeaning) -> float:
    """How often evidence of such signals answers, 0 to 1."""
    gate = GATE if isinstance(seen, Signals) else GATE_BY_MEANING
    total = gate.bias + sum(
        getattr(gate, field.name) * getattr(seen, field.name) for field in fields(seen)
    )
    return 1 / (1 + math.exp(-total))


def _inside(
    expected: Expected, weighed: Weighed, terms: Sequence[Term], unsaid: Collection[int]
) -> float:
    """The share of what the question need have said that the evidence says itself. What holds the
    kind asked for is said of what it stands under: "Date: 22 September" below "First exam".
    """
    best = weighed.evidence[0]
    is_held = has_form(expected) and best.kind is Holding.HELD
    is_told = (len(terms) == 1 or is_held) and not (is_held and _is_of_another(best, terms))
    inside = max(best.inside, GATE.under * best.under) if is_told else best.inside
    left_out = sum(weighed.weights[position] for position in unsaid) / sum(weighed.weights)
    return min(inside / (1 - left_out), 1.0)


def _is_of_another(best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether its label names what is not asked for: "Registration: 1 May" below "Final exam"."""
    label = _LABEL.match(best.text)
    asked = _OF_A_THING.union(*(term.word.concepts for term in terms))
    named = mentions(words(label[1]), best.passage.language) if label else ()
    return any(asked.isdisjoint(mention.concepts) for mention in named)


def _is_across(best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether the evidence is in another language than the question, where both are known."""
    spoken = {best.passage.language, terms[0].language}
    return len(spoken) == 2 and spoken <= set(LANGUAGES)


def _missing(best: Evidence, terms: Sequence[Term], unsaid: Collection[int]) -> float:
    strong = [
        met
        for position, (term, met) in enumerate(zip(terms, best.met, strict=True))
        if not term.word.weak and position not in unsaid
    ]
    return sum(met < GATE.said for met in strong) / max(1, len(strong))


def _best_scores(
    expected: Expected, evidence: Sequence[Evidence], *, is_whole: bool
) -> list[float]:
    """The best score of each passage, the first's own first. Items or rows that answer with it are
    no others, nor is what cannot be told instead where it misses nothing.
    """
    together = {passage.id for passage in items(expected, evidence) or rows(expected, evidence)}
    best = {evidence[0].passage.id: evidence[0].score}
    for candidate in evidence:
        if candidate.passage.id not in together and not (
            is_whole and _is_no_rival(expected, evidence[0], candidate)
        ):
            best.setdefault(candidate.passage.id, candidate.score)
    return list(best.values())


def _is_no_rival(expected: Expected, best: Evidence, other: Evidence) -> bool:
    """Whether it cannot be told instead: it has none of what is asked for, and the best has."""
    return has_form(expected) and best.kind is Holding.HELD and other.kind is Holding.LACKING


def _is_ruled_out(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> bool:
    """Whether it cannot be told as the answer: it only announces what follows, lacks the date, time
    or amount that is asked for, or those that the question names ("Is there class on 25 May?"), or
    says nothing of what the question turns on.
    """
    best = weighed.evidence[0]
    named = [met for term, met in zip(terms, best.met, strict=True) if term.is_binding]
    return (
        best.bare
        or _only_tells_whom_to_reach(expected, best, terms)
        or not _has_form_of(expected, best, terms)
        or (bool(named) and max(named) < GATE.stated)
        or _is_of_another_number(expected, best, terms)
        or _counts_something_else(expected, best, terms)
        or (
            not weighed.by_meaning
            and not _has_day(best, terms)
            and _leaves_out(expected, weighed, terms)
        )
    )


def _is_of_another_number(expected: Expected, best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether what it holds is of another one of those that are numbered: of "Lab 1 due: 2 October.
    Lab 2 starts" no day is one of lab 2.
    """
    numbered = [term for term in terms if term.word.quantity is not None and term.counted]
    if not numbered or not has_form(expected):
        return False
    clauses = [AnalysedText(each, best.passage.language) for each in _CLAUSE.split(best.text)]
    for term in numbered:
        # "The first exam" of "Lab 1 is due on 2 October".
        if max(strength(term, each) for each in clauses) == MATCHING.of_another:
            return True
        own = [each for each in clauses if strength(term, each) >= GATE.stated]
        others = [each for each in clauses if each not in own and _counts(term, each)]
        if own and others and not any(_holds(expected, each, terms) for each in own):
            return True
    return False


def _counts_something_else(expected: Expected, best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether pages are asked for and words are counted: of one the other is not known."""
    if expected is not Expected.QUANTITY or not terms or terms[0].word.concepts != _MEASURED:
        return False
    said = AnalysedText(best.text, best.passage.language).stems
    # In another language the pages have another name.
    own = frozenset[str]().union(*(each for way in terms[0].own.values() for each in way))
    return best.passage.language == terms[0].language and own.isdisjoint(said)


def _counts(term: Term, clause: AnalysedText) -> bool:
    """Whether a clause has another one of what the term numbers."""
    return not term.counted.isdisjoint(clause.stems) and QuantityKind.ORDINAL in clause.kinds


def _holds(expected: Expected, clause: AnalysedText, terms: Sequence[Term]) -> bool:
    return holds(expected, clause.text, new_quantities(clause, terms)) is not Holding.LACKING


def _only_tells_whom_to_reach(expected: Expected, best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether it is asked if a thing may be used that is also a way to reach somebody, "Can I use
    my phone?", and nobody, and the evidence has an address and no rule.
    """
    asked = frozenset[str]().union(*(term.word.concepts for term in terms))
    return (
        expected is Expected.YES_NO
        and "phone_use" in asked
        and asked.isdisjoint(_REACHED)
        and (_RULE.search(fold(best.text)) is None)
        and _REACHED_AT.search(best.text) is not None
    )


def _has_form_of(expected: Expected, best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether it may hold what is asked for. A name that may be one is not enough for a question of
    few words, which is met by chance.
    """
    if expected in _MAY_SHOW and len(terms) <= GATE.short_question:
        return best.kind is Holding.HELD
    return not has_form(expected) or best.kind is not Holding.LACKING


def _leaves_out(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> bool:
    """Whether it says nothing of half of the question's words, of a thing of courses that weighs in
    it, or of one of few words. Three languages' words for such a thing are known, so it is not only
    said otherwise ("virtual", "to pay"); and a question of few words is met by chance.
    """
    best, total = weighed.evidence[0], sum(weighed.weights)
    goes_without = _goes_without_saying(expected, best, terms)
    said = [
        met >= GATE.said
        or position in goes_without
        or (expected is Expected.YES_NO and _is_open_setting(term, best))
        for position, (term, met) in enumerate(zip(terms, best.met, strict=True))
    ]
    strong = [
        position
        for position, term in enumerate(terms)
        if not term.word.weak and position not in goes_without
    ]
    unsaid = [position for position in strong if not said[position]]
    if unsaid and (
        len(strong) <= GATE.few
        or len(unsaid) >= GATE.most_missing * len(strong)
        or any(
            terms[position].word.concepts and weighed.weights[position] >= GATE.decisive * total
            for position in unsaid
        )
    ):
        return True
    if goes_without and all(said):
        return False
    return len(strong) <= 1 and _is_met_elsewhere(expected, weighed, terms, all(said))


def _goes_without_saying(
    expected: Expected, best: Evidence, terms: Sequence[Term]
) -> frozenset[int]:
    """The positions of terms that evidence which has what is asked for of the very thing need not
    say: that it is held ("Where do we write the midterm?"), or what is counted ("people").
    """
    if best.kind is not Holding.HELD or not has_form(expected) or _is_of_another(best, terms):
        return frozenset()
    counts = expected is Expected.QUANTITY and _may_count_people(best)
    bare = frozenset(
        position
        for position, term in enumerate(terms)
        if term.word.bare or (counts and term.word.concepts == _COUNTED)
    )
    others = [
        met
        for position, (term, met) in enumerate(zip(terms, best.met, strict=True))
        if position not in bare and not term.word.weak
    ]
    is_said = min(others, default=0) >= GATE.stated
    return bare if bare and is_said and not names_one_of(best.text, terms) else frozenset()


def _may_count_people(best: Evidence) -> bool:
    """Whether it may count people: not by "Thursday, 13 to 15", nor by "two milestones"."""
    found = find(best.text, best.passage.language)
    if any(quantity.kind is QuantityKind.WEEKDAY for quantity in found):
        return False
    return any(
        quantity.kind is QuantityKind.NUMBER
        and not _is_of_a_thing(best.text[quantity.end :], best.passage.language)
        for quantity in found
    )


def _is_of_a_thing(behind: str, language: str) -> bool:
    """Whether a word follows on a number that is no small one, and none for people."""
    following = _FOLLOWING.match(behind)
    if following is None or is_stop(following[1].casefold(), language):
        return False
    noun = words(following[1])
    named = {concept for mention in mentions(noun, language) for concept in mention.concepts}
    return named.isdisjoint(_COUNTED) and _STUDENT not in everyday(noun, language)[0]


def _is_met_elsewhere(
    expected: Expected, weighed: Weighed, terms: Sequence[Term], are_said: bool
) -> bool:
    """Whether the only strong word of a question is there, but where something else is said."""
    best = weighed.evidence[0]
    is_told = best.kind is Holding.HELD and expected is Expected.DEFINITION
    if is_told or any(term.is_binding for term in terms):
        return False
    if len(terms) == 1:
        return _is_in_passing(expected, weighed, terms[0])
    # "When does the course end?" is not answered by when something else ends.
    if has_form(expected) and not are_said:
        return True
    return any(
        met < GATE.stated for term, met in zip(terms, best.met, strict=True) if not term.word.weak
    )


def _has_day(best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether the evidence has a day that the question names: a row of a calendar says little but
    what its date is for.
    """
    return any(
        met >= GATE.stated
        for term, met in zip(terms, best.met, strict=True)
        if term.word.quantity is not None and term.word.quantity.kind is QuantityKind.DATE
    )


def _is_in_passing(expected: Expected, weighed: Weighed, term: Term) -> bool:
    """Whether the only word of a question is met where something else is said."""
    best = weighed.evidence[0]
    concepts = set(term.word.concepts)
    if best.by_column and is_spread(weighed.evidence):
        return True
    if has_form(expected):
        is_thing = not concepts or not concepts <= _ABOUT_A_THING
        return best.kind is not Holding.HELD or not (best.about or is_thing)
    if concepts and concepts <= SETTINGS:
        return expected is Expected.YES_NO  # what is asked of it was not understood
    return not best.about and max(best.met) < GATE.surely


def _is_open_setting(term: Term, best: Evidence) -> bool:
    """Whether a term says in what work of a course something is done, and the evidence, a rule,
    names no such work: then it holds for all.
    """
    if not term.word.concepts or not SETTINGS.issuperset(term.word.concepts):
        return False
    said = mentions(words(f"{best.text} {' '.join(best.passage.path)}"), best.passage.language)
    return _RULE.search(fold(best.text)) is not None and not any(
        SETTINGS.intersection(mention.concepts) for mention in said
    )
