"""LaTeX sources (.tex) as text: sections, paragraphs, lists, tables; formulas stay as they are."""

import re
from collections.abc import Iterator
from itertools import count

from ingest.assembly import Assembly
from ingest.limits import Limits
from ingest.links import NOTICE, is_lost, linked
from ingest.notes import in_brackets
from ingest.rejections import Rejection
from ingest.tables import names_columns
from ingest.tex_words import ACCENTS, ASIDE, LEVELS, MATHS, SIGNS, TABLES, UNSEEN, VERBATIM
from ingest.text import decode
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract
from silabo.language.normal_forms import composed

_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_COMMAND = re.compile(r"[a-zA-Z@]{1,40}\*?")
_WORDS = re.compile(r"[^\\{}$&~\n]+")
_DEEPEST = 40
_LISTS = ("itemize", "enumerate", "description")


def read(data: bytes, limits: Limits) -> Extract:
    """The text of a LaTeX source. Raises `RejectedDocumentError`."""
    text = decode(data, limits, ".tex").replace("\r\n", "\n").replace("\r", "\n")
    before, begin, body = text.partition(r"\begin{document}")
    assembly = Assembly(limits)
    source = _Source(assembly)
    if begin:
        at = before.find(r"\title{")
        if at >= 0:
            title, _ = _group(before, at + len(r"\title"))
            assembly.heading(0, source.plain(title, 0))
        text = body.partition(r"\end{document}")[0]
    source.walk(text, 0)
    source.flush()
    return assembly.finish()


def _group(text: str, at: int) -> tuple[str, int]:
    """What stands in the braces that open here, and where they are closed; "" where none do."""
    while at < len(text) and text[at] in " \t\n":
        at += 1
    if at >= len(text) or text[at] != "{":
        return "", at
    depth, start = 0, at + 1
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0:
                return text[start:at], at + 1
        at += 1
    return text[start:], len(text)


def _option(text: str, at: int) -> tuple[str, int]:
    """What stands in square brackets that open here, and where they end; "" where none do."""
    end = text.find("]", at, at + 500) if at < len(text) and text[at] == "[" else -1
    return (text[at + 1 : end], end + 1) if end > 0 else ("", at)


class _Source:
    """Walks through one source, and hands what it says to the assembly."""

    def __init__(self, assembly: Assembly, note_numbers: Iterator[int] | None = None) -> None:
        """Begin outside of every list; in a part of a source its notes are counted on."""
        self._assembly = assembly
        self._note_numbers = note_numbers or count(1)
        self._pieces: list[str] = []
        self._lists: list[int | None] = []  # how far each list has counted; None: it does not
        self._front = ""
        self._is_item = False
        self._notes: list[str] = []  # long ones, which stand for themselves

    def plain(self, text: str, depth: int) -> str:
        """The words of a part of the source, in one line."""
        inner = _Source(self._assembly, self._note_numbers)
        inner.walk(text, depth + 1)
        self._notes += inner._notes
        return " ".join("".join(inner._pieces).split())

    def flush(self) -> None:
        """End a paragraph or item."""
        text = " ".join("".join(self._pieces).split())
        self._pieces = []
        if text and self._is_item:
            self._assembly.item(self._front + text)
        elif text:
            self._assembly.paragraph(text)
        if text:
            self._front, self._is_item = "", False
        notes, self._notes = self._notes, []
        for note in notes:
            self._assembly.paragraph(note)

    def walk(self, text: str, depth: int) -> None:
        """Read a part of the source. Raises `RejectedDocumentError` "too_heavy"."""
        if depth > _DEEPEST:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        at = 0
        while at < len(text):
            sign = text[at]
            if sign == "\\":
                at = self._command(text, at + 1, depth)
            elif sign == "$":
                at = self._formula(text, at)
            elif sign == "%":
                end = text.find("\n", at)
                at = len(text) if end < 0 else end + 1
            elif sign == "\n":
                at = self._line_end(text, at)
            elif sign in "{}&~":
                self._pieces.append(" " if sign in "&~" else "")
                at += 1
            else:
                found = _WORDS.match(text, at)
                words = found.group() if found else sign
                kept = words.partition("%")[0]
                self._pieces.append(_typeset(kept))
                at += len(kept)

    def _line_end(self, text: str, at: int) -> int:
        """A line's end is a space; an empty line ends the paragraph."""
        end = at
        while end < len(text) and text[end] in " \t\n":
            end += 1
        if text.count("\n", at, end) > 1:
            self.flush()
        self._pieces.append(" ")
        return end

    def _formula(self, text: str, at: int) -> int:
        """Keep a formula between dollars as it is."""
        mark = "$$" if text.startswith("$$", at) else "$"
        end = text.find(mark, at + len(mark))
        end = len(text) if end < 0 else end + len(mark)
        self._pieces.append(text[at:end])
        return end

    def _command(self, text: str, at: int, depth: int) -> int:
        """Read a command, whose name begins here; return where to go on."""
        found = _COMMAND.match(text, at)
        if found is None:
            return self._sign(text, at)
        name, at = found.group().rstrip("*"), found.end()
        if name in ("begin", "end"):
            environment, at = _group(text, at)
            if name == "begin":
                return self._begin(environment, text, at, depth)
            return self._end(environment.rstrip("*"), at)
        if name in LEVELS:
            _, at = _option(text, at)
            title, at = _group(text, at)
            self.flush()
            self._assembly.heading(LEVELS[name], self.plain(title, depth))
            return at
        if name == "item":
            return self._item(text, at, depth)
        return self._words(name, text, at, depth)

    def _words(self, name: str, text: str, at: int, depth: int) -> int:
        """A command among words."""
        if name in SIGNS:
            self._pieces.append(SIGNS[name])
        elif name in ACCENTS:
            return self._accent(name, text, at)
        elif name == "par":
            self.flush()
        elif name in ("newline", "maketitle"):
            self._pieces.append(" ")
        elif name in ("href", "url"):
            return self._link(name, text, at, depth)
        else:
            return self._arguments(name, text, _option(text, at)[1], depth)
        return at

    def _arguments(self, name: str, text: str, at: int, depth: int) -> int:
        """A command whose arguments are more than words, or none at all; of any other the arguments
        are read as they stand.
        """
        count = UNSEEN.get(name, 1 if name in ASIDE else 0)
        first = ""
        for number in range(count):
            argument, at = _group(text, at)
            first = first if number else argument
            at = _option(text, at)[1]
        if name == "footnote":
            self._note(self.plain(first, depth))
        elif name in ASIDE and (first.strip() or name == "includegraphics"):
            self._assembly.notice(ASIDE[name])
        return at

    def _note(self, said: str) -> None:
        """Put a footnote behind what it is said of."""
        if not said:
            return
        inside, apart = in_brackets(str(next(self._note_numbers)), said)
        self._pieces.append(f" {inside}")
        self._notes += filter(None, (apart,))

    def _link(self, name: str, text: str, at: int, depth: int) -> int:
        """A link: its words with its address behind them."""
        address, at = _group(text, at)
        address = address.replace("\\", "")
        words = address
        if name == "href":
            inner, at = _group(text, at)
            words = self.plain(inner, depth)
        if is_lost(address):
            self._assembly.notice(NOTICE)
        self._pieces.append(linked(words, address))
        return at

    def _sign(self, text: str, at: int) -> int:
        """A backslash before something that is no letter."""
        sign = text[at : at + 1]
        if sign in ("[", "("):
            close = "\\]" if sign == "[" else "\\)"
            end = text.find(close, at)
            end = len(text) if end < 0 else end
            self._pieces.append(f" ${text[at + 1 : end].strip()}$ ")
            return end + 2
        if sign in ACCENTS:
            return self._accent(sign, text, at + 1)
        self._pieces.append(sign if sign and sign in "%$&#_{}" else " ")
        return at + 1

    def _accent(self, sign: str, text: str, at: int) -> int:
        """An accent on the next letter."""
        letter, end = _group(text, at)
        if not letter:
            letter, end = text[end : end + 1], end + 1
        letter = letter.replace("\\i", "i").strip()
        self._pieces.append(composed(letter[:1] + ACCENTS[sign]) + letter[1:])
        return end

    def _item(self, text: str, at: int, depth: int) -> int:
        """The next item of the innermost list, with its number or word in front."""
        self.flush()
        label, at = _option(text, at)
        counted = self._lists[-1] if self._lists else None
        if counted is not None and not label:
            self._lists[-1] = counted + 1
            self._front = f"{counted + 1}. "
        else:
            self._front = f"{self.plain(label, depth)} " if label else ""
        self._is_item = True
        return at

    def _begin(self, environment: str, text: str, at: int, depth: int) -> int:
        """Begin an environment, or read it whole."""
        end = text.find(f"\\end{{{environment}}}", at)
        end = len(text) if end < 0 else end
        environment = environment.rstrip("*")
        after = text.find("}", end) + 1 or len(text)
        if environment in VERBATIM:
            self.flush()
            _, start = _option(text, at)
            if environment not in ("comment", "filecontents"):
                self._assembly.code(text[start:end])
            return after
        if environment in MATHS:
            self._pieces.append(f" ${text[at:end].strip()}$ ")
            return after
        if environment in TABLES:
            self.flush()
            self._table(environment, text[at:end], depth)
            return after
        if environment in _LISTS:
            self.flush()
            self._lists.append(0 if environment == "enumerate" else None)
        elif environment == "frame":
            self.flush()
            _, at = _option(text, at)
            title, at = _group(text, at) if text[at : at + 1] == "{" else ("", at)
            if title:
                self._assembly.heading(LEVELS["frametitle"], self.plain(title, depth))
        else:
            self._pieces.append(" ")  # it begins in a line of its own
        return _option(text, at)[1]

    def _end(self, environment: str, at: int) -> int:
        """End an environment."""
        self.flush()
        if environment in _LISTS and self._lists:
            self._lists.pop()
        return at

    def _table(self, environment: str, text: str, depth: int) -> None:
        """Read the rows of a table."""
        _, at = _option(text, 0)
        for _ in range(2 if environment in ("tabularx", "tabulary") else 1):
            _, at = _group(text, at)
        lines = _COMMENT.sub("", text[at:])
        rows = []
        for line in re.split(r"\\\\(?:\[[^\]\n]{0,20}\])?|\\tabularnewline", lines):
            cells = re.split(r"(?<!\\)&", line)
            found = [self.plain(_cell(cell), depth) for cell in cells]
            if any(found):
                rows.append(found)
        self._assembly.table(rows, header=names_columns(rows, styled=r"\hline" in text))


def _cell(text: str) -> str:
    """A cell without what says how many columns it spans."""
    found = re.search(r"\\multi(?:column|row)", text)
    if found is None:
        return re.sub(r"\\(?:hline|toprule|midrule|bottomrule|endhead)\b", "", text)
    at = found.end()
    for _ in range(2):
        _, at = _group(text, at)
    return _group(text, at)[0]


def _typeset(words: str) -> str:
    """Dashes and quotation marks as LaTeX sets them."""
    return words.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
