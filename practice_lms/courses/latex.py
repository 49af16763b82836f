"""A PDF file from a LaTeX source, the same bytes each time."""

import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

_RUNS = 3  # the outline and the table of contents need the page numbers of an earlier run
_TIMEOUT_S = 120


class LatexError(Exception):
    """LaTeX stopped at a mistake; the message ends with what it said."""


def pdf_from_latex(source: Path, style: Path, revised: datetime, pdflatex: str) -> bytes:
    """The PDF file that `pdflatex`, the path of the program, makes of a source that uses a style.

    Dates in the file are `revised`, whatever the clock says. Raises `LatexError`.
    """
    with tempfile.TemporaryDirectory() as folder:
        # A plain name: pdfTeX writes the name of the job into the file, and dislikes spaces.
        shutil.copyfile(source, Path(folder, "document.tex"))
        shutil.copy(style, folder)
        for _ in range(_RUNS):
            _run(folder, revised, pdflatex)
        return Path(folder, "document.pdf").read_bytes()


def _run(folder: str, revised: datetime, pdflatex: str) -> None:
    done = subprocess.run(  # noqa: S603 - a fixed command over our own sources
        [pdflatex, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "document"],
        cwd=folder,
        # https://reproducible-builds.org/specs/source-date-epoch/; the second name makes pdfTeX
        # use it for \today too.
        env={
            "SOURCE_DATE_EPOCH": str(int(revised.timestamp())),
            "FORCE_SOURCE_DATE": "1",
            "PATH": str(Path(pdflatex).parent),
        },
        capture_output=True,
        check=False,
        timeout=_TIMEOUT_S,
    )
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace")[-1500:]
        raise LatexError(f"LaTeX stopped:\n{said}")
