"""What axe finds wrong for people who see little, or use no mouse."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

# The dark scheme changes nothing but colours: tests/lti_app/test_dark_scheme.py.
IN_DARK = {
    "runOnly": {"type": "tag", "values": ["cat.color"]},
    # Of its rules the one for level AAA, which axe does not use unless it is asked for.
    "rules": {"color-contrast-enhanced": {"enabled": False}},
}
IN_LIGHT: dict[str, object] = {}
RUN = """async ([within, options]) => {
  const found = await axe.run(within ?? document, { resultTypes: ["violations"], ...options });
  return found.violations.map((rule) => rule.id);
}"""


def check(page: Page) -> None:
    """Run axe in the tool's own frame: what stands around it is the LMS's."""
    frame = next(each for each in page.frames if "/panel/" in each.url)

    assert violations(frame) == set()


def violations(frame: Frame, within: str | None = None) -> set[str]:
    """The names of the rules that axe finds broken, within what a selector means: each of them in
    light colours, and those about colours in dark ones too; the page is then light.
    """
    frame.evaluate(AXE_SCRIPT)
    found: set[str] = set()
    for scheme, options in (("dark", IN_DARK), ("light", IN_LIGHT)):
        frame.page.emulate_media(color_scheme=scheme)
        found |= set(frame.evaluate(RUN, [within, options]))
    return found
