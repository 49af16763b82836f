"""Unicode's normal forms of any text, in time that grows with its length and not with its square.

Each mark of a run is compared with those before it (UAX #15, canonical ordering): one letter with
100,000 marks, a text of 200 kB, would hold the interpreter for half a minute.
"""

import re
import unicodedata
from functools import cache
from itertools import groupby

# UAX #15, stream-safe text format: no language writes more marks on one letter.
MOST_MARKS = 30
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
