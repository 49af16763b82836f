"""Zip archives, and presentations in them, that the tests make themselves."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.formats import PPTX
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.passages import Extract

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}" xmlns:mc="{MC}"'
INCH = 914_400


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these members, in this order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def relationships(*related: tuple[str, str]) -> str:
    """A part's relationships: kinds and targets, with the ids r1, r2 and so on. An address is
    outside the package.
    """
    outside = 'TargetMode="External"'
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{target}"'
        f" {outside if ':' in target else ''}/>"
        for n, (kind, target) in enumerate(related, start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{lines}</Relationships>'


@dataclass(frozen=True)
class Slide:
    """A slide: the XML of its shapes, attributes and what else is in it."""

    shapes: str
    attributes: str = ""
    background: str = ""
    rest: str = ""
    related: Sequence[tuple[str, str]] = field(default=())


def box(
    text: str,
    at: tuple[float, float, float, float] | None = None,
    *,
    placeholder: str = "",
    properties: str = "",
    number: int = 2,
    paragraphs: str = "",
) -> str:
    """A shape with text; `at` is left, top, width and height in inches."""
    left, top, width, height = (int(INCH * length) for length in at or (0, 0, 0, 0))
    place = (
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        if at
        else ""
    )
    mark = f"<p:ph {placeholder}/>" if placeholder else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="n"/><p:cNvSpPr/><p:nvPr>{mark}</p:nvPr>'
        f"</p:nvSpPr><p:spPr>{place}{properties}</p:spPr><p:txBody><a:bodyPr/>"
        f"{paragraphs or paragraph(text)}</p:txBody></p:sp>"
    )


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run; `properties` are the paragraph's, `run` those of the run."""
    return f"<a:p>{properties}<a:r>{run}<a:t>{text}</a:t></a:r></a:p>"


def title(text: str) -> str:
    """A title's placeholder."""
    return box(text, placeholder='type="title"')


def pptx_members(
    *slides: Slide | str, layout: str = "", parts: Mapping[str, str] | None = None
) -> dict[str, str | bytes]:
    """The members of a PowerPoint file of these slides; `layout` is the XML of a layout's shapes.
    Slides are 10 by 7.5 inches.
    """
    made = [slide if isinstance(slide, Slide) else Slide(slide) for slide in slides]
    ids = "".join(f'<p:sldId id="{n}" r:id="r{n}"/>' for n in range(1, len(made) + 1))
    size = f'<p:sldSz cx="{10 * INCH}" cy="{int(7.5 * INCH)}"/>'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": (
            f"<p:presentation {SPACES}><p:sldIdLst>{ids}</p:sldIdLst>{size}</p:presentation>"
        ),
        "ppt/_rels/presentation.xml.rels": relationships(
            *(("slide", f"slides/slide{n}.xml") for n in range(1, len(made) + 1))
        ),
        "ppt/slideLayouts/slideLayout1.xml": (
            f"<p:sldLayout {SPACES}><p:cSld><p:spTree>{layout}</p:spTree></p:cSld></p:sldLayout>"
        ),
    }
    for number, slide in enumerate(made, start=1):
        members[f"ppt/slides/slide{number}.xml"] = (
            f"<p:sld {SPACES} {slide.attributes}><p:cSld>{slide.background}<p:spTree>{slide.shapes}"
            f"</p:spTree></p:cSld>{slide.rest}</p:sld>"
        )
        members[f"ppt/slides/_rels/slide{number}.xml.rels"] = relationships(
            ("slideLayout", "../slideLayouts/slideLayout1.xml"), *slide.related
        )
    return members | dict(parts or {})


def pptx(*slides: Slide | str, layout: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """A PowerPoint file."""
    return zipped(pptx_members(*slides, layout=layout, parts=parts))


def read_pptx(
    *slides: Slide | str,
    layout: str = "",
    parts: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Extract:
    """Read a PowerPoint file of these slides."""
    return read(pptx(*slides, layout=layout, parts=parts), PPTX, limits)
