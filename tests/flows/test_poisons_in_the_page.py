"""What a poisoned model writes, watched in the page at every change of it as it streams, and in the
letter's raw bytes.
"""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from silabo.answering.prompts import rules
from tests.flows.stage import ANA, Stage, stage
from tests.services.scripted_ollama import MODEL, ScriptedOllama

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(120),
    pytest.mark.parametrize("context", [1280], indirect=True, ids=str),
]

# What is written behind a sentence that holds, and what of it nobody may ever see.
OURS = rules("es").splitlines()[1].removeprefix("1. ")
POISONS = {
    "link": ("El primer parcial se ve en https://evil.example/login [1].", "evil"),
    "image": ("![El primer parcial](https://evil.example/p.png?q=1) [1].", "evil"),
    "markup": ("El primer parcial <img src=//evil.example/p.png onerror=alert(1)> [1].", "evil"),
    "canary": ("La clave de Química II es CANARIO-7391 [1].", "CANARIO"),
    "instruction of ours": (f"{OURS} [1].", OURS[:40]),
}
WATCH = """() => {
  window.seen = [document.documentElement.outerHTML]
  new MutationObserver(() => window.seen.push(document.documentElement.outerHTML)).observe(
    document.documentElement,
    { subtree: true, childList: true, characterData: true, attributes: true },
  )
}"""


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedOllama]:
    """A model that writes word by word."""
    server = ScriptedOllama(pace_s=0.05)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, model: ScriptedOllama) -> Iterator[Stage]:
    """A stage whose answers this model writes."""
    options = {"ollama_url": model.url, "model": MODEL, "embedding_model": "none"}
    with stage(tmp_path_factory.mktemp("stage"), **options) as running:
        yield running


@pytest.mark.row("attack-16")
@pytest.mark.row("attack-21")
@pytest.mark.parametrize("kind", POISONS)
def test_nothing_of_a_poison_is_ever_in_the_page_or_the_letter(
    here: Stage, page: Page, model: ScriptedOllama, kind: str
) -> None:
    model.adds, never = POISONS[kind]
    asked = len(model.chats)
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2].partition(":")[0]))
    panel = here.enter(page, ANA)
    frame = next(each for each in page.frames if "/panel/" in each.url)
    frame.evaluate(WATCH)
    panel.locator("[name=letter]").check()
    panel.locator("#question").fill("¿Cuándo es el primer parcial?")
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .draft .sentence").first).to_be_visible(timeout=20_000)
    expect(panel.locator("#card .state")).to_contain_text("y por correo", timeout=30_000)
    seen = frame.evaluate("window.seen")
    letter = _newest(here.settings.data_dir / "mail")
    bodies = [
        part.get_content()
        for part in message_from_bytes(letter, policy=policy.default).walk()
        if part.get_content_maintype() == "text"
    ]

    assert len(model.chats) > asked
    assert len(seen) > 10
    assert not [page for page in seen if never in page]
    assert "1 de octubre" in seen[-1]
    assert hosts <= {"localhost", "127.0.0.1"}
    assert never.encode() not in letter
    assert len(bodies) == 2
    assert not [body for body in bodies if never in body]


def _newest(folder: Path) -> bytes:
    return max(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns).read_bytes()
