"""Curated answers as CSV: written so that no program runs a cell as a formula, and read back to the
same texts, but for line breaks inside a sentence.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from silabo.domain.answer_files import LARGEST, MOST_ROWS, AnswerRow
from silabo.domain.errors import UploadError
from silabo.domain.reviews import CuratedAnswer

FILE_NAME = "answers.csv"
MEDIA_TYPE = "text/csv"
COLUMNS = ("question", "language", "answer", "sources")
NEEDED = ("question", "answer")
SEPARATORS = (",", ";", "\t")
LONGEST_NAMES = 10_000  # characters of the first line
LONGEST_CELL = 100_000  # characters: a quotation mark without its end takes the rest of a file
# A program for tables takes a cell that begins so as a formula (OWASP, CSV injection); the wide
# forms are the same to some. One that parts cells elsewhere than we do, as Excel in Spanish does at
# ";", begins a cell inside of ours. What stands behind our own mark already gets another.
_BEGINS = r"(?:^|(?<=[,;\t\n\r]))"
_FORMULA = r"(?='*[=+\-@\t\r＝＋－＠])"
_UNGUARDED = re.compile(_BEGINS + _FORMULA)
_GUARDED = re.compile(f"{_BEGINS}'{_FORMULA}")


def written(answers: Iterable[CuratedAnswer]) -> str:
    """The file: a line of names, and a row for each answer whose question is known, a sentence a
    line. It begins with the mark by which programs for tables know UTF-8.
    """
    file = io.StringIO(newline="")
    rows = csv.writer(file, quoting=csv.QUOTE_ALL)
    rows.writerow(COLUMNS)
    for answer in answers:
        if answer.question:
            rows.writerow(map(_guarded, _cells(answer)))
    return "\ufeff" + file.getvalue()


def rows_of(data: bytes) -> list[AnswerRow]:
    """The rows of a file, whichever of the separators it has. Raises `UploadError` where it is too
    large, no UTF-8, no table, or without the columns that are needed.
    """
    if len(data) > LARGEST:
        raise UploadError("file_too_large", limit_mb=LARGEST // 1_000_000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UploadError("csv_encoding") from error
    for separator in SEPARATORS:
        names = _names(text, separator)
        if set(NEEDED) <= set(names):
            return list(_rows(text, separator, names))
    raise UploadError("csv_columns", columns=", ".join(NEEDED))


def _cells(answer: CuratedAnswer) -> Iterator[str]:
    yield answer.question
    yield answer.language
    yield "\n".join(" ".join(sentence.text.splitlines()) for sentence in answer.sentences)
    yield "; ".join(dict.fromkeys(each.document_title for each in answer.citations))


def _guarded(cell: str) -> str:
    return _UNGUARDED.sub("'", cell)


def _unguarded(cell: str) -> str:
    return _GUARDED.sub("", cell)


def _names(text: str, separator: str) -> list[str]:
    line = text[:LONGEST_NAMES].partition("\n")[0].rstrip("\r")
    # With another separator than the file's a quotation mark may end before its name does.
    first = next(csv.reader([line], delimiter=separator, strict=False), [])
    return [name.strip().casefold() for name in first]


def _rows(text: str, separator: str, names: Sequence[str]) -> Iterator[AnswerRow]:
    table = _table(text, separator)
    next(table)
    number = 0
    for cells in table:
        if not any(cell.strip() for cell in cells):
            continue  # an empty line
        number += 1
        if number > MOST_ROWS:
            raise UploadError("csv_rows", limit=MOST_ROWS)
        named = dict(zip(names, map(_unguarded, cells), strict=False))
        yield AnswerRow(
            number=number,
            question=named.get("question", ""),
            language=named.get("language", "").strip(),
            answer=named.get("answer", ""),
        )


def _table(text: str, separator: str) -> Iterator[list[str]]:
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            # The module's own limit is the process's, which others may set.
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise UploadError("csv_broken")
            yield cells
    except csv.Error as error:
        raise UploadError("csv_broken") from error
