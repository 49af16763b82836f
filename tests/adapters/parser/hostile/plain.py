"""Files of plain text, and books."""

import json

from ingest.formats import CSV, EPUB, HTML, MARKDOWN, NOTEBOOK, TEX, TEXT
from tests.adapters.parser.hostile.tricks import SAID, hostile
from tests.ingest.archives import zipped
from tests.ingest.test_epub import BOOK, MEMBERS, page

PARAGRAPH = f"<p>{SAID}</p>"


@hostile("addresses that a browser would fetch", HTML)
def fetching(away: str) -> bytes:
    head = (
        f'<meta http-equiv="refresh" content="0;url={away}"><base href="{away}">'
        f'<script src="{away}"></script><link rel="stylesheet" href="{away}">'
    )
    shown = f'<img src="{away}"><iframe src="{away}"></iframe><object data="{away}"></object>'
    return f"{head}{PARAGRAPH}{shown}".encode()


@hostile("200,000 elements in each other", HTML, "too_heavy")
def nested(_: str) -> bytes:
    return (PARAGRAPH + "<b>" * 200_000).encode()


@hostile("cells over all rows and columns", HTML)
def spanning(_: str) -> bytes:
    cells = '<td rowspan="65534" colspan="1000">x</td>' * 100
    return f"{PARAGRAPH}<table>{f'<tr>{cells}</tr>' * 100}</table>".encode()


@hostile("one page 200,000 times in the spine", EPUB)
def spine(_: str) -> bytes:
    book = BOOK.replace('<itemref idref="a"/>', '<itemref idref="a"/>' * 200_000)
    return zipped({**MEMBERS, "OEBPS/book.opf": book, "OEBPS/one.xhtml": page(PARAGRAPH)})


@hostile("quotations in quotations", MARKDOWN)
def quoted(_: str) -> bytes:
    return f"{SAID}\n\n{'>' * 100_000} x".encode()


@hostile("brackets without an end", MARKDOWN)
def brackets(_: str) -> bytes:
    return f"{SAID}\n\n{'[' * 100_000}".encode()


@hostile("a table of 100,000 columns", CSV, "too_many_columns")
def columns(_: str) -> bytes:
    return b"a," * 100_000 + b"\n1"


@hostile("a quotation mark without its end", CSV)
def unended(_: str) -> bytes:
    return f'a\n{SAID}\n"{"x" * 900_000}'.encode()


@hostile("a number of 300,000 figures", NOTEBOOK, "broken_file")
def figures(_: str) -> bytes:
    cells = [{"cell_type": "markdown", "source": SAID}]
    whole = json.dumps({"nbformat": 4, "metadata": {}, "cells": cells})
    return whole.replace('"metadata": {}', f'"metadata": {"9" * 300_000}').encode()


@hostile("brackets of JSON, 300,000 deep", NOTEBOOK, "broken_file")
def deep(_: str) -> bytes:
    return b"[" * 300_000


@hostile("commands that include and run", TEX)
def commands(_: str) -> bytes:
    runs = r"\input{/etc/passwd}\immediate\write18{touch x}\def\x{\x\x}\x "
    return (runs + SAID + "{" * 1_000_000).encode()


@hostile("marks upon marks", TEXT)
def marks(_: str) -> bytes:
    return (f"{SAID}\n\na" + "\u0301\u0327" * 400_000).encode()


@hostile("nothing but zeros", TEXT, "wrong_content")
def zeros(_: str) -> bytes:
    return b"\0" * 1_000_000
