"""Rules, alerts and the dashboard: each alert is shown firing and silent, and has its section."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from silabo.domain.happenings import ALL
from tests.deploy.monitored import DASHBOARD, RULES, TESTS, alerts, panels, queries, selected

MONITORING = Path(__file__).parents[2] / "docs" / "administrators" / "monitoring.md"


def promtool(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Debian's, of the package prometheus."""
    return subprocess.run(["promtool", *arguments], capture_output=True, text=True, check=False)


def shown() -> tuple[set[str], set[str]]:
    """The alerts that a test shows firing, and those that one shows silent."""
    firing: set[str] = set()
    silent: set[str] = set()
    tests = [test for file in TESTS for test in yaml.safe_load(file.read_text())["tests"]]
    for each in (each for test in tests for each in test.get("alert_rule_test", [])):
        (firing if each["exp_alerts"] else silent).add(each["alertname"])
    return firing, silent


@pytest.mark.service
def test_every_alert_fires_where_it_has_to_and_not_elsewhere() -> None:
    checked, tested = (
        promtool("check", "rules", str(RULES)),
        promtool("test", "rules", *map(str, TESTS)),
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert tested.returncode == 0, tested.stdout + tested.stderr


@pytest.mark.service
def test_every_query_of_the_dashboard_is_one(tmp_path: Path) -> None:
    asked = [each.replace("$__rate_interval", "5m") for each in queries()]
    rules = [{"record": f"query:{number}", "expr": each} for number, each in enumerate(asked)]
    file = tmp_path / "queries.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "queries", "rules": rules}]}))
    checked = promtool("check", "rules", str(file))

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"{len(asked)} rules found" in checked.stdout


def test_every_alert_has_a_test_in_which_it_fires_and_one_in_which_it_does_not() -> None:
    firing, silent = shown()
    named = {rule["alert"] for rule in alerts()}
    of_all = {"ALERTS"}  # the first test has all of them silent at once

    assert firing == named
    assert silent <= named
    assert of_all & set(TESTS[0].read_text().replace("'", " ").split())


def test_every_alert_says_how_bad_it_is_what_happened_and_where_to_read_what_to_do() -> None:
    heads = {
        re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-")
        for head in re.findall(r"^#+ (.+)$", MONITORING.read_text(), re.M)
    }

    assert {rule["labels"]["severity"] for rule in alerts()} == {"page", "ticket"}
    assert all(rule["annotations"]["summary"] for rule in alerts())
    assert {rule["annotations"]["runbook"] for rule in alerts()} <= heads


def test_every_value_of_a_label_that_is_asked_for_can_be_told() -> None:
    named = {
        (f"silabo_{each.name}", label): {*map(str, values)}
        for each in ALL
        for label, values in each.labels.items()
        if values
    }
    impossible = [
        asked
        for asked in selected()
        if asked[:2] in named
        and not any(re.fullmatch(asked[2], value) for value in named[asked[:2]])
    ]

    assert impossible == []


def test_each_panel_of_the_dashboard_says_what_it_is_and_overlaps_no_other() -> None:
    places = [each["gridPos"] for each in panels()]
    cells = [
        (x, y)
        for place in places
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]

    assert all(each["title"] and each["description"] for each in panels())
    assert len({each["id"] for each in panels()}) == len(places)
    assert len(set(cells)) == len(cells)
    assert max(x for x, _ in cells) < 24
    assert '"uid": "${datasource}"' in DASHBOARD.read_text()
