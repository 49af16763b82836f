"""Word's formulas as one line of text: fractions with a stroke, powers with a caret."""

from ingest.archive import Element
from ingest.elements import attribute, child

_MATRIX_ROWS = {"m": "; ", "mr": " ", "eqArr": "; "}


def linear(element: Element) -> str:
    """The text of an OMML element (ECMA-376 part 1, 22.1), characters in reading order."""
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "Pr"
    if name == "t":
        return element.text or ""
    if name.endswith("Pr"):
        return ""
    if name == "f":
        return f"{_grouped(element, 'num')}/{_grouped(element, 'den')}"
    if name in ("sSup", "sSub", "sSubSup", "sPre"):
        return _inner(element, "e") + _scripts(element)
    if name == "nary":
        sign = attribute(child(element, "naryPr"), "chr") or "∫"
        return f"{sign}{_scripts(element)} {_inner(element, 'e')}"
    if name == "rad":
        return f"{_inner(element, 'deg')}√({_inner(element, 'e')})"
    if name == "d":
        return _delimited(element)
    return _MATRIX_ROWS.get(name, "").join(map(linear, element.iterchildren()))


def _inner(element: Element, name: str) -> str:
    """A named element of a formula."""
    inner = child(element, name)
    return "" if inner is None else linear(inner)


def _grouped(element: Element, name: str) -> str:
    """The same, in brackets where it is more than one name or number."""
    text = _inner(element, name).strip()
    return text if text.isalnum() else f"({text})"


def _scripts(element: Element) -> str:
    """What stands below and above."""
    below, above = _inner(element, "sub"), _inner(element, "sup")
    marks = [("_", below), ("^", above)]
    return "".join(m + (text if len(text) == 1 else f"({text})") for m, text in marks if text)


def _delimited(element: Element) -> str:
    """Brackets of any kind and what they hold; plain ones are not written in the file."""
    properties = child(element, "dPr")
    opening = child(properties, "begChr")
    closing = child(properties, "endChr")
    inside = ", ".join(map(linear, element.iterchildren("{*}e")))
    left = "(" if opening is None else attribute(properties, "begChr")
    right = ")" if closing is None else attribute(properties, "endChr")
    return f"{left}{inside}{right}"
