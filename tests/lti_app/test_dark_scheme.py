"""The dark scheme changes colours and nothing else: what is looked at in light counts for both."""

import re
from pathlib import Path

import lti_app

STATIC = Path(lti_app.__file__).parent / "static"
DARK = re.compile(r"@media[^{]*prefers-color-scheme[^{]*\{(?P<rules>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOUR = re.compile(r"--[a-z-]+: #[0-9a-f]{6}")


def test_the_dark_scheme_sets_named_colours_of_the_whole_page_and_nothing_else() -> None:
    sheets = [sheet.read_text() for sheet in STATIC.rglob("*.css")]
    found = [rules for sheet in sheets for rules in DARK.findall(sheet)]
    rules = [(selector.strip(), said) for each in found for selector, said in RULE.findall(each)]
    said = [each.strip() for _, said in rules for each in said.split(";") if each.strip()]

    assert found
    assert sum(sheet.count("prefers-color-scheme") for sheet in sheets) == len(found)
    assert {selector for selector, _ in rules} == {":root"}
    assert [each for each in said if not COLOUR.fullmatch(each)] == []


def test_no_script_asks_for_the_scheme() -> None:
    scripts = list(STATIC.rglob("*.js"))

    assert scripts
    assert [each.name for each in scripts if "color-scheme" in each.read_text()] == []
