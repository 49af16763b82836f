"""Markdown: its tokens, with tables; formulas stay TeX, raw HTML becomes text."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ingest.assembly import Assembly
from ingest.limits import Limits
from ingest.lines import join_lines
from ingest.links import NOTICE, is_lost, linked
from ingest.tables import names_columns
from ingest.text import decode
from silabo.domain.passages import Extract

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?=[\w-]+[ \t]*:|---|#)(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_PANDOC_FENCE = re.compile(r"^[ \t]*:{3,}.*$", re.MULTILINE)
_SITE_TAG = re.compile(r"\{%[^%\n]*%\}|\{:[^{}\n]*\}")  # Liquid and Kramdown, not for readers
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_LINE_TAG = re.compile(r"<(?:br|p|/p|div|/div|li|tr|h[1-6]|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[!?][^<>]*>")
_ANCHOR = re.compile(r"<a\s[^<>]*?\bhref\s*=\s*(\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)", re.IGNORECASE)
_ANCHOR_END = re.compile(r"</a\s*>", re.IGNORECASE)
# As Pandoc has it: no space inside the dollars, no digit after them, so that "$5 and $6" is money.
_FORMULA = re.compile(r"\$\$[^$]{1,2000}\$\$|\$(?=[^\s$])[^$]{0,999}(?<=[^\s\\])\$(?!\d)")


def read(data: bytes, limits: Limits) -> Extract:
    """The headings, paragraphs, lists, tables and code of a Markdown file."""
    assembly = Assembly(limits)
    add(decode(data, limits, ".md"), assembly, limits)
    return assembly.finish()


def add(text: str, assembly: Assembly, limits: Limits) -> None:
    """Add what a text in Markdown says to a document."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _PANDOC_FENCE.sub("", _FRONT_MATTER.sub("", text, count=1))
    parser = MarkdownIt("commonmark", {"maxNesting": limits.depth}).enable("table")
    parser.inline.ruler.before("escape", "formula", _formula)
    # An address that it would not take leaves its link as text: which are kept is decided here.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    _Reader(assembly).read(parser.parse(text))


def _formula(state: StateInline, silent: bool) -> bool:
    """Keep a formula as it is: no emphasis and no escapes between the dollars."""
    if state.src[state.pos] != "$":
        return False
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("formula", "", 0).content = match.group()
    state.pos = match.end()
    return True


class _Reader:
    """Walks the tokens of one file."""

    def __init__(self, assembly: Assembly) -> None:
        """Begin outside of every list."""
        self._assembly = assembly
        self._begins_item = False
        self._lost: list[str] = []

    def read(self, tokens: Sequence[Token]) -> None:
        """Hand every block to the assembly."""
        stream = iter(tokens)
        for token in stream:
            if token.type == "table_open":
                self._table(stream)
            elif token.type == "heading_open":
                title = self._text(next(stream)).replace("\n", " ")
                self._assembly.heading(int(token.tag[1:]), title)
            elif token.type == "list_item_open":
                self._begins_item = True
            elif token.type == "list_item_close":
                self._begins_item = False
            else:
                self._leaf(token)
            self._tell()

    def _leaf(self, token: Token) -> None:
        """Read a block without blocks inside."""
        if token.type in ("fence", "code_block"):
            self._assembly.code(token.content)
        elif token.type == "html_block":
            self._lines(self._html(token.content))
        elif token.type == "inline":
            self._lines(_SITE_TAG.sub("", self._text(token)))

    def _text(self, token: Token) -> str:
        """The text of an inline token; what is lost of it is told at its place."""
        inline = _Inline()
        text = inline.read(token.children or [])
        self._lost += inline.lost
        return text

    def _html(self, html: str) -> str:
        """The text of a block of HTML."""
        inline = _Inline()
        text = inline.read_html(html)
        self._lost += inline.lost
        return text

    def _tell(self) -> None:
        """Tell of what was lost in the blocks up to here."""
        for code in self._lost:
            self._assembly.notice(code)
        self._lost = []

    def _lines(self, text: str) -> None:
        """Add text whose line feeds were meant; the first paragraph of an item is the item."""
        for paragraph in join_lines(text.split("\n"), 0):
            if self._begins_item:
                self._assembly.item(paragraph)
            else:
                self._assembly.paragraph(paragraph)
            self._begins_item = False

    def _table(self, stream: Iterator[Token]) -> None:
        """Read a table up to its end. Markdown always has a header row; it may be empty."""
        rows: list[list[str]] = []
        for token in stream:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._text(token))
        named = any(rows[0]) if rows else False
        rows = rows if named else rows[1:]
        self._assembly.table(rows, header=named or names_columns(rows))


class _Inline:
    """The text of one inline token: of links their words and addresses, of pictures what is said of
    them.
    """

    def __init__(self) -> None:
        """Begin outside of every link."""
        self.lost: list[str] = []  # codes of notices
        self._texts: list[str] = []
        self._links: list[tuple[int, str]] = []

    def read(self, tokens: Sequence[Token]) -> str:
        """The text of all of them."""
        for token in tokens:
            self._token(token)
        return "".join(self._texts)

    def _token(self, token: Token) -> None:
        """Read one of them."""
        if token.type == "hardbreak":
            self._texts.append("\n")
        elif token.type == "softbreak":
            self._texts.append(" ")
        elif token.type == "image":
            self._texts.append(self._inner(token.children or []))
        elif token.type in ("text", "code_inline", "formula"):
            self._texts.append(token.content)
        elif token.type == "link_open":
            self._links.append((len(self._texts), str(token.attrs.get("href", ""))))
        elif token.type == "link_close":
            self._close_link()
        elif token.type == "html_inline":
            self._tag(token.content)

    def read_html(self, html: str) -> str:
        """The text of HTML, a line for each block; comments, scripts and styles are not text."""
        html = _UNSEEN.sub("", _COMMENT.sub("", html))
        end = 0
        for tag in _TAG.finditer(html):
            self._texts.append(html[end : tag.start()])
            self._tag(tag.group())
            end = tag.end()
        return "".join([*self._texts, html[end:]])

    def _inner(self, tokens: Sequence[Token]) -> str:
        """The text of tokens in a token."""
        inner = _Inline()
        text = inner.read(tokens)
        self.lost += inner.lost
        return text

    def _tag(self, tag: str) -> None:
        """Read a tag of HTML: lines and links are kept."""
        if _is_line(tag):
            self._texts.append("\n")
        opened = _ANCHOR.match(tag)
        if opened:
            self._links.append((len(self._texts), unescape(opened[1].strip("\"'"))))
        elif _ANCHOR_END.match(tag):
            self._close_link()

    def _close_link(self) -> None:
        """Put the address of the innermost link behind its words."""
        if not self._links:
            return
        start, address = self._links.pop()
        words = "".join(self._texts[start:])
        self._texts[start:] = [linked(words, address)]
        if is_lost(address):
            self.lost.append(NOTICE)


def _is_line(tag: str) -> bool:
    """Whether a tag ends a line."""
    return _LINE_TAG.match(tag) is not None
