"""Nothing is lost and nothing comes twice, whatever dies meanwhile."""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from silabo.domain.errors import LeaseLostError
from silabo.domain.questions import ClaimedQuestion
from silabo.storage import questions
from silabo.storage.tables import Answer, Delivery, Question
from tests import seeds

ROOT = Path(__file__).parents[2]
ANSWERING = """
import sys
from silabo.storage import database, questions
from tests import seeds

database.bind(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
while (claimed := questions.claim(sys.argv[2])) is not None:
    seeds.record(claimed)
    print(claimed.public_id, flush=True)
"""
DYING = """
import os, signal, sys
from silabo.storage import database, questions
from tests import seeds

database.bind(sys.argv[1])
claimed = questions.claim("dying")
with database.connection():
    chosen = database.database.obj
    execute = chosen.execute_sql

    def dying(statement, *args, **kwargs):
        if statement.replace('"', "").replace("`", "").startswith(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(statement, *args, **kwargs)

    chosen.execute_sql = dying
    seeds.record(claimed)
"""


def start(url: str, worker: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ANSWERING, url, worker]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_two_processes_answer_each_question_once_while_others_are_asked(db: str) -> None:
    people = [seeds.member(sub=str(number)) for number in range(20)]
    asked = [seeds.ask(each).public_id for each in people + people]
    workers = [start(db, f"host:{number}") for number in (1, 2)]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    asked += [seeds.ask(each).public_id for each in people[:5]]
    outputs = [worker.communicate(timeout=50)[0].split() for worker in workers]
    while (left := questions.claim(seeds.WORKER)) is not None:  # asked after both had ended
        seeds.record(left)
        outputs[0].append(left.public_id)

    assert [worker.returncode for worker in workers] == [0, 0]
    assert sorted(outputs[0] + outputs[1]) == sorted(asked)
    assert Answer.select().count() == Delivery.select().count() == len(asked)


@pytest.mark.parametrize("statement", ["UPDATE", "INSERT INTO citation", "INSERT INTO delivery"])
def test_a_worker_killed_while_it_records_leaves_the_question_to_the_next(
    db: str, statement: str
) -> None:
    asked = seeds.ask(seeds.member())
    command = [sys.executable, "-c", DYING, db, statement]
    killed = subprocess.run(command, timeout=50, check=False, cwd=ROOT)
    half = [table.select().count() for table in (Answer, Delivery)]
    seeds.overdue(Question)
    swept = questions.sweep()
    claimed = seeds.claim_question()
    seeds.record(claimed)

    assert killed.returncode == -9
    assert half == [0, 0]
    assert swept == (1, [])
    assert (claimed.public_id, claimed.attempt) == (asked.public_id, 2)
    assert Answer.select().count() == Delivery.select().count() == 1


class Schedule:
    """Workers that answer, fail, die and come back as zombies, in an order that a seed gives."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.people = [seeds.member(sub=str(number)) for number in range(5)]
        self.asked: list[tuple[tuple[int, int], str]] = []
        self.held: list[ClaimedQuestion] = []
        self.zombies: list[ClaimedQuestion] = []
        self.removed: set[str] = set()

    def step(self) -> None:
        acts = [self.ask, self.claim, self.claim, self.record, self.fail, self.die, self.zombie]
        self.chance.choice([*acts, self.remove])()

    def ask(self) -> None:
        who = self.chance.choice(self.people)
        self.asked.append((who, seeds.ask(who).public_id))

    def claim(self) -> None:
        seeds.due(Question)
        claimed = questions.claim(seeds.WORKER)
        if claimed is not None:
            self.held.append(claimed)

    def record(self) -> None:
        if self.held:
            self.end(seeds.record)

    def fail(self) -> None:
        counted = self.chance.random() < 0.7
        if self.held:
            self.end(lambda claimed: questions.give_back(claimed, "bad", 0.5, counted=counted))

    def end(self, how: Callable[[ClaimedQuestion], object]) -> None:
        claimed = self.held.pop(self.chance.randrange(len(self.held)))
        try:
            how(claimed)
        except LeaseLostError:
            assert claimed.public_id in self.removed

    def die(self) -> None:
        seeds.overdue(Question)
        questions.sweep()
        self.zombies += self.held
        self.held = []

    def zombie(self) -> None:
        if self.zombies:
            with pytest.raises(LeaseLostError):
                seeds.record(self.chance.choice(self.zombies))

    def remove(self) -> None:
        left = [(who, name) for who, name in self.asked if name not in self.removed]
        if left:
            (person, course), name = self.chance.choice(left)
            questions.remove(course, person, name)
            self.removed.add(name)

    def finish(self) -> None:
        self.die()
        while True:
            self.claim()
            if not self.held:
                return
            self.record()


@pytest.mark.parametrize("seed", range(4))
def test_in_any_order_of_faults_each_question_ends_once(db: str, seed: int) -> None:
    schedule = Schedule(seed)
    for _ in range(200):
        schedule.step()
    schedule.finish()
    kept = {row.public_id: row for row in Question.select() if row.state != "cancelled"}
    answers = [row.question.public_id for row in Answer.select()]
    failed = [row for row in kept.values() if row.state == "failed"]
    letters = Delivery.select().where(Delivery.kind == "answer").count()

    assert set(kept) == {name for _, name in schedule.asked} - schedule.removed
    assert sorted(answers) == sorted(name for name in kept if kept[name].state == "answered")
    assert len(answers) == len(set(answers)) == letters
    assert len(answers) + len(failed) == len(kept)
    assert all(row.attempt >= 5 for row in failed)
