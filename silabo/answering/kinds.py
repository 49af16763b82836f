"""Whether a sentence or row holds the kind of thing that a question expects, and what that adds to
its score.
"""

from collections.abc import Sequence

from silabo.answering.definitions import defines
from silabo.answering.terms import Term
from silabo.answering.units import Unit
from silabo.domain.passages import BlockKind
from silabo.language.expected import Expected, has_form, holds
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.references import makes_exception, points_elsewhere
from silabo.language.run_in_heads import is_definition, is_exercise

_KIND, _DEFINED = 0.18, 0.30
_NOTHING = -0.2  # a question, an exercise, "see the rules"
_VAGUE = -0.06  # "in the second week" is no date, "will be published" no room
_IN_A_TABLE = -0.06  # how and why are told in sentences
_DEFINITION, _EXCEPTION = 0.08, -0.08
# Under a heading that speaks of the same: more for a question of one word, which has no other that
# would tell a rule from a lecture.
_NAMED, _NAMED_ALONE = 0.04, 0.12
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
    worth = {True: _KIND, False: -_KIND, None: _VAGUE if has_form(expected) else 0.0}[kind]
    if expected is Expected.DEFINITION:
        worth = (_DEFINED if kind else 0.0) + _DEFINITION * is_definition(unit.passage.text)
    if expected is Expected.DATE and kind and not any(one.kind in _DATED for one in new):
        worth += _VAGUE
    return worth + _NOTHING * _gives_nothing(unit)


def worth_of_place(
    expected: Expected, unit: Unit, kind: bool | None, terms: Sequence[Term]
) -> float:
    """What a score gains or loses because of where a unit stands."""
    worth = 0.0
    if unit.named and kind is not False:
        alone = len(terms) == 1
        worth += _NAMED_ALONE if alone else 0.0 if has_form(expected) else _NAMED
    if expected in _TOLD and unit.passage.kind is BlockKind.ROW:
        worth += _IN_A_TABLE
    if expected is not Expected.YES_NO and unit.index and makes_exception(unit.piece.text):
        worth += _EXCEPTION
    return worth


def _gives_nothing(unit: Unit) -> bool:
    """Whether a sentence asks, sets an exercise, or says only where the answer stands."""
    text = unit.piece.text
    return text.endswith("?") or is_exercise(unit.passage.text) or points_elsewhere(text)
