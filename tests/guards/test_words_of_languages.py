"""The words of a language are spelt in its lexicon, and nowhere else where text is understood."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from silabo.language.lexicon import all_words
from silabo.language.words import fold, words

ROOT = Path(__file__).parents[2]
UNDERSTANDING = ("silabo/language", "silabo/answering", "ingest")
LEXICONS = ROOT / "silabo" / "language" / "lexicon"
# Modules whose words are not understood as a language's, and what they are.
OTHERWISE = {
    "silabo/answering/prompts.py": "what a model is told",
    "silabo/answering/pipeline.py": "what a student is shown",
    "silabo/answering/prompt_safety.py": "names of HTML and of models' templates",
    "silabo/answering/dictation.py": "names of models' templates",
    "ingest/docx/styles.py": "names that word processors give to styles",
    "ingest/markdown.py": "names of HTML",
    "ingest/markdown_inline.py": "names of HTML",
    "ingest/formats.py": "names of formats",
    "ingest/html/sheets.py": "names of CSS",
    "ingest/html/visible.py": "values of CSS",
    "ingest/lengths.py": "units of length",
    "ingest/xlsx/numbers.py": "codes of number formats",
    "ingest/docx/formulas.py": "names of Office Open XML",
}
# Words that a module spells as something else.
ALLOWED = {
    ("silabo/language/negation.py", "no"): "the sign № as it is typed",
    ("silabo/language/quantity_readers.py", "room"): "the name of a group",
}
# What asks a text for words: each of its literal arguments is looked at.
ASKING = {"compile", "word_set", "match", "search", "fullmatch", "sub", "split"}
NOT_WORDS = re.compile(r"\(\?[a-zA-Z<!=:-]+[\w>]*|\\[a-zA-Z]|\[[^\]]*\]|\{[^}]*\}")
TECHNICAL = {"www", "http", "https", "mail", "phone", "email"}


def known() -> frozenset[str]:
    """Words of any language that are no mere letters."""
    fields = [
        all_words(lambda lexicon: lexicon.stop_words),
        all_words(lambda lexicon: lexicon.frame_words),
        all_words(lambda lexicon: lexicon.weak_words),
        all_words(lambda lexicon: lexicon.course_words),
        all_words(lambda lexicon: frozenset(lexicon.months) | frozenset(lexicon.weekdays)),
    ]
    return frozenset(word for field in fields for word in field if len(word) > 1) - TECHNICAL


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What is written in the arguments of a call that asks a text for words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in ASKING:
            for argument in node.args:
                for part in ast.walk(argument):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.lineno, part.value


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def spelt(path: Path, language: frozenset[str]) -> list[str]:
    """The words of a language that a module spells to understand text."""
    name = str(path.relative_to(ROOT))
    return [
        f"{name}:{line} {word}"
        for line, text in literals(ast.parse(path.read_text(encoding="utf-8")))
        for word in words(NOT_WORDS.sub(" ", text))
        if fold(word) in language and (name, word) not in ALLOWED
    ]


def test_only_lexicons_spell_the_words_of_a_language() -> None:
    language = known()
    found = []
    for room in UNDERSTANDING:
        for path in sorted((ROOT / room).rglob("*.py")):
            if LEXICONS not in path.parents and str(path.relative_to(ROOT)) not in OTHERWISE:
                found += spelt(path, language)

    assert found == []


def test_a_module_that_spells_a_word_is_found() -> None:
    source = r'_RULE = re.compile(rf"\b(?:puede|must)\w*")'

    found = {word for _, text in literals(ast.parse(source)) for word in words(text)}

    assert found & known() == {"puede", "must"}


def test_each_exemption_is_of_a_module_that_exists() -> None:
    assert [name for name in OTHERWISE if not (ROOT / name).is_file()] == []
