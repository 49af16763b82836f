import pytest

from silabo.wording.moments import dated


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Due: May 4, 2026, 01:59"),
        ("es", "Fecha de entrega: 4 may 2026, 01:59"),
        ("fr", "À rendre avant\N{NO-BREAK SPACE}: 4 mai 2026, 01:59"),
        ("und", "Due: May 4, 2026, 01:59"),
    ],
)
def test_a_moment_is_told_in_the_zone_of_the_course(language: str, text: str) -> None:
    assert dated("{due:1777852740}", "Europe/Madrid", language) == text


@pytest.mark.parametrize("text", ["{due:x}", "{due:}", "{other:1}", "due:1777852740"])
def test_what_is_no_mark_stays(text: str) -> None:
    assert dated(text, "Europe/Madrid", "es") == text


def test_a_moment_of_eleven_figures_is_only_late() -> None:
    assert dated("{due:99999999999}", "Europe/Madrid", "en") == "Due: Nov 16, 5138, 10:46"
