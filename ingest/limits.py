"""How large a file, and what is found in it, may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds on one file. What is beyond them is rejected, never cut silently.

    The zip bounds are checked against the sizes that the archive declares, before anything is
    inflated: a member that inflates to more than it declares is refused by `zipfile` itself.
    `characters` counts the text of all blocks, cells included. `kept_characters` counts all that is
    stored and indexed of a file: the text, and beside each passage its cells, column names, lead
    and headings, as often as they stand there.
    """

    zip_entries: int = 5_000
    zip_part_bytes: int = 50_000_000
    zip_total_bytes: int = 150_000_000
    pages: int = 1_000
    blocks: int = 50_000
    characters: int = 3_000_000
    columns: int = 200  # of a table; Word allows 63
    passages: int = 60_000
    kept_characters: int = 15_000_000
    around_characters: int = 8_000  # column names, lead and headings beside one passage
    members: int = 500  # documents in an archive of them
    elements: int = 500_000  # paragraphs of a Word file, empty ones too
    pictures: bool = False  # whether somebody reads pictures: a file of nothing else is taken then
    read_pictures: int = 200  # of one file; what follows stays a notice
    depth: int = 40  # of tables in tables, lists in lists, frames in frames
