"""Comments and notes that somebody added to a document: their text is kept apart, and named so."""

from silabo.language.detect import detect
from silabo.language.lexicon import BY_LANGUAGE, LANGUAGES


def commented(text: str, around: str = "") -> str:
    """The text of a comment as a paragraph of its own: "Comment: see page 3".

    It is named in its own language; where that is not clear, in that of the text around it.
    """
    text = " ".join(text.split())
    language = next(
        (found for found in map(detect, (text, around)) if found in BY_LANGUAGE), LANGUAGES[0]
    )
    return f"{BY_LANGUAGE[language].comment_name}: {text}"
