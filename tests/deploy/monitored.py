"""What the rules and the dashboard for a monitoring system ask for."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "deploy" / "monitoring"
RULES = FOLDER / "rules.yml"
TESTS = (FOLDER / "rules_test.yml", FOLDER / "rules_of_a_month_test.yml")
DASHBOARD = FOLDER / "dashboard.json"
# Of Prometheus itself and of Debian's node exporter.
OF_OTHERS = {"up", "node_systemd_unit_state", "node_timex_offset_seconds"}
_NAME = re.compile(r"\bsilabo_[a-z_]+")
_SELECTED = re.compile(r"(\w+)\{([^}]*)\}")
_EQUALS = re.compile(r'(\w+)\s*!?=(~?)"([^"]*)"')


def rules() -> list[dict[str, Any]]:
    """Each rule, recorded or of an alert."""
    groups = yaml.safe_load(RULES.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def alerts() -> list[dict[str, Any]]:
    """Each rule of an alert."""
    return [rule for rule in rules() if "alert" in rule]


def panels() -> list[dict[str, Any]]:
    """Each panel that shows something."""
    return [each for each in json.loads(DASHBOARD.read_text())["panels"] if each["type"] != "row"]


def queries() -> list[str]:
    """Each query of rules and dashboard."""
    shown = [target["expr"] for panel in panels() for target in panel["targets"]]
    return [*(rule["expr"] for rule in rules()), *shown]


def series() -> set[str]:
    """The names of our own series that are asked for."""
    return {name for query in queries() for name in _NAME.findall(query)}


def selected() -> set[tuple[str, str, str]]:
    """The values of labels that are asked for: of which series, which label, which value."""
    return {
        (name, label, value)
        for query in queries()
        for name, matchers in _SELECTED.findall(query)
        if name.startswith("silabo_")
        for label, pattern, values in _EQUALS.findall(matchers)
        for value in (values.split("|") if pattern else [values])
    }
