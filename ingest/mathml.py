"""MathML: the LaTeX from which it was made where that is kept, else one line of text."""

from ingest.archive import Element
from ingest.elements import name_of, value

_SCRIPTS = {"msub": "_", "msup": "^", "munder": "_", "mover": "^"}
_DEEPEST = 100


def tex(math: Element) -> str:
    """A formula between dollars where its file has kept its LaTeX, else as a line of text."""
    for annotation in math.iter("annotation", "{*}annotation"):
        written = (annotation.text or "").strip()
        if written and "tex" in value(annotation, "encoding").lower():
            return f" ${written}$ "
    return f" {_linear(math, _DEEPEST)} "


def _linear(element: Element, depth: int) -> str:
    """MathML in reading order."""
    name = name_of(element)
    if depth == 0 or name == "annotation":
        return ""
    inner = [_linear(each, depth - 1) for each in element.iterchildren()]
    if name == "mfrac" and len(inner) == 2:
        return "/".join(text if text.isalnum() else f"({text})" for text in inner)
    if name == "msqrt":
        return f"√({''.join(inner)})"
    if name in _SCRIPTS and len(inner) == 2:
        above = inner[1] if len(inner[1]) == 1 else f"({inner[1]})"
        return f"{inner[0]}{_SCRIPTS[name]}{above}"
    if name == "msubsup" and len(inner) == 3:
        return f"{inner[0]}_({inner[1]})^({inner[2]})"
    return (element.text or "").strip() + "".join(inner)
