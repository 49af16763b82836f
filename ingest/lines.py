"""Lines become paragraphs: which line ends were only the page's edge, and which were meant."""

import re
from collections.abc import Sequence

_NARROWEST_PAGE, _WIDEST_PAGE = 50, 120  # characters; outside it, lines are not wrapped by hand

# A bullet, or a dash and a space; "o" is what Word's round bullet becomes in plain text, and the
# private characters and Ø, Ü, ü alone are those of symbol fonts.
BULLET = re.compile(r"^(?:[•◦▪▫●○■□‣⁃∙➢✓❖❏❑❒\uf000-\uf0ff]\s*|[·*+–—ØÜü-]\s+|o {2,})(?=\S)")


def wrap_width(lines: Sequence[str]) -> int:
    """The width to which a text was wrapped by hand, in characters; 0 when it was not."""
    width = max(map(len, lines), default=0)
    return width if _NARROWEST_PAGE <= width <= _WIDEST_PAGE else 0


def join_lines(lines: Sequence[str], width: int) -> list[str]:
    """Join lines that go on in the next one; each string of the answer is a paragraph.

    A line goes on when the first word of the next line would not have fitted into `width`, or when
    the next line begins with a small letter.
    """
    paragraphs: list[list[str]] = []
    for line in filter(None, map(str.strip, lines)):
        previous = paragraphs[-1][-1] if paragraphs else ""
        if previous and _goes_on(previous, line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [" ".join(paragraph) for paragraph in paragraphs]


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line's end is only the page's edge."""
    if following[0].islower():
        return True
    return 0 < width < len(line) + 1 + len(following.split(maxsplit=1)[0])
