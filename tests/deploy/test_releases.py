"""A release comes and goes while students ask: no question is refused, none is lost."""

import re
import sys

import pytest

from tests.deploy.load import Load
from tests.deploy.people import Browser, House, Person, until
from tests.deploy.playbook import ROOT, SETTINGS, Played, Site

pytestmark = pytest.mark.deploy

BROKEN = "raise RuntimeError('a release that does not serve')\n"
COLOUR = '    colour: str = Field(default="")\n'
ANSWERED_S = 900
WIDER = """\
def up(migrator, db):
    db.execute_sql("ALTER TABLE question ADD COLUMN colour VARCHAR(16)")


def down(migrator, db):
    db.execute_sql("ALTER TABLE question DROP COLUMN colour")
"""


def serving(site: Site) -> str:
    """The name of the release that the running web process is of."""
    return site.machine.ssh(
        "cat /proc/$(systemctl show silabo-web -P MainPID)/cwd/RELEASE"
    ).stdout.strip()


def left(site: Site, asked: list[str]) -> int:
    """How many questions are not answered yet."""
    ids = ", ".join(f"'{each}'" for each in asked)
    count = f"SELECT count(*) FROM question WHERE state = 'answered' AND public_id IN ({ids})"
    answered = site.machine.ssh("runuser -u postgres -- psql -At silabo", text=count).stdout
    return len(asked) - int(answered)


@pytest.mark.row("fault-46")
def test_an_upgrade_and_a_rollback_refuse_no_question(
    student: Person, town: House, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    before, letters = serving(site), town.letters()
    with Load(student) as load:
        second = site.play(silabo_release_archive=str(site.release("second")))
        upgraded = serving(site)
        back = site.play("rollback.yml")
        rolled_back = serving(site)
    with capsys.disabled():
        sys.stdout.write(
            f"\nupgrade and rollback: {len(load.accepted)} asked, {len(load.failed)} refused,"
            f" the longest took {load.longest_s:.1f} s\n"
        )

    assert (second.code, back.code) == (0, 0), (second.output + back.output)[-4000:]
    assert (before, upgraded, rolled_back) == ("first", "second", "first")
    assert load.failed == []
    assert len(load.accepted) > 20
    until(lambda: left(site, load.accepted), lambda count: count == 0, within_s=ANSWERED_S)
    until(town.letters, lambda count: count >= letters + len(load.accepted), within_s=ANSWERED_S)
    assert town.doubled() == []


def test_a_column_of_a_newer_release_is_there_and_the_one_before_does_not_mind(
    student: Person, site: Site
) -> None:
    wider = site.release("wider", {"silabo/storage/migrations/9001_wider.py": WIDER})
    with Load(student) as load:
        newer = site.play(silabo_release_archive=str(wider))
        upgraded = serving(site)
        back = site.play("rollback.yml")
    colours = site.machine.ssh(
        "runuser -u postgres -- psql -At silabo", text="SELECT count(colour) FROM question"
    )

    assert (newer.code, back.code) == (0, 0), (newer.output + back.output)[-4000:]
    assert (upgraded, serving(site)) == ("wider", "first")
    assert load.failed == []
    assert colours.stdout == "0\n"
    assert "up to date" in site.machine.ssh("silabo db upgrade").stdout
    assert site.machine.ssh("silabo doctor").returncode == 0


def test_a_way_back_is_one_to_the_settings_that_the_release_before_knows(
    student: Person, site: Site
) -> None:
    settings = (ROOT / "wiring" / "settings" / "fields.py").read_text()
    known = settings.replace(
        "    support: bool = ", '    colour: str = Field(default="")\n    support: bool = '
    )
    newer = site.play(
        silabo_release_archive=str(site.release("colourful", {"wiring/settings/fields.py": known})),
        silabo_settings={**SETTINGS, "SILABO_COLOUR": "red"},
    )
    upgraded = serving(site)
    back = site.play("rollback.yml")

    assert known != settings
    assert (newer.code, back.code) == (0, 0), (newer.output + back.output)[-4000:]
    assert (upgraded, serving(site)) == ("colourful", "first")
    assert site.machine.ssh("silabo doctor").returncode == 0


def test_a_release_that_does_not_come_up_gives_way_to_the_one_before(
    student: Person, site: Site
) -> None:
    broken = site.release("broken", {"wiring/gunicorn_config.py": BROKEN})
    with Load(student) as load:
        played = site.play(silabo_release_archive=str(broken), app_smoke_retries=5)

    assert played.code != 0
    assert re.search(r"did not come\s+up", played.output)
    assert serving(site) == "first"
    assert load.failed == []
    assert Browser(site).get("/healthz").status_code == 200


def test_a_release_that_cannot_run_is_never_switched_to(converged: Played, site: Site) -> None:
    started = "systemctl show silabo-web -P ExecMainStartTimestampMonotonic"
    before = site.machine.ssh(started).stdout
    worse = site.release("worse", {"wsgi.py": BROKEN})
    played = site.play(silabo_release_archive=str(worse))

    assert played.code != 0
    assert serving(site) == "first"
    assert site.machine.ssh(started).stdout == before
