"""OpenDocument files that the tests make themselves."""

from collections.abc import Mapping

from ingest.formats import ODP, ODT
from ingest.read import read
from silabo.domain.passages import Extract
from tests.ingest.archives import zipped

NAMES = ("office", "text", "table", "style", "presentation")
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    "".join(f' xmlns:{name}="{OASIS}:{name}:1.0"' for name in NAMES)
    + f' xmlns:draw="{OASIS}:drawing:1.0" xmlns:svg="{OASIS}:svg-compatible:1.0"'
    + f' xmlns:fo="{OASIS}:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def members(
    media_type: str, body: str, styles: str = "", looks: str = ""
) -> dict[str, str | bytes]:
    """The members of a file: its body, its automatic styles, and what is in styles.xml."""
    kind = "text" if media_type == ODT else "presentation"
    return {
        "mimetype": media_type,
        "content.xml": f"<office:document-content{SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>",
        "styles.xml": f"<office:document-styles{SPACES}>{looks}</office:document-styles>",
    }


def odf(media_type: str, body: str, styles: str = "", looks: str = "") -> bytes:
    """A file."""
    return zipped(members(media_type, body, styles, looks))


def read_odt(
    body: str, styles: str = "", looks: str = "", parts: Mapping[str, str | bytes] | None = None
) -> Extract:
    """Read a text with this body."""
    return read(zipped({**members(ODT, body, styles, looks), **(parts or {})}), ODT)


def read_odp(*slides: str, styles: str = "", looks: str = "") -> Extract:
    """Read a presentation of these slides."""
    return read(odf(ODP, "".join(slides), styles, looks), ODP)


def text_style(name: str, properties: str, family: str = "text") -> str:
    """A style with these properties of text."""
    return (
        f'<style:style style:name="{name}" style:family="{family}">'
        f"<style:text-properties {properties}/></style:style>"
    )
