"""`flask lti`: invites, registrations and what is wrong with them."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

import click
from flask.cli import AppGroup

from lti_app import tokens
from lti_app.cli.doctor import Finding, report
from lti_app.lti.options import LtiOptions
from silabo.storage import platforms, registrations
from silabo.storage.registrations import Registered

MOODLE_PATHS = {
    "login_url": "/mod/lti/auth.php",
    "token_url": "/mod/lti/token.php",
    "key_set_url": "/mod/lti/certs.php",
}


def group(options: LtiOptions, examine: Callable[[], Sequence[Finding]]) -> AppGroup:
    """The commands of registrations; `examine` asks every platform."""
    commands = AppGroup("lti", help="Learning platforms that may open this tool.")

    @commands.command("invite", help="Print a one-time address that registers a platform.")
    @click.option("--name", required=True, help="what you call the platform")
    def invite(name: str) -> None:
        token = tokens.fresh()
        until = registrations.invite(tokens.digest(token), name)
        click.echo(f"{options.address}/lti/register?invite={quote(token)}")
        click.echo(
            f"Good once, until {until:%Y-%m-%d %H:%M} UTC. Paste it into Moodle: Site"
            " administration, Plugins, Activity modules, External tool, Manage tools,"
            " “Add LTI Advantage”.",
            err=True,
        )

    commands.add_command(_add())
    commands.add_command(_list())
    commands.add_command(_show())
    for word, state in (("approve", "active"), ("disable", "disabled")):
        commands.add_command(_set_state(word, state))

    @commands.command("doctor", help="Ask every platform, compare clocks, say what to mend.")
    def doctor() -> None:
        report(examine())

    return commands


def _add() -> click.Command:
    @click.command("add", help="Register a platform by hand, or renew its registration.")
    @click.option("--name", required=True, help="what you call the platform")
    @click.option("--moodle", help="address of a Moodle: gives issuer and endpoints at once")
    @click.option("--issuer", help="issuer, as its tokens name it")
    @click.option("--client-id", required=True)
    @click.option("--deployment", "deployments", multiple=True, required=True)
    @click.option("--login-url", help="authentication request URL")
    @click.option("--token-url", help="access token URL")
    @click.option("--key-set-url", help="public keyset URL")
    def add(
        *,
        name: str,
        moodle: str | None,
        client_id: str,
        deployments: tuple[str, ...],
        **given: str | None,
    ) -> None:
        base = (moodle or "").rstrip("/")
        values = {key: base + path for key, path in MOODLE_PATHS.items()} if moodle else {}
        values |= {"issuer": base} if moodle else {}
        values |= {key: value for key, value in given.items() if value}
        missing = {"issuer", *MOODLE_PATHS} - set(values)
        if missing:
            options = ", ".join(f"--{each.replace('_', '-')}" for each in sorted(missing))
            raise click.UsageError(f"Give --moodle, or else: {options}")
        platform_id = registrations.keep(
            platforms.Registration(
                name=name, client_id=client_id, deployments=deployments, **values
            ),
            state="active",
            family="moodle" if moodle else "",
            granted={},
        )
        click.echo(f"Registered as number {platform_id}; `flask lti doctor` asks it.")

    return add


def _list() -> click.Command:
    @click.command(
        "list", help="Every registration: number, state, issuer, client id, last launch."
    )
    def show_all() -> None:
        for each in registrations.listed():
            click.echo(
                f"{each.platform.id}  {each.state:9} {each.platform.issuer}"
                f"  {each.platform.client_id}  {each.platform.name}  last launch: {_last(each)}"
            )

    return show_all


def _show() -> click.Command:
    @click.command("show", help="All about one registration.")
    @click.argument("number", type=int)
    def show(number: int) -> None:
        each = _find(number)
        platform = each.platform
        click.echo(f"{platform.name}: {each.state}, {each.family or 'unknown family'}")
        for label, value in (
            ("issuer", platform.issuer),
            ("client id", platform.client_id),
            ("deployments", ", ".join(each.deployments)),
            ("sign-in", platform.login_url),
            ("tokens", platform.token_url),
            ("keys", platform.key_set_url),
            ("granted", ", ".join(sorted(k for k, v in each.granted.items() if v))),
            ("last launch", _last(each)),
        ):
            click.echo(f"  {label}: {value or '-'}")
        for refusal in each.refusals:
            click.echo(
                f"  refused {refusal.happened_at:%Y-%m-%d %H:%M}: {refusal.code},"
                f" reference {refusal.reference}"
            )
        for moment, event, detail in registrations.audit(number):
            click.echo(f"  {moment:%Y-%m-%d %H:%M} {event} {detail}".rstrip())

    return show


def _set_state(word: str, state: str) -> click.Command:
    @click.command(word, help=f"Make a registration {state}.")
    @click.argument("number", type=int)
    def change(number: int) -> None:
        platform = _find(number).platform
        registrations.set_state(number, state)
        ended = "; its sessions and API tokens have ended" if state == "disabled" else ""
        click.echo(f"{platform.name} is {state}{ended}.")

    return change


def _find(number: int) -> Registered:
    for each in registrations.listed():
        if each.platform.id == number:
            return each
    raise click.UsageError(f"There is no registration {number}; `flask lti list` shows them.")


def _last(each: Registered) -> str:
    return f"{each.last_launch_at:%Y-%m-%d %H:%M} UTC" if each.last_launch_at else "never"
