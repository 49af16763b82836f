"""One machine a session, brought up by the playbook.

To work on tests: SILABO_KEPT_MACHINE=fresh takes the machine that `python -m tests.deploy
up` left running, SILABO_KEPT_MACHINE=converged does not run the playbook on it a first time either.
"""

import os
from collections.abc import Iterator

import pytest

from tests.deploy.machine import KEPT, Machine, new_folder
from tests.deploy.people import RULES, House, Person, house
from tests.deploy.playbook import Played, Site

_KEPT = os.environ.get("SILABO_KEPT_MACHINE", "")  # noqa: TID251 - of the tests' own
WATCH = """\
while :; do for each in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < $each; echo; done 2>/dev/null \
>> /srv/process-list; sleep 0.5; done"""


@pytest.fixture(scope="session")
def machine() -> Iterator[Machine]:
    """A fresh Debian that has booted."""
    if _KEPT:
        kept = Machine.found(KEPT)
        kept.network.plug()
        yield kept
        return
    started = Machine.start(new_folder())
    yield started
    started.stop()


@pytest.fixture(scope="session")
def site(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The machine with what an administrator fills in."""
    if machine.folder == KEPT:
        (KEPT / "site").mkdir(exist_ok=True)
        return Site(machine, KEPT / "site")
    return Site(machine, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def town(site: Site) -> Iterator[House]:
    """The university around it: an LMS and a mail relay."""
    with house(site) as running:
        yield running


@pytest.fixture(scope="session")
def converged(site: Site, town: House) -> Played:
    """The first run of the playbook, with the process list watched."""
    if _KEPT == "converged":
        town.register()
        return Played(0, (KEPT / "converged.log").read_text())
    site.machine.write("/srv/watch", WATCH)
    site.machine.ssh("systemd-run --quiet --unit=watch sh /srv/watch", check=False)
    played = site.play("site.yml", "--diff", "-v")
    site.machine.ssh("systemctl stop watch")
    (site.machine.folder / "converged.log").write_text(played.output)

    assert played.code == 0, played.output[-4000:]
    town.register()
    return played


@pytest.fixture(scope="session")
def student(converged: Played, town: House) -> Person:
    """A student of a course that has its document."""
    town.open("5", role="Instructor").upload("evaluacion.md", RULES)
    return town.open("3")
