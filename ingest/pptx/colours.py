"""Colours of a slide as far as they decide whether its text can be seen."""

from dataclasses import dataclass, field

from ingest.archive import Element
from ingest.colours import PAPER, plain
from ingest.elements import child, name_of, value

_USUAL = {"lt1": PAPER.upper(), "dk1": "000000"}  # of a theme that does not say


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
        if fill is None or name_of(fill) != "solidFill":
            return None
        return self.named(next(iter(fill.iterchildren()), None))

    def named(self, colour: Element | None) -> str | None:
        """A colour as RRGGBB; None where it is mixed, or lets something through."""
        if colour is None or len(colour):
            return None
        name = value(colour, "val")
        kind = name_of(colour)
        if kind == "schemeClr":
            return self.theme.get(name)
        if kind == "sysClr":
            return value(colour, "lastClr").upper() or None
        if kind == "scrgbClr":
            return _of_shares([value(colour, part) for part in ("r", "g", "b")])
        return name.upper() if kind == "srgbClr" else plain(name).upper() or None


def _of_shares(shares: list[str]) -> str | None:
    """A colour whose red, green and blue are said in thousandths of a per cent."""
    if not all(share.isdecimal() and len(share) < 7 for share in shares):
        return None
    return "".join(f"{min(round(int(share) / 100_000 * 255), 255):02X}" for share in shares)


def theme_of(theme: Element | None, master: Element | None) -> dict[str, str]:
    """The colours of a theme by the names that slides use, as the master maps them."""
    scheme = child(child(theme, "themeElements"), "clrScheme")
    own = dict(_USUAL)
    for each in () if scheme is None else scheme.iterchildren():
        inner = next(each.iterchildren(), None)
        if inner is not None:
            colour = value(inner, "lastClr") or value(inner, "val")
            own[name_of(each)] = colour.upper()
    mapping = child(master, "clrMap")
    mapped = {} if mapping is None else {k: own.get(v) for k, v in mapping.attrib.items()}
    own |= {"bg1": own["lt1"], "tx1": own["dk1"]}
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
        is_plain = value(reference, "idx") in ("1001", "1")
        named = inner is not None and name_of(inner) == "schemeClr" and not len(inner)
        return colours.theme.get(value(inner, "val")) if is_plain and named else None
    return colours.theme.get("bg1", PAPER.upper())  # as PowerPoint paints what says nothing
