"""The text of Markdown inside of a block: links with their addresses, notes in place, and only
what is seen.
"""

import re
from collections.abc import Mapping, Sequence
from html import unescape

from markdown_it.token import Token

from ingest.colours import PAPER, are_alike, plain
from ingest.html.sheets import declarations
from ingest.html.visible import hides
from ingest.links import NOTICE, is_lost, linked
from ingest.marks import PICTURE

HIDDEN, STRUCK = "hidden_text", "struck_text"  # codes of notices

_STRUCK_NAMES = {"del", "s", "strike"}
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_LINE_TAG = re.compile(r"<(?:br|p|/p|div|/div|li|tr|h[1-6]|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[!?][^<>]*>")
_NAME = re.compile(r"<(/?)([a-zA-Z][\w-]{0,30})")
_ATTRIBUTE = r"\s{1,9}%s\s{0,9}=\s{0,9}(\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)"
_HREF = re.compile(_ATTRIBUTE % "href", re.IGNORECASE)
_ALT = re.compile(_ATTRIBUTE % "alt", re.IGNORECASE)
_STYLE = re.compile(_ATTRIBUTE % "style", re.IGNORECASE)
_COLOUR = re.compile(_ATTRIBUTE % "color", re.IGNORECASE)
_SHOWN_BY_SCRIPTS = {"template", "dialog", "noscript"}
_IS_HIDDEN = re.compile(r"\shidden(?=[\s=/>])", re.IGNORECASE)
_CLOSED_ALONE = {"br", "hr", "img", "input", "wbr", "meta", "link"}
_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\]")


class Inline:
    """The text of inline tokens, or of HTML. What is left open goes on in the next block."""

    def __init__(self, notes: Mapping[str, str], unseen: Sequence[tuple[str, str]] = ()) -> None:
        """Take the notes of the file as they stand in a text, by their names, and the elements that
        are open and not seen: name, and code of the notice.
        """
        self.lost: list[str] = []  # codes of notices
        self.unseen = list(unseen)
        self._notes = notes
        self._texts: list[str] = []
        self._links: list[tuple[int, str]] = []

    def read(self, tokens: Sequence[Token]) -> str:
        """The text of all of them."""
        for token in tokens:
            self._token(token)
        return "".join(self._texts)

    def read_html(self, html: str) -> str:
        """The text of HTML, a line for each block; comments, scripts and styles are not text."""
        if "<!--" in html:
            self.lost.append("comments")
        html = _UNSEEN.sub("", _COMMENT.sub("", html))
        end = 0
        for tag in _TAG.finditer(html):
            self._add(html[end : tag.start()])
            self._tag(tag.group())
            end = tag.end()
        self._add(html[end:])
        return "".join(self._texts)

    def _add(self, text: str) -> None:
        """Add text, if it is seen."""
        if not self.unseen:
            self._texts.append(text)
        elif text.strip():
            self.lost.append(self.unseen[-1][1])

    def _token(self, token: Token) -> None:
        """Read one token."""
        if token.type == "hardbreak":
            self._add("\n")
        elif token.type == "softbreak":
            self._add(" ")
        elif token.type == "text":
            self._add(_NOTE.sub(self._note, token.content))
        elif token.type in ("code_inline", "formula"):
            self._add(token.content)
        elif token.type == "html_inline":
            self._tag(token.content)
        elif token.type in _OTHERS:
            _OTHERS[token.type](self, token)

    def _note(self, found: re.Match[str]) -> str:
        """A note where it is referred to; what names none stays as it is."""
        note = self._notes.get(found[1])
        return found[0] if note is None else f" {note} "

    def _image(self, token: Token) -> None:
        inner = Inline(self._notes, self.unseen)
        words = inner.read(token.children or []).strip()
        self.lost += inner.lost
        self._add(f"{PICTURE} {words}" if words else "")

    def _open_link(self, token: Token) -> None:
        self._links.append((len(self._texts), str(token.attrs.get("href", ""))))

    def _close_link(self, token: Token | None = None) -> None:
        """Put the address of the innermost link behind its words."""
        if not self._links:
            return
        start, address = self._links.pop()
        words = "".join(self._texts[start:])
        if not self.unseen:
            self._texts[start:] = [linked(words, address)]
            if is_lost(address):
                self.lost.append(NOTICE)

    def _strike(self, token: Token) -> None:
        self.unseen.append(("~~", STRUCK))

    def _end_strike(self, token: Token) -> None:
        self._close("~~")

    def _close(self, name: str) -> None:
        """End an element that is not seen, and what was left open in it."""
        names = [open_ for open_, _ in self.unseen]
        if name in names:
            del self.unseen[len(names) - 1 - names[::-1].index(name) :]

    def _tag(self, tag: str) -> None:
        """Read a tag of HTML: lines, links and pictures are kept, and what is not seen is not."""
        if tag.startswith("<!--"):
            self.lost.append("comments")
        found = _NAME.match(tag)
        if found is None:
            return
        name = found[2].lower()
        if _LINE_TAG.match(tag):
            self._add("\n")
        if found[1]:
            self._end_tag(name)
        else:
            self._open_tag(name, tag)

    def _end_tag(self, name: str) -> None:
        if name == "a":
            self._close_link()
        self._close(name)

    def _open_tag(self, name: str, tag: str) -> None:
        style = _of(_STYLE, tag)
        if name == "font" and _of(_COLOUR, tag):
            style = f"color:{_of(_COLOUR, tag)};{style}"
        hidden = name in _SHOWN_BY_SCRIPTS or _IS_HIDDEN.search(tag) is not None
        why = _why_unseen(name, style, hidden=hidden)
        inside = bool(self.unseen) and self.unseen[-1][0] == name  # its end is not the outer one's
        if (why or inside) and name not in _CLOSED_ALONE and not tag.endswith("/>"):
            self.unseen.append((name, why or HIDDEN))
        elif name == "a":
            self._links.append((len(self._texts), _of(_HREF, tag)))
        elif name == "img" and _of(_ALT, tag) and not why:
            self._add(f"{PICTURE} {_of(_ALT, tag)}")


def _why_unseen(name: str, style: str, *, hidden: bool) -> str:
    """The code of the notice for an element with a style; "" for one that is seen."""
    rules = declarations(style)
    if name in _STRUCK_NAMES or any("line-through" in rule for rule in rules.values()):
        return STRUCK
    has_ground = any(rule.startswith("background") for rule in rules)
    is_white = are_alike(plain(rules.get("color", "")), PAPER) and not has_ground
    return HIDDEN if hidden or is_white or hides(rules) else ""


def _of(attribute: re.Pattern[str], tag: str) -> str:
    """What an attribute of a tag says."""
    found = attribute.search(tag)
    return unescape(found[1].strip("\"'")) if found else ""


_OTHERS = {
    "image": Inline._image,
    "link_open": Inline._open_link,
    "link_close": Inline._close_link,
    "s_open": Inline._strike,
    "s_close": Inline._end_strike,
}
