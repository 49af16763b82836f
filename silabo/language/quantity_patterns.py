"""How quantities are written, in any language: one pattern, one group a form.

Every repetition is bounded or of one class of characters, so hostile text costs linear time.
"""

import re

from silabo.language.lexicon import LEXICONS, any_of

# A full stop belongs to a short name only: "3 jul. 2026".
_MONTH = rf"""(?P<MONTH_NAME>{any_of(lambda lexicon: lexicon.month_names)}\b
    |{any_of(lambda lexicon: lexicon.month_short_forms)}\b\.?)"""
_YEAR = rf"""(?:(?:,|\s{any_of(lambda lexicon: lexicon.before_year)})?\s{{0,2}}
    (?P<YEAR>(?:19|20)\d\d)\b)?"""
_AMOUNT = r"""(?:\d{1,3}(?:[.\u00a0\u202f\s]\d{3}){1,3}(?!\d)(?:,\d{1,4})?
    |\d{1,3}(?:,\d{3}){1,3}(?!\d|,\d)|\d{1,9}(?:[.,]\d{1,4})?)"""
_NTH = rf"(?:\.?º|°|{any_of(lambda lexicon: lexicon.day_endings)})?"
_NUMBERED = r"(?:n\.?º\s?|no\.?\s?)?"
_HALF_DAY = r"[ap]\.?\s?m\b\.?"
_HOURS = r"h(?:rs|s)?\b"
# A month's name in small letters or in capitals alone is the verb where it is followed by a word
# that does something: "the test of 3 may be repeated". "May" is the month.
_BESIDE_MONTH = any_of(lambda lexicon: lexicon.after_month)
_VERB = any_of(lambda lexicon: lexicon.no_months)
_CAPITALS = any_of(lambda lexicon: tuple(name.upper() for name in lexicon.no_months))
_NO_MONTH = rf"""(?-i:{_VERB}\s(?!{_BESIDE_MONTH}\b)[a-z]
    |{_CAPITALS}\s(?!(?i:{_BESIDE_MONTH})\b)[A-Z])"""


def _dated(name: str) -> tuple[str, str]:
    month = _MONTH.replace("MONTH_NAME", f"month_{name}")
    return month, _YEAR.replace("YEAR", f"year_{name}")


_MONTH_AFTER, _YEAR_AFTER = _dated("after")
_MONTH_BEFORE, _YEAR_BEFORE = _dated("before")
_BEFORE_MONTH = rf"(?:{any_of(lambda lexicon: lexicon.before_month)}\s)?(?!{_NO_MONTH})"
# "Exam 3 July", but not "Exam 2 July 3", where the month has a day of its own.
_REST_OF_DATE = rf"""\s{_BEFORE_MONTH}{_MONTH.replace("?P<MONTH_NAME>", "?:")}
    (?!\s\d{{1,2}}\b(?!:|\s?{_HOURS}|\s?{_HALF_DAY}))"""

TIMES_OF_DAY = {word: time for lexicon in LEXICONS for word, time in lexicon.times_of_day.items()}

FORMS = {
    "email": r"(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})",
    "link": r"(?P<link>(?:https?://|www\.)[^\s<>\"']{1,1000})",
    "iso": r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b",
    # "3 de julio de 2026", "3 July", "1er juin"
    "day_month": rf"""\b(?P<day_month>\d{{1,2}}){_NTH}\s{_BEFORE_MONTH}
        {_MONTH_AFTER}{_YEAR_AFTER}""",
    "month_day": rf"""\b{_MONTH_BEFORE}\s(?P<month_day>\d{{1,2}}){_NTH}\b
        (?![:.,/]\d|\s?{_HALF_DAY}|\s?{_HOURS}|\s?%){_YEAR_BEFORE}""",
    # the first of "19.10. - 25.10.26" has no year
    "numeric": r"""\b(?P<numeric>\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:\d{4}|\d\d)
        |\d{1,2}\.\d{1,2}\.(?=\s?[–-]\s?\d{1,2}\.\d{1,2}\.)
        |\d{1,2}/\d{1,2})(?![\d/]|\s?%)""",
    # "18:30", "18.30 h", "18h30", "18 h", "6 pm", "6:30 p. m."
    "time": rf"""\b(?P<time>[01]?\d|2[0-4])
        (?:(?::|[.,](?=\d\d\s?(?:{_HOURS}|{_HALF_DAY})))(?P<minute>[0-5]\d)(?:\s?h(?:rs|s)?\b)?
        |\s?h\s?(?P<minute_after_h>[0-5]\d)\b|\s?h(?:rs|s)?\b|\s?(?={_HALF_DAY}))
        (?:\s?(?P<half>[ap])\.?\s?m\b\.?)?""",
    "named_time": rf"\b(?P<named_time>{'|'.join(TIMES_OF_DAY)})\b",
    "money": rf"""(?:[€$£]\s?(?P<money>{_AMOUNT})|\b(?P<money_after>{_AMOUNT})\s?
        (?:[€£$]|{any_of(lambda lexicon: lexicon.money_words)}\b))""",
    "percent": rf"""\b(?P<percent>{_AMOUNT})\s?
        (?:%|{any_of(lambda lexicon: lexicon.percent_words)}\b)""",
    "week": rf"""\b{any_of(lambda lexicon: lexicon.week_words)}(?:\s?:)?\s{_NUMBERED}
        (?P<week>\d{{1,2}})\b""",
    "room": rf"""\b{any_of(lambda lexicon: lexicon.room_words)}\s{_NUMBERED}
        (?!{any_of(lambda lexicon: lexicon.no_rooms)}\s)
        (?P<room>[A-Za-z]{{0,3}}[-.\s]?\d{{1,4}}[A-Za-z]?(?:[.-]\d{{1,3}})?
        |(?-i:[A-Z]{{1,3}}))\b""",
    # "parcial 2", "TP 3", "exercise 2.1": which one of several; not "Exam 3 July"
    "label": rf"""\b{any_of(lambda lexicon: lexicon.numbered_words)}
        \s?(?:n\.?º\s?|no\.?\s?|\#)?(?P<label>\d{{1,2}}(?:\.\d{{1,2}})?)\b
        (?![.,:/]\d|-\d{{1,2}}-\d|\s?%|\s?[€£$](?!\s?\d)|\s?{_HALF_DAY}|{_REST_OF_DATE}
        |\s{any_of(lambda lexicon: lexicon.counted_words)}\b)""",
    "number": rf"""(?<!\w)(?<!\d\.)(?P<number>{_AMOUNT})
        (?P<nth>\.?[ºª]|{any_of(lambda lexicon: lexicon.ordinal_endings)})?\b""",
    "word": r"\b(?P<word>[^\W\d_]{3,12})\b",
}
_FLAGS = re.IGNORECASE | re.VERBOSE
PATTERN = re.compile("|".join(FORMS.values()), _FLAGS)
# Most sentences have no figure and no address, and forms without either are few: they are found in
# a fifth of the time.
_WITHOUT_FIGURE = ("named_time", "room", "word")
PATTERN_WITHOUT_FIGURE = re.compile("|".join(FORMS[name] for name in _WITHOUT_FIGURE), _FLAGS)
FIGURE = re.compile(r"\d|@|https?://|www\.", re.IGNORECASE)
