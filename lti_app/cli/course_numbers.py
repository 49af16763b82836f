"""Courses by the numbers that `flask courses list` names."""

import click

from silabo.storage import courses


def check_course(number: int) -> None:
    """Raise `UsageError` where no course has this number."""
    if number not in {each.id for each in courses.listed()}:
        raise click.UsageError(f"there is no course {number}: `flask courses list`")
