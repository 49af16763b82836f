"""An authority that speaks ACME (Pebble), and its name server, on our end of a machine's line.

It proves a name as a public authority does, at port 80 of the machine, wants to know its customers,
and signs with a root of its own that is new with each start.
"""

import json
import ssl
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.deploy.machine import LMS
from tests.deploy.playbook import Site
from tests.ports import free_port
from tests.services.running import Process, built

PORT, NAMES = 14000, 8053
CUSTOMER, SECRET = "customer-1", "aG1hYy1jYW5hcnktMGIxYy1mb3ItYWNtZS1hY2NvdW50cw"
ORDERED = {
    "silabo_tls": "acme",
    "silabo_acme_server": f"https://{LMS}:{PORT}/dir",
    "silabo_acme_eab_kid": CUSTOMER,
    "vault_silabo_acme_eab_hmac": SECRET,
}
# To try clients it sleeps and refuses a nonce now and then: that is not what is tried here.
PATIENT = {"PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0"}


@contextmanager
def authority(site: Site) -> Iterator[None]:
    """Run it. Who trusts the site's own authority trusts it too from then on."""
    network, folder, management = site.machine.network, site.folder / "acme", free_port()
    told = {
        "listenAddress": f"{network.ours}:{PORT}",
        "managementListenAddress": f"127.0.0.1:{management}",
        "certificate": str(site.certificate.chain),
        "privateKey": str(site.certificate.key),
        "httpPort": 80,
        "tlsPort": 443,
        "externalAccountBindingRequired": True,
        "externalAccountMACKeys": {CUSTOMER: SECRET},
    }
    configuration = _folder(folder) / "pebble.json"
    configuration.write_text(json.dumps({"pebble": told}))
    resolver = f"{network.ours}:{NAMES}"
    names = Process(
        [
            *(built("pebble-challtestsrv"), "-dnsserver", resolver, "-management", ""),
            *("-defaultIPv4", network.theirs, "-defaultIPv6", ""),
            *("-http01", "", "-https01", "", "-tlsalpn01", "", "-doh", ""),
        ],
        _folder(folder / "names"),
    )
    pebble = Process(
        [built("pebble"), "-strict", "-config", str(configuration), "-dnsserver", resolver],
        _folder(folder / "pebble"),
        environment=PATIENT,
    )
    try:
        pebble.until(lambda: bool(_root(site, management)))
        with site.certificate.authority.open("a") as trusted:
            trusted.write(_root(site, management))
        yield
    finally:
        pebble.stop()
        names.stop()


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def _root(site: Site, port: int) -> str:
    trusting = ssl.create_default_context(cafile=site.certificate.authority)
    trusting.check_hostname = False  # asked by its address
    address = f"https://127.0.0.1:{port}/roots/0"
    with urllib.request.urlopen(address, context=trusting, timeout=5) as answer:
        return str(answer.read().decode())
