"""The models that the playbook fetches, and the servers that its firewall lets Sílabo
reach, by what is filled in; without a machine.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.deploy.playbook import ANSIBLE, program

ORDER = ",".join(
    [
        "qwen2.5:7b@sha256:00ff",
        "https://llm.example.edu:8443/v1#a",
        "phi:1b",
        "http://10.0.0.5:8000/v1#b",
        "campus",
        "https://127.0.0.2/v1#c",
        "http://localhost:8080/v1#d",
        "phi:1b",
    ]
)
SERVED = {
    "results": [
        {"item": "10.0.0.5:8000", "stdout_lines": ["10.0.0.5 STREAM", "10.0.0.5 DGRAM"]},
        {"item": "llm.example.edu:8443", "stdout_lines": ["2001:db8::7 STREAM"]},
    ]
}
# What is filled in, by the name of what it shows.
FILLED: Mapping[str, Mapping[str, object]] = {
    "several": {
        "silabo_model": ORDER,
        "silabo_models_elsewhere": ["campus"],
        "silabo_model_file": "/srv/model.gguf",
        "silabo_embedding_model": "http://embedder.example/v1#bge-m3",
        "silabo_model_servers": ["http://[2001:db8::5]:8000/v1", "https://campus.example/v1"],
        "firewall_served": SERVED,
    },
    "none": {"silabo_model": "none", "firewall_served": {"results": []}},
    "nothing": {"silabo_model": "", "firewall_served": {"results": []}},
    "inbox": {
        "silabo_model": "none",
        "vault_silabo_imap_url": "imaps://answers%40example.edu:pa55@imap.example.edu/INBOX",
        "firewall_served": {"results": []},
    },
    "elsewhere": {"silabo_model": "https://llm.example.edu/v1#a", "firewall_served": SERVED},
}
SHOWN = (
    *("ollama_models", "ollama_more_models", "silabo_writes_on_ollama", "silabo_has_models"),
    "firewall_servers",
)
FILES = (
    *("group_vars/all/vars.yml", "group_vars/all/machine.yml", "roles/ollama/defaults/main.yml"),
    *("roles/firewall/defaults/main.yml", "roles/firewall/vars/main.yml"),
)
TEMPLATES = ("nftables.conf.j2", "silabo-platforms.j2")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what each of `FILLED` comes to: variables, and templates of the firewall."""
    folder = tmp_path_factory.mktemp("order")
    play = folder / "play.yml"
    play.write_text(json.dumps([_play(folder, name) for name in FILLED]))
    local = [program("ansible-playbook"), str(play), "-i", f"{','.join(FILLED)},", "-c", "local"]
    python = f"ansible_python_interpreter={sys.executable}"
    subprocess.run([*local, "-e", python], check=True, capture_output=True)
    return folder


def _play(folder: Path, name: str) -> dict[str, object]:
    shown = ", ".join(f"'{each}': {each}" for each in SHOWN)
    values = {"content": f"{{{{ {{{shown}}} | to_json }}}}", "dest": str(folder / f"{name}.json")}
    written = [
        {
            "src": str(ANSIBLE / "roles/firewall/templates" / each),
            "dest": str(folder / f"{name}-{each}"),
        }
        for each in TEMPLATES
    ]
    return {
        "hosts": name,
        "gather_facts": False,
        "vars_files": [str(ANSIBLE / each) for each in FILES],
        "tasks": [
            {
                "ansible.builtin.set_fact": {
                    "firewall_addresses": [],
                    "firewall_name_servers": [],
                    "ansible_managed": "a test",
                    **FILLED[name],
                }
            },
            {"ansible.builtin.copy": values},
            *({"ansible.builtin.template": each} for each in written),
        ],
    }


def _values(told: Path, name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((told / f"{name}.json").read_text())
    return found


def test_every_model_of_the_order_on_ollama_is_fetched_and_no_other(told: Path) -> None:
    values = _values(told, "several")
    first, embedding = values["ollama_models"]  # type: ignore[misc]

    assert (first["name"], first["file"]) == ("qwen2.5:7b", "/srv/model.gguf")
    assert (first["wanted"], embedding["wanted"]) == (True, False)
    assert values["ollama_more_models"] == ["phi:1b"]
    assert values["silabo_writes_on_ollama"] is True


@pytest.mark.parametrize("name", ["none", "nothing", "elsewhere"])
def test_without_a_model_on_ollama_none_is_fetched(told: Path, name: str) -> None:
    values = _values(told, name)

    assert values["silabo_has_models"] is False
    assert values["ollama_more_models"] == []


def test_the_server_of_each_model_is_reached_by_its_own_port(told: Path) -> None:
    assert _values(told, "elsewhere")["firewall_servers"] == ["llm.example.edu:443"]
    assert _values(told, "several")["firewall_servers"] == [
        "10.0.0.5:8000",
        "[2001:db8::5]:8000",
        "campus.example:443",
        "embedder.example:80",
        "llm.example.edu:8443",
    ]


def test_the_rules_have_a_model_server_by_address_and_port_for_silabo_alone(told: Path) -> None:
    rules = (told / "several-nftables.conf.j2").read_text()

    assert "elements = { 10.0.0.5 . 8000 }" in rules
    assert "elements = { 2001:db8::7 . 8443 }" in rules
    assert "meta skuid silabo ip daddr . tcp dport @models4 accept" in rules
    assert rules.index("@models6 accept") < rules.index("counter reject")
    assert "elements = {" not in (told / "none-nftables.conf.j2").read_text()


def test_where_model_servers_are_is_looked_up_again_with_their_ports(
    told: Path, tmp_path: Path
) -> None:
    # Names are looked up as they are; what the packet filter would be told is written down.
    text = (told / "several-silabo-platforms.j2").read_text()
    text = text.replace("campus.example:443 embedder.example:80 llm.example.edu:8443", "'[::5]:81'")
    script, heard = tmp_path / "silabo-platforms", tmp_path / "nft"
    script.write_text(text)
    heard.write_text(f"#!/bin/sh\ncat > {tmp_path / 'told'}\n")
    heard.chmod(0o755)
    (tmp_path / "seen").mkdir()
    environment = {"RUNTIME_DIRECTORY": str(tmp_path / "seen"), "PATH": f"{tmp_path}:/usr/bin:/bin"}
    subprocess.run(["sh", str(script)], env=environment, check=True)
    lines = (tmp_path / "told").read_text().splitlines()

    assert "add element inet silabo models4 { 10.0.0.5 . 8000 }" in lines
    assert "add element inet silabo models6 { ::5 . 81 }" in lines
    assert not [line for line in lines if "add element" in line and "platforms" in line]


def test_the_mailbox_of_replies_is_reached_by_its_port_and_its_password_is_in_no_rule(
    told: Path,
) -> None:
    looked_up = (told / "inbox-silabo-platforms.j2").read_text()

    assert _values(told, "inbox")["firewall_servers"] == ["imap.example.edu:993"]
    assert "for server in imap.example.edu:993; do" in looked_up
    assert "pa55" not in looked_up + (told / "inbox-nftables.conf.j2").read_text()
    assert _values(told, "none")["firewall_servers"] == []
