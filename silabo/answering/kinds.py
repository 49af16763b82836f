"""Whether a sentence or row holds the kind of thing that a question expects, and what that adds to
its score.
"""

from collections.abc import Sequence

from silabo.answering.definitions import defines
from silabo.answering.terms import Term
from silabo.answering.units import Unit
from silabo.answering.weights import RANKING
from silabo.domain.passages import BlockKind
from silabo.language.expected import Expected, has_form, holds
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.references import makes_exception, points_elsewhere
from silabo.language.run_in_heads import is_definition, is_exercise

# Under a heading that speaks of the same: more for a question of one word, which has no other that
# would tell a rule from a lecture.
_DATED = {QuantityKind.DATE, QuantityKind.WEEKDAY}
_TOLD = {Expected.HOW, Expected.WHY}


def new_quantities(unit: Unit, terms: Sequence[Term]) -> list[Quantity]:
    """The quantities of a unit that the question did not name itself."""
    named = {
        (term.word.quantity.kind, term.word.quantity.value) for term in terms if term.word.quantity
    }
    words = {token for term in terms for token in term.word.tokens}
    return [
        quantity
        for quantity in unit.piece.quantities
        if (quantity.kind, quantity.value) not in named and quantity.value not in words
    ]


def kind_of(
    expected: Expected, unit: Unit, new: Sequence[Quantity], terms: Sequence[Term]
) -> bool | None:
    """Whether a unit holds what the question expects; None where that cannot be told."""
    if expected is Expected.DEFINITION:
        return defines(unit.piece, terms) or None
    if expected is Expected.LIST and unit.passage.kind is BlockKind.ITEM:
        return True
    if expected is Expected.QUANTITY and _gives_nothing(unit):
        return False
    return holds(expected, unit.piece.text, new)


def worth_of_kind(
    expected: Expected, unit: Unit, kind: bool | None, new: Sequence[Quantity]
) -> float:
    """What a score gains or loses because of what a unit holds."""
    worth = {
        True: RANKING.kind,
        False: -RANKING.kind,
        None: RANKING.vague if has_form(expected) else 0.0,
    }[kind]
    if expected is Expected.DEFINITION:
        worth = (RANKING.defined if kind else 0.0) + RANKING.definition * is_definition(
            unit.passage.text
        )
    if expected is Expected.DATE and kind and not any(one.kind in _DATED for one in new):
        worth += RANKING.vague
    return worth + RANKING.nothing * _gives_nothing(unit)


def worth_of_place(
    expected: Expected, unit: Unit, kind: bool | None, terms: Sequence[Term]
) -> float:
    """What a score gains or loses because of where a unit stands."""
    worth = 0.0
    if unit.named and kind is not False:
        alone = len(terms) == 1
        worth += RANKING.named_alone if alone else 0.0 if has_form(expected) else RANKING.named
    if expected in _TOLD and unit.passage.kind is BlockKind.ROW:
        worth += RANKING.in_a_table
    if expected is not Expected.YES_NO and unit.index and makes_exception(unit.piece.text):
        worth += RANKING.exception
    return worth


def _gives_nothing(unit: Unit) -> bool:
    """Whether a sentence asks, sets an exercise, or says only where the answer stands."""
    text = unit.piece.text
    return text.endswith("?") or is_exercise(unit.passage.text) or points_elsewhere(text)
