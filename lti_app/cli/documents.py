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
        counts = _take_all(parts, course, paths)
        _sum_up(counts)
        if counts[WhatBecame.REFUSED] or counts[WhatBecame.FAILED]:
            raise click.exceptions.Exit(1)

    return commands


def _take_all(parts: Parts, course: int, paths: Sequence[Path]) -> Counter[WhatBecame]:
    counts: Counter[WhatBecame] = Counter()
    files = imports.named(paths)
    with tqdm(files.items(), unit="file", dynamic_ncols=True, disable=None) as bar:
        for path, name in bar:
            bar.set_postfix_str(path.name[:30])
            done = imports.take(parts, course, path, name)
            counts[done.taken] += 1
            if done.why:
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
            whole = watch.whole(time.monotonic())
            names = imports.named(folders) if whole else {}
            for path in whole:
                if path not in names:  # taken away meanwhile
                    continue
                done = imports.take(parts, course, path, names[path])
                click.echo(_said(done))
                if done.taken is WhatBecame.FAILED:
                    watch.again(path, time.monotonic())
            sleep(LOOK_S)
    except KeyboardInterrupt:
        click.echo("No longer watching.")


def _said(done: Import) -> str:
    reason = f": {done.why}" if done.why else ""
    return f"{done.taken:<9}{done.path}{reason}"


def _sum_up(counts: Counter[WhatBecame]) -> None:
    if not counts:
        click.echo("There is no file that can be read.")
        return
    click.echo(", ".join(f"{counts[taken]} {taken}" for taken in WhatBecame) + ".")
    if counts[WhatBecame.ADDED] or counts[WhatBecame.REPLACED]:
        click.echo("The workers read what is new; what it replaces answers until then.")
