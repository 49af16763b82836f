"""How words sound, for those that are written by ear: "nesesito", "avilitado", "profeseur"."""

import re
from functools import lru_cache

from silabo.language.lexicon import BY_LANGUAGE
from silabo.language.words import fold

# In order: what sounds alike in each language, folded.
_EVERYWHERE = (
    (r"x", "ks"),
    (r"t(?=ion)", "s"),  # "atention", "profesion"
    (r"sc(?=[eiy])|c(?=[eiy])|z", "s"),
    (r"ck|qu(?=[eiy])|c(?!h)|q", "k"),
    (r"y", "i"),
)
_RULES = {
    code: [
        (re.compile(written), alike)
        for written, alike in (("ph", "f"), *lexicon.sounds, *_EVERYWHERE)
    ]
    for code, lexicon in BY_LANGUAGE.items()
}
_SILENT = {
    code: re.compile("|".join(f"(?:{end})$" for end in lexicon.silent_ends))
    for code, lexicon in BY_LANGUAGE.items()
    if lexicon.silent_ends
}
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def sound(word: str, language: str) -> str:
    """A key that words of the same sound in a language share; in one that is not known words sound
    as they are written but for doubled letters and accents.
    """
    heard = fold(word)
    if language in _SILENT:
        heard = _SILENT[language].sub("", heard)
    for written, alike in _RULES.get(language, ()):
        heard = written.sub(alike, heard)
    return _DOUBLED.sub(r"\1", heard)
