"""The README's table of settings is the class of settings, and the other way round."""

import re
from pathlib import Path

from wiring.settings import PREFIX, Settings

README = Path(__file__).parents[2] / "README.md"
ROW = re.compile(r"^\| `(SILABO_\w+)` \| (.*?) \| (.*?) \|$", re.MULTILINE)


def test_the_readme_names_every_setting_with_its_default_and_its_help() -> None:
    documented = {name: (default, text) for name, default, text in ROW.findall(README.read_text())}
    real = {
        f"{PREFIX}{name.upper()}": (shown(field.default), field.description)
        for name, field in Settings.model_fields.items()
    }

    assert documented == real


def shown(default: object) -> str:
    """A default as the table writes it."""
    if default is None or default == "":
        return ""
    return f"`{int(default) if isinstance(default, bool) else default}`"
