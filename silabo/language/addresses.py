"""Addresses in a text: where a link or an e-mail address stands, and what it opens."""

import re

LONGEST = 900  # characters of an address; a word of more than 1,000 is broken when it is read
# A web address may have brackets in pairs; a mark that ends a sentence is no part of it.
_WEB = r"https?://(?:[^\s<>\"'()]|\([^\s<>\"'()]*\))+"
_MAIL = r"(?<![\w.+@-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?![\w@])"
_ADDRESS = re.compile(rf"{_WEB}|{_MAIL}", re.IGNORECASE)
_AFTER = ".,;:!?…*_"
# As ingest writes the address of a link behind its words.
_BESIDE_WORDS = re.compile(rf"\(https?://[^\s()]{{1,{LONGEST}}}\)", re.IGNORECASE)


def pieces(text: str) -> list[tuple[str, str]]:
    """A text in pieces that joined give it back, each with what it opens: a web address, a
    `mailto:` one, or "" for none. What a piece opens is what it says, and nothing else.
    """
    found: list[tuple[str, str]] = []
    end = 0
    for match in _ADDRESS.finditer(text) if "@" in text or "://" in text else ():
        address = match.group().rstrip(_AFTER)
        if len(address) > LONGEST or address.endswith("//"):
            continue
        found.append((text[end : match.start()], ""))
        found.append((address, address if "://" in address else f"mailto:{address}"))
        end = match.start() + len(address)
    found.append((text[end:], ""))
    return [piece for piece in found if piece[0]]


def stated(text: str) -> set[str]:
    """What the addresses of a text open."""
    return {opens for _, opens in pieces(text) if opens}


def without(text: str, known: set[str]) -> str:
    """A text without those of its addresses that open something known; a space stays for each."""
    return "".join(" " if opens in known else piece for piece, opens in pieces(text))


def blanked(text: str) -> str:
    """A text with spaces for the addresses that stand in brackets behind the words of a link, each
    letter where it stood: nobody asks by what a server calls its pages.
    """
    if "(http" not in text and "(HTTP" not in text:
        return text
    return _BESIDE_WORDS.sub(lambda match: " " * len(match.group()), text)
