"""Tells the few messages that are no question: a greeting, thanks, a question about the tool."""

from silabo.answering.weights import SCOPE
from silabo.language.lexicon import all_words, pattern
from silabo.language.messages import is_courtesy
from silabo.language.words import fold, words

_GREETINGS = all_words(lambda lexicon: lexicon.greetings)
_GREETING_REST = all_words(lambda lexicon: lexicon.beside_greetings)
_THANKS = all_words(lambda lexicon: lexicon.thanks)
_THANKS_REST = all_words(lambda lexicon: lexicon.beside_thanks)
_ABOUT = pattern(lambda lexicon: lexicon.about_the_tool)


def small_talk(text: str) -> str:
    """The reply code of a message that is only a greeting, thanks or about the tool; "" for
    anything that could be a question about the course.
    """
    folded = [fold(word) for word in words(text)]
    if is_courtesy(text):
        return "reply_thanks" if set(folded) & _THANKS else "reply_greeting"
    if not 0 < len(folded) <= SCOPE.small_talk:
        return ""
    if _only(folded, _THANKS, _THANKS_REST):
        return "reply_thanks"
    if _only(folded, _GREETINGS, _GREETING_REST):
        return "reply_greeting"
    return "reply_about" if _ABOUT.fullmatch(" ".join(folded)) else ""


def _only(folded: list[str], first: frozenset[str], rest: frozenset[str]) -> bool:
    said = set(folded)
    return bool(said & first) and said <= first | rest
