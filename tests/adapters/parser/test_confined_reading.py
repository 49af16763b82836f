import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from ingest.formats import TEXT
from ingest.limits import Limits
from silabo.adapters.confinement import Confinement
from silabo.adapters.parser.confined_reading import options

ROOT = Path(__file__).parents[3]

# A reader that was taken over, and what becomes of what it tries: "no_text" says that it failed.
PROGRAM = """
import sys
sys.path.append({root!r})
import resource, socket
import ingest.text
from silabo.adapters.parser.confined_reading import confined
from silabo.adapters.confinement import ConfinementError
from silabo.domain.errors import RejectedDocumentError

def taken_over(data, limits):
    try:
        {attempt}
    except ConfinementError:
        raise RejectedDocumentError("no_text")

ingest.text.read = taken_over
sys.stdout.buffer.write(confined({media_type!r}, {told!r})(b"x"))
"""


@pytest.mark.row("attack-31")
@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "open('/etc/passwd')",
        "if resource.getrlimit(resource.RLIMIT_AS)[0] == 1 << 30: raise ConfinementError",
    ],
)
def test_a_file_is_read_behind_both_fences(attempt: str) -> None:
    told = options(asdict(Confinement()), asdict(Limits()))
    program = PROGRAM.format(root=str(ROOT), attempt=attempt, media_type=TEXT, told=told)
    ended = subprocess.run(
        [sys.executable, "-I", "-B", "-c", program], capture_output=True, timeout=50, check=True
    )

    assert json.loads(ended.stdout)["rejected"] == "empty_file"
