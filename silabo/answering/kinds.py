"""Whether a sentence or row holds the kind of thing that a question expects, and what that adds to
its score.
"""

import re
from collections.abc import Sequence

from silabo.answering.matching import strength
from silabo.answering.reading import Unit
from silabo.answering.terms import Term
from silabo.answering.weights import DEFINING, GATE, MATCHING, SCORING
from silabo.domain.passages import BlockKind
from silabo.language.analysed import AnalysedText
from silabo.language.expected import Expected, Holding, has_form, holds
from silabo.language.lexicon import all_words, any_of
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.references import makes_exception, points_elsewhere
from silabo.language.run_in_heads import is_definition, is_exercise, is_label
from silabo.language.stems import is_stop, word_stems
from silabo.language.words import fold, words

_DATED = {QuantityKind.DATE, QuantityKind.WEEKDAY}
_TOLD = {Expected.HOW, Expected.WHY}
_ARTICLES = all_words(lambda lexicon: lexicon.articles)
_IS = all_words(lambda lexicon: lexicon.being)
_NONE = re.compile(any_of(lambda lexicon: lexicon.denials))
_NAMES = re.compile(rf"\b{any_of(lambda lexicon: lexicon.naming)}$")
# "λ is an eigenvalue of A if..."
_IS_ONE = re.compile(rf"\b{any_of(lambda lexicon: lexicon.is_one)}$")
_ON_CONDITION = re.compile(rf"\w+(?: [\w^]+){{0,4}} {any_of(lambda lexicon: lexicon.conditions)}\b")


def new_quantities(text: AnalysedText, terms: Sequence[Term]) -> list[Quantity]:
    """The quantities of a text that the question did not name itself."""
    named = {
        (term.word.quantity.kind, term.word.quantity.value) for term in terms if term.word.quantity
    }
    words = {token for term in terms for token in term.word.tokens}
    return [
        quantity
        for quantity in text.quantities
        if (quantity.kind, quantity.value) not in named and quantity.value not in words
    ]


def kind_of(
    expected: Expected, unit: Unit, new: Sequence[Quantity], terms: Sequence[Term]
) -> Holding:
    """Whether a unit holds what the question expects."""
    if expected is Expected.DEFINITION:
        return Holding.HELD if defines(unit.piece, terms) else Holding.OPEN
    if expected is Expected.LIST and unit.passage.kind is BlockKind.ITEM:
        return Holding.HELD
    if expected is Expected.QUANTITY and (gives_nothing(unit) or _says_no_length(unit, terms)):
        return Holding.LACKING
    return holds(expected, unit.piece.text, new)


def _says_no_length(unit: Unit, terms: Sequence[Term]) -> bool:
    """Whether it is asked how long something lasts, and a unit has but another number: a heading
    over it that names the length says none.
    """
    return any(
        "duration" in term.word.concepts and strength(term, unit.piece) < GATE.stated
        for term in terms
    )


def worth_of_kind(expected: Expected, unit: Unit, kind: Holding, new: Sequence[Quantity]) -> float:
    """What a score gains or loses because of what a unit holds."""
    worth = {
        Holding.HELD: SCORING.kind,
        Holding.LACKING: -SCORING.kind,
        Holding.OPEN: SCORING.vague if has_form(expected) else 0.0,
    }[kind]
    if expected is Expected.DEFINITION:
        worth = (
            SCORING.defined if kind is Holding.HELD else 0.0
        ) + SCORING.definition * is_definition(unit.passage.text)
    if (
        expected is Expected.DATE
        and kind is Holding.HELD
        and not any(quantity.kind in _DATED for quantity in new)
    ):
        worth += SCORING.vague
    return worth + SCORING.nothing * gives_nothing(unit)


def worth_of_location(
    expected: Expected, unit: Unit, kind: Holding, terms: Sequence[Term]
) -> float:
    """What a score gains or loses because of where a unit stands."""
    worth = 0.0
    if unit.named and kind is not Holding.LACKING:
        alone = len(terms) == 1
        worth += SCORING.named_alone if alone else 0.0 if has_form(expected) else SCORING.named
    if expected in _TOLD and unit.passage.kind is BlockKind.ROW:
        worth += SCORING.in_a_table
    if has_form(expected) and _says_there_is_none(unit.piece, terms):
        worth += SCORING.none
    if expected is not Expected.YES_NO and unit.index and makes_exception(unit.piece.text):
        worth += SCORING.exception
    return worth


def gives_nothing(unit: Unit) -> bool:
    """Whether a sentence asks, sets an exercise, or says only where the answer stands."""
    text = unit.piece.text
    return text.endswith("?") or is_exercise(unit.passage.text) or points_elsewhere(text)


def _says_there_is_none(piece: AnalysedText, terms: Sequence[Term]) -> bool:
    """Whether a sentence says when or where the thing asked for is not: "There are no office hours
    in reading week", "No hay clases de consulta en julio".
    """
    asked = [term for term in terms if term.word.quantity is None and not term.word.weak]
    said = words(piece.text)
    for number, word in enumerate(said):
        if not _NONE.fullmatch(fold(word)):
            continue
        after = (other for other in said[number + 1 : number + 4] if not _is_small(other, piece))
        thing = next(after, "")
        if thing and any(_is_of(thing, term, piece) for term in asked):
            return True
    return False


def _is_small(word: str, piece: AnalysedText) -> bool:
    return any(is_stop(word, language) for language in piece.languages)


def defines(piece: AnalysedText, terms: Sequence[Term]) -> bool:
    """Whether a sentence has the thing asked for as its subject, with a verb that says what it is,
    or gives it its name.
    """
    asked = [term for term in terms if term.word.quantity is None and not term.word.weak]
    if not asked:
        return False
    if _is_labelled(piece, asked) or _is_said_of(piece, asked[0]):
        return True
    # "The image of a linear map" is none of "a map is linear if".
    return strength(asked[0], piece) > 0 and any(
        _is_named(piece, term) for term in asked[: DEFINING.first_terms]
    )


def _is_labelled(piece: AnalysedText, terms: Sequence[Term]) -> bool:
    """Whether all that is asked for is the name of a labelled statement."""
    first, *others = piece.sentences
    if not others or not is_label(first):
        return False
    named = AnalysedText(first, piece.language)
    return all(strength(term, named) >= MATCHING.sure for term in terms)


def _is_said_of(piece: AnalysedText, term: Term) -> bool:
    said = words(_without_label(piece))
    positions = [
        n for n, word in enumerate(said[: DEFINING.latest_subject]) if _is_of(word, term, piece)
    ]
    if not positions:
        return False
    after = said[positions[0] + 1 : positions[0] + 1 + DEFINING.latest_verb]
    return any(fold(word) in _IS for word in after)


def _is_named(piece: AnalysedText, term: Term) -> bool:
    """Whether the name stands after "is called", or after the only colon, at the end."""
    folded = piece.folded
    tokens = [(match.group(), match.start()) for match in re.finditer(r"\w+", folded)]
    for number, (word, _) in enumerate(tokens):
        if not _is_of(word, term, piece):
            continue
        first = number
        while first > 0 and tokens[first - 1][0] in _ARTICLES:
            first -= 1
        before = folded[: tokens[first][1]].rstrip()
        at_end = len(tokens) - number <= DEFINING.longest_name and folded.count(":") == 1
        after = folded[tokens[number][1] :]
        if _NAMES.search(before) or (before.endswith(":") and at_end):
            return True
        if _IS_ONE.search(before) and _ON_CONDITION.match(after):
            return True
    return False


def _is_of(word: str, term: Term, piece: AnalysedText) -> bool:
    stems = set(word_stems(word, piece.languages))
    return any(
        not stems.isdisjoint(own) for language in piece.languages for own in term.own[language]
    )


def _without_label(piece: AnalysedText) -> str:
    first, *others = piece.sentences
    return " ".join(others) if others and is_label(first) else piece.text
