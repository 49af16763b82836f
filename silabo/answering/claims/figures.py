"""Where the figures of a claim are stated: as they are, as another way to say them, or within a
span.
"""

import re
from collections.abc import Iterable, Sequence

from silabo.answering.claims.lengths import lengths
from silabo.answering.claims.notions import Notion, Text, is_met, is_met_in
from silabo.language.lexicon import any_of, values_of
from silabo.language.lexicon.model import Measure
from silabo.language.quantities import Quantity, states
from silabo.language.quantity_readers import QuantityKind
from silabo.language.units import any_name, unit_of
from silabo.language.words import fold, folded_in_place

_SPAN = re.compile(
    rf"\s{{0,3}}(?:[-–—]|{any_of(lambda lexicon: lexicon.span_words)})"
    rf"(?:\s{any_of(lambda lexicon: lexicon.definite)})?\s{{0,3}}",
    re.IGNORECASE,
)
_AND = re.compile(
    rf"\s{{0,3}}{any_of(lambda lexicon: lexicon.and_words)}"
    rf"(?:\s{any_of(lambda lexicon: lexicon.definite)})?\s{{0,3}}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"\b{any_of(lambda lexicon: lexicon.between_words)}"
    rf"(?:\s{any_of(lambda lexicon: lexicon.definite)})?\s{{0,3}}$",
    re.IGNORECASE,
)
_HOURS = re.compile(rf"\s{{0,3}}(?:{any_name(Measure.HOUR)})\b", re.IGNORECASE)
_WHOLE = any_of(lambda lexicon: lexicon.claims.whole)
_DEFINITE = re.compile(
    rf"\b(?:{any_of(lambda lexicon: lexicon.definite)}|{_WHOLE})\s{{0,3}}$", re.IGNORECASE
)
_WEEKDAYS = values_of(lambda lexicon: lexicon.weekdays)
_COUNTED = {QuantityKind.NUMBER, QuantityKind.ORDINAL, QuantityKind.WEEK}
_FEW = {"2", "3"}
_MEASURED = {QuantityKind.NUMBER, QuantityKind.MONEY}
_ROOM_LETTERS = re.compile(r"\b[A-Z]{1,3}[-. ]?$")
_SIGNS = re.compile(r"[-. ]")
_STOP = re.compile(r"[.,;:()·]")
_NEAR = 40  # characters after a figure in which its unit stands
_UNIT_WORDS = 3
_FOR_EACH = re.compile(rf"\b{any_of(lambda lexicon: lexicon.for_each)}\s(\w+)", re.IGNORECASE)
_BESIDE_FIGURE = 2  # characters between a figure and what it counts
_SYMBOL = re.compile(
    r"\s?((?=\w{0,2}[A-ZµμΩ])[a-zA-ZµμΩ]{1,3}|[cmk]?m|[mk]?g|[cm]?l|[kmg]b)\b(?!['’])"
)
_LAST_DAY_OF_MONTH = 31


def is_definite(quantity: Quantity, claim: Text) -> bool:
    """Whether a number only says which ones: "the two exams"; "the two days" measure."""
    return (
        quantity.kind is QuantityKind.NUMBER
        and quantity.value in _FEW
        and _DEFINITE.search(claim.text[: quantity.start]) is not None
        and not any(_unit(notion) for notion in _after(claim, quantity)[:1])
    )


def stating(quantity: Quantity, claim: Text, text: Text) -> list[Quantity]:
    """The quantities of a text that state one of a claim; none where it does not."""
    return (
        [stated for stated in text.quantities if states(stated, quantity)]
        or _short_weekdays(quantity, text)
        or [stated for stated in text.quantities if _same_hour(quantity, claim, stated, text)]
        or [stated for stated in text.quantities if _same_room(quantity, claim, stated)]
        or _same_length(quantity, claim, text)
        or _span_around(quantity, claim, text)
    )


def _short_weekdays(quantity: Quantity, text: Text) -> list[Quantity]:
    """The day of the week where it is written short: "Fri 23 Oct"."""
    if quantity.kind is not QuantityKind.WEEKDAY:
        return []
    return [
        Quantity(quantity.kind, quantity.value, word.text, word.start, word.end)
        for word in text.words
        if str(_WEEKDAYS.get(fold(word.text), "")) == quantity.value
    ]


def _same_room(quantity: Quantity, claim: Text, stated: Quantity) -> bool:
    # Where a column is called after rooms, a cell has the number alone.
    kinds = {quantity.kind, stated.kind}
    if QuantityKind.ROOM not in kinds:
        return False
    ours, theirs = _bare(quantity), _bare(stated)
    written = _ROOM_LETTERS.search(claim.text, 0, quantity.start)
    # "It is in C-021" has no word for a room, and its letters stand before a number.
    return theirs == ours or (
        written is not None and theirs == _SIGNS.sub("", f"{written[0]}{ours}").casefold()
    )


def is_labelled(quantity: Quantity, claim: Text, texts: Sequence[Text]) -> bool:
    """Whether a heading or key numbers what a claim numbers: "2 Processes" has no two processes of
    a claim about two hours.
    """
    if quantity.kind is not QuantityKind.NUMBER:
        return True
    before = word_before(claim, quantity)
    beside = [*([before] if before else []), *_after(claim, quantity)[:1]]
    return not beside or any(is_met_in(notion, texts, claim.language) for notion in beside)


def _bare(quantity: Quantity) -> str:
    is_room = quantity.kind is QuantityKind.ROOM
    return quantity.value if is_room else _SIGNS.sub("", quantity.text).casefold()


def _same_length(quantity: Quantity, claim: Text, text: Text) -> list[Quantity]:
    """What says the same length of time in another unit."""
    wanted = [
        length.minutes for length in lengths(claim) if length.start <= quantity.start < length.end
    ]
    same = [length for length in lengths(text) if length.minutes in wanted]
    return [
        stated
        for stated in text.quantities
        if any(length.start <= stated.start < length.end for length in same)
    ]


def _same_hour(quantity: Quantity, claim: Text, stated: Quantity, text: Text) -> bool:
    """Whether one of the two is an hour and the other its number: "from 16 to 17:30"."""
    if (quantity.kind, stated.kind) == (QuantityKind.NUMBER, QuantityKind.TIME):
        is_hour = _HOURS.match(claim.text, quantity.end) is not None
        return stated.value == _on_the_hour(quantity) and (is_hour or _in_hours(quantity, claim))
    if (quantity.kind, stated.kind) == (QuantityKind.TIME, QuantityKind.NUMBER):
        return quantity.value == _on_the_hour(stated) and _in_hours(stated, text)
    return False


def _on_the_hour(number: Quantity) -> str:
    return f"{int(number.value):02}:00" if number.value.isdigit() else ""


def _in_hours(number: Quantity, text: Text) -> bool:
    """Whether a number is an end of a span of hours: the other end is one, or a day has them."""
    names_day = any(quantity.kind is QuantityKind.WEEKDAY for quantity in text.quantities)
    return any(
        are_ends(number, other, text.text)
        for other in text.quantities
        if other.kind is QuantityKind.TIME or (other.kind is QuantityKind.NUMBER and names_day)
    )


def are_ends(one: Quantity, other: Quantity, text: str) -> bool:
    """Whether two quantities of a text are the ends of one span."""
    first, last = sorted((one, other), key=lambda quantity: quantity.start)
    if first is last:
        return False
    text = folded_in_place(text)
    between = text[first.end : last.start]
    return _SPAN.fullmatch(between) is not None or (
        _AND.fullmatch(between) is not None and _BETWEEN.search(text[: first.start]) is not None
    )


def _span_around(quantity: Quantity, claim: Text, text: Text) -> list[Quantity]:
    """The ends of a span of a text in which a day or number of a claim lies. An end of a span has
    to be an end of that one.
    """
    if quantity.kind is QuantityKind.ORDINAL and not _has_label(quantity, claim, text):
        return []
    is_end = any(are_ends(quantity, other, claim.text) for other in claim.quantities)
    for first, last in zip(text.quantities, text.quantities[1:], strict=False):
        if not are_ends(first, last, text.text):
            continue
        span = _days(quantity, first, last) or _numbers(quantity, first, last)
        if span is None or not span[0] <= span[1] <= span[2]:
            continue
        if not is_end or span[1] in {span[0], span[2]}:
            return [first, last]
    return []


def _has_label(quantity: Quantity, claim: Text, text: Text) -> bool:
    """Whether a text speaks of what a claim numbers: chapters of "chapter 3"."""
    beside = [*_before(claim, quantity)[-1:], *_after(claim, quantity)[:1]]
    return any(is_met(notion, text, claim.language) for notion in beside)


def _days(wanted: Quantity, first: Quantity, last: Quantity) -> tuple[int, int, int] | None:
    """The first, wanted and last day of a span, as month and day: 1026."""
    if wanted.kind is not QuantityKind.DATE or last.kind is not QuantityKind.DATE:
        return None
    end = _day(last)
    if first.kind is QuantityKind.DATE:
        return _day(first), _day(wanted), end
    if not first.value.isdigit() or int(first.value) > _LAST_DAY_OF_MONTH:
        return None
    return end // 100 * 100 + int(first.value), _day(wanted), end


def _day(date: Quantity) -> int:
    return int(date.value[-5:].replace("-", ""))


def _numbers(wanted: Quantity, first: Quantity, last: Quantity) -> tuple[int, int, int] | None:
    values = [quantity.value for quantity in (first, wanted, last)]
    kinds = {quantity.kind for quantity in (first, wanted, last)}
    if not kinds <= _COUNTED or not all(value.isdigit() for value in values):
        return None
    low, value, high = (int(number) for number in values)
    return low, value, high


def same_unit(
    quantity: Quantity, claim: Text, stated: Quantity, text: Text, own: Iterable[Text]
) -> bool:
    """Whether what a claim measures is measured there in the same unit, and what it counts is named
    in its assertion.
    """
    if not _same_rate(quantity, claim, stated, text):
        return False
    if stated.kind is QuantityKind.TIME or quantity.kind not in _MEASURED:
        return True
    if _same_length(quantity, claim, text):
        return True
    symbol, other = _symbol(claim, quantity), _symbol(text, stated)
    if symbol and other and symbol != other:
        return False
    ours = next((unit for notion in _after(claim, quantity)[:2] if (unit := _unit(notion))), None)
    theirs = {_unit(notion) for notion in _after(text, stated) + _before(text, stated)[-2:]}
    if ours is Measure.TIMES and ours not in theirs:
        # "If you miss two times" of two absences.
        return any(is_met(n, claim, text.language) for n in _after(text, stated)[:1])
    return ours in theirs if ours else _is_named(claim, quantity, own)


def _same_rate(quantity: Quantity, claim: Text, stated: Quantity, text: Text) -> bool:
    """Whether what a claim says for each hour is not said for each day there."""
    ours, theirs = _rate(claim, quantity), _rate(text, stated)
    return ours is None or theirs is None or ours is theirs


def _rate(text: Text, quantity: Quantity) -> Measure | None:
    found = _FOR_EACH.search(text.text, quantity.end, quantity.end + _NEAR)
    return unit_of(fold(found[1])) if found else None


def has_unit(quantity: Quantity, text: Text) -> bool:
    """Whether a figure measures time or counts how often."""
    return any(_unit(notion) for notion in _after(text, quantity)[:1])


def counts_something(quantity: Quantity, text: Text) -> bool:
    """Whether a figure stands before what it counts."""
    return bool(_after(text, quantity)[:1])


def _symbol(text: Text, quantity: Quantity) -> str:
    """The symbol of a unit after a figure, as it is written: "mF", "kHz"."""
    found = _SYMBOL.match(text.text, quantity.end)
    return found[1] if found else ""


def _is_named(claim: Text, quantity: Quantity, own: Iterable[Text]) -> bool:
    """Whether what a claim counts, the word beside its figure, is named there at all."""
    after = _after(claim, quantity)[:1]
    counted = [n for n in after if n.weight and n.start - quantity.end <= _BESIDE_FIGURE]
    return all(is_met_in(notion, own, claim.language) for notion in counted)


def _unit(notion: Notion) -> Measure | None:
    return unit_of(notion.words[0])


def _after(text: Text, quantity: Quantity) -> list[Notion]:
    """The words after a figure, up to a mark or the next figure."""
    stop = _STOP.search(text.text, quantity.end, quantity.end + _NEAR)
    others = (other.start for other in text.quantities if other.start >= quantity.end)
    until = min([stop.start() if stop else quantity.end + _NEAR, *others])
    notions = (n for n in text.single_notions if quantity.end <= n.start < until)
    return list(notions)[:_UNIT_WORDS]


def word_before(text: Text, quantity: Quantity) -> Notion | None:
    """The word that a figure stands directly after: "TP" of "TP 2"."""
    before = _before(text, quantity)[-1:]
    return before[0] if before and quantity.start - before[0].end <= 1 else None


def _before(text: Text, quantity: Quantity) -> list[Notion]:
    return [notion for notion in text.single_notions if notion.end <= quantity.start]
