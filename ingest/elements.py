"""Elements of Office files by their local names: two standards have two namespaces for each."""

from collections.abc import Iterator

from ingest.archive import Element

# What programs of today understand of markup alternatives, by the usual prefixes: drawings, charts,
# ink, newer Word.
_UNDERSTOOD = {
    *(
        "wps",
        "wpg",
        "wpc",
        "wpi",
        "wp14",
        "w14",
        "w15",
        "w16",
        "w16se",
        "w16cid",
        "w16cex",
        "w16du",
    ),
    *("a14", "a16", "am3d", "aink", "cx", "cx1", "cx2", "cx4", "c14", "x14", "p14", "v", "sl", "m"),
}
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}


def name_of(element: Element) -> str:
    """An element's local name; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def by_name(element: Element | None) -> dict[str, Element]:
    """The children of an element by their local names, the last of each."""
    return {} if element is None else {name_of(inner): inner for inner in element}


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that local name."""
    return None if element is None else next(element.iterchildren("{*}" + name), None)


def value(element: Element | None, name: str) -> str:
    """An attribute by its local name; "" without."""
    if element is None:
        return ""
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(text)
    return ""


def attribute(element: Element | None, name: str) -> str:
    """The `val` of the child of that name: most of Word's properties are written so."""
    return value(child(element, name), "val")


def is_on(element: Element) -> bool:
    """Whether an on-off property that is there says on: without a value it does."""
    return value(element, "val") not in ("0", "false", "off", "none")


def switch(properties: Element | None, name: str, otherwise: bool) -> bool:
    """An on-off property such as bold, by the name of its element."""
    element = child(properties, name)
    return otherwise if element is None else is_on(element)


def number(text: str) -> int | None:
    """A whole number that an attribute holds; None for anything else."""
    digits = text[1:] if text[:1] in "+-" else text
    return int(text[:9]) if digits[:8].isdecimal() else None


def alternative(element: Element) -> Element | None:
    """The one branch of a markup alternative that is shown: the first choice whose extensions are
    understood, else what stands in for it (ECMA-376 part 3, 7.4).
    """
    for choice in element.iterchildren("{*}Choice"):
        if len(choice) and _UNDERSTOOD.issuperset(value(choice, "Requires").split()):
            return choice
    return child(element, "Fallback")


def unwrapped(element: Element, name: str) -> Iterator[Element]:
    """The children of that name, through content controls and tracked insertions."""
    for inner in element:
        found = name_of(inner)
        if found == name:
            yield inner
        elif found in _WRAPPERS:
            yield from unwrapped(inner, name)
