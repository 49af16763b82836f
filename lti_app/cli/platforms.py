"""`flask lti`: invites, registrations and what is wrong with them."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

import click

from lti_app import tokens
from lti_app.cli.doctor import report
from lti_app.cli.groups import ToolGroup
from lti_app.cli.platform_lines import about, line_of
from lti_app.lti import moodle as moodle_lms
from lti_app.lti.options import LtiOptions
from lti_app.lti.registration_answers import LONGEST_ISSUER
from lti_app.lti.untrusted import LONGEST_URL, TEXT_LIMIT, is_id, is_plain
from silabo.domain.errors import LaunchError
from silabo.domain.findings import Finding
from silabo.storage import platforms, registrations
from silabo.storage.registrations import Registered
from silabo.wording.catalogues import LANGUAGES

NAME = "what you call the platform; without it, what the platform calls itself"


def group(options: LtiOptions, examine: Callable[[], Sequence[Finding]]) -> ToolGroup:
    """The commands of registrations; `examine` asks every platform."""
    commands = ToolGroup("lti", help="Learning platforms that may open this tool.")

    @commands.command("invite", help="Print a one-time address that registers a platform.")
    @click.option("--name", callback=_name, help=NAME)
    @click.option("--language", type=click.Choice(LANGUAGES), help="of the page that it opens")
    def invite(name: str, language: str | None) -> None:
        token = tokens.fresh()
        until = registrations.invite(tokens.digest(token), name)
        spoken = f"&ui_locales={language}" if language else ""
        click.echo(f"{options.address}/lti/register?invite={quote(token)}{spoken}")
        click.echo(
            f"Good once, until {until:%Y-%m-%d %H:%M} UTC. {moodle_lms.WHERE_TO_PASTE}",
            err=True,
        )

    commands.add_command(_add(options))
    commands.add_command(_list())
    commands.add_command(_show())
    commands.add_command(_approve())
    commands.add_command(_disable())

    @commands.command("doctor", help="Ask every platform, compare clocks, say what to mend.")
    def doctor() -> None:
        report(examine())

    return commands


def _add(options: LtiOptions) -> click.Command:
    @click.command("add", help="Register a platform by hand, or renew its registration.")
    @click.option("--name", callback=_name, help=NAME)
    @click.option("--moodle", help="address of a Moodle: gives issuer and endpoints at once")
    @click.option("--issuer", help="issuer, as its tokens name it")
    @click.option("--client-id", required=True, callback=_id)
    @click.option("--deployment", "deployments", multiple=True, required=True, callback=_id)
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
        values = {key: base + path for key, path in moodle_lms.PATHS.items()} if moodle else {}
        values |= {"issuer": base} if moodle else {}
        values |= {key: value for key, value in given.items() if value}
        missing = {"issuer", *moodle_lms.PATHS} - set(values)
        if missing:
            absent = ", ".join(f"--{each.replace('_', '-')}" for each in sorted(missing))
            raise click.UsageError(f"Give --moodle, or else: {absent}")
        for key, each in values.items():
            longest = LONGEST_ISSUER if key == "issuer" else LONGEST_URL
            _check_address(each, longest, options)
        number = registrations.keep(
            platforms.Registration(
                name=name, client_id=client_id, deployments=deployments, **values
            ),
            family=moodle_lms.FAMILY if moodle else "",
        )
        click.echo(f"Registered as number {number}; `flask lti doctor` asks it.")
        if not platforms.get(number).active:
            click.echo(f"It is disabled: `flask lti approve {number}` lets it launch.")

    return add


def _list() -> click.Command:
    @click.command(
        "list", help="Every registration: number, state, issuer, client id, last launch."
    )
    def show_all() -> None:
        lines = [line_of(each) for each in registrations.listed()]
        for line in lines or ["None is registered: `flask lti invite` begins."]:
            click.echo(line)

    return show_all


def _show() -> click.Command:
    @click.command("show", help="All about one registration.")
    @click.argument("number", type=int)
    def show(number: int) -> None:
        for line in about(_find(number), registrations.done(number)):
            click.echo(line)

    return show


def _approve() -> click.Command:
    @click.command(
        "approve",
        help="Let a disabled platform launch again, or one more deployment of an active one.",
    )
    @click.argument("number", type=int)
    @click.option("--deployment", callback=_id, help="id of one more deployment of the platform")
    def approve(number: int, deployment: str | None) -> None:
        platform = _find(number).platform
        if deployment is None:
            registrations.set_state(number, "active")
            click.echo(f"{platform.name} is active.")
        elif platform.active:
            registrations.add_deployment(number, deployment)
            click.echo(f"{platform.name} may launch from deployment {deployment} too.")
        else:
            raise click.UsageError(
                f"{platform.name} is disabled, and a deployment does not change that:"
                f" `flask lti approve {number}` first."
            )

    return approve


def _disable() -> click.Command:
    @click.command("disable", help="End a platform's sessions and API tokens; it cannot launch.")
    @click.argument("number", type=int)
    def disable(number: int) -> None:
        name = _find(number).platform.name
        registrations.set_state(number, "disabled")
        click.echo(f"{name} is disabled; its sessions and API tokens have ended.")

    return disable


def _find(number: int) -> Registered:
    for each in registrations.listed():
        if each.platform.id == number:
            return each
    raise click.UsageError(f"There is no registration {number}; `flask lti list` shows them.")


def _name(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    if value is None:
        return ""
    name = " ".join(value.split())
    if not name or len(name) > TEXT_LIMIT or not name.isprintable():
        raise click.BadParameter(f"write one line of at most {TEXT_LIMIT} characters")
    return name


def _id(
    _context: click.Context, _option: click.Parameter, value: str | tuple[str, ...] | None
) -> str | tuple[str, ...] | None:
    for each in (value,) if isinstance(value, str) else value or ():
        if not is_id(each):
            raise click.BadParameter("an id has 1 to 255 printable ASCII characters")
    return value


def _check_address(url: str, longest: int, options: LtiOptions) -> None:
    try:
        options.outside.check(url)
    except LaunchError as error:
        raise click.UsageError(f"This is no address that may be asked: {url}") from error
    if not is_plain(url) or " " in url:
        raise click.UsageError(f"An address is plain ASCII without spaces: {url}")
    if len(url) > longest:
        raise click.UsageError(f"This address has more than {longest} characters: {url}")
