"""What people read, in their language: gettext catalogues, read once from their .po files.

The English text is the message id; Spanish and French are in translations/. Placeholders are
`%(name)s`. A template escapes what it fills in; nothing here does.
"""

from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from silabo.wording.typesetting import typeset

LANGUAGES = ("es", "en", "fr")
DEFAULT = "en"


@cache
def catalogue(language: str) -> NullTranslations:
    """The messages of a language as they are read; English ones for a language that we lack."""
    if language not in LANGUAGES or language == DEFAULT:
        return _English()
    source = files("silabo.wording").joinpath("translations", f"{language}.po").read_bytes()
    compiled = BytesIO()
    messages = read_po(BytesIO(source), locale=language)
    for message in messages:
        if message.id and message.string:
            message.string = _typeset(message.string, language)
    write_mo(compiled, messages)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _typeset(text: str | Sequence[str], language: str) -> str | tuple[str, ...]:
    if isinstance(text, str):
        return typeset(text, language)
    return tuple(typeset(form, language) for form in text)


class _English(NullTranslations):
    """The message ids themselves."""

    def gettext(self, message: str) -> str:
        return typeset(message, DEFAULT)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return typeset(msgid1 if n == 1 else msgid2, DEFAULT)


def say(language: str, message: str, **values: object) -> str:
    """A message in a language, with its values filled in."""
    text = catalogue(language).gettext(message)
    return text % values if values else text


def say_count(language: str, one: str, many: str, count: int, **values: object) -> str:
    """A message about a number of things; `%(count)s` is the number, beside other values."""
    return catalogue(language).ngettext(one, many, count) % {**values, "count": count}


def supported(locale: str, default: str = DEFAULT) -> str:
    """The language of a locale code such as `pt_br` or `es-AR`: es, en, fr, else `default`.

    LMS codes and browsers' tags differ in their separators and in case (BCP 47; Moodle).
    """
    language = locale.replace("_", "-").partition("-")[0].strip().lower()
    return language if language in LANGUAGES else default


def mark(message: str) -> str:
    """Mark a message to be translated later: the extraction of messages finds it by this call."""
    return message
