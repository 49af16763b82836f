"""The page of administrators who register the tool by hand."""

import re
from html import unescape

import pytest

from tests.world import World
from wiring.parts import build
from wiring.settings import Settings

FIELDS = {
    "Sílabo",
    "https://tool.example/lti/launch",
    "https://tool.example/lti/login",
    "https://tool.example/lti/jwks",
    "https://tool.example/static/-/icon.svg",
    "context_history=$Context.id.history\nsilabo_time_zone=$Person.address.timezone",
}


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_every_field_has_a_button_that_copies_it_and_says_what_it_copies(
    world: World, language: str
) -> None:
    page = world.browser().get("/lti/manual", headers={"Accept-Language": language})

    buttons = re.findall(r'<button[^>]*data-copy="([^"]+)"[^>]*aria-label="([^"]+)"', page.text)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert {unescape(value) for value, _ in buttons} >= FIELDS
    assert all(f"<code>{value}</code>" in page.text for value, _ in buttons)
    assert len({label for _, label in buttons}) == len(buttons)
    assert "flask lti add --moodle" in page.text


def test_the_fields_are_addresses_that_are_there(world: World) -> None:
    client = world.browser()

    for path in ("/lti/jwks", "/static/-/icon.svg"):
        assert client.get(path, buffered=True).status_code == 200


@pytest.mark.parametrize(
    ("address", "warned"),
    [("https://tool.example", False), ("https://10.0.0.1", True), ("https://a.example:8443", True)],
)
def test_a_tool_that_moodle_will_not_ask_is_told_the_two_settings(
    db: None, settings: Settings, address: str, warned: bool
) -> None:
    app = build(settings.model_copy(update={"public_url": address})).app

    page = app.test_client().get("/lti/manual")

    assert ("cURL blocked hosts list" in page.text) is warned
