"""`flask courses delete | delete-again`: the end of a course, and of those that a backup brought
back.
"""

from collections.abc import Callable
from dataclasses import dataclass

import click

from silabo.domain.errors import NotFoundError, ServiceError
from silabo.domain.ports import ErasureLog
from silabo.storage import course_erasing, courses
from silabo.storage.course_erasing import CourseBelongings

STAYS = (
    "It stays: what the audit says of it, with ids that lead nowhere; letters that have arrived;"
    " backups until their end (after a restore: `flask courses delete-again`)."
)


@dataclass(frozen=True, slots=True)
class Deleting:
    """The outside of a course's end: `go_on` forgets what of courses is out of reach, and `log`
    keeps which courses those were, beside the database.
    """

    go_on: Callable[[], int]
    log: ErasureLog

    def delete(self, course_id: int) -> None:
        """Put a course out of reach and forget it. Raises `NotFoundError`."""
        found = {each.id: each.public_id for each in courses.listed()}
        if course_id not in found:
            raise NotFoundError
        self.log.note(found[course_id])  # first: what a crash leaves is made good by `again`
        course_erasing.begin(course_id)
        self.go_on()

    def again(self) -> int:
        """Delete those again that a restored backup has brought back; return how many they were."""
        noted = set(self.log.noted())
        back = [each.id for each in courses.listed() if each.public_id in noted]
        for course_id in back:
            course_erasing.begin(course_id)
        self.go_on()
        return len(back)


def commands(deleting: Deleting) -> tuple[click.Command, ...]:
    """The commands."""
    return _delete(deleting), _delete_again(deleting)


def _delete(deleting: Deleting) -> click.Command:
    @click.command("delete", help="Forget a course for good, with whoever is in no other one.")
    @click.argument("number", type=int)
    @click.option("--dry-run", is_flag=True, help="Only say what would go.")
    @click.option("--yes", is_flag=True, help="Do not ask.")
    def delete(number: int, *, dry_run: bool, yes: bool) -> None:
        try:
            theirs = course_erasing.belongings(number)
        except NotFoundError as error:
            raise click.UsageError(f"there is no course {number}: `flask courses list`") from error
        (title,) = (each.title for each in courses.listed() if each.id == number)
        click.echo(f"{number}  {title}")
        if dry_run:
            click.echo(f"Would go: {_counts(theirs)}.")
            return
        if not yes:
            click.confirm(f"{_counts(theirs)}: delete? It cannot be taken back", abort=True)
        try:
            deleting.delete(number)
        except ServiceError:
            _say_whether_it_goes(number)
            raise
        if not _say_whether_it_goes(number):
            click.echo(f"Gone: {_counts(theirs)}.")
        click.echo(STAYS)

    return delete


def _delete_again(deleting: Deleting) -> click.Command:
    @click.command("delete-again", help="After a restore: delete what the backup brought back.")
    def delete_again() -> None:
        click.echo(f"Courses that the restored copy had, and that are gone: {deleting.again()}.")

    return delete_again


def _say_whether_it_goes(number: int) -> bool:
    going = number in course_erasing.going()
    if going:
        click.echo("It is out of reach; upkeep forgets the rest.")
    return going


def _counts(theirs: CourseBelongings) -> str:
    return (
        f"documents {theirs.documents}, files {theirs.files}, passages {theirs.passages} (as many"
        f" in the index), questions {theirs.questions}, answers {theirs.answers}, model calls"
        f" {theirs.model_calls}, letters {theirs.letters}, decisions {theirs.decisions}, launches"
        f" {theirs.launches}, members {theirs.members}, of them erased, as they are in no other"
        f" course, {theirs.only_there}"
    )
