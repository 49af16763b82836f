"""What is said of a picture, where a file says it."""

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
