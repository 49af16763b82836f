"""Processes count together; one that ends takes nothing with it and leaves no file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, values

from silabo.adapters.prometheus import counts
from silabo.adapters.prometheus.counts import Counts, SharedCounts
from silabo.domain.happenings import ALL, ASKED, LAUNCHES_REFUSED, LETTERS, MODEL_TOKENS, REQUESTS

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which processes of this test count."""
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    monkeypatch.setattr(values, "ValueClass", values.ValueClass)
    return tmp_path


def count_elsewhere(folder: Path, times: int) -> None:
    """Let another process count so many questions, and end."""
    command = [sys.executable, "-m", "tests.adapters.prometheus.counted", str(folder), str(times)]
    subprocess.run(command, cwd=ROOT, check=True)


def told(folder: Path) -> dict[str, float]:
    """What is told, by the name of each series with its labels."""
    registry = CollectorRegistry()
    registry.register(SharedCounts(folder))
    return {
        sample.name + "".join(f",{key}={value}" for key, value in sorted(sample.labels.items())): (
            sample.value
        )
        for family in registry.collect()
        for sample in family.samples
    }


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.db")}


def test_what_ended_processes_counted_stays_in_the_sum_and_their_files_go(folder: Path) -> None:
    sums = []
    for times in (3, 4):
        count_elsewhere(folder, times)
        sums.append(told(folder))

    assert [each["silabo_questions_asked_total"] for each in sums] == [3, 7]
    assert sums[-1]["silabo_request_seconds_count,route=/"] == 2
    assert sums[-1]["silabo_request_seconds_bucket,le=0.5,route=/"] == 0
    assert sums[-1]["silabo_request_seconds_bucket,le=+Inf,route=/"] == 2
    assert files(folder) == {"counter_ended.db", "histogram_ended.db"}


def test_a_process_that_runs_counts_beside_those_that_ended(folder: Path) -> None:
    count_elsewhere(folder, 3)
    here = Counts(folder, {})
    here.hear(ASKED, 1.0, {})
    first, second = told(folder), told(folder)

    assert first["silabo_questions_asked_total"] == 4
    assert second == first
    assert f"counter_{os.getpid()}.db" in files(folder)


def test_a_value_that_nobody_named_is_another_one(folder: Path) -> None:
    here = Counts(folder, {"code": {"not_bound"}})
    here.hear(LAUNCHES_REFUSED, 1.0, {"code": "ana@example.org"})
    here.hear(LAUNCHES_REFUSED, 1.0, {"code": "not_bound"})
    here.hear(LETTERS, 1.0, {"kind": "Ana Benítez", "outcome": "accepted"})
    here.hear(REQUESTS, 1.0, {})
    found = told(folder)

    assert found["silabo_launches_refused_total,code=other"] == 1
    assert found["silabo_launches_refused_total,code=not_bound"] == 1
    assert found["silabo_letters_total,kind=other,outcome=accepted"] == 1
    assert found["silabo_requests_total,route=other,status=other"] == 1
    assert not [name for name in found if "ana" in name.lower()]


def test_whoever_says_less_than_nothing_is_not_stopped_and_takes_nothing_away(folder: Path) -> None:
    here = Counts(folder, {"model": {"qwen"}})
    for tokens in (5.0, -3.0):
        here.hear(MODEL_TOKENS, tokens, {"model": "qwen", "direction": "read"})

    assert told(folder)["silabo_model_tokens_total,direction=read,model=qwen"] == 5


def test_a_count_of_few_values_begins_at_zero_so_that_the_first_is_an_increase(
    folder: Path,
) -> None:
    Counts(folder, {"code": {"not_bound"}})
    found = told(folder)

    assert found["silabo_launches_refused_total,code=not_bound"] == 0
    assert found["silabo_tries_given_back_total,then=given_up,work=question"] == 0
    assert "silabo_requests_total,route=other,status=other" not in found


@pytest.mark.parametrize("name", ["counter_999999999.db", "counter_ended.db"])
def test_a_file_that_a_power_cut_left_unreadable_is_dropped_and_the_others_are_told(
    folder: Path, name: str
) -> None:
    (folder / name).write_bytes((400).to_bytes(4, "little") + bytes(counts.FILE_BYTES))
    here = Counts(folder, {})
    here.hear(ASKED, 1.0, {})

    assert told(folder)["silabo_questions_asked_total"] == 1
    assert name not in files(folder)


def full(*_: int) -> None:
    raise OSError(28, "No space left on device")


def test_without_room_on_the_disk_a_process_counts_nothing_and_the_others_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_elsewhere(folder, 3)
    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(OSError, match="No space"):
        Counts(folder, {})
    twice = [told(folder)["silabo_questions_asked_total"] for _ in range(2)]

    assert twice == [3, 3]
    assert {path.suffix for path in folder.iterdir()} == {".db", ""}


def test_what_ended_processes_counted_is_added_up_when_there_is_room_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_elsewhere(folder, 3)
    with monkeypatch.context() as disk:
        disk.setattr(os, "posix_fallocate", full)
        while_full = told(folder), files(folder)
    afterwards = told(folder), files(folder)

    assert while_full[0] == afterwards[0]
    assert "counter_ended.db" not in while_full[1]
    assert afterwards[1] == {"counter_ended.db", "histogram_ended.db"}


def test_all_labels_of_a_process_have_room_in_what_it_takes_at_once(folder: Path) -> None:
    named = {
        "route": {f"/a/route/of/an/average/length/{number}" for number in range(100)},
        "model": {f"model-of-a-long-name-{number}:7b" for number in range(4)},
        "code": {f"code_number_{number}" for number in range(40)},
    }
    here = Counts(folder, named)
    statuses = ("200", "201", "304", "400", "401", "404", "500", "503")
    for happening in ALL:
        known = [value or sorted(named[label]) for label, value in happening.labels.items()]
        for told_values in counts.product(*known):
            labels = dict(zip(happening.labels, told_values, strict=True))
            if labels.get("status", "200") in statuses:
                here.hear(happening, 1.0, labels)

    assert {path.stat().st_size for path in folder.glob("*.db")} == {counts.FILE_BYTES}
