"""Debian's Chromium as students have it: third-party cookies blocked, storage kept apart by
site.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Playwright

CHROMIUM = "/usr/bin/chromium"
MISSING = f"There is no Chromium at {CHROMIUM}. On Debian: apt install chromium fonts-noto-core"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Playwright turns off some features of a real browser in one argument. Among them is the one that
# gives a frame of another site a storage of its own, without which that frame has none at all.
AS_IN_A_REAL_BROWSER = [
    "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,TcpPortRandomizationWin,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "msForceBrowserSignIn,msEdgeUpdateLaunchServicesPreferredVersion"
]
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/130.0.0.0 Mobile Safari/537.36"
)
BLOCK = 2  # Chromium's number for "the site may not save data on your device"


@contextmanager
def chromium(
    playwright: Playwright, profile: Path, *, without_storage: str = "", **look: Any
) -> Iterator[BrowserContext]:
    """A browser with an empty profile, third-party cookies blocked.

    `look` is what `_look` takes. `without_storage` names a host that may save nothing at all.
    Raises `RuntimeError` where there is no Chromium.
    """
    if not Path(CHROMIUM).exists():
        raise RuntimeError(MISSING)
    (profile / "Default").mkdir(parents=True)
    (profile / "Default" / "Preferences").write_text(json.dumps(_preferences(without_storage)))
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=CHROMIUM,
        args=ARGUMENTS,
        ignore_default_args=AS_IN_A_REAL_BROWSER,
        **_look(**look),
    )
    try:
        yield context
    finally:
        context.close()


@contextmanager
def window(browser: Browser, **look: Any) -> Iterator[BrowserContext]:
    """A private window of a browser that runs: nothing kept from before, and nothing afterwards.

    What `chromium` says of cookies and storage is so here too; `look` is what `_look` takes.
    """
    context = browser.new_context(**_look(**look))
    try:
        yield context
    finally:
        context.close()


def _look(
    *,
    width: int = 1280,
    height: int = 900,
    dark: bool = False,
    locale: str = "es",
    reduced: bool = True,
    phone: bool = False,
    any_certificate: bool = False,
) -> dict[str, Any]:
    """What Playwright is told of a window. A phone says that it is one; `any_certificate` takes an
    unsigned one.
    """
    return {
        "viewport": {"width": width, "height": height},
        "has_touch": width < 600,
        "color_scheme": "dark" if dark else "light",
        "locale": locale,
        "user_agent": PHONE if phone else None,
        "is_mobile": phone,
        "ignore_https_errors": any_certificate,
        "reduced_motion": "reduce" if reduced else "no-preference",
    }


def _preferences(without_storage: str) -> dict[str, object]:
    blocked = {f"{without_storage},*": {"setting": BLOCK}} if without_storage else {}
    return {
        "profile": {
            "cookie_controls_mode": 1,
            "block_third_party_cookies": True,
            "content_settings": {"exceptions": {"cookies": blocked}},
        }
    }
