"""The panel's modules fit together: a browser drops a whole page for one name that is not there."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "lti_app" / "static"
IMPORTED = re.compile(r"^import \{([^}]*)\} from \"\./([\w-]+\.js)\"", re.M)
EXPORTED = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.M)


@pytest.mark.parametrize("script", sorted(path.name for path in STATIC.glob("*.js")))
def test_a_script_imports_only_what_the_other_exports(script: str) -> None:
    missing = [
        f"{name} of {other}"
        for names, other in IMPORTED.findall((STATIC / script).read_text(encoding="utf-8"))
        for name in re.findall(r"(\w+)(?: as \w+)?", names)
        if name not in EXPORTED.findall((STATIC / other).read_text(encoding="utf-8"))
    ]

    assert missing == []
