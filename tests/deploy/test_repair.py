"""What somebody broke is mended by the next run, and a machine that boots goes on by itself."""

import pytest

from tests.deploy.machine import NAME
from tests.deploy.people import House, Person, until
from tests.deploy.playbook import SECRETS, Played, Site

pytestmark = pytest.mark.deploy

BREAKS = (
    "rm /etc/systemd/system/silabo-answers.service",
    "sed -i 's/Strict-Transport-Security/Nothing/' /etc/nginx/conf.d/silabo.conf",
    "systemctl disable --now redis-server",
    "chmod 644 /etc/silabo/secrets/weaviate_key",
)
REPLACED = (
    "vault_silabo_database_password",
    "vault_silabo_redis_password",
    "vault_silabo_weaviate_key",
)
UNITS = (
    *("silabo-web", "silabo-answers", "silabo-tasks", "nginx", "redis-server"),
    *("weaviate", "ollama", "postgresql@15-main"),
)
MENDED = {
    "Units of the workers",
    "The site",
    "Redis runs",
    "Secrets, which the units hand over as credentials",
}


def test_only_what_was_broken_is_mended(student: Person, site: Site) -> None:
    for each in BREAKS:
        site.machine.ssh(each)
    mended = site.play()
    again = site.play()

    assert mended.code == 0, mended.output[-4000:]
    assert mended.changed_tasks >= MENDED
    assert mended.changed_tasks - MENDED <= {"Reload nginx"}, mended.changed_tasks
    assert again.changed == 0
    assert student.answer(student.ask().json()["id"])["state"] == "answered"


@pytest.mark.row("fault-49")
def test_questions_that_wait_are_answered_after_a_boot(
    student: Person, town: House, site: Site
) -> None:
    site.machine.ssh("systemctl stop silabo-answers")
    letters = town.letters()
    waiting = [student.ask().json()["id"] for _ in range(5)]
    site.machine.reboot()
    until(
        lambda: site.machine.ssh("systemctl is-active nginx silabo-web", check=False).stdout,
        lambda states: states.split() == ["active", "active"],
    )

    assert [student.answer(each)["state"] for each in waiting] == ["answered"] * 5
    until(town.letters, lambda count: count >= letters + 5)
    assert town.doubled() == []
    assert site.machine.ssh("systemctl --failed --no-legend").stdout == ""


def test_what_is_killed_comes_back_by_itself(student: Person, site: Site) -> None:
    before = numbers(site)
    site.machine.ssh(f"systemctl kill --kill-whom=main --signal=KILL {' '.join(UNITS)}")
    until(lambda: numbers(site), lambda now: not {"MainPID=0", *before} & set(now), within_s=120)
    asked = until(student.ask, lambda response: response.status_code == 201)

    assert len(before) == len(UNITS)
    assert student.answer(asked.json()["id"])["state"] == "answered"


def numbers(site: Site) -> list[str]:
    """The processes that the units consist of now."""
    return site.machine.ssh(f"systemctl show --property=MainPID {' '.join(UNITS)}").stdout.split()


def test_a_database_that_lost_its_password_gets_it_again(converged: Played, site: Site) -> None:
    site.machine.ssh(
        "runuser -u postgres -- psql -c \"ALTER ROLE silabo PASSWORD 'another'\"", timeout_s=30
    )
    mended = site.play()

    assert mended.code == 0
    assert mended.changed_tasks == {"The user, its password and the database"}


def test_secrets_that_became_known_are_replaced(student: Person, site: Site) -> None:
    fresh = {name: f"another-{number}-for-each-7e21b0" for number, name in enumerate(REPLACED)}
    replaced, again = site.play(**fresh), site.play(**fresh)
    answered = student.answer(student.ask().json()["id"])
    old = "\n".join(SECRETS[name] for name in REPLACED)
    left = site.machine.ssh(
        "cat > /srv/old; grep -rlFf /srv/old /etc /opt/silabo /var/lib/silabo; rm /srv/old",
        text=old,
        check=False,
    ).stdout
    back = site.play()

    assert (replaced.code, again.changed) == (0, 0), (replaced.output + again.output)[-4000:]
    assert answered["state"] == "answered"
    assert left == ""
    assert back.code == 0, back.output[-4000:]


def test_a_certificate_that_ends_soon_is_told_by_letter(
    converged: Played, town: House, site: Site
) -> None:
    looked = site.machine.ssh("systemctl start silabo-certificate", check=False)
    (told, *_) = until(
        lambda: [
            str(each.message["Subject"])
            for each in town.relay.journal
            if "certificate" in str(each.message["Subject"])
        ],
        bool,
    )
    site.machine.ssh("systemctl reset-failed silabo-certificate")

    assert looked.returncode != 0  # the test's own is good for two days
    assert NAME in told
