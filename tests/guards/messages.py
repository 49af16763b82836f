"""Compares the catalogues with the messages that code and templates use; `make messages` renews
them.
"""

import io
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "silabo" / "wording" / "translations"
TRANSLATED = ("es", "fr")


def used() -> Catalog:
    """Every message that a person may read, as code and templates have it."""
    with tempfile.NamedTemporaryFile(suffix=".pot") as template:
        options = ["-F", "pyproject.toml", "-k", "mark", "-k", "say:2", "-k", "say_count:2,3"]
        command = ["pybabel", "-q", "extract", *options, "-o", template.name, str(ROOT)]
        CommandLineInterface().run(command)
        return read_po(io.BytesIO(Path(template.name).read_bytes()))


def translated(language: str) -> Catalog:
    """What is translated into a language."""
    text = (TRANSLATIONS / f"{language}.po").read_bytes()
    return read_po(io.BytesIO(text), locale=language)


def renew(language: str) -> int:
    """Bring a catalogue up to what is used; return how many messages wait for a translation."""
    old, new = translated(language), Catalog(locale=language, charset="utf-8", fuzzy=False)
    waiting = 0
    for message in used():
        if not message.id:
            continue
        known = old.get(message.id)
        new.add(message.id, known.string if known else "", flags=message.flags)
        waiting += not (known and known.string)
    text = io.BytesIO()
    write_po(text, new, width=0, sort_output=True)
    (TRANSLATIONS / f"{language}.po").write_bytes(_without_noise(text.getvalue(), language))
    return waiting


def _without_noise(text: bytes, language: str) -> bytes:
    # Dates and tools in the header would make every renewal a change.
    kept = ("Language:", "Plural-Forms:", "MIME-Version:", "Content-")
    head, found, rest = text.decode().partition("\n\n")
    lines = [
        line for line in head.splitlines() if line.startswith(("msg", *(f'"{k}' for k in kept)))
    ]
    name = {"es": "Spanish", "fr": "French"}[language]
    first = f"# Sílabo in {name}. The message ids are the English texts."
    return ("\n".join([first, *lines]) + found + rest).encode()


if __name__ == "__main__":
    for each in TRANSLATED:
        count = renew(each)
        sys.stdout.write(f"{each}: {count} to translate\n")
