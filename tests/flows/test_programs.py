"""Tokens of programs on the desk: made, shown once, used from outside and revoked, by keyboard."""

import pytest
import requests
from playwright.sync_api import FrameLocator, Page, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.axe import check
from tests.flows.stage import MARIANA, Stage
from tests.flows.test_expectations import SOON_MS, press

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(autouse=True)
def no_program(here: Stage) -> None:
    with connection():
        tables.ServiceToken.delete().execute()
        tables.Webhook.delete().execute()


def asked_with(here: Stage, token: str) -> int:
    """What the API says to a program that has this token."""
    return requests.get(
        f"{here.settings.address}/api/hand-overs",
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    ).status_code


def opened(here: Stage, page: Page) -> FrameLocator:
    desk = here.enter(page, MARIANA)
    press(desk.locator(".tabs").get_by_role("link", name="Ajustes"))
    expect(desk.locator("#service-tokens")).to_contain_text(
        "Todavía no hay ningún token", timeout=SOON_MS
    )
    return desk


def test_a_token_is_made_shown_once_used_and_revoked(here: Stage, page: Page) -> None:
    desk = opened(here, page)
    press(desk.locator("#new-token [type=submit]"))
    expect(desk.locator("#new-token .not-sent")).to_contain_text("Ponle un nombre")
    expect(desk.locator("#token-name")).to_be_focused()
    desk.locator("#token-name").fill("Mesa de ayuda")
    press(desk.locator("#new-token [type=submit]"))
    made = desk.locator("#made output")
    expect(made).to_be_focused(timeout=SOON_MS)
    token = made.text_content() or ""
    check(page)
    before = asked_with(here, token)
    row = desk.locator("#service-tokens [data-program]")
    expect(row).to_contain_text("Mesa de ayuda", timeout=SOON_MS)
    press(row.locator("[data-action=ask-to-revoke]"))
    expect(row.locator("[data-action=keep-program]")).to_be_focused()
    check(page)
    press(row.locator("[data-action=keep-program]"))
    expect(row.locator("[data-action=ask-to-revoke]")).to_be_focused()
    press(row.locator("[data-action=ask-to-revoke]"))
    expect(row.locator("[data-action=revoke-surely]")).to_be_enabled()
    press(row.locator("[data-action=revoke-surely]"))
    expect(desk.locator("#service-tokens")).to_contain_text(
        "Todavía no hay ningún token", timeout=SOON_MS
    )
    expect(desk.locator("#programs-title")).to_be_focused()

    # The browser notes that a token without a name was refused.
    here.complaints[:] = [each for each in here.complaints if " 422 " not in each]
    assert (len(token), before, asked_with(here, token)) == (43, 200, 401)


def test_a_token_is_shown_only_once(here: Stage, page: Page) -> None:
    desk = opened(here, page)
    desk.locator("#token-name").fill("Mesa de ayuda")
    press(desk.locator("#new-token [type=submit]"))
    made = desk.locator("#made output")
    expect(made).to_be_focused(timeout=SOON_MS)
    token = made.text_content() or ""
    press(desk.locator(".tabs").get_by_role("link", name="Documentos"))
    press(desk.locator(".tabs").get_by_role("link", name="Ajustes"))
    expect(desk.locator("#service-tokens [data-program]")).to_have_count(1)

    assert token
    assert token not in page.frames[-1].content()


def test_an_address_is_added_shows_its_secret_once_and_is_removed(here: Stage, page: Page) -> None:
    desk = opened(here, page)
    press(desk.locator("#new-webhook [type=submit]"))
    expect(desk.locator("#new-webhook .not-sent")).to_contain_text("https://")
    expect(desk.locator("#webhook-address")).to_be_focused()
    desk.locator("#webhook-address").fill("https://desk.example/told")
    press(desk.locator("#new-webhook [type=submit]"))
    made = desk.locator("#made-secret output")
    expect(made).to_be_focused(timeout=SOON_MS)
    expect(made).to_contain_text("whsec_")
    row = desk.locator("#webhooks [data-program]")
    expect(row).to_contain_text("https://desk.example/told", timeout=SOON_MS)
    check(page)
    press(row.locator("[data-action=ask-to-revoke]"))
    expect(row.locator("[data-action=keep-program]")).to_be_focused()
    expect(row.locator("[data-action=revoke-surely]")).to_be_enabled()
    press(row.locator("[data-action=revoke-surely]"))
    expect(desk.locator("#webhooks")).to_contain_text(
        "Todavía no hay ninguna dirección", timeout=SOON_MS
    )
    expect(desk.locator("#webhooks-title")).to_be_focused()
    here.complaints.clear()  # the browser notes that no address was refused
    with connection():
        left = tables.Webhook.select().count()

    assert left == 0
