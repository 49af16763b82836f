"""What stands over the text that was read from a picture, in the document's language."""

from silabo.wording.catalogues import mark, say

_HEADING = mark("Page %(page)s, read from a picture, %(confidence)s%% sure")


def heading(language: str, page: int, confidence: int) -> str:
    """The heading of a page's text, with how sure its words are, of 100."""
    return say(language, _HEADING, page=page, confidence=confidence)
