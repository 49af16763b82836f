"""What is changed, and the tests that could notice it."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Room:
    """Modules, and the folders and files of tests that cover them."""

    modules: tuple[str, ...]  # without the ending .py
    tests: tuple[str, ...]
    always: tuple[str, ...] = ()  # tests of how they are written, which run none of their lines

    def paths(self) -> list[str]:
        """The modules' files, from the root of the project; a folder names all of its modules."""
        found: list[str] = []
        for module in self.modules:
            folder = ROOT / module
            files = sorted(folder.glob("*.py")) if folder.is_dir() else [ROOT / f"{module}.py"]
            found += [str(each.relative_to(ROOT)) for each in files if each.stem != "__init__"]
        return found


LTI = {  # each has its own tests; all of lti_app.lti take minutes
    "token_rules": ("token_rules", "token_times"),
    "roles": ("roles",),
    "claims": ("claims", "hostile_claims"),
    "launch": ("binding", "replay", "hostile_tokens", "signatures"),
}
ROOMS = (
    Room(
        tuple(
            f"silabo/storage/{name}"
            for name in ("leases", "questions", "deliveries", "sessions", "passages", "quotas")
        ),
        ("tests/storage",),
        ("tests/storage/test_transactions.py",),
    ),
    *(
        Room((f"lti_app/lti/{name}",), tuple(f"tests/lti_app/lti/test_{test}.py" for test in tests))
        for name, tests in LTI.items()
    ),
    Room(
        ("lti_app/bearer",),
        ("tests/lti_app/api/test_session.py", "tests/lti_app/api/test_questions.py"),
    ),
    Room(("silabo/answering",), ("tests/answering",)),
)
