"""What the benchmark prints, and what it runs on. Nothing here is timed."""

import ast
import sys
from pathlib import Path

import pytest

from bench.__main__ import FIGURES, main
from bench.figures import Figure, Rate, timed
from bench.start import until_said

BENCH = Path(__file__).parents[2] / "bench"


def test_a_figure_names_its_baseline_its_number_and_its_goal() -> None:
    asked = Figure("ask", [10.0, 20.0, 30.0])
    bare = Figure("an insert", [2.0, 4.0])

    assert asked.beside(bare, "p50 15 ms") == (
        "ask: p50 20.0 ms, p99 30.0 ms (n=3); 6.7 x an insert (p50 3.0 ms, p99 4.0 ms, n=2);"
        " goal: p50 15 ms"
    )


def test_a_rate_says_for_how_long() -> None:
    asked, bare = Rate("accepted", 300, 20.0), Rate("an insert", 900, 3.0)

    assert asked.beside(bare, "100/s", ", refused 0") == (
        "accepted: 15/s for 20 s (n=300, refused 0); 0.05 x an insert (300/s, n=900); goal: 100/s"
    )


def test_an_unknown_figure_is_named_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = main(["panels", "pannels"])
    said = capsys.readouterr().err

    assert status == 2
    assert "pannels" in said
    assert all(each in said for each in FIGURES)


def test_the_time_until_a_program_is_ready_leaves_out_its_end() -> None:
    program = (
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: (time.sleep(1), sys.exit()))\n"
        "print('Open it', flush=True)\n"
        "time.sleep(30)\n"
    )
    ready: list[float] = []

    whole = timed(
        "all", lambda: ready.append(until_said([sys.executable, "-c", program], "Open ", {})), 1
    )

    assert whole.times_ms[0] - ready[0] > 950


def test_a_program_that_never_is_ready_has_no_time() -> None:
    with pytest.raises(RuntimeError, match="did not say"):
        until_said([sys.executable, "-c", "print('Opened')"], "Open ", {})


def test_of_the_tests_only_what_starts_servers_is_used() -> None:
    used = {
        name
        for path in BENCH.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (name := node.module or "").startswith("tests")
    }

    assert all(name.startswith(("tests.services.", "tests.ports")) for name in used)
