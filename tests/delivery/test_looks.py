"""Whether a letter can be read in its light and in its dark look: every colour against the page."""

import re
from html.parser import HTMLParser

import pytest

from silabo.domain.letters import Letter
from tests.delivery.forms import EVERY_FORM

LEAST = 4.5  # WCAG 2.2, 1.4.3
RULE = re.compile(r"([a-z.]+) \{([^}]*)\}")
COLOUR = re.compile(r"(?<![\w-])(color|background): ?(#[0-9a-f]{6})")
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", re.DOTALL)


class Coloured(HTMLParser):
    """The elements that set a colour: tag, classes, and their own declarations."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str], dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        own = dict(COLOUR.findall(given.get("style", "")))
        if own:
            self.found.append((tag, given.get("class", "").split(), own))


def luminance(colour: str) -> float:
    """Of a colour such as #1b2421 (WCAG 2.2, relative luminance)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Of two colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours(html: str, *, dark: bool) -> list[dict[str, str]]:
    """What each element that sets a colour shows in a look; the page is the first."""
    block = DARK.search(html)
    rules = (
        {name: dict(COLOUR.findall(body)) for name, body in RULE.findall(block[1])} if block else {}
    )
    shown = []
    for tag, classes, own in Coloured(html).found:
        names = [tag, *(f".{each}" for each in classes), *(f"{tag}.{each}" for each in classes)]
        changed = [rules[name] for name in names if dark and name in rules]
        shown.append({key: value for each in [own, *changed] for key, value in each.items()})
    return shown


def test_the_measure_of_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.row("letter-3")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("composed", EVERY_FORM)
def test_every_text_of_a_letter_stands_out_from_its_page(composed: Letter, dark: bool) -> None:
    page, *texts = colours(composed.html, dark=dark)

    assert page.keys() == {"background", "color"}
    assert luminance(page["background"]) < 0.1 if dark else luminance(page["background"]) > 0.9
    assert [
        text["color"]
        for text in [page, *texts]
        if contrast(text["color"], page["background"]) < LEAST
    ] == []
