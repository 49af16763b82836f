"""What of a mail its sender wrote: without what a mail program quoted, and without a signature.

The forms are those that mail programs write in our three languages. In doubt a line is kept: a word
too much costs an answer little, a word too few is another question.
"""

import re
from collections.abc import Sequence
from itertools import islice

LONGEST = 64_000  # characters that are looked at; a question has 8,000
LONGEST_HEAD = 400  # characters of what stands over a quotation, over several lines
HEAD_LINES = 3  # mail programs break it
BLOCK_LINES = 4  # of a head as Outlook writes it, until its date
MOST_UNDER_CLOSING = 4  # lines: name, place, telephone
MOST_WORDS = 4  # of one of them
LONGEST_NOTE = 80  # characters of "Sent from my telephone"

_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
_ADDRESS = re.compile(r"<[^<>@\s]{1,64}@[^<>@\s]{1,253}>")
_OPENS = re.compile(r"(?:On|El|En|Le)\s", re.IGNORECASE)
_WROTE = re.compile(r"(?:wrote|escribió|a écrit)\s?:$", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"-{2,40}\s?(?:original message|forwarded message|mensaje original|mensaje reenviado"
    r"|message d['’]origine|message original|message transféré)\s?-{2,40}",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(?:From|De)\s?:", re.IGNORECASE)
_SENT = re.compile(r"\s\*?(?:Sent|Date|Enviado(?: el)?|Fecha|Envoyé(?: le)?)\s?:", re.IGNORECASE)
_LINE = re.compile(r"[_-]{10,}")
_BY_TELEPHONE = re.compile(
    r"(?:sent (?:from|with|via)|get outlook for"
    r"|enviado (?:desde|con)|obtener outlook para|obtén outlook para"
    r"|envoyé (?:de|depuis|avec|à partir d)|télécharger outlook pour|obtenez outlook pour"
    r")\b",
    re.IGNORECASE,
)
_CLOSINGS = frozenset(
    closing.strip()
    for closing in """
    regards|best regards|kind regards|warm regards|best|best wishes|all the best|cheers|thanks
    thank you|many thanks|thanks in advance|thank you in advance|sincerely|yours sincerely
    saludos|un saludo|saludos cordiales|un cordial saludo|cordialmente|atentamente|un abrazo
    gracias|muchas gracias|gracias de antemano|muchas gracias de antemano|gracias y un saludo
    cordialement|bien cordialement|bien à vous|salutations|bonne journée|merci|merci beaucoup
    merci d'avance|merci d’avance|merci par avance
    """.strip()
    .replace("\n", "|")
    .split("|")
)
_AUTOMATIC = re.compile(
    r"(?:automatic reply|auto(?:matic)? ?response|auto-?reply|out of (?:the )?office"
    r"|respuesta automática|fuera de (?:la )?oficina"
    r"|réponse automatique|absence du bureau|absent du bureau)\b",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """What a mail says without its quotations and its signature; "" where that is nothing."""
    lines = [line.strip() for line in text[:LONGEST].splitlines()]
    kept = _without_quotations(lines)
    kept = kept[: _signature_at(kept)]
    return "\n".join(_without_notes(kept)).strip()


def is_automatic(subject: str) -> bool:
    """Whether a subject is one that mail programs give to what nobody wrote."""
    return _AUTOMATIC.match(subject[:LONGEST_HEAD].strip()) is not None


def _without_quotations(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    number = 0
    while number < len(lines):
        if lines[number].startswith(">"):
            number += 1
            continue
        head = _head(lines, number)
        if head:
            number += head
            # Who answers under a quotation has marked it line by line; elsewhere it is the rest.
            if not _quotes_next(lines, number):
                break
            continue
        if _is_block(lines, number):
            break
        kept.append(lines[number])
        number += 1
    while kept and (not kept[-1] or _LINE.fullmatch(kept[-1])):
        kept.pop()
    return kept


def _head(lines: Sequence[str], number: int) -> int:
    """How many lines from here stand over a quotation and say who wrote it, and when; 0: none."""
    joined = ""
    for count in range(1, HEAD_LINES + 1):
        if number + count > len(lines) or not lines[number + count - 1]:
            return 0
        joined = f"{joined} {lines[number + count - 1]}".strip()
        if len(joined) > LONGEST_HEAD:
            return 0
        if not joined.endswith(":"):
            continue
        addressed = _ADDRESS.search(joined) is not None
        if _OPENS.match(joined) and _WROTE.search(joined):
            return count if addressed or _CLOCK.search(joined) else 0
        if addressed and _CLOCK.search(joined) and _quotes_next(lines, number + count):
            return count
    return 0


def _quotes_next(lines: Sequence[str], number: int) -> bool:
    following = next((line for line in lines[number:] if line), "")
    return following.startswith(">")


def _is_block(lines: Sequence[str], number: int) -> bool:
    """Whether a head as Outlook writes it begins here: all below it is another's."""
    line = lines[number][:LONGEST_HEAD]
    if _ORIGINAL.fullmatch(line):
        return True
    if not _FROM.match(line):
        return False
    # In HTML the whole of it is one paragraph.
    together = " ".join(lines[number : number + BLOCK_LINES])[:LONGEST_HEAD]
    return _SENT.search(together) is not None


def _signature_at(lines: Sequence[str]) -> int:
    """The line at which a signature begins; behind the last one where there is none."""
    for number, line in enumerate(lines):
        # RFC 3676, 4.3, is "-- "; many programs drop the space.
        if line == "--":
            return number
        if _closes(line) and any(lines[:number]) and _is_signed(lines[number + 1 :]):
            return number
    return len(lines)


def _closes(line: str) -> bool:
    return line.lower().strip(" ,.;:!-–—") in _CLOSINGS


def _is_signed(lines: Sequence[str]) -> bool:
    said = list(islice(filter(None, lines), MOST_UNDER_CLOSING + 1))
    return len(said) <= MOST_UNDER_CLOSING and all(
        _is_name(line) or _is_note(line) for line in said
    )


def _is_name(line: str) -> bool:
    starts_small = line[:1].isalpha() and line[:1].islower()
    return len(line.split()) <= MOST_WORDS and not starts_small and "?" not in line


def _is_note(line: str) -> bool:
    return len(line) <= LONGEST_NOTE and _BY_TELEPHONE.match(line) is not None


def _without_notes(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and (not kept[-1] or _is_note(kept[-1])):
        kept.pop()
    return kept
