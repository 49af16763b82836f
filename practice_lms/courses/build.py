"""Builds the documents of the demo courses: `python -m practice_lms.courses.build`.

Only a changed source makes this needed: the built files are in the tree. PDF files need pdflatex;
Debian has it in texlive-latex-extra, texlive-lang-spanish and lmodern.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from practice_lms.courses.catalogue import COURSES_DIR, Course, Document, courses
from practice_lms.courses.latex import LatexError, pdf_from_latex
from practice_lms.courses.word import MarkdownError, docx_from_markdown

STYLE = COURSES_DIR / "lecturenotes.sty"
MANIFEST = COURSES_DIR / "manifest.json"


class BuildError(Exception):
    """The documents cannot be built; the message is for who started the build."""


def build(chosen: list[Course], pdflatex: str | None) -> None:
    """Write the documents of these courses, then the manifest of all.

    `pdflatex` is the path of the program, None where it is missing. Raises `BuildError`, and then
    has not changed any file.
    """
    if pdflatex is None:
        raise BuildError(
            "pdflatex is missing, and the lecture notes need it. On Debian: apt-get install "
            "texlive-latex-extra texlive-lang-spanish lmodern"
        )
    built = [
        (document.path, _content(course, document, pdflatex))
        for course in chosen
        for document in course.documents
    ]
    for path, content in built:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    MANIFEST.write_text(json.dumps(manifest(), ensure_ascii=False, indent=2) + "\n", "utf-8")


def manifest() -> dict[str, dict[str, str]]:
    """The SHA-256 of every source and of every document as they are now, by path, in hex."""
    documents = [document for course in courses() for document in course.documents]
    settings = [course.folder / "course.toml" for course in courses()]
    return {
        "sources": _digests([STYLE, *settings, *(document.source for document in documents)]),
        "documents": _digests(document.path for document in documents),
    }


def _content(course: Course, document: Document, pdflatex: str) -> bytes:
    try:
        if document.path.suffix == ".docx":
            return docx_from_markdown(document.source.read_text(encoding="utf-8"), course.revised)
        if document.path.suffix == ".pdf":
            return pdf_from_latex(document.source, STYLE, course.revised, pdflatex)
    except (LatexError, MarkdownError) as error:
        raise BuildError(f"{document.source.name}: {error}") from error
    return document.source.read_bytes()


def _digests(paths: Iterable[Path]) -> dict[str, str]:
    return {
        path.relative_to(COURSES_DIR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
    }


if __name__ == "__main__":
    try:
        build(courses(), shutil.which("pdflatex"))
    except BuildError as error:
        sys.exit(str(error))
