"""Has a picture of a page read by tesseract."""

import csv
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.pictures import ReadWord

_PROGRAM = Path(__file__).with_name("program.py")
_WALL_S = 300.0  # on a busy machine; of the processor it has a fifth of that
_MOST_BYTES = 5_000_000  # of its table: a page has a few thousand words
NAMES = {"es": "spa", "en": "eng", "fr": "fra"}
_WORD = "5"  # the level of a word in its table


class Tesseract:
    """A `PictureReader`. One process a page, with limits of memory and time, one thread, an empty
    environment and no file that it could write.
    """

    def __init__(self, program: str = "tesseract") -> None:
        """Start nothing."""
        self._name = program

    @cached_property
    def program(self) -> str | None:
        """Where it is on this machine; None where it is not."""
        return shutil.which(self._name)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Those of ours that it can read; none where it is not there."""
        if self.program is None:
            return ()
        listed = subprocess.run(  # noqa: S603 - a program of the system, no shell
            [self.program, "--list-langs"], capture_output=True, check=False, timeout=30, text=True
        )
        there = set(listed.stdout.split())
        return tuple(language for language, name in NAMES.items() if name in there)

    def read(self, picture: bytes, language: str) -> list[ReadWord]:
        """The words of a picture, in order; of the `language` where it is known, else of any.

        Raises `RejectedDocumentError` where it used up what it may, and `ServiceError` where it is
        not there or was too late.
        """
        if self.program is None or not self.languages:
            raise ServiceError("tesseract is not installed")
        chosen = [language] if language in self.languages else self.languages
        names = "+".join(NAMES[each] for each in chosen)
        try:
            done = subprocess.run(  # noqa: S603 - our own program, no shell
                [sys.executable, "-I", "-B", str(_PROGRAM), self.program, names],
                input=picture,
                capture_output=True,
                check=False,
                timeout=_WALL_S,
                env={"OMP_THREAD_LIMIT": "1"},
                cwd="/",
                start_new_session=True,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ServiceError("tesseract did not come to an end") from error
        if done.returncode or len(done.stdout) > _MOST_BYTES:
            raise RejectedDocumentError("too_heavy")
        return list(words(done.stdout.decode("utf-8", "replace")))


def words(table: str) -> Iterator[ReadWord]:
    """The words of tesseract's table (its manual, "tsv"): a paragraph is numbered within its block,
    a line within its paragraph.
    """
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    paragraphs: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.get("level") != _WORD:
            continue
        key = (row["block_num"], row["par_num"])
        number = paragraphs.setdefault(key, len(paragraphs))
        yield ReadWord(
            text=(row["text"] or "").strip(),
            paragraph=number,
            line=int(row["line_num"]),
            confidence=float(row["conf"]),
        )
