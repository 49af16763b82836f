"""Small words that hold clauses together, as patterns."""

import re
from dataclasses import dataclass
from functools import cache

from silabo.language.lexicon import any_of
from silabo.language.words import fold

DENIALS = any_of(lambda lexicon: lexicon.denials)
DENIALS_WRITTEN = any_of(lambda lexicon: lexicon.denials_written)
PRONOUNS = any_of(lambda lexicon: lexicon.claims.pronouns)
# Verbs of which a clause can be told to stand for itself: those of rules, and a few more.
VERBS = "(?:{})".format(
    "|".join(
        (
            any_of(lambda lexicon: lexicon.permissions),
            any_of(lambda lexicon: tuple(sorted(lexicon.being))),
            any_of(lambda lexicon: lexicon.claims.verbs),
        )
    )
)
_VERB = re.compile(rf"\b{VERBS}\b")
_NO = rf"(?:{DENIALS}\b|{DENIALS_WRITTEN})"


@dataclass(frozen=True, slots=True)
class Joining:
    """Where clauses are joined in a language."""

    join: re.Pattern[str]  # the space before a word that joins them
    joined: re.Pattern[str]  # that word, where a clause begins with it
    ends: re.Pattern[str]  # what stands between two claims
    without_subject: re.Pattern[str]  # a clause that goes on with the subject of the one before


@cache
def joining(language: str) -> Joining:
    """How a language joins clauses: the words of another would cut in two what has them as nouns or
    pronouns, as "the red car" and "il y a". Where a language is not known, those of all.
    """
    joins = any_of(lambda lexicon: lexicon.claims.joins, language)
    contrasts = any_of(lambda lexicon: lexicon.claims.contrasts, language)
    return Joining(
        # What joins two figures, as in "3 or 4", joins no clauses.
        join=re.compile(rf"\s(?={joins}\s(?!\d))", re.IGNORECASE),
        joined=re.compile(rf"{joins}\s", re.IGNORECASE),
        ends=re.compile(
            rf"[;:]\s|\s[-–—]\s|,\s(?=(?:{joins}|{DENIALS})\s(?!\d))|\s(?={contrasts}\s)"
            # "... is mandatory and is not lent": the second may deny what the first affirms.
            rf"|\s(?={joins}\s(?:{PRONOUNS}\s)?(?:{_NO}|{VERBS}\b))",
            re.IGNORECASE,
        ),
        without_subject=re.compile(rf"{joins}\s(?:{_NO}|{VERBS}\b)", re.IGNORECASE),
    )


def has_verb(clause: str) -> bool:
    """Whether a clause has a verb of those that are known."""
    return _VERB.search(fold(clause)) is not None
