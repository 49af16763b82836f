"""What stands over the text that was read from a picture, in the document's language."""

from silabo.wording.catalogues import mark, say

_PAGE = mark("Page %(page)s, read from a picture, %(confidence)s%% sure")
_PICTURE_UNDER = mark("%(section)s: text read from a picture, %(confidence)s%% sure")
_PICTURE = mark("Text read from a picture, %(confidence)s%% sure")


def heading(language: str, page: int, confidence: int) -> str:
    """The heading of a page's text, with how sure its words are, of 100."""
    return say(language, _PAGE, page=page, confidence=confidence)


def picture_heading(language: str, section: str, confidence: int) -> str:
    """The heading of the text of a picture in a file, with the one under which the picture stands,
    "" where there is none, and how sure its words are, of 100.
    """
    if not section:
        return say(language, _PICTURE, confidence=confidence)
    return say(language, _PICTURE_UNDER, section=section, confidence=confidence)
