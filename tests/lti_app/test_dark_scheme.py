"""The dark scheme changes colours and nothing else: what is looked at in light counts for both."""

import re
from pathlib import Path

import lti_app

STATIC = Path(lti_app.__file__).parent / "static"
TEMPLATES = STATIC.with_name("templates")
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


def test_no_template_or_drawing_asks_for_the_scheme() -> None:
    templates = list(TEMPLATES.rglob("*.html"))
    asking = [*templates, *STATIC.rglob("*.svg")]

    assert templates
    assert [each.name for each in asking if "prefers-color-scheme" in each.read_text()] == []


def test_no_value_is_another_one_in_dark_without_a_rule_for_it() -> None:
    sheets = list(STATIC.rglob("*.css"))

    assert [sheet.name for sheet in sheets if "light-dark(" in sheet.read_text()] == []
