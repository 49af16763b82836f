"""Unicode's normal forms of any text, and its letters without their accents, in time that grows
with its length and not with its square.

Each mark of a run is compared with those before it (UAX #15, canonical ordering): one letter with
100,000 marks, a text of 200 kB, would hold the interpreter for half a minute.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import groupby

# UAX #15, stream-safe text format: no language writes more marks on one letter.
MOST_MARKS = 30
_LAST_KEPT = 0x2FFF  # alphabets and signs; ideographs begin behind it
FIRST_MARK, LAST_MARK = 0x300, 0x1FFFF  # no combining class beyond, in any Unicode so far


def composed(text: str) -> str:
    """The text in form NFC, each run of combining marks cut after 30."""
    return text if text.isascii() else unicodedata.normalize("NFC", with_few_marks(text))


def decomposed(text: str) -> str:
    """The text in form NFKD, each run of combining marks cut after 30."""
    return text if text.isascii() else unicodedata.normalize("NFKD", with_few_marks(text))


def with_few_marks(text: str) -> str:
    """The text, each run of combining marks cut after 30."""
    return _too_many().sub(r"\1", text) if len(text) > MOST_MARKS else text


class BareLetters(dict[int, str]):
    """What `str.translate` puts for each letter: its form NFKD without combining marks, and some
    letters as they are written out. Each is worked out when it is first met.
    """

    def __init__(self, written_out: Mapping[str, str]) -> None:
        """Know no letter yet."""
        super().__init__()
        self._written_out = dict(written_out)

    def __missing__(self, code: int) -> str:
        """One letter. Those of far writing systems are not kept: there are a million of them."""
        letters = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(
            self._written_out.get(letter, letter)
            for letter in letters
            if not unicodedata.combining(letter)
        )
        if code <= _LAST_KEPT:
            self[code] = bare
        return bare


@cache
def _too_many() -> re.Pattern[str]:
    # Made when it is first needed: a start should not wait for it.
    mark = f"[{_ranges()}]"
    return re.compile(f"({mark}{{{MOST_MARKS}}}){mark}+")


def _ranges() -> str:
    # The marks, as a regular expression's class of characters.
    marks = [code for code in range(FIRST_MARK, LAST_MARK) if unicodedata.combining(chr(code))]
    runs = (
        [code for _, code in run]
        for _, run in groupby(enumerate(marks), key=lambda pair: pair[1] - pair[0])
    )
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)
