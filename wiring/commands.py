"""Hands the `flask` commands what they need of other rooms."""

import math
import os
from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

import click
from peewee import PeeweeException

from lti_app.cli import (
    audit,
    backup,
    course_deleting,
    course_limits,
    course_showing,
    courses,
    curated,
    database,
    doctor,
    documents,
    drafts,
    evaluate,
    export,
    index,
    keys,
    models,
    person,
    platforms,
    queue,
    report,
    retention,
    settings,
)
from lti_app.cli.course_deleting import Deleting
from lti_app.cli.settings import SettingLine
from lti_app.cli.version import version
from lti_app.lti.examination import examine as examine_platforms
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.erasure_log import ErasureFile
from silabo.storage import embeddings
from silabo.storage.audit import Acting, Doer, acting
from tasks.course_erasing import erase_courses
from tasks.index_repair import rebuild, tried
from tasks.retention import retain
from wiring.doctor.copies import examine_copy, examine_rehearsal
from wiring.doctor.examination import examine
from wiring.doctor.mail import examine_letter
from wiring.evaluation import embedding, runs_server
from wiring.folder_errors import not_kept
from wiring.index import trial_of_meaning
from wiring.model_lines import model_lines
from wiring.parts import System
from wiring.registered_models import pull
from wiring.settings import PREFIX, Settings
from wiring.settings.values import PASSWORD
from wiring.writing import new_code


def install_commands(system: System, problems: Sequence[str]) -> None:
    """Put the commands on the application."""
    commands = system.app.cli
    for command in (
        version,
        queue.group(),
        drafts.group(),
        curated.group(),
        audit.group(),
        export.group(new_code),
    ):
        commands.add_command(command)
    for each in (report.command(), person.group(system.web.personal), documents.group(system.web)):
        commands.add_command(each)
    commands.add_command(settings.command(setting_lines(system.settings), problems))
    commands.add_command(
        doctor.command(
            lambda: examine(system.settings, system.checkup, problems),
            lambda to: examine_letter(system.settings, system.parts, to),
        )
    )
    commands.add_command(database.group(system.settings.data_dir))
    commands.add_command(_courses(system))
    commands.add_command(
        retention.group(system.settings.retention, lambda: retain(system.parts, for_s=math.inf)[0])
    )
    commands.add_command(models.group(model_lines(system.settings), partial(pull, system.settings)))
    commands.add_command(
        backup.group(
            lambda against, until: examine_copy(system.settings, against, until),
            lambda: examine_rehearsal(system.settings, system.parts),
        )
    )
    commands.add_command(_index(system))
    commands.add_command(keys.group(system.settings.keys_dir))
    commands.add_command(platforms.group(system.lti, lambda: examine_platforms(system.lti)))
    commands.add_command(evaluate.command(EmbeddedIndex, embedding(system.settings), runs_server))
    for command in commands.commands.values():
        _in_sentences(command, system.settings)


def _courses(system: System) -> click.Group:
    group = courses.group(
        system.settings.zone,
        [model.name for model in system.settings.chain],
        [model.name for model in system.settings.pickable],
    )
    log = ErasureFile(system.settings.data_dir / "erased-courses")
    deleting = Deleting(go_on=lambda: erase_courses(system.parts), log=log)
    kept = retention.course_command(system.settings.retention)
    caps = system.web.caps
    showing = course_showing.command(system.settings.retention, caps)
    limits = course_limits.commands(caps)
    for each in (*course_deleting.commands(deleting), kept, showing, *limits):
        group.add_command(each)
    return group


def _index(system: System) -> click.Group:
    held, chosen = system.parts.index, system.settings
    return index.group(
        lambda: tried(held, trial_of_meaning(chosen, held)),
        lambda course: rebuild(held, course),
        embeddings.forget,
    )


def _in_sentences(command: click.Command, settings: Settings) -> None:
    """Let a folder or a database that cannot be written end it with a sentence."""
    if isinstance(command, click.Group):
        for each in command.commands.values():
            _in_sentences(each, settings)
    elif command.callback is not None:
        command.callback = _said(command.callback, settings)


def _said(callback: Callable[..., Any], settings: Settings) -> Callable[..., Any]:
    @wraps(callback)
    def run(*given: Any, **named: Any) -> Any:
        try:
            with acting(Acting(Doer.COMMAND, source=f"uid {os.getuid()}")):
                return callback(*given, **named)
        except (OSError, PeeweeException) as error:
            if isinstance(error, OSError) and error.filename is None:
                raise  # of a connection, or of nothing that a setting names
            raise click.ClickException(not_kept(settings, error)) from error

    return run


def setting_lines(chosen: Settings) -> list[SettingLine]:
    """Every setting as it is shown."""
    return [
        SettingLine(
            name=f"{PREFIX}{name.upper()}",
            value=_shown(getattr(chosen, name)),
            given=name in chosen.model_fields_set,
            help=field.description or "",
        )
        for name, field in Settings.model_fields.items()
    ]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else PASSWORD.sub("***", str(value))
