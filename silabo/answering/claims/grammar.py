"""Small words that hold clauses together, in any language, as patterns."""

import re

from silabo.language.lexicon import any_of
from silabo.language.words import fold

JOINS = any_of(lambda lexicon: lexicon.claims.joins)
CONTRASTS = any_of(lambda lexicon: lexicon.claims.contrasts)
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


def has_verb(clause: str) -> bool:
    """Whether a clause has a verb of those that are known."""
    return _VERB.search(fold(clause)) is not None
