"""`flask documents import`: takes files of folders into a course, once or as long as it runs."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click
from tqdm import tqdm  # type: ignore[import-untyped]

from lti_app import imports, language
from lti_app.cli.groups import ToolGroup
from lti_app.imports import Import, WhatBecame
from lti_app.parts import Parts
from silabo.storage import courses
from silabo.wording import error_sentences
from silabo.wording.catalogues import DEFAULT

LOOK_S = 2.0
STILL_S = 5.0


def group(parts: Parts, sleep: Callable[[float], None] = time.sleep) -> ToolGroup:
    """The commands of documents, over the parts of the web application."""
    commands = ToolGroup("documents", help="The documents of courses.")

    @commands.command("import", help="Take files, or those of folders, into a course.")
    @click.argument("course", type=int)
    @click.argument(
        "paths",
        nargs=-1,
        required=True,
        type=click.Path(exists=True, readable=True, path_type=Path),
    )
    @click.option("--watch", is_flag=True, help="Go on, and take what is put there, until stopped.")
    def take(course: int, paths: tuple[Path, ...], *, watch: bool) -> None:
        if course not in {each.id for each in courses.listed()}:
            raise click.UsageError(f"there is no course {course}; `flask courses list` names them")
        language.use(DEFAULT)
        if watch:
            _follow(parts, course, paths, sleep)
            return
        files = imports.found_in(paths)
        counts = _take_all(parts, course, files)
        _sum_up(counts)
        if counts[WhatBecame.REFUSED]:
            raise click.exceptions.Exit(1)

    return commands


def _take_all(parts: Parts, course: int, files: Sequence[Path]) -> Counter[WhatBecame]:
    counts: Counter[WhatBecame] = Counter()
    with tqdm(files, unit="file", dynamic_ncols=True, disable=None) as bar:
        for path in bar:
            bar.set_postfix_str(path.name[:30])
            done = imports.take(parts, course, path)
            counts[done.taken] += 1
            if done.error is not None:
                bar.write(_said(done))
    return counts


def _follow(
    parts: Parts, course: int, paths: Iterable[Path], sleep: Callable[[float], None]
) -> None:
    folders = [path for path in paths if path.is_dir()]
    if not folders:
        raise click.UsageError("--watch needs a folder")
    watch = imports.Watch(folders, still_s=STILL_S)
    click.echo(f"Watching {', '.join(map(str, folders))}; Ctrl+C ends it.")
    try:
        while True:
            for path in watch.whole(time.monotonic()):
                click.echo(_said(imports.take(parts, course, path)))
            sleep(LOOK_S)
    except KeyboardInterrupt:
        click.echo("No longer watching.")


def _said(done: Import) -> str:
    if done.error is None:
        return f"{done.taken:<9}{done.path}"
    reason = error_sentences.sentence("en", done.error.code, done.error.values)
    return f"{done.taken:<9}{done.path}: {reason}"


def _sum_up(counts: Counter[WhatBecame]) -> None:
    if not counts:
        click.echo("There is no file that can be read.")
        return
    click.echo(", ".join(f"{counts[taken]} {taken}" for taken in WhatBecame) + ".")
    if counts[WhatBecame.ADDED] or counts[WhatBecame.REPLACED]:
        click.echo("The workers read what is new; what it replaces answers until then.")
