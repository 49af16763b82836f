"""Measures how documents are read: `python -m bench.reading --data DIR`.

DIR holds corpora/*.jsonl, rows with a reference `text` and the files that it was written from, and
files/hostile/manifest.jsonl, which says what is expected of each hostile file. Files of formats
that are not accepted are left out. Where the reference of a Markdown file is its source, its links'
targets, tags and comments are in the reference and rightly not in the reading.
"""

import argparse
import io
import logging
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdf import PdfReader

from ingest.formats import EXTENSIONS, MEDIA_TYPES, PDF, media_type_of
from ingest.read import read
from silabo.adapters.parser.child import ChildReader
from silabo.domain.errors import RejectedDocumentError, ServiceError, UploadError
from silabo.domain.passages import Extract
from silabo.evaluation.data_set import rows

_WORD = re.compile(r"\w+")
_WORST = 5
# What the manifest calls an outcome, by the words that its expectation begins with.
_EXPECTED = {
    "text or empty": {"text", "empty"},
    "error or empty": {"error", "empty"},
    "either": {"text", "empty", "error"},
    "text": {"text"},
    "empty": {"empty"},
    "error": {"error"},
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print words found, hostile outcomes and speed; 2 when the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args(arguments).data
    corpora = sorted((data / "corpora").glob("*.jsonl"))
    if not corpora:
        sys.stderr.write(f"There are no corpora in {data}: nothing was measured.\n")
        return 2
    for corpus in corpora:
        _print_words(data, corpus)
    manifest = data / "files" / "hostile" / "manifest.jsonl"
    if manifest.is_file():
        _print_hostile(data, manifest)
    else:
        sys.stdout.write(f"There are no hostile files in {data}.\n")
    _print_speed(data)
    return 0


def _print_words(data: Path, corpus: Path) -> None:
    """How many of the reference's words were read, and how many of the read words are in it."""
    shares: defaultdict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for path, reference in _pairs(data, corpus):
        content = path.read_bytes()
        try:
            extract = read(content, media_type_of(path.name, content))
        except (UploadError, RejectedDocumentError) as error:
            sys.stdout.write(f"  {path.name}: {error.code}\n")
            continue
        found, expected = _words(text_of(extract)), _words(reference)
        same = (found & expected).total()
        shares[path.suffix].append(
            (same / max(expected.total(), 1), same / max(found.total(), 1), path.name)
        )
    for suffix, kept in sorted(shares.items()):
        recall, precision = mean(row[0] for row in kept), mean(row[1] for row in kept)
        sys.stdout.write(
            f"{corpus.stem} {suffix}, {len(kept)} files: word recall {recall:.4f}, "
            f"precision {precision:.4f}\n"
        )
        for row in sorted(kept)[:_WORST]:
            sys.stdout.write(f"    least: {row[0]:.3f} {row[1]:.3f} {row[2]}\n")


def _pairs(data: Path, corpus: Path) -> Iterator[tuple[Path, str]]:
    """The files of a corpus that can be read, each with its reference text."""
    for row in rows(corpus):
        if row.get("parse_ref", True) and row["source_file"]:
            for name in [row["source_file"], *row.get("other_files", [])]:
                path = data / name
                if path.suffix in EXTENSIONS and path.is_file():
                    yield path, row["text"]


def text_of(extract: Extract) -> str:
    """Headings and blocks as one text; of a row its cells, without the columns' names."""
    pieces: list[str] = []
    for section in extract.sections:
        pieces += section.path[-1:] if section.anchor else ()
        pieces += (" ".join(block.cells) or block.text for block in section.blocks)
    return "\n".join(pieces)


def _words(text: str) -> Counter[str]:
    """The words of a text, counted."""
    return Counter(_WORD.findall(text.lower()))


def _print_hostile(data: Path, manifest: Path) -> None:
    """What became of every hostile file, against what its manifest expects."""
    hostile = [row for row in rows(manifest) if f".{row['format']}" in EXTENSIONS]
    reader, wrong = ChildReader(), 0
    for row in hostile:
        path = data / row["file"]
        outcome = _outcome(reader, path)
        kind = {"text": "text", "no_text": "empty", "empty_file": "empty"}.get(outcome, "error")
        expected = next(v for start, v in _EXPECTED.items() if row["expect"].startswith(start))
        if kind not in expected:
            wrong += 1
            sys.stdout.write(f"    {path.name}: {outcome}, expected {row['expect']}\n")
    sys.stdout.write(f"hostile files: {len(hostile) - wrong} of {len(hostile)} as expected\n")


def _outcome(reader: ChildReader, path: Path) -> str:
    """A code, or "text"."""
    content = path.read_bytes()
    try:
        reader.read(content, media_type_of(path.name, content))
    except (UploadError, RejectedDocumentError) as error:
        return error.code
    except ServiceError:
        return "failed"
    return "text"


def _print_speed(data: Path) -> None:
    """Pages a second of processor time, beside the plain text of PDFium and of pypdf in the same
    run.
    """
    files = [path.read_bytes() for path in sorted(data.glob("files/*/**/*.pdf")) if _is_read(path)]
    if not files:
        sys.stdout.write("There are no PDF files to time.\n")
        return
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it names every object that is damaged
    begun = time.process_time()
    pages = sum(_plain(content) for content in files)
    plain = time.process_time() - begun
    begun = time.process_time()
    for content in files:
        read(content, PDF)
    ours = time.process_time() - begun
    begun = time.process_time()
    for content in files:
        for page in PdfReader(io.BytesIO(content)).pages:
            page.extract_text()
    pure = time.process_time() - begun
    sys.stdout.write(
        f"{pages} PDF pages: {pages / ours:.0f} pages a second, {pages / plain:.0f} as plain text "
        f"by PDFium: {plain / ours:.2f} of its speed; {pages / pure:.0f} by pypdf: "
        f"{pure / ours:.1f} times its speed\n"
    )


def _is_read(path: Path) -> bool:
    """Whether a file is one of the documents, not of the hostile ones."""
    return path.suffix in MEDIA_TYPES and path.parent.name != "hostile"


def _plain(content: bytes) -> int:
    """Extract the text of all pages, as PDFium gives it; returns the number of pages."""
    with pdfium.PdfDocument(content) as document:
        for page in document:
            textpage = page.get_textpage()
            textpage.get_text_range()
            textpage.close()
            page.close()
        return len(document)


if __name__ == "__main__":
    sys.exit(main())
