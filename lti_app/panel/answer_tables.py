"""An answer of table rows as what it is in the document: a small table, with one line for its
source.
"""

from dataclasses import dataclass, replace

from lti_app.language import current
from silabo.domain.answers import Citation, Sentence
from silabo.domain.passages import AFTER_NAME, BETWEEN_CELLS
from silabo.domain.questions import Answer
from silabo.wording.locations import location_label

MOST_COLUMNS = 4
LONGEST_CELL = 60  # characters; what is longer reads better as a line


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Rows of one table, as an answer quotes them."""

    names: tuple[str, ...]  # of the columns
    rows: tuple[tuple[Sentence, tuple[str, ...]], ...]  # a sentence and its cells, by column
    language: str


def pairs(row: str) -> list[tuple[str, str]]:
    """A row's cells with their column names, as ingest joined them; "" where there is no name."""
    cells = [cell.partition(AFTER_NAME) for cell in row.split(BETWEEN_CELLS)]
    return [(name, value) if found else ("", name) for name, found, value in cells]


def table_of(answer: Answer) -> AnswerTable | None:
    """The answer as a table, if it quotes rows of one table that are small enough; else None."""
    cited = {each.number: each for each in answer.citations}
    quoted = [cited.get(each.citations[0]) for each in answer.sentences if each.citations]
    if len(quoted) != len(answer.sentences) or len({_table(each) for each in quoted}) != 1:
        return None
    first = quoted[0]
    if first is None or first.row is None:
        return None
    rows = [dict(pairs(each.text)) for each in answer.sentences]
    names = max((tuple(row) for row in rows), key=len)
    if not _small(names, rows):
        return None
    return AnswerTable(
        names=names,
        rows=tuple(
            (sentence, tuple(row.get(name, "") for name in names))
            for sentence, row in zip(answer.sentences, rows, strict=True)
        ),
        language=first.language,
    )


def quoted_whole(answer: Answer) -> bool:
    """Whether each sentence is the documents' own words, so that it is drawn as a quotation."""
    quotes = {each.number: each.quote for each in answer.citations}
    return bool(answer.sentences) and all(
        any(sentence.text in quotes.get(number, "") for number in sentence.citations)
        for sentence in answer.sentences
    )


def of_part(answer: Answer, number: int) -> Answer:
    """An answer with the sentences of one of several questions alone, and what they cite."""
    sentences = tuple(each for each in answer.sentences if each.part == number)
    cited = {cites for each in sentences for cites in each.citations}
    citations = tuple(each for each in answer.citations if each.number in cited)
    return replace(answer, sentences=sentences, citations=citations)


def sources(answer: Answer) -> list[tuple[str, Citation, str]]:
    """The lines under an answer: numbers, the citation that they open, and the place in words."""
    if len(answer.citations) > 1 and table_of(answer):
        first, last = answer.citations[0], answer.citations[-1]
        place = ", ".join([first.document_title, *first.path[-1:]])
        return [(f"{first.number}–{last.number}", first, place)]
    return [(str(each.number), each, location_label(current(), each)) for each in answer.citations]


def _table(citation: Citation | None) -> tuple[str, str] | None:
    if citation is None:
        return None
    return citation.version, citation.anchor.partition("r")[0]


def _small(names: tuple[str, ...], rows: list[dict[str, str]]) -> bool:
    if not 1 < len(names) <= MOST_COLUMNS or "" in names:
        return False
    cells = [*names, *(cell for row in rows for cell in row.values())]
    return all(row.keys() <= set(names) for row in rows) and max(map(len, cells)) <= LONGEST_CELL
