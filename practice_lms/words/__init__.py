"""The words around a course, a file for each language that the practice LMS speaks."""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "es", "fr")


@cache
def words(language: str) -> dict[str, str]:
    """Every sentence of the interface in one of LANGUAGES, by its name."""
    text = Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8")
    return {name: str(sentence) for name, sentence in tomllib.loads(text).items()}
