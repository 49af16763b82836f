"""Which pictures of slides are handed on to be read, and what of each."""

from collections.abc import Mapping

import pytest

from ingest.formats import PPTX
from ingest.limits import Limits
from silabo.adapters.parser.child import ChildOptions, ChildReader
from silabo.adapters.parser.exchange import ReadingLimits
from silabo.domain.passages import Extract
from silabo.domain.pictures import WHOLE
from tests.ingest.archives import INCH, Slide, box, pptx, read_pptx, title
from tests.ingest.pictures import SEEN, encoded, printed
from tests.ingest.samples import texts

Place = tuple[float, float, float, float]
PRINT = encoded(printed())
OTHER = encoded(printed(["Otra cosa."]))
FILL = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
BAR = f'<a:prstGeom prst="rect"/>{FILL}'
AT: Place = (1, 1, 6, 3)


def pic(
    at: Place = AT,
    words: str = "",
    *,
    crop: str = "",
    blip: str = "",
    rest: str = "",
    id_: str = "r2",
) -> str:
    left, top, width, height = (int(INCH * each) for each in at)
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="9" name="x" descr="{words}" {rest}/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{id_}">{blip}</a:blip><a:srcRect {crop}/></p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        "</p:spPr></p:pic>"
    )


def slides(
    *shapes: Slide | str,
    limits: Limits = SEEN,
    layout: str = "",
    media: Mapping[str, bytes] | None = None,
) -> Extract:
    held = media or {"1.png": PRINT}
    related = [("image", f"../media/{name}") for name in held]
    made = [each if isinstance(each, Slide) else Slide(each, related=related) for each in shapes]
    parts = {f"ppt/media/{name}": data for name, data in held.items()}
    return read_pptx(*made, limits=limits, layout=layout, parts=parts)  # type: ignore[arg-type]


def told(extract: Extract) -> list[tuple[str, int | None]]:
    return [(each.code, each.page) for each in extract.notices]


def test_a_picture_waits_to_be_read_at_its_slide_under_its_title_with_what_is_said_of_it() -> None:
    extract = slides("", title("Fechas") + box("El temario.", (0, 6, 4, 1)) + pic(words="Un plan"))
    (found,) = extract.pictures

    assert texts(extract) == ["Un plan", "El temario."]
    assert (found.source.name, found.source.seen) == ("ppt/media/1.png", WHOLE)
    assert (found.own, found.page, found.anchor) == ("s2i1", 2, "")
    assert (found.path, found.words, found.told) == (("Fechas",), "Un plan", "")
    assert told(extract) == []


def test_a_picture_without_words_is_told_until_it_has_been_read() -> None:
    extract = slides(box("Uno.") + pic())

    assert [each.told for each in extract.pictures] == ["picture_without_words"]
    assert told(extract) == [("picture_without_words", 1)]


def test_a_slide_of_nothing_but_a_picture_is_no_empty_file() -> None:
    assert len(slides(pic()).pictures) == 1


def test_where_nobody_reads_pictures_each_large_one_is_told() -> None:
    extract = slides(box("Uno.") + pic(), box("Dos.") + pic(words="Un plan"), limits=Limits())

    assert extract.pictures == ()
    assert told(extract) == [("picture_without_words", 1), ("picture_not_read", 2)]


@pytest.mark.parametrize(
    "shapes",
    [
        pic(rest='hidden="1"'),
        pic((11, 1, 6, 3)),
        pic((1, 1, 0.9, 0.9)),
        pic((1, 1, 8, 0.2)),
        pic() + box("", (0.5, 0.5, 8, 5), properties=BAR, number=4),
        pic(blip='<a:alphaModFix amt="4000"/>'),
        pic(crop='l="60000" r="40000"'),
    ],
    ids=["hidden", "beside the slide", "a logo", "a rule", "covered", "faint", "cut away"],
)
def test_a_picture_of_which_nothing_is_seen_is_not_read(shapes: str) -> None:
    assert slides(box("Uno.", (0, 6, 4, 1)) + shapes).pictures == ()


def test_hidden_slides_layouts_and_backgrounds_show_no_picture_that_is_read() -> None:
    paper = '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="r2"/></a:blipFill></p:bgPr></p:bg>'
    related = [("image", "../media/1.png")]
    hidden = Slide(pic(), 'show="0"', related=related)
    painted = Slide(box("Uno."), background=paper, related=related)

    assert slides(hidden, painted, layout=pic()).pictures == ()


def test_only_what_is_seen_of_a_picture_is_read() -> None:
    cut = slides(pic(crop='l="10000" t="20000" r="30000" b="-5000"')).pictures[0]
    over_the_edge = slides(pic((8, 1, 4, 3))).pictures[0]
    in_a_group = slides(
        "<p:grpSp><p:nvGrpSpPr><p:cNvPr id='3' name='g'/></p:nvGrpSpPr><p:grpSpPr/>"
        f"{pic()}</p:grpSp>"
    ).pictures[0]

    assert cut.source.seen == (0.1, 0.2, 0.7, 1.0)
    assert over_the_edge.source.seen == (0.0, 0.0, 0.5, 1.0)
    assert in_a_group.source.seen == WHOLE


def test_what_a_bar_covers_of_a_picture_is_painted_over() -> None:
    bar = box("", (4, 1, 3, 1.5), properties=BAR, number=4)
    open_one = box("Nota", (4, 1, 3, 1.5), number=4)

    assert slides(pic() + bar).pictures[0].source.covered == ((0.5, 0.0, 1.0, 0.5),)
    assert slides(pic() + open_one).pictures[0].source.covered == ()
    assert slides(bar + pic()).pictures[0].source.covered == ()


STYLE = '<p:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></p:style>'
GREY = '<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="95000"/></a:schemeClr></a:solidFill>'
FADING = "<a:gradFill><a:gsLst/></a:gradFill>"
MARKER = '<a:solidFill><a:srgbClr val="FFFF00"><a:alpha val="40000"/></a:srgbClr></a:solidFill>'


def over_it(form: str, fill: str = "", *, turn: str = "", style: str = "") -> str:
    made = box("", (4, 1, 3, 1.5), properties=f'<a:prstGeom prst="{form}"/>{fill}', number=4)
    return made.replace("<a:xfrm>", f"<a:xfrm {turn}>").replace("<p:txBody>", f"{style}<p:txBody>")


@pytest.mark.parametrize(
    "bar",
    [over_it("rect", style=STYLE), over_it("rect", GREY), over_it("rect", FADING)],
    ids=["as it was drawn", "a shade", "a gradient"],
)
def test_a_bar_covers_a_picture_whatever_it_is_filled_with(bar: str) -> None:
    assert slides(pic() + bar).pictures[0].source.covered == ((0.5, 0.0, 1.0, 0.5),)


@pytest.mark.parametrize(
    "shape",
    [
        over_it("ellipse", FILL),
        over_it("wedgeRectCallout", style=STYLE),
        over_it("rect", FILL, turn='rot="600000"'),
    ],
    ids=["ellipse", "callout", "a turned bar"],
)
def test_of_a_picture_under_a_filled_shape_of_another_form_nobody_can_say_what_is_seen(
    shape: str,
) -> None:
    extract = slides(box("Uno.", (0, 6, 4, 1)) + pic() + shape)

    assert extract.pictures == ()
    assert told(extract) == [("picture_without_words", 1)]
    assert len(slides(shape + pic()).pictures) == 1


@pytest.mark.parametrize(
    "shape",
    [
        over_it("rect", MARKER),
        over_it("ellipse", "<a:noFill/>", style=STYLE),
        over_it("ellipse"),
        over_it("line", style=STYLE.replace('idx="1"', 'idx="0"')),
    ],
    ids=["a marker", "a ring", "nothing said", "a line"],
)
def test_what_a_picture_is_seen_through_covers_nothing(shape: str) -> None:
    assert slides(pic() + shape).pictures[0].source.covered == ()


def test_of_a_turned_picture_that_is_partly_covered_nobody_can_say_what_is_seen() -> None:
    bar = box("", (4, 1, 3, 1.5), properties=BAR, number=4)
    turned = pic().replace("<a:xfrm>", '<a:xfrm rot="600000">')
    extract = slides(turned + bar)

    assert extract.pictures == ()
    assert told(extract) == [("picture_without_words", 1)]


def test_a_picture_that_stands_on_every_slide_is_read_once() -> None:
    extract = slides(*[box(f"Tema {n}.") + pic() for n in range(4)])

    assert [each.page for each in extract.pictures] == [1]
    assert told(extract) == [("picture_without_words", 1)]


def test_two_pictures_of_one_slide_are_told_apart() -> None:
    both = pic((1, 1, 3, 3)) + pic((5, 1, 3, 3), id_="r3")
    extract = slides(box("Uno.") + both, media={"1.png": PRINT, "2.png": OTHER})

    assert [each.own for each in extract.pictures] == ["s1i1", "s1i2"]


@pytest.mark.parametrize(
    "data",
    [
        b"<svg/>",
        b"\x01\0\0\0" + bytes(400),
        b"\xd7\xcd\xc6\x9a",
        b"PK\x03\x04",
        b"",
        b"%PDF-1.7",
    ],
    ids=["SVG", "EMF", "WMF", "an archive", "nothing", "PDF"],
)
def test_a_drawing_and_what_is_no_picture_stay_a_notice_whatever_their_name(data: bytes) -> None:
    extract = slides(box("Uno.") + pic(words="Un plan"), media={"1.png": data})

    assert extract.pictures == ()
    assert told(extract) == [("picture_not_read", 1)]


def test_of_very_many_pictures_the_first_are_read_and_the_others_told() -> None:
    media = {f"{n}.png": PRINT + bytes([n % 256, n // 256]) for n in range(500)}
    made = [
        Slide(box(f"{n}.") + pic(), related=[("image", f"../media/{n}.png")]) for n in range(500)
    ]
    extract = slides(*made, media=media)

    assert len(extract.pictures) == SEEN.read_pictures
    assert len(extract.notices) == 100


def test_a_picture_of_another_machine_is_not_asked_for() -> None:
    related = [("image", "http://127.0.0.1:9/1.png")]
    extract = slides(Slide(box("Uno.") + pic(), related=related))

    assert extract.pictures == ()
    assert told(extract) == [("picture_without_words", 1)]


@pytest.mark.parametrize(
    ("at", "name"),
    [((-9e4, 1, 90_000.3, 7), "1.png"), (AT, "a" * 210 + ".png"), (AT, "a\u200b.png")],
    ids=["a hair on the slide", "a long name", "a name that is not seen"],
)
def test_a_picture_that_cannot_be_named_takes_nothing_from_its_file(at: Place, name: str) -> None:
    slide = Slide(box("Uno.") + pic(at), related=[("image", f"../media/{name}")])
    data = pptx(slide, parts={f"ppt/media/{name}": PRINT})  # type: ignore[dict-item]
    extract = ChildReader(ChildOptions(ReadingLimits(limits=SEEN))).read(data, PPTX)

    assert (texts(extract), extract.pictures) == (["Uno."], ())
