"""What a document is made of, from the blocks that a reader finds to the passages that an answer
cites.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from silabo.domain.models import Vector
from silabo.domain.pictures import FoundPicture

# The text of a table row: "Column: cell · Column: cell".
AFTER_NAME = ": "
BETWEEN_CELLS = " · "
_ROW = re.compile(r"(?:s\d+)?t\d+r(\d+)")


def row_number(anchor: str) -> int | None:
    """The row that an anchor such as t2r5 or s4t2r5 names; None for any other location."""
    found = _ROW.fullmatch(anchor)
    return int(found[1]) if found else None


class BlockKind(StrEnum):
    """What a block was in the document."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADER = "header"  # row 0 of a table: names its columns, is never an answer by itself
    ROW = "row"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest piece that has a place of its own: a paragraph, list item, table row or code
    block.

    `anchor` is ASCII and unique in its document version: `p17`, or `t2r5` for row 5 of table 2; on
    slide 4 `s4p2` and `s4t1r5`, where a slide is a page.
    `text` of a row joins its cells with their column names. `page` counts from 1; None where a
    format has no pages.
    """

    anchor: str
    kind: BlockKind
    text: str
    cells: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it, up to the next heading.

    `path` holds the titles from the outermost heading to this one; empty before the first heading.
    `anchor` is `h` and the section's number, from 1; empty where there is no heading.
    """

    path: tuple[str, ...]
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader left out or could not read, for the instructor: a code and its
    page, if any. Without a page `anchor` is that of the last block before it, "" at the start.
    """

    code: str
    page: int | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """What was read from a file: its sections in order, its pages (None without pages), notices,
    and pictures whose words somebody else reads.
    """

    sections: tuple[Section, ...]
    pages: int | None = None
    notices: tuple[Notice, ...] = ()
    pictures: tuple[FoundPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage as ingest cuts it: before it has a database id.

    `section` is the index of its section in the extract. `words` counts words. `lead` is the
    paragraph that introduces a list or table ("The grade is made of:"), or the short line that
    stands as a title over a paragraph ("Office hours"), empty otherwise. `header`
    holds a row's column names. `digest` is the SHA-256 of the text, in hex: equal text in two
    versions has equal digests.
    """

    section: int
    ordinal: int
    anchor: str
    kind: BlockKind
    text: str
    path: tuple[str, ...]
    lead: str = ""
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    page: int | None = None
    words: int = 0
    digest: str = ""
    analysis: str = field(default="", compare=False, repr=False)  # as `Passage` has it


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as answering sees it: where it stands, and what surrounds it."""

    id: int
    version_id: int
    document: str  # public id
    version: str  # public id
    document_title: str  # as a source is called
    language: str  # of the document: es, en, fr or und
    ordinal: int
    anchor: str
    kind: BlockKind
    text: str
    path: tuple[str, ...] = ()
    lead: str = ""
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    page: int | None = None
    plain_title: str = ""  # without what tells documents of one name apart; empty: they are equal
    # What was read of its words before, as `language.kept_views` writes it; empty: nothing.
    analysis: str = field(default="", compare=False, repr=False)

    @property
    def own_title(self) -> str:
        """The title to search and match in: number and day of a second "Programa" say nothing."""
        return self.plain_title or self.document_title

    @property
    def surroundings(self) -> str:
        """All that stands around the text and helps to find it: title, headings, lead-in and
        column names.
        """
        return " ".join([self.own_title, *self.path, self.lead, *self.header])


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What an index keeps of a passage: its id, and the words to find it by. The text stays in
    the database.

    `vector` is what an embedding model made of it, if any has yet; `space` names that model, and
    two spaces never compare.
    """

    passage_id: int
    surroundings: str
    text: str
    language: str
    vector: Vector | None = None
    space: str = ""

    @property
    def embedded_text(self) -> str:
        """What an embedding model reads: a text says little without what stands around it."""
        return f"{self.surroundings}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Match:
    """One row of an index's answer: a passage id and a score; higher is better, scales differ
    between indexes.

    `similarity` is how near its meaning is to the question's, by the cosine of their vectors; None
    where it has no vector, or nothing was searched by meaning.
    """

    passage_id: int
    score: float
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A match joined to its passage, visible in the course that asked."""

    passage: Passage
    score: float
    similarity: float | None = None  # of meanings, as that of the match


@dataclass(frozen=True, slots=True)
class Found:
    """What the searches for a question found: all hits, best first, and the text that was searched
    for where it was not the one that was asked ("" where it was).
    """

    hits: tuple[Hit, ...]
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What is kept of what was found: ids and scores, and the versions that were visible then.

    It holds as long as the course shows just these: what was added or deleted since then may rank
    otherwise.
    """

    versions: frozenset[int]
    matches: tuple[Match, ...]
    meant: str = ""
