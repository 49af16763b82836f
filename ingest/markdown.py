"""Markdown: its tokens, with tables; formulas stay TeX, raw HTML becomes text."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ingest.assembly import Assembly
from ingest.limits import Limits
from ingest.lines import join_lines
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
# As Pandoc has it: no space inside the dollars, no digit after them, so that "$5 and $6" is money.
_FORMULA = re.compile(r"\$\$[^$]{1,2000}\$\$|\$(?=[^\s$])[^$]{0,999}(?<=[^\s\\])\$(?!\d)")


def read(data: bytes, limits: Limits) -> Extract:
    """The headings, paragraphs, lists, tables and code of a Markdown file."""
    text = decode(data, limits, ".md").replace("\r\n", "\n").replace("\r", "\n")
    text = _PANDOC_FENCE.sub("", _FRONT_MATTER.sub("", text, count=1))
    parser = MarkdownIt("commonmark", {"maxNesting": limits.depth}).enable("table")
    parser.inline.ruler.before("escape", "formula", _formula)
    return _Reader(Assembly(limits)).read(parser.parse(text))


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

    def read(self, tokens: Sequence[Token]) -> Extract:
        """Hand every block to the assembly."""
        stream = iter(tokens)
        for token in stream:
            if token.type == "table_open":
                self._table(stream)
            elif token.type == "heading_open":
                self._assembly.heading(int(token.tag[1:]), _text(next(stream)).replace("\n", " "))
            elif token.type == "list_item_open":
                self._begins_item = True
            elif token.type == "list_item_close":
                self._begins_item = False
            else:
                self._leaf(token)
        return self._assembly.finish()

    def _leaf(self, token: Token) -> None:
        """Read a block without blocks inside."""
        if token.type in ("fence", "code_block"):
            self._assembly.code(token.content)
        elif token.type == "html_block":
            self._lines(strip_tags(token.content))
        elif token.type == "inline":
            self._lines(_SITE_TAG.sub("", _text(token)))

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
                rows[-1].append(_text(token))
        named = any(rows[0]) if rows else False
        rows = rows if named else rows[1:]
        self._assembly.table(rows, header=named or names_columns(rows))


def _text(token: Token) -> str:
    """The text of an inline token: of links their words, of pictures what is said of them."""
    texts: list[str] = []
    for child in token.children or []:
        if child.type == "hardbreak" or (child.type == "html_inline" and _is_line(child.content)):
            texts.append("\n")
        elif child.type == "softbreak":
            texts.append(" ")
        elif child.type == "image":
            texts.append(_text(child))
        elif child.type in ("text", "code_inline", "formula"):
            texts.append(child.content)
    return "".join(texts)


def _is_line(tag: str) -> bool:
    """Whether a tag ends a line."""
    return _LINE_TAG.match(tag) is not None


def strip_tags(html: str) -> str:
    """The text of HTML, a line for each block; comments, scripts and styles are not text."""
    html = _UNSEEN.sub("", _COMMENT.sub("", html))
    return _TAG.sub("", _LINE_TAG.sub("\n", html))
