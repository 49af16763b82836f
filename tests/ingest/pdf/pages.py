"""Pages of PDF whose text is painted where a person sees it, or is not: one way a page."""

from tests.ingest.samples import shown, stream

VISIBLE = "The first exam is on Thursday."
SECRET = "The second exam is worth seventy points."
FIRST = shown(VISIBLE, y=700)
IMAGE = (
    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
TEXT_FORM = f"{FORM} /Resources << /Font << /F1 5 0 R >> >>"
LAYER = "<< /Type /OCG /Name (Solutions) >>"
OFF = "/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>"
BAR = "60 640 500 30 re f"
ROUND = "40 640 m 40 700 580 700 580 655 c 580 600 40 600 40 640 c f"


def annotation(entries: str, appearance: str) -> dict[str, object]:
    """A page with one annotation that is drawn over it."""
    return {
        "page": f"/Annots [<< /Type /Annot /Rect [60 640 560 670] /F 4 {entries} "
        "/AP << /N 6 0 R >> >>]",
        "objects": [stream(appearance, "/Type /XObject /Subtype /Form /BBox [60 640 560 670]")],
    }


def masked(light: int) -> dict[str, object]:
    """A mask that lets everything through, or nothing, as /G."""
    group = f"{FORM} /Group << /S /Transparency /CS /DeviceGray >>"
    mask = "/G << /SMask << /S /Luminosity /G 6 0 R >> >>"
    return {
        "resources": f"/ExtGState << {mask} >>",
        "objects": [stream(f"{light} g 0 0 595 842 re f", group)],
    }


def patterned(light: float) -> dict[str, object]:
    """A pattern of one grey, as /P."""
    tile = (
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 "
        "/YStep 9 /Resources << >>"
    )
    return {
        "resources": "/Pattern << /P 6 0 R >>",
        "objects": [stream(f"{light} g 0 0 9 9 re f", tile)],
    }


HIDDEN: dict[str, tuple[str, dict[str, object]]] = {
    "white": (f"1 g {shown(SECRET)}", {}),
    "nearly white": (f"0.97 0.98 0.96 rg {shown(SECRET)}", {}),
    "white in four colours": (f"0 0 0 0 k {shown(SECRET)}", {}),
    "white, filled and stroked": (f"1 g 1 G 2 Tr {shown(SECRET)}", {}),
    "no ink": (f"3 Tr {shown(SECRET)}", {}),
    "only for clipping": (f"7 Tr {shown(SECRET)}", {}),
    "transparent": (
        f"/G gs {shown(SECRET)}",
        {"resources": "/ExtGState << /G << /ca 0 >> >>"},
    ),
    "nearly transparent": (
        f"/G gs {shown(SECRET)}",
        {"resources": "/ExtGState << /G << /ca 0.04 >> >>"},
    ),
    "behind a mask": (f"/G gs {shown(SECRET)}", masked(0)),
    "filled with a white pattern": (f"/Pattern cs /P scn {shown(SECRET)}", patterned(1)),
    "tiny": (shown(SECRET, size=1), {}),
    "tiny by its matrix": (f"q 0.05 0 0 0.05 0 0 cm {shown(SECRET, y=9000)} Q", {}),
    "without width": (f"BT /F1 12 Tf 0.1 Tz 72 650 Td ({SECRET}) Tj ET", {}),
    "far to the right": (shown(SECRET, x=2000), {}),
    "far above": (f"q 1 0 0 1 0 5000 cm {shown(SECRET)} Q", {}),
    "outside the crop box": (shown(SECRET), {"page": "/CropBox [0 680 595 842]"}),
    "clipped": (f"q 0 0 1 1 re W n {shown(SECRET)} Q", {}),
    "clipped by two": (f"q 0 600 595 100 re W n 0 0 595 610 re W n {shown(SECRET)} Q", {}),
    "under a white bar": (f"{shown(SECRET)} 1 g {BAR}", {}),
    "under a black bar": (f"{shown(SECRET)} 0 g {BAR}", {}),
    "under a thick line": (f"{shown(SECRET)} 20 w 60 654 m 560 654 l S", {}),
    "under a round shape": (
        f"{shown(SECRET)} {ROUND}",
        {},
    ),
    "under a picture": (
        f"{shown(SECRET)} q 500 0 0 30 60 640 cm /I Do Q",
        {"resources": "/XObject << /I 6 0 R >>", "objects": [stream(b"\x40", IMAGE)]},
    ),
    "under a form": (
        f"{shown(SECRET)} /B Do",
        {"resources": "/XObject << /B 6 0 R >>", "objects": [stream(f"0 g {BAR}", FORM)]},
    ),
    "under a bar in a form that is moved": (
        f"{shown(SECRET)} q 1 0 0 1 0 300 cm /B Do Q",
        {"resources": "/XObject << /B 6 0 R >>", "objects": [stream("60 340 500 30 re f", FORM)]},
    ),
    "under a shading": (
        f"{shown(SECRET)} q {BAR.replace('f', 'W n')} /S sh Q",
        {
            "resources": "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Extend "
            "[true true] /Coords [0 0 595 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [0] "
            "/C1 [0.5] /N 1 >> >> >>"
        },
    ),
    "under a square that was added": (
        shown(SECRET),
        annotation("/Subtype /Square", "0 g 60 640 500 30 re f"),
    ),
    "under a square without an appearance of its own": (
        shown(SECRET),
        {
            "page": "/Annots [<< /Type /Annot /Subtype /Square /Rect [60 640 560 670] /F 4 "
            "/C [0 0 0] /IC [0 0 0] >>]"
        },
    ),
    "under a black highlight": (
        shown(SECRET),
        {
            "page": "/Annots [<< /Type /Annot /Subtype /Highlight /Rect [60 640 560 670] /F 4 "
            "/C [0 0 0] /QuadPoints [60 670 560 670 60 640 560 640] >>]"
        },
    ),
    "under a stamp": (shown(SECRET), annotation("/Subtype /Stamp", "1 g 60 640 500 30 re f")),
    "black on black": (f"0 g {BAR} {shown(SECRET)}", {}),
    "of the colour of its field": (f"0.2 0.3 0.7 rg {BAR} {shown(SECRET)}", {}),
    "white on a white field on a dark one": (f"0 g {BAR} 1 g {BAR} {shown(SECRET)}", {}),
    "of the colour of a picture": (
        f"q 500 0 0 30 60 640 cm /I Do Q 0.25 g {shown(SECRET)}",
        {"resources": "/XObject << /I 6 0 R >>", "objects": [stream(b"\x40", IMAGE)]},
    ),
    "white in a form": (
        "/T Do",
        {
            "resources": "/XObject << /T 6 0 R >>",
            "objects": [stream(f"1 g {shown(SECRET)}", TEXT_FORM)],
        },
    ),
    "tiny by its form": (
        "q 0.05 0 0 0.05 50 600 cm /T Do Q",
        {"resources": "/XObject << /T 6 0 R >>", "objects": [stream(shown(SECRET), TEXT_FORM)]},
    ),
    "clipped by its form": (
        "/T Do",
        {
            "resources": "/XObject << /T 6 0 R >>",
            "objects": [stream(shown(SECRET), TEXT_FORM.replace("595 842", "20 20"))],
        },
    ),
    "in a layer that is off": (
        f"/OC /L BDC {shown(SECRET)} EMC",
        {"resources": "/Properties << /L 6 0 R >>", "catalogue": OFF, "objects": [LAYER]},
    ),
    "in a layer that is off where nothing else is said": (
        f"/OC /L BDC {shown(SECRET)} EMC",
        {
            "resources": "/Properties << /L 6 0 R >>",
            "catalogue": "/OCProperties << /OCGs [6 0 R] /D << /BaseState /OFF >> >>",
            "objects": [LAYER],
        },
    ),
    "in a group of layers that are off": (
        f"/OC /L BDC {shown(SECRET)} EMC",
        {
            "resources": "/Properties << /L 7 0 R >>",
            "catalogue": OFF,
            "objects": [LAYER, "<< /Type /OCMD /OCGs [6 0 R] /P /AllOn >>"],
        },
    ),
    "in a form of a layer that is off": (
        "/T Do",
        {
            "resources": "/XObject << /T 7 0 R >>",
            "catalogue": OFF,
            "objects": [LAYER, stream(shown(SECRET), f"{TEXT_FORM} /OC 6 0 R")],
        },
    ),
}

SEEN: dict[str, tuple[str, dict[str, object]]] = {
    "grey": (f"0.6 g {shown(SECRET)}", {}),
    "of the grey that PDFium says of patterns": (f"0.749 g {shown(SECRET)}", {}),
    "under a mask that lets it through": (f"/G gs {shown(SECRET)}", masked(1)),
    "filled with a dark pattern": (f"/Pattern cs /P scn {shown(SECRET)}", patterned(0.2)),
    "white on a dark field": (f"0 0 0.5 rg {BAR} 1 g {shown(SECRET)}", {}),
    "white on a dark round field": (
        f"0 g {ROUND} 1 g {shown(SECRET)}",
        {},
    ),
    "white on a dark picture": (
        f"q 500 0 0 30 60 640 cm /I Do Q 1 g {shown(SECRET)}",
        {"resources": "/XObject << /I 6 0 R >>", "objects": [stream(b"\x40", IMAGE)]},
    ),
    "white with a dark outline": (f"1 g 0 G 2 Tr 0.4 w {shown(SECRET)}", {}),
    "only its outline": (f"1 g 0 G 1 Tr 0.6 w {shown(SECRET)}", {}),
    "painted after a bar": (f"0.9 g {BAR} 0 g {shown(SECRET)}", {}),
    "in a frame": (f"{shown(SECRET)} 60 640 500 30 re S", {}),
    "under a line that underlines it": (f"{shown(SECRET)} 72 647 260 1 re f", {}),
    "under a bar that lets it through": (
        f"{shown(SECRET)} /G gs 1 1 0 rg {BAR}",
        {"resources": "/ExtGState << /G << /ca 0.4 >> >>"},
    ),
    "under a marker's ink": (
        f"{shown(SECRET)} /G gs 1 1 0 rg {BAR}",
        {"resources": "/ExtGState << /G << /BM /Multiply >> >>"},
    ),
    "in a clip that holds it": (f"q 60 600 500 100 re W n {shown(SECRET)} Q", {}),
    "beside a bar": (f"{shown(SECRET)} 60 600 500 30 re f", {}),
    "in a box of a shape that lies elsewhere": (
        f"{shown(SECRET)} 20 600 m 580 600 l 580 605 l 25 605 l 25 690 l 20 690 l f",
        {},
    ),
    "in a form": (
        "/T Do",
        {"resources": "/XObject << /T 6 0 R >>", "objects": [stream(shown(SECRET), TEXT_FORM)]},
    ),
    "in a layer that is on": (
        f"/OC /L BDC {shown(SECRET)} EMC",
        {
            "resources": "/Properties << /L 6 0 R >>",
            "catalogue": "/OCProperties << /OCGs [6 0 R] /D << /ON [6 0 R] >> >>",
            "objects": [LAYER],
        },
    ),
    "beside a form of a layer that is off": (
        f"/T Do {shown(SECRET)}",
        {
            "resources": "/XObject << /T 7 0 R >>",
            "catalogue": OFF,
            "objects": [LAYER, stream(f"0 g {BAR}", f"{FORM} /OC 6 0 R")],
        },
    ),
    "under a highlight": (
        shown(SECRET),
        {
            "page": "/Annots [<< /Type /Annot /Subtype /Highlight /Rect [60 640 560 670] /F 4 "
            "/C [1 1 0] /QuadPoints [60 670 560 670 60 640 560 640] >>]"
        },
    ),
}
