"""Markdown: its tokens, with tables; formulas stay TeX, raw HTML becomes text."""

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ingest.assembly import Assembly
from ingest.limits import Limits
from ingest.lines import join_lines
from ingest.markdown_inline import Inline
from ingest.marks import begins_with_box, box_first
from ingest.tables import names_columns
from ingest.text import decode
from silabo.domain.passages import Extract

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?=[\w-]+[ \t]*:|---|#)(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_PANDOC_FENCE = re.compile(r"^[ \t]*:{3,}.*$", re.MULTILINE)
# A footnote, as most dialects have it: "[^1]: text", and what is indented below.
_DEFINITION = re.compile(
    r"^\[\^([^\]\s]{1,60})\]:[ \t]+([^\n]+(?:\n[ \t]+[^\n]+)*)\n?", re.MULTILINE
)
_SITE_TAG = re.compile(r"\{%[^%\n]*%\}|\{:[^{}\n]*\}")  # Liquid and Kramdown, not for readers
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
    parser = MarkdownIt("commonmark", {"maxNesting": limits.depth}).enable(
        ["table", "strikethrough"]
    )
    parser.inline.ruler.before("escape", "formula", _formula)
    # An address that it would not take leaves its link as text: which are kept is decided here.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    notes = _notes(text, parser)
    _Reader(assembly, notes).read(parser.parse(_DEFINITION.sub("", text)))


def _notes(text: str, parser: MarkdownIt) -> dict[str, str]:
    """The footnotes of a file by their names, each as it stands in the text that refers to it."""
    found = {
        name: Inline({}).read(parser.parseInline(" ".join(said.split()))[0].children or [])
        for name, said in _DEFINITION.findall(text)
    }
    return {
        name: f"[{number}: {said.replace('[', '(').replace(']', ')')}]"
        for number, (name, said) in enumerate(found.items(), start=1)
    }


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

    def __init__(self, assembly: Assembly, notes: Mapping[str, str]) -> None:
        """Begin outside of every list."""
        self._assembly = assembly
        self._notes = notes
        self._begins_item = False
        self._numbers: list[int | None] = []  # of the next items of the lists that are open
        self._label = ""  # the number of the item that begins
        self._lost: list[str] = []
        self._unseen: list[tuple[str, str]] = []  # elements of HTML that are open and not seen

    def read(self, tokens: Sequence[Token]) -> None:
        """Hand every block to the assembly."""
        stream = iter(tokens)
        for token in stream:
            if token.type == "table_open":
                self._table(stream)
            elif token.type == "heading_open":
                title = self._text(next(stream)).replace("\n", " ")
                self._assembly.heading(int(token.tag[1:]), title)
            elif token.type in _LISTS:
                _LISTS[token.type](self, token)
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

    def _open_list(self, token: Token) -> None:
        start = token.attrs.get("start", 1)
        self._numbers.append(int(start) if token.type == "ordered_list_open" else None)

    def _close_list(self, token: Token) -> None:
        self._numbers.pop()

    def _open_item(self, token: Token) -> None:
        self._begins_item = True
        number = self._numbers[-1] if self._numbers else None
        self._label = ""
        if number is not None:
            self._label = f"{number}{token.markup} "
            self._numbers[-1] = number + 1

    def _close_item(self, token: Token) -> None:
        self._begins_item = False

    def _text(self, token: Token) -> str:
        """The text of an inline token; what is lost of it is told at its place."""
        return self._kept(inline := self._inline(), inline.read(token.children or []))

    def _html(self, html: str) -> str:
        """The text of a block of HTML."""
        inline = self._inline()
        return self._kept(inline, inline.read_html(html), goes_on=True)

    def _inline(self) -> Inline:
        return Inline(self._notes, self._unseen)

    def _kept(self, inline: Inline, text: str, *, goes_on: bool = False) -> str:
        """The text that was read, with what was lost; of HTML an element may be open still."""
        self._lost += inline.lost
        if goes_on:
            self._unseen = inline.unseen
        return text

    def _tell(self) -> None:
        """Tell of what was lost in the blocks up to here."""
        for code in self._lost:
            self._assembly.notice(code)
        self._lost = []

    def _lines(self, text: str) -> None:
        """Add text whose line feeds were meant; the first paragraph of an item is the item."""
        for paragraph in join_lines(text.split("\n"), 0):
            if self._begins_item or begins_with_box(paragraph):
                line = box_first(paragraph)
                self._assembly.item(line if begins_with_box(line) else self._label + line)
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


_LISTS = {
    "bullet_list_open": _Reader._open_list,
    "ordered_list_open": _Reader._open_list,
    "bullet_list_close": _Reader._close_list,
    "ordered_list_close": _Reader._close_list,
    "list_item_open": _Reader._open_item,
    "list_item_close": _Reader._close_item,
}
