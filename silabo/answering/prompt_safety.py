"""What others wrote, on its way into a prompt; what a model wrote, on its way out."""

import re
import unicodedata

# Marks by which models tell apart who speaks, as their templates write them (ChatML, Llama 2 and 3,
# Mistral, Gemma, DeepSeek). In a document they would end our part of the prompt.
_SPECIAL = re.compile(
    r"<[|｜][^|｜<>\s]{1,40}[|｜]>|</?s>|<</?SYS>>|</?(?:think|thinking|tool_call|tool_response)>"
    r"|<(?:bos|eos|pad|unk|mask|start_of_turn|end_of_turn|start_of_image|end_of_image)>"
    r"|\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_RESULTS|TOOL_CALLS|IMG)\]",
    re.IGNORECASE,
)
# A tag, even one that is not closed; "si 3 < x" is none.
_TAG = re.compile(
    r"<\s{0,3}[/!?]?\s{0,3}[a-z][\w-]{0,30}(?:[\s/][^<>]{0,500})?>|<[a-z]+\s[a-z-]+=|<!"
    r"|<\s{0,3}/?(?:script|style|iframe|img|svg|object|embed|form|input|link|meta|video|audio)\b",
    re.I,
)
# Anything that a mail program or a browser could make a link of, and Markdown's own ways.
_LINK = re.compile(
    r"\]\s{0,3}[(\[]|!\[|^\s{0,9}\[[^\]]{1,99}\]:|\b(?:https?|ftp|file|javascript|vbscript|data|mailto):"
    r"|\bwww\.|//\w|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[^\W\d_]{2,24}/\S|&#?\w{2,8};",
    re.IGNORECASE | re.MULTILINE,
)
# A host without a scheme; "p. ej.com" is none, and neither is a version or "3.pdf".
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:[\w-]{2,63}\.){1,5}"
    r"(?:com|org|net|edu|gov|info|io|app|dev|eu|es|fr|be|ch|ca|uk|us|mx|ar|cl|pe|uy|example|test)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s{0,9}(?:[-*+•–—>#]{1,6}\s|\d{1,2}[.)]\s(?=\S+\s))+")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.{1,400}?)(?<=\S)\1")
_KEPT = "\n\t"
# What looks like the dots and slashes of an address.
_ALIKE = str.maketrans({"․": ".", "。": ".", "．": ".", "｡": ".", "∕": "/", "⁄": "/", "／": "/"})


def for_prompt(text: str) -> str:
    """A text without invisible characters and without the special tokens of models."""
    # A space in the place of a token: what stood around it does not become another one.
    return _SPECIAL.sub(" ", visible(text))


def visible(text: str) -> str:
    """A text without control and format characters, such as tags, zero widths and turns of
    direction.
    """
    return "".join(
        character
        for character in text
        if character in _KEPT or unicodedata.category(character) not in {"Cc", "Cf"}
    )


def is_plain(text: str) -> bool:
    """Whether what a model wrote is text alone: no link, no HTML, no image, no special token. Signs
    that look like others are taken for them.
    """
    meant = visible(text).translate(_ALIKE)
    return not (
        _SPECIAL.search(text) or any(each.search(meant) for each in (_SPECIAL, _TAG, _LINK))
    )


def domains(text: str) -> set[str]:
    """The hosts that a text names without a scheme, in lower case."""
    meant = visible(text).translate(_ALIKE)
    return {found.group().casefold() for found in _DOMAIN.finditer(meant)}


def without_marks(text: str) -> str:
    """A sentence without the bullets and emphasis of Markdown, white space normalised."""
    bare = _EMPHASIS.sub(r"\2", _BULLET.sub("", visible(text)))
    return " ".join(bare.split())
