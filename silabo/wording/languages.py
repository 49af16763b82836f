"""Languages by their names, in the reader's own."""

from collections.abc import Iterable

from babel import Locale
from babel.lists import format_list

from silabo.wording.catalogues import say, supported


def names(codes: Iterable[str], language: str) -> str:
    """Languages as a sentence lists them: "English and French", "inglés y francés"."""
    spoken = supported(language)
    known = Locale(spoken).languages
    return format_list([known.get(code, code) for code in codes], locale=spoken)


def may_say_it(codes: Iterable[str], language: str) -> str:
    """What to do where nothing sure was found in documents of other languages than the question."""
    return say(
        language,
        "The documents are in %(languages)s, and the question is not: they may say it all the"
        " same. Ask again in the documents' language.",
        languages=names(codes, language),
    )


def quoted_in(codes: Iterable[str], language: str) -> str:
    """That what is quoted stands in its own language."""
    return say(
        language,
        "Quoted in the original language of the documents: %(languages)s.",
        languages=names(codes, language),
    )
