"""What axe finds wrong for people who see little, or use no mouse."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page


def check(page: Page) -> None:
    """Run axe in the tool's own frame: what stands around it is the LMS's."""
    frame = next(each for each in page.frames if "/panel/" in each.url)

    assert violations(frame) == set()


def violations(frame: Frame, within: str | None = None) -> set[str]:
    """The names of the rules that axe finds broken, within what a selector means."""
    found = Axe().run(frame, context=within).response["violations"]
    return {rule["id"] for rule in found}
