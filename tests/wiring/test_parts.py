import os
import socket
from pathlib import Path

import pytest

from wiring.parts import worker_parts
from wiring.settings import Settings


def test_workers_of_a_host_with_a_long_name_have_names_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "h" * 64)  # as long as Linux allows
    name = worker_parts(Settings(data_dir=tmp_path)).worker

    assert name.endswith(f":{os.getpid()}")
    assert len(name) <= 64
