"""Tells a sentence that cannot be understood without the one before it ("This is called..."), and
one that only says where the answer stands.
"""

import re

from silabo.language.words import fold

# "It is allowed to", "il faut" point at nothing; "this course" names itself.
_POINTS_BACK = re.compile(
    r"^[\W_]*(?:"
    r"(?:this|these|that|those|such)\b(?! (?:course|class|module|syllabus|document|policy|guide"
    r"|term|semester|year|week|section|page)\b)"
    r"|it\b(?! is \w+ (?:to|that|for)\b)|(?:they|he|she|its|their|otherwise|however|therefore"
    r"|hence|thus|then|instead|in (?:that|this|which) case|the (?:latter|former))\b"
    r"|(?:once|if|when|until|unless) (?:it|they|so|not|this)\b"
    r"|(?:est[aeo]s?|es[aeo]s?)\b(?! (?:curso|materia|asignatura|programa|documento|reglamento"
    r"|cuatrimestre|semestre|semana|ano|guia|seccion|pagina|\w+[ai]d[ao]s?)\b)"
    r"|(?:ell[ao]s?|ello|tampoco|sin embargo|por (?:eso|lo tanto)|entonces|en (?:ese|este|tal) caso"
    r"|en caso contrario|de lo contrario|son|es decir|si no)\b"
    r"|ce(?:s|tte|t)? (?!cours|document|module|semestre|programme|guide)|c['’]est\b"
    r"|(?:cela|ceci|elles?|ils|sinon|cependant|toutefois|ainsi|donc|dans ce cas|en ce cas)\b"
    r"|il\b(?! (?:y a|faut|est \w+ (?:de|d|que)|s['’]agit|existe|convient|n['’]y a)\b)"
    r")"
)

_POINTS_ELSEWHERE = re.compile(
    r"\b(?:estan|se encuentran|figuran|se detallan|constan|se describen) en (?:el|la|los|las) "
    r"|\b(?:vease|ver (?:el|la|seccion))\b|\b(?:please )?see (?:the|section|below|also)\b"
    r"|\b(?:are|is) (?:listed|described|given|found|explained|stated) (?:in|on) (?:the|section)\b"
    r"|\b(?:se trouvent?|figurent?|sont (?:decrite?s|donnee?s|indiquee?s)) dans l"
    r"|\bvoir (?:l[ae]s? |section|ci-dessous)"
)

_EXCEPTION = re.compile(
    r"^[\W_]*(?:no\b|nunca\b|sin embargo|pero\b|salvo|excepto|tampoco|solo\b|however|but\b|never\b"
    r"|except|(?:they|it|this|these) (?:may|must|can|will|do|does|are|is) ?not|only\b|cependant"
    r"|toutefois|mais\b|sauf|il est interdit|(?:elle|il|ils|elles|cela) ne\b)"
)


def points_elsewhere(sentence: str) -> bool:
    """Whether a sentence names the place of an answer instead of giving it."""
    return _POINTS_ELSEWHERE.search(fold(sentence)) is not None


def points_back(sentence: str) -> bool:
    """Whether a sentence begins with a word that stands for something said before it."""
    return _POINTS_BACK.match(fold(sentence[:120])) is not None


def makes_exception(sentence: str) -> bool:
    """Whether a sentence takes back a part of what the one before it said."""
    return _EXCEPTION.match(fold(sentence[:60])) is not None
