"""What a picture in a file looks like to whoever reads it, and which are refused before that."""

import io

import pytest
from PIL import Image

from ingest.embedded_pictures import MOST_DOTS, painted, picture
from ingest.limits import Limits
from ingest.pdf.picture import MOST_PIXELS
from silabo.adapters.parser.child import ChildReader
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.pictures import PictureSource
from tests.ingest.archives import zipped
from tests.ingest.pictures import encoded, flood, printed

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
KINDS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
SOURCE = PictureSource("a.png")


def seen(held: bytes, source: PictureSource = SOURCE) -> Image.Image:
    return Image.open(io.BytesIO(painted(held, source)))


def dark(shown: Image.Image) -> float:
    """The share of dots that are dark."""
    return sum(shown.convert("L").histogram()[:128]) / (shown.width * shown.height)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_picture_is_painted_in_greys_and_large_enough_to_be_read(kind: str) -> None:
    shown = printed()
    found = seen(encoded(shown.convert("RGB"), kind))

    assert found.mode == "L"
    assert shown.width < found.width <= 2_000
    assert dark(found) == pytest.approx(dark(shown), abs=0.02)


def test_what_lets_its_ground_through_stands_on_white() -> None:
    for mode in ("RGBA", "LA"):
        clear = Image.new(mode, (40, 40))

        assert dark(seen(encoded(clear))) == 0
    for mode, kind, clear_one in (("P", "GIF", 0), ("RGB", "PNG", (0, 0, 0)), ("L", "PNG", 0)):
        stream = io.BytesIO()
        Image.new(mode, (40, 40)).save(stream, kind, transparency=clear_one)

        assert dark(seen(stream.getvalue())) == 0


def test_only_what_is_seen_is_painted_and_what_is_covered_is_white() -> None:
    halves = Image.new("L", (100, 100), 255)
    halves.paste(0, (0, 0, 50, 100))
    data = encoded(halves)

    assert dark(seen(data)) == pytest.approx(0.5, abs=0.01)
    assert dark(seen(data, PictureSource("a", (0.5, 0.0, 1.0, 1.0)))) == 0
    assert dark(seen(data, PictureSource("a", (0.0, 0.0, 0.5, 1.0)))) == 1
    assert dark(seen(data, PictureSource("a", covered=((0.0, 0.0, 0.5, 0.5),)))) == pytest.approx(
        0.25, abs=0.01
    )


def test_a_large_picture_is_painted_with_no_more_dots_than_a_page() -> None:
    width, height = map(int, painted(encoded(Image.new("1", (6_000, 6_000))), SOURCE).split()[1:3])

    assert width * height <= MOST_PIXELS


def large_webp(kind: bytes) -> bytes:
    """The head of a WebP picture that declares 16,000 dots each way."""
    side = 15_999
    if kind == b"VP8X":
        body = bytes(4) + side.to_bytes(3, "little") * 2
    elif kind == b"VP8L":
        body = b"\x2f" + (side | side << 14).to_bytes(4, "little")
    else:
        body = bytes(3) + b"\x9d\x01\x2a" + (side + 1).to_bytes(2, "little") * 2
    chunk = kind + len(body).to_bytes(4, "little") + body + bytes(10)
    return b"RIFF" + (4 + len(chunk)).to_bytes(4, "little") + b"WEBP" + chunk


@pytest.mark.row("attack-33")
@pytest.mark.parametrize(
    "held",
    [flood(), *map(large_webp, (b"VP8X", b"VP8L", b"VP8 "))],
    ids=["PNG", "VP8X", "VP8L", "VP8"],
)
def test_a_flood_of_dots_is_refused_by_what_it_declares(held: bytes) -> None:
    assert len(held) < 1_000_000
    with pytest.raises(RejectedDocumentError) as refused:
        painted(held, SOURCE)
    assert refused.value.code == "too_heavy"


@pytest.mark.row("attack-33")
@pytest.mark.parametrize(
    ("held", "code"),
    [
        (flood(), "too_heavy"),
        (encoded(printed())[:900], "broken_file"),
        (encoded(printed().convert("RGB"), "JPEG")[:900], "broken_file"),
        (b"\x89PNG\r\n\x1a\n" + zipped({"a": "b"}), "broken_file"),
        (b"GIF89a<script>alert(1)</script>", "broken_file"),
        (b"RIFF\0\0\0\0WEBP", "broken_file"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "broken_file"),
        (b"", "broken_file"),
    ],
    ids=["flood", "cut PNG", "cut JPEG", "archive", "script", "cut WebP", "PostScript", "nothing"],
)
def test_a_picture_that_is_no_picture_is_refused_in_the_confined_process(
    held: bytes, code: str
) -> None:
    with pytest.raises(RejectedDocumentError) as refused:
        ChildReader().picture(zipped({"a.png": held}), PPTX, SOURCE)
    assert refused.value.code == code


def test_a_picture_comes_out_of_the_confined_process_as_it_is_seen() -> None:
    held = encoded(printed())
    source = PictureSource("ppt/media/1.png", (0.0, 0.0, 0.5, 1.0), ((0.0, 0.0, 0.1, 0.1),))
    answer = ChildReader().picture(zipped({source.name: held}), PPTX, source)

    assert answer == painted(held, source)


@pytest.mark.row("attack-32")
@pytest.mark.parametrize("name", ["../../../../etc/passwd", "/etc/passwd", "b.png"])
def test_a_name_that_is_not_in_the_archive_names_nothing(name: str) -> None:
    with pytest.raises(RejectedDocumentError):
        picture(zipped({"a.png": encoded(printed())}), PPTX, PictureSource(name), Limits())


@pytest.mark.parametrize("kind", KINDS)
def test_the_largest_picture_that_is_taken_has_room_in_the_confined_process(kind: str) -> None:
    side = int(MOST_DOTS**0.5)
    mode = "RGB" if kind in ("JPEG", "BMP") else "RGBA"
    large = Image.new(mode, (side, side) if kind != "BMP" else (2_400, 2_400))
    try:
        held = encoded(large, kind)
    except ValueError:
        pytest.skip("no such picture")
    if kind == "TIFF":
        stream = io.BytesIO()
        large.save(stream, kind, compression="tiff_lzw")
        held = stream.getvalue()

    assert ChildReader().picture(zipped({"a.png": held}), PPTX, SOURCE).startswith(b"P5 ")
