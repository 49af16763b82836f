"""Tells the few messages that are no question: a greeting, thanks, a question about the tool."""

import re

from silabo.language.words import fold, word_set, words

_MOST_WORDS = 8  # a longer message is about something

_GREETINGS = word_set(
    "hola buenas buenos hello hi hey bonjour salut bonsoir saludos greetings coucou"
)
_GREETING_REST = word_set(
    "dia dias tardes noches que tal como estas esta va there good morning afternoon evening"
    " everyone ca comment allez vous vas tu how are you todos a profe profesor profesora professor"
    " monsieur madame good"
)
_THANKS = word_set("gracias thanks thank thx ty merci grazie agradezco")
_THANKS_REST = word_set(
    "muchas mil ok okay vale perfecto genial entendido por todo la ayuda you so very much a lot"
    " for your help great perfect beaucoup bien super parfait d accord pour votre ton aide"
    " respuesta the answer et y and te se lo les hola muy amable"
)
_ABOUT = re.compile(
    r"(?:hola |hello |hi |bonjour )?(?:"
    r"(?:y )?(?:tu )?(?:quien|que) (?:eres|sos|es esto|sois)(?: tu| vos)?|eres (?:un |una )?"
    r"(?:robot|bot|ia|humano|persona|real|chatgpt)|(?:en )?que (?:puedes|podes|sabes) hacer"
    r"|como (?:funcionas|funciona esto|te llamas)|para que (?:sirves|sirve esto)"
    r"|(?:who|what) are you|are you (?:a |an )?(?:robot|bot|ai|human|person|real|chatgpt)"
    r"|what (?:can|do) you do|how do you work|what is this|what s your name"
    r"|(?:qui|que) es tu|tu es qui|qui etes vous|es tu (?:un |une )?(?:robot|bot|ia|humain)"
    r"|que (?:peux tu|pouvez vous|sais tu) faire|comment (?:ca marche|tu t appelles)"
    r"|a quoi (?:sers tu|ca sert))"
)


def small_talk(text: str) -> str:
    """The reply code of a message that is only a greeting, thanks or about the tool; "" for
    anything that could be a question about the course.
    """
    folded = [fold(word) for word in words(text)]
    if not 0 < len(folded) <= _MOST_WORDS:
        return ""
    if _only(folded, _THANKS, _THANKS_REST):
        return "reply_thanks"
    if _only(folded, _GREETINGS, _GREETING_REST):
        return "reply_greeting"
    return "reply_about" if _ABOUT.fullmatch(" ".join(folded)) else ""


def _only(folded: list[str], first: frozenset[str], rest: frozenset[str]) -> bool:
    said = set(folded)
    return bool(said & first) and said <= first | rest
