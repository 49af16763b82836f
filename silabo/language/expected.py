"""Which kind of answer a question expects, and whether a text holds something of that kind."""

import re
from collections.abc import Collection
from enum import StrEnum

from silabo.language.lexicon import LEXICONS, all_words, any_of
from silabo.language.lexicon.model import QuestionForm
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.words import fold


class Expected(StrEnum):
    """The kind of answer that a question asks for."""

    DATE = "date"
    TIME = "time"
    PLACE = "place"
    PERSON = "person"
    PERCENT = "percent"
    QUANTITY = "quantity"
    COST = "cost"
    CONTACT = "contact"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    LIST = "list"
    HOW = "how"
    WHY = "why"
    ANY = "any"


class Holding(StrEnum):
    """Whether a text holds the kind of answer that a question expects."""

    HELD = "held"
    LACKING = "lacking"
    OPEN = "open"  # it cannot be told


# What the forms of a question ask for, where the two are not named alike.
_ASKED = {
    QuestionForm.CONDITION: Expected.DEFINITION,
    QuestionForm.MEANING: Expected.DEFINITION,
    QuestionForm.WHAT_IS: Expected.DEFINITION,
}
_LONGEST_LOOK = 400  # characters of a question
_QUESTION_WORDS = all_words(lambda lexicon: lexicon.follow_ups.question_words)
_CLAUSE = re.compile(r"[^\w\s'’-]+")


def _form(form: QuestionForm) -> re.Pattern[str]:
    asked = any_of(lambda lexicon: lexicon.question_forms[form])
    if form is QuestionForm.CONTACT:
        what = any_of(lambda lexicon: lexicon.what_words)
        contact = any_of(lambda lexicon: lexicon.contact_words)
        article = any_of(lambda lexicon: lexicon.before_contact)
        beside = any_of(lambda lexicon: lexicon.beside_contact)
        asked += rf"|^\W*{article}?{contact}\b(?!s? {beside} )|{what}\b.{{0,30}}\b{contact}"
    return re.compile(asked)


# The first form that fits decides.
_FORMS = [(_ASKED.get(form) or Expected(form.value), _form(form)) for form in QuestionForm]
_WRITTEN_SHORT = {short: full for lexicon in LEXICONS for short, full in lexicon.shorthand.items()}
_SHORT = re.compile(rf"\b(?:{'|'.join(_WRITTEN_SHORT)})\b")

# The column of a table that names people.
_WHO = re.compile(rf"\b{any_of(lambda lexicon: lexicon.people_columns)} ?: (?=[^\W\d_])")
# Says that the answer is still to come, which is an answer too.
_STILL_OPEN = re.compile(rf"\b{any_of(lambda lexicon: lexicon.still_open)}\b")
# "Wednesday, 12 to 13" is hours where a day or the name of a column says so.
_THE = rf"(?:{any_of(lambda lexicon: lexicon.definite)} )?"
_HOUR = r"(?:[01]?\d|2[0-4])"
_MONTHS = any_of(lambda lexicon: tuple(lexicon.months))
_HOURS = re.compile(
    rf"{any_of(lambda lexicon: lexicon.hours_after)}s?\b.{{0,20}}"
    rf"(?:\b{any_of(lambda lexicon: lexicon.from_hour)}|[,:]) {_THE}{_HOUR} ?"
    rf"{any_of(lambda lexicon: (*lexicon.span_words, *lexicon.and_words, '-', '–'))} ?{_THE}"
    rf"{_HOUR}\b(?! (?:{any_of(lambda lexicon: lexicon.hour_is_no_count)}|{_MONTHS})\b)"
    rf"|\b{any_of(lambda lexicon: lexicon.at_hour)}\b"
)
_SPAN_AFTER = re.compile(rf"\.?,? {_HOUR} ?[-–] ?{_HOUR}\b(?![/.]\d)")
_WITHOUT_LIMIT = re.compile(rf"\b{any_of(lambda lexicon: lexicon.without_limit)}\b")
_FREE = re.compile(rf"\b{any_of(lambda lexicon: lexicon.free_of_charge)}\b")

_NEEDS = {
    Expected.DATE: {
        QuantityKind.DATE,
        QuantityKind.WEEKDAY,
        QuantityKind.MONTH,
        QuantityKind.WEEK,
    },
    Expected.TIME: {QuantityKind.TIME},
    Expected.PERCENT: {QuantityKind.PERCENT},
    Expected.QUANTITY: {
        QuantityKind.NUMBER,
        QuantityKind.PERCENT,
        QuantityKind.MONEY,
        QuantityKind.TIME,
        QuantityKind.DATE,
    },
    Expected.COST: {QuantityKind.MONEY},
    Expected.CONTACT: {QuantityKind.EMAIL, QuantityKind.LINK},
}
# "Where is it handed in?" is answered by the address of a page.
_PLACE_KINDS = {QuantityKind.ROOM, QuantityKind.LINK}
# Words that show an answer of a kind without being needed for it.
_SHOWN_BY = {
    Expected.YES_NO: re.compile(rf"\b{any_of(lambda lexicon: lexicon.permissions)}\b"),
    Expected.WHY: re.compile(rf"\b{any_of(lambda lexicon: lexicon.reasons)}\b"),
}
_PLACES = re.compile(rf"\b{any_of(lambda lexicon: lexicon.places)}(?:e?s)?\b")
_WHENS = re.compile(rf"\b{any_of(lambda lexicon: lexicon.points_in_time)}\b")
# Also a span of years; "COM-1101" and "3/1101" are names.
_YEAR = re.compile(r"(?<![\w./-])(?:1\d|20)\d\d(?:-(?:1\d|20)\d\d)?(?![\w/-]|\.\w)")
_NAME = re.compile(r"(?:[^\W\d_a-zà-ÿ][\w'’-]{1,30}|<\w{2,30}>)(?=\W)")
_FULL_NAME = re.compile(
    rf"\b(?:{any_of(lambda lexicon: lexicon.person_titles)}\.? )?"
    r"(?:[^\W\d_a-zà-ÿ](?:\.|[\w'’-]{0,30}) ){1,3}[^\W\d_a-zà-ÿ][\w'’-]{1,30}|<\w{2,30}>"
)
_POINTS = re.compile(
    rf"\b\d{{1,3}} ?{any_of(lambda lexicon: lexicon.points)}\b"
    rf"|{any_of(lambda lexicon: lexicon.weight_columns)}[^:·]{{0,20}}: ?\d"
    rf"|\b{any_of(lambda lexicon: lexicon.fractions)}"
    rf" {any_of(lambda lexicon: lexicon.fraction_of)}\b"
)
_PHONE = re.compile(r"\+?\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]?\d{2,4}\b|<\w{0,20}(?:MAIL|PHONE)\w{0,20}>")


def expected_kind(question: str) -> Expected:
    """The kind of answer that a question in any language asks for; `ANY` when nothing tells."""
    folded = fold(question)[:_LONGEST_LOOK]
    folded = _SHORT.sub(lambda short: _WRITTEN_SHORT[short.group()], folded)
    for kind, form in _FORMS:
        asked = form.search(folded)
        if asked and not (kind is Expected.DATE and _says_only_when(folded, asked)):
            return kind
    return Expected.ANY


def _says_only_when(folded: str, asked: re.Match[str]) -> bool:
    """Whether a clause asks for something else first, and "when" only says in which case: "how do I
    submit when the site is down".
    """
    if asked.group() not in _QUESTION_WORDS:
        return False
    clause = _CLAUSE.split(folded[: asked.start()])[-1].split()
    return bool(clause) and clause[0] in _QUESTION_WORDS


def has_form(kind: Expected) -> bool:
    """Whether answers of this kind have a form, so that one without it is no answer."""
    return kind in _NEEDS or kind in {Expected.PERSON, Expected.PLACE}


def holds(kind: Expected, text: str, quantities: Collection[Quantity]) -> Holding:
    """Whether a text has something of this kind.

    `quantities` are those of the text that the question did not name itself.
    """
    shown = _shows(kind, text, quantities)
    if shown is False and not _STILL_OPEN.search(fold(text)):
        return Holding.LACKING
    return Holding.HELD if shown else Holding.OPEN


def _shows(kind: Expected, text: str, quantities: Collection[Quantity]) -> bool | None:
    if kind in _NEEDS and any(quantity.kind in _NEEDS[kind] for quantity in quantities):
        return True
    if kind in _NEEDS:
        if kind is Expected.TIME and _has_timetable(text, quantities):
            return True
        return _also(kind, text)
    if kind is Expected.PLACE:
        is_place = any(quantity.kind in _PLACE_KINDS for quantity in quantities)
        return is_place or _named(_PLACES, fold(text), text)
    if kind is Expected.PERSON:
        return True if _WHO.search(text.casefold()) else _named(_FULL_NAME, text, text)
    # Its words make an answer likelier; without them nothing is said against it.
    return True if kind in _SHOWN_BY and _SHOWN_BY[kind].search(fold(text)) else None


def _also(kind: Expected, text: str) -> bool | None:
    """Forms of an answer that are no quantities: "last week", a telephone number."""
    if kind is Expected.CONTACT:
        return _PHONE.search(text) is not None
    if kind is Expected.DATE:
        # A year alone may be when something happened, or only part of a name.
        return True if _WHENS.search(fold(text)) else (None if _YEAR.search(text) else False)
    if kind is Expected.TIME:
        return _HOURS.search(fold(text)) is not None
    if kind is Expected.QUANTITY:
        return _WITHOUT_LIMIT.search(fold(text)) is not None
    if kind is Expected.COST:
        return _FREE.search(fold(text)) is not None
    return kind is Expected.PERCENT and _POINTS.search(fold(text)) is not None


def _has_timetable(text: str, quantities: Collection[Quantity]) -> bool:
    """Whether hours follow a day of the week: "MWF 10-11"."""
    return any(
        quantity.kind is QuantityKind.WEEKDAY and _SPAN_AFTER.match(text, quantity.end)
        for quantity in quantities
    )


def _named(sure: re.Pattern[str], text: str, written: str) -> bool | None:
    """True when a text surely names a place or person, None when a capitalised word may."""
    if sure.search(text):
        return True
    # The first word of a sentence has its capital anyway.
    return None if _NAME.search(f"{written.partition(' ')[2]} ") else False
