"""What is said of a picture, where a file says it, and what kind of picture its bytes are."""

from silabo.domain.pictures import Part

MOST_BYTES = 20_000_000  # of one picture
# By its first bytes, as Pillow calls them. Drawings (SVG, EMF, WMF) are none of these.
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_LONGEST = 500  # characters; a person's description is shorter
# What programs write by themselves: names of files and shapes, and guesses of what is shown.
_FILES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".emf", ".wmf", ".tif", ".webp")
_SHAPES = {"image", "picture", "imagen", "imagem", "photo", "foto", "shape", "figura", "dibujo"}
_GUESSED = (
    *("automatically generated", "ai-generated content may be incorrect"),
    *("generada automáticamente", "generado por ia puede ser incorrecto"),
    *("générée automatiquement", "généré par l’ia peut être incorrect"),
)


def described(alternative: str) -> str:
    """The alternative text of a picture as a person wrote it; "" where a program did."""
    text = " ".join(alternative.split())
    low = text.lower()
    is_file = " " not in low and (low.endswith(_FILES) or "://" in low)
    if is_file or low.rstrip("0123456789 _-") in _SHAPES or any(guess in low for guess in _GUESSED):
        return ""
    return text[:_LONGEST]


def kind_of(data: bytes) -> str:
    """Which kind of picture bytes are, whatever their name says; "" for none that is read."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for begins, kind in _KINDS if data.startswith(begins)), "")


def cut(seen: Part, within: Part) -> Part:
    """A part of a part of a picture, in shares of the whole."""
    left, top, right, bottom = seen
    wide, high = right - left, bottom - top
    return (
        round(left + wide * within[0], 4),
        round(top + high * within[1], 4),
        round(left + wide * within[2], 4),
        round(top + high * within[3], 4),
    )


def inner(left: float, top: float, right: float, bottom: float) -> Part | None:
    """What is left of a picture of whose sides so much is cut off, in shares; None where nothing
    is. What is less than nothing stands around it, and is no part of it.
    """
    part = (max(0.0, left), max(0.0, top), 1 - max(0.0, right), 1 - max(0.0, bottom))
    return part if part[0] < part[2] and part[1] < part[3] else None
