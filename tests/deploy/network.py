"""A network of its own between this machine and a test machine, with a way out for packages."""

import ipaddress
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

FORWARDING = Path("/proc/sys/net/ipv4/ip_forward")


@dataclass(frozen=True, slots=True)
class Network:
    """Two addresses on one line: ours and the machine's."""

    number: int  # of 1 to 250; it names the line and its addresses

    @property
    def device(self) -> str:
        """Our end of the line, as systemd-nspawn names it."""
        return f"ve-silabo-{self.number}"

    @property
    def ours(self) -> str:
        """Our address."""
        return f"10.213.{self.number}.1"

    @property
    def theirs(self) -> str:
        """The machine's address."""
        return f"10.213.{self.number}.2"

    @property
    def table(self) -> str:
        """Our rules of the kernel's packet filter."""
        return f"silabo_machine_{self.number}"

    def open(self) -> None:
        """Let packets of the machine out under our own address."""
        FORWARDING.write_text("1")
        network = ipaddress.ip_network(f"{self.ours}/30", strict=False)
        _run("nft", "add", "table", "ip", self.table)
        _run(
            *("nft", "add", "chain", "ip", self.table, "out"),
            "{ type nat hook postrouting priority 100 ; }",
        )
        _run(
            *("nft", "add", "rule", "ip", self.table, "out"),
            *("ip", "saddr", str(network), "oifname", "!=", self.device, "masquerade"),
        )

    def plug(self) -> None:
        """Give our end its address; a machine that boots anew brings a new line."""
        shown = subprocess.run(
            ["ip", "-json", "address", "show", "dev", self.device], capture_output=True, check=False
        )
        if shown.returncode != 0:
            return  # the machine has not come so far
        (device,) = json.loads(shown.stdout)
        if not any(each["local"] == self.ours for each in device["addr_info"]):
            _run("ip", "address", "replace", f"{self.ours}/30", "dev", self.device)
            _run("ip", "link", "set", self.device, "up")

    def close(self) -> None:
        """Take our rules away."""
        subprocess.run(["nft", "delete", "table", "ip", self.table], check=False)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)
