"""Signs of programming that are asked about as words are: "what does <= mean", "is = the same as
==".
"""

import re

_BETWEEN = r"[<>=!]=|===|!=="  # a comparison, which is one too without spaces around it
_ALONE = rf"{_BETWEEN}|<>|<|>|=|[+*/%-]=|:=|->|=>|&&|\|\||\*\*|//|<<|>>"
_SIGN = re.compile(
    rf"(?<![^\s(\"'«“`¿])(?:{_ALONE})(?=[\s?.,;:)\"'»”`]|$)"
    rf"|(?<=[\w)\]])(?:{_BETWEEN})(?=[\w(\[\"'-])"
)
# What a sign that is used stands between: "total = total + 1" says nothing of "=".
_USED = re.compile(r"[\w)\]\"'] ?$"), re.compile(r" ?(?:[\w.]{0,64}[(\[\"'\d]|\w+\b(?! \w)|-)")
_LETTERS = str.maketrans(dict(zip("<>=!+*/%-:&|", "abcdefghijkl", strict=True)))


def signs(text: str) -> list[str]:
    """The signs of a text, in order. One that ends a sentence, a quotation mark of an e-mail or a
    bullet is none.
    """
    return _SIGN.findall(text)


def is_spoken_of(sign: str, text: str) -> bool:
    """Whether a text speaks of a sign, "!= · not equal", and does not only use it."""
    before, after = _USED
    return any(
        found.group() == sign
        and not (before.search(text, 0, found.start()) and after.match(text, found.end()))
        for found in _SIGN.finditer(text)
    )


def sign_stem(sign: str) -> str:
    """What an index keeps for a sign: it has room for letters alone, and no word is spelt so."""
    return f"zqsign{sign.translate(_LETTERS)}"
