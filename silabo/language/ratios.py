"""Two numbers with a stroke that are no date: a mark ("7/10"), a share ("3/4 of"), "24/7"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from silabo.language.lexicon import BY_LANGUAGE, LEXICONS
from silabo.language.lexicon.model import Lexicon, Patterns
from silabo.language.words import fold

_LOOKED_AT = 40  # characters before and after
_CLOCK = "24/7"
_SHARE = re.compile(r"1/[2-5]|2/[35]|3/[45]|4/5")


def is_ratio(text: str, start: int, end: int, language: str = "und") -> bool:
    """Whether what stands around two numbers with a stroke says that they are no day and month."""
    signs = _signs(language if language in BY_LANGUAGE else "und")
    written = text[start:end]
    before = fold(text[max(0, start - _LOOKED_AT) : start])
    after = fold(text[end : end + _LOOKED_AT])
    if written == _CLOCK and signs.after_clock.match(after):
        return True  # "the 24/7 service": of a date, only what comes before it would tell
    if signs.before_date.search(before):
        return False
    if signs.before_mark.search(before) or signs.points.match(after):
        return True
    if written == _CLOCK:
        return bool(signs.before_clock.search(before))
    return bool(_SHARE.fullmatch(written) and signs.share.match(after))


@dataclass(frozen=True, slots=True)
class _Signs:
    """What stands directly before or after two such numbers, in one language or in any."""

    before_date: re.Pattern[str]  # a date, whatever was said: "the mark is published on 7/10"
    before_mark: re.Pattern[str]
    points: re.Pattern[str]  # after a mark
    share: re.Pattern[str]  # after a share
    before_clock: re.Pattern[str]
    after_clock: re.Pattern[str]

    @classmethod
    def of(cls, lexicons: tuple[Lexicon, ...]) -> "_Signs":
        def any_of(field: Callable[[Lexicon], Patterns]) -> str:
            return f"(?:{'|'.join(each for lexicon in lexicons for each in field(lexicon))})"

        mark = any_of(lambda lexicon: lexicon.before_mark)
        small = rf"(?:\s{any_of(lambda lexicon: lexicon.beside_mark)})"
        always = any_of(lambda lexicon: lexicon.around_the_clock)
        return cls(
            before_date=re.compile(rf"\b{any_of(lambda lexicon: lexicon.before_date)}\s$"),
            # "Nota: 7/10" may be a remark and its date; "nota final: 7/10" is a mark.
            before_mark=re.compile(rf"\b{mark}(?:{small}{{0,3}}\s|{small}{{1,3}}\s?:\s?)$"),
            points=re.compile(rf"\s{any_of(lambda lexicon: lexicon.points)}\b"),
            share=re.compile(rf"\s{any_of(lambda lexicon: lexicon.share_of)}\b\s?[^\W\d]"),
            before_clock=re.compile(rf"\b{always}(?:\s\w{{1,12}}){{0,2}}\s$"),
            after_clock=re.compile(rf"\s(?:\w{{1,12}}\s)?{always}\b"),
        )


@cache
def _signs(language: str) -> _Signs:
    return _Signs.of(LEXICONS if language == "und" else (BY_LANGUAGE[language],))
