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
    |\d{1,3}(?:,\d{3}){1,3}(?![\d,])|\d{1,9}(?:[.,]\d{1,4})?)"""
_NTH = rf"(?:\.?º|°|{any_of(lambda lexicon: lexicon.day_endings)})?"
_NUMBERED = r"(?:n\.?º\s?|no\.?\s?)?"
_HALF_DAY = r"[ap]\.?\s?m\b\.?"


def _dated(name: str) -> tuple[str, str]:
    month = _MONTH.replace("MONTH_NAME", f"month_{name}")
    return month, _YEAR.replace("YEAR", f"year_{name}")


_MONTH_AFTER, _YEAR_AFTER = _dated("after")
_MONTH_BEFORE, _YEAR_BEFORE = _dated("before")

TIMES_OF_DAY = {word: time for lexicon in LEXICONS for word, time in lexicon.times_of_day.items()}

FORMS = {
    "email": r"(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})",
    "link": r"(?P<link>(?:https?://|www\.)[^\s<>\"']{1,300})",
    "iso": r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b",
    # "3 de julio de 2026", "3 July", "1er juin"; not the verb in "3 may be"
    "day_month": rf"""\b(?P<day_month>\d{{1,2}}){_NTH}\s
        (?:{any_of(lambda lexicon: lexicon.before_month)}\s)?
        (?!{any_of(lambda lexicon: lexicon.no_months)})
        {_MONTH_AFTER}{_YEAR_AFTER}""",
    "month_day": rf"""\b{_MONTH_BEFORE}\s(?P<month_day>\d{{1,2}}){_NTH}\b
        (?![:.,/]\d|\s?[ap]\.?m\b){_YEAR_BEFORE}""",
    "numeric": r"""\b(?P<numeric>\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:\d{4}|\d\d)
        |\d{1,2}/\d{1,2})(?![\d/%])""",
    # "18:30", "18.30 h", "18h30", "18 h", "6 pm", "6:30 p. m."
    "time": rf"""\b(?P<time>[01]?\d|2[0-4])
        (?:(?::|[.,](?=\d\d\s?(?:h\b|hs\b|{_HALF_DAY})))(?P<minute>[0-5]\d)(?:\s?h(?:rs|s)?\b)?
        |\s?h\s?(?P<minute_after_h>[0-5]\d)\b|\s?h(?:rs|s)?\b|\s?(?={_HALF_DAY}))
        (?:\s?(?P<half>[ap])\.?\s?m\b\.?)?""",
    "named_time": rf"\b(?P<named_time>{'|'.join(TIMES_OF_DAY)})\b",
    "money": rf"""(?:[€$£]\s?(?P<money>{_AMOUNT})|\b(?P<money_after>{_AMOUNT})\s?
        (?:[€£$]|{any_of(lambda lexicon: lexicon.money_words)}\b))""",
    "percent": rf"""\b(?P<percent>{_AMOUNT})\s?
        (?:%|{any_of(lambda lexicon: lexicon.percent_words)}\b)""",
    "week": rf"""\b{any_of(lambda lexicon: lexicon.week_words)}\s{_NUMBERED}
        (?P<week>\d{{1,2}})\b""",
    "room": rf"""\b{any_of(lambda lexicon: lexicon.room_words)}\s{_NUMBERED}
        (?P<room>[A-Za-z]{{0,3}}[-.\s]?\d{{1,4}}[A-Za-z]?(?:[.-]\d{{1,3}})?
        |(?-i:[A-Z]{{1,3}}))\b""",
    # "parcial 2", "TP 3", "exercise 2.1": which one of several; not "homework 4 days late"
    "label": rf"""\b{any_of(lambda lexicon: lexicon.numbered_words)}
        \s?(?:n\.?º\s?|no\.?\s?|\#)?(?P<label>\d{{1,2}}(?:\.\d{{1,2}})?)\b
        (?![.,]\d|\s?[%€$]|\s{any_of(lambda lexicon: lexicon.counted_words)}\b)""",
    "number": rf"""(?<![\w.])(?P<number>{_AMOUNT})
        (?P<nth>\.?[ºª]|{any_of(lambda lexicon: lexicon.ordinal_endings)})?\b""",
    "word": r"\b(?P<word>[^\W\d_]{3,12})\b",
}
PATTERN = re.compile("|".join(FORMS.values()), re.IGNORECASE | re.VERBOSE)
