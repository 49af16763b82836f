"""Colours of a slide as far as they decide whether its text can be seen."""

from dataclasses import dataclass, field

from ingest.archive import Element
from ingest.elements import child, name_of, value

_NAMED = {"white": "FFFFFF", "black": "000000"}


@dataclass(frozen=True, slots=True)
class Colours:
    """What the names of colours mean on a slide, and what its paper looks like.

    `paper` is None where it is no single colour, or nobody says which.
    """

    theme: dict[str, str] = field(default_factory=dict)
    paper: str | None = None

    def of(self, fill: Element | None) -> str | None:
        """The colour of a solid fill as RRGGBB; None where it is another fill, is mixed, or lets
        something through.
        """
        colour = next(iter(() if fill is None else fill.iterchildren()), None)
        if colour is None or name_of(fill) != "solidFill" or len(colour):
            return None
        name = value(colour, "val")
        kind = name_of(colour)
        if kind == "schemeClr":
            return self.theme.get(name)
        if kind == "sysClr":
            return value(colour, "lastClr").upper() or None
        return name.upper() if kind == "srgbClr" else _NAMED.get(name)


def theme_of(theme: Element | None, master: Element | None) -> dict[str, str]:
    """The colours of a theme by the names that slides use, as the master maps them."""
    scheme = child(child(theme, "themeElements"), "clrScheme")
    own: dict[str, str] = {}
    for each in () if scheme is None else scheme.iterchildren():
        inner = next(each.iterchildren(), None)
        if inner is not None:
            colour = value(inner, "lastClr") or value(inner, "val")
            own[name_of(each)] = colour.upper()
    mapping = child(master, "clrMap")
    mapped = {} if mapping is None else {k: own.get(v) for k, v in mapping.attrib.items()}
    return own | {name: colour for name, colour in mapped.items() if colour}


def paper_of(colours: Colours, *pages: Element | None) -> str | None:
    """The colour behind everything: of the slide, else of its layout, else of its master."""
    for page in pages:
        background = child(child(page, "cSld"), "bg")
        if background is None:
            continue
        properties = child(background, "bgPr")
        if properties is not None:
            return colours.of(child(properties, "solidFill"))
        reference = child(background, "bgRef")
        inner = None if reference is None else next(reference.iterchildren(), None)
        # The first thousand fills of a theme are plain colours only by its first entry.
        plain = value(reference, "idx") in ("1001", "1")
        named = inner is not None and name_of(inner) == "schemeClr" and not len(inner)
        return colours.theme.get(value(inner, "val")) if plain and named else None
    return None
