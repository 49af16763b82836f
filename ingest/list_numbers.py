"""Numbers as lists write them, where a file only says how they are to be written."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST_ROMAN = 3_999
_MOST_LETTERS = 20  # of one number


def letters(number: int) -> str:
    """a to z, then aa, bb: as word processors count. From 1."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * min(times + 1, _MOST_LETTERS)


def roman(number: int) -> str:
    """A number from 1 to `MOST_ROMAN` in small Roman figures."""
    written = ""
    for worth, signs in _ROMAN:
        written += signs * (number // worth)
        number %= worth
    return written
