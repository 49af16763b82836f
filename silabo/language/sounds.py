"""How words sound, for those that are written by ear: "nesesito", "avilitado", "profeseur"."""

import re
from functools import lru_cache

from silabo.language.words import fold

# In order: what sounds alike in each of the three languages, folded.
_EVERYWHERE = (
    (r"x", "ks"),
    (r"t(?=ion)", "s"),  # "atention", "profesion"
    (r"sc(?=[eiy])|c(?=[eiy])|z", "s"),
    (r"ck|qu(?=[eiy])|c(?!h)|q", "k"),
    (r"y", "i"),
)
_OWN = {
    "es": (
        (r"(?<![cs])h", ""),
        (r"ll", "i"),
        (r"v", "b"),
        (r"gu(?=[ei])", "g"),
        (r"g(?=[ei])", "j"),
    ),
    "fr": ((r"(?<![cs])h", ""), (r"eau|au", "o"), (r"g(?=[ei])", "j"), (r"ai|ei", "e")),
    # An h is heard at the beginning of a word only: "hours" are not "ours".
    "en": ((r"(?<=[a-z])(?<![cst])h", ""), (r"ei", "ie"), (r"a(?=nce$|nt$)", "e")),
}
_RULES = {
    language: [(re.compile(heard), sound) for heard, sound in (("ph", "f"), *own, *_EVERYWHERE)]
    for language, own in _OWN.items()
}
# What is not heard at the end of a French word.
_SILENT = re.compile(r"(?<=\w{4})(?:er|ez|ees?)$|(?<=\w{5})(?:nt|[e]s?|[stdx])$")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def sound(word: str, language: str) -> str:
    """A key that words of the same sound in a language share; in one that is not known words sound
    as they are written but for doubled letters and accents.
    """
    heard = fold(word)
    if language == "fr":
        heard = _SILENT.sub("", heard)
    for written, alike in _RULES.get(language, ()):
        heard = written.sub(alike, heard)
    return _DOUBLED.sub(r"\1", heard)
