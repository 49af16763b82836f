"""Text that somebody else wrote, as a terminal may show it."""

_SHOWN = 200  # characters


def in_one_line(text: str) -> str:
    """The beginning of a text that moves no cursor of a terminal and fits one line."""
    plain = "".join(mark if mark.isprintable() else " " for mark in text)
    plain = " ".join(plain.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
