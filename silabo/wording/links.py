"""Addresses in what others wrote, as links that open just what they say."""

from collections.abc import Collection

from markupsafe import Markup, escape

from silabo.language.addresses import pieces, stated

# It opens outside of the frame of the LMS, and is told nothing of where it was opened from.
_LINK = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')


def linked(text: str, quoted: Collection[str] | None = None) -> Markup:
    """A text with its web and mail addresses as links, all else escaped.

    Where `quoted` is given, an address that none of these texts has is no link: what an answer says
    by itself leads nowhere.
    """
    known = None if quoted is None else {each for one in quoted for each in stated(one)}
    return Markup().join(
        _LINK.format(opens, piece) if opens and (known is None or opens in known) else escape(piece)
        for piece, opens in pieces(text)
    )
