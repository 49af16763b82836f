"""What people read, in their language: gettext catalogues, read once from their .po files.

The English text is the message id; Spanish and French are in translations/. Placeholders are
`%(name)s`. A template escapes what it fills in; nothing here does.
"""

import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("es", "en", "fr")
DEFAULT = "en"
# French sets a space before these marks and inside its quotation marks, where no line may break.
_FRENCH_SPACE = re.compile(r"(?<=«) | (?=[?!:;»])")


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations of a language; those of English, and of languages that we lack, are none."""
    if language not in LANGUAGES or language == DEFAULT:
        return NullTranslations()
    source = files("silabo.language").joinpath("translations", f"{language}.po").read_bytes()
    compiled = BytesIO()
    messages = read_po(BytesIO(source), locale=language)
    if language == "fr":
        _keep_marks_with_words(messages)
    write_mo(compiled, messages)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _keep_marks_with_words(messages: Catalog) -> None:
    for message in messages:
        if message.id and isinstance(message.string, str):
            message.string = _FRENCH_SPACE.sub("\u00a0", message.string)


def say(language: str, message: str, **values: object) -> str:
    """A message in a language, with its values filled in."""
    text = catalogue(language).gettext(message)
    return text % values if values else text


def say_count(language: str, one: str, many: str, count: int) -> str:
    """A message about a number of things; `%(count)s` is the number."""
    return catalogue(language).ngettext(one, many, count) % {"count": count}


def supported(locale: str, default: str = DEFAULT) -> str:
    """The language of a locale code such as `pt_br` or `es-AR`: es, en, fr, else `default`.

    LMS codes and browsers' tags differ in their separators and in case (BCP 47; Moodle).
    """
    language = locale.replace("_", "-").partition("-")[0].strip().lower()
    return language if language in LANGUAGES else default


def mark(message: str) -> str:
    """Mark a message to be translated later: the extraction of messages finds it by this call."""
    return message
