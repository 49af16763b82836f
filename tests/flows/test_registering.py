"""From an invitation to a launch, as an administrator and an instructor do it."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.storage import registrations
from silabo.storage.database import connection
from tests.flows.stage import ALGEBRA, ANA, FRAME, MARIANA, TERESA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

TOOLS = "/mod/lti/toolconfigure.php"


def start(here: Stage, page: Page, address: str, choice: str) -> FrameLocator:
    """Paste an address and press the button; the frame in which the tool answers."""
    here.become(page, TERESA)
    page.goto(here.lms + TOOLS)
    page.fill("#url", address)
    page.get_by_role("button", name="Añadir LTI Advantage").click()
    frame = page.frame_locator("#registering")
    frame.get_by_role("link", name=choice).click()
    return frame


def facts(frame: FrameLocator) -> dict[str, str]:
    """What the result page says, each fact by its name."""
    names, values = frame.locator(".facts dt"), frame.locator(".facts dd")
    expect(names.first).to_be_visible()
    return dict(zip(names.all_inner_texts(), values.all_inner_texts(), strict=True))


def test_a_pasted_address_registers_and_the_activity_opens(here: Stage, page: Page) -> None:
    frame = start(here, page, here.invitation(), "Registrar como herramienta nueva")
    expect(frame.locator("h1")).to_have_text("Registrada")
    said = facts(frame)
    expect(frame.locator(".granted li")).to_have_text(
        [
            "Sí · Nombres de las personas",
            "Sí · Direcciones de correo",
            "Sí · La lista del curso, para encontrar una dirección",
            "Sí · Colocar la actividad con un título propio",
        ]
    )
    expect(frame.locator(".left li")).to_have_count(3)

    frame.get_by_role("button", name="Hecho").click()
    page.wait_for_url(here.lms + TOOLS)
    tool = page.locator(f"[data-tool='{said['Identificador de despliegue (deployment id)']}']")
    expect(tool.locator("h3")).to_contain_text("Pendiente")
    expect(tool).to_contain_text(said["Identificador de cliente (client id)"])
    tool.locator("[name=active]").check()
    tool.locator("[name=in_chooser]").check()
    tool.get_by_role("button", name="Guardar").click()

    here.become(page, MARIANA)
    page.goto(f"{here.lms}/course/modedit.php?course=2")
    page.select_option("#tool", said["Identificador de despliegue (deployment id)"])
    page.fill("#name", "Recién registrada")
    page.get_by_role("button", name="Guardar").click()
    activity = here.activity(page, "Recién registrada")
    desk = here.enter(page, MARIANA, activity)
    expect(desk.locator("[data-view=desk]")).to_be_visible()
    expect(here.enter(page, ANA, activity).locator("h1")).to_have_text("Álgebra Lineal I")


def test_a_known_tool_is_renewed_under_its_old_client_id(here: Stage, page: Page) -> None:
    frame = start(here, page, here.invitation(), "Actualizar Sílabo (1)")

    expect(frame.locator("h1")).to_have_text("El registro se renovó")
    assert facts(frame)["Identificador de cliente (client id)"] == "silabo-practice"
    frame.get_by_role("button", name="Hecho").click()
    page.wait_for_url(here.lms + TOOLS)
    expect(here.enter(page, ANA).locator("#question")).to_be_visible()


def test_a_platform_that_keeps_addresses_is_told_what_that_means(here: Stage, page: Page) -> None:
    here.become(page, TERESA)
    page.goto(here.lms + TOOLS)
    page.fill("#url", here.invitation())
    page.locator("[name=email]").uncheck()
    page.get_by_role("button", name="Añadir LTI Advantage").click()
    frame = page.frame_locator("#registering")
    frame.get_by_role("link", name="Registrar como herramienta nueva").click()

    expect(frame.locator(".granted li").nth(1)).to_have_text("No · Direcciones de correo")
    expect(frame.locator(".warning").first).to_contain_text("las respuestas quedan en el panel")


def test_an_invitation_is_good_once(here: Stage, page: Page) -> None:
    address = here.invitation()
    frame = start(here, page, address, "Registrar como herramienta nueva")
    expect(frame.locator("h1")).to_have_text("Registrada")

    frame = start(here, page, address, "Registrar como herramienta nueva")

    expect(frame.locator("body")).to_contain_text("invite_invalid")
    here.complaints.clear()  # the browser writes down the 403 that this test is about


def test_a_disabled_registration_says_so_and_its_sessions_have_ended(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    panel.locator("#question").fill("¿Con qué nota se promociona?")
    with connection():
        number = next(
            each.platform.id
            for each in registrations.listed()
            if each.platform.client_id == "silabo-practice"
        )
        registrations.set_state(number, "disabled")
    try:
        panel.locator("#ask .primary").click()
        expect(panel.locator(".not-sent")).to_contain_text("La sesión terminó")
        page.goto(f"{here.lms}/mod/lti/view.php?id={ALGEBRA}")
        refused = page.frame_locator(FRAME)
        expect(refused.locator("body")).to_contain_text("not_activated")
        expect(refused.locator("h1")).to_be_visible()
    finally:
        with connection():
            registrations.set_state(number, "active")
    here.complaints.clear()  # the browser writes down the 401 and the 403 of this test
    expect(here.enter(page, ANA).locator("#question")).to_be_visible()


def test_every_field_of_the_manual_way_is_copied_as_it_stands(here: Stage, page: Page) -> None:
    address = here.settings.address
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(f"{address}/lti/manual")
    buttons = page.locator("[data-copy]").all()

    assert len(buttons) == 8
    for button in buttons:
        button.click()
        expect(button).to_have_text("✓")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == button.locator("xpath=preceding-sibling::code[1]").inner_text()
