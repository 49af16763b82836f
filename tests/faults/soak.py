"""`python -m tests.faults.soak --minutes N`: questions, and a seeded chance that ends, stops and
cuts what serves them. Prints the seed and what became of every question; fails if one was lost.
"""

import argparse
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import requests

from silabo.storage import database
from tests import seeds
from tests.faults.house import ANSWERS, OTHERS, House
from tests.services.postgresql import Postgresql
from tests.services.redis import Redis
from tests.services.running import Process

STUDENTS = 5
PAUSE_S = (2.0, 8.0)  # between two blows
ASK_EVERY_S = 0.5
SETTLE_S = 240


class Soak:
    """One house on servers of its own, under blows."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Start everything."""
        self.chance = random.Random(seed)
        self.postgresql = Postgresql(folder / "postgresql")
        self.redis = Redis(folder / "redis")
        self.house = House(folder, self.postgresql.new_database("soak"), self.redis.url)
        self.house.prepare()
        members = [seeds.member(sub=f"s{number}") for number in range(STUDENTS)]
        self.tokens = [self.house.token(who) for who in members]
        database.close_all()  # the blows are for the others' connections
        self.web = self.house.web()
        self.workers = {
            name: self.house.worker(queues)
            for name, queues in (("first", ANSWERS), ("second", ANSWERS), ("others", OTHERS))
        }
        self.ending = threading.Event()
        self.blows: Counter[str] = Counter()

    def run(self, minutes: float) -> bool:
        """Ask and strike for so long, then let all come to rest; True when nothing was lost."""
        students = [threading.Thread(target=self._ask, args=(each,)) for each in self.tokens]
        for student in students:
            student.start()
        until = time.monotonic() + minutes * 60
        while time.monotonic() < until:
            self.chance.choice(self._acts())()
            time.sleep(self.chance.uniform(*PAUSE_S))
        self.ending.set()
        for student in students:
            student.join(120)
        rested = self.house.settled(SETTLE_S)
        report = self.house.report()
        say(f"blows: {dict(sorted(self.blows.items()))}")
        say(
            f"asked {len(self.house.accepted)}, lost {len(report.lost)}, duplicated"
            f" {len(report.duplicated)}, unexpected {len(report.unexpected)}, recovered"
            f" {report.recovered}, at rest {rested}"
        )
        return rested and report.clean

    def end(self) -> None:
        """End every process."""
        self.house.end()
        self.redis.process.stop()
        self.postgresql.process.stop()

    def _ask(self, token: str) -> None:
        while not self.ending.is_set():
            key = uuid4().hex
            while not self._accepted(token, key):
                time.sleep(0.2)
            self.ending.wait(ASK_EVERY_S)

    def _accepted(self, token: str, key: str) -> bool:
        try:
            return self.house.ask(token, key=key, timeout_s=30).status_code in (200, 201)
        except requests.RequestException:
            return False

    def _acts(self) -> list[Callable[[], None]]:
        return [
            self._kill_worker,
            self._kill_worker,
            self._end_worker,
            self._hold_worker,
            self._kill_web,
            self._flush_redis,
            self._kill_redis,
            self._cut_connections,
            self._kill_postgresql,
        ]

    def _kill_worker(self) -> None:
        self._blow("worker killed")
        name = self.chance.choice(sorted(self.workers))
        self.workers[name].kill_group()
        self.workers[name] = self._again(name)

    def _end_worker(self) -> None:
        self._blow("worker told to end")
        name = self.chance.choice(sorted(self.workers))
        self.workers[name].stop()
        self.workers[name] = self._again(name)

    def _hold_worker(self) -> None:
        self._blow("worker held for 3 s")
        worker = self.workers[self.chance.choice(sorted(self.workers))]
        worker.signal_group(signal.SIGSTOP)
        time.sleep(3)
        worker.signal_group(signal.SIGCONT)

    def _kill_web(self) -> None:
        self._blow("web killed")
        self.web.kill_group()
        self.web = self.house.web()

    def _flush_redis(self) -> None:
        self._blow("redis flushed")
        self.redis.client().flushall()

    def _kill_redis(self) -> None:
        self._blow("redis killed")
        self.redis.process.kill()
        time.sleep(self.chance.uniform(0, 3))
        self.redis.process.restart()
        self.redis.await_ready()

    def _cut_connections(self) -> None:
        self._blow("connections cut")
        self.postgresql.cut_connections()

    def _kill_postgresql(self) -> None:
        self._blow("postgresql killed")
        self.postgresql.kill_and_restart()

    def _again(self, name: str) -> Process:
        return self.house.worker(OTHERS if name == "others" else ANSWERS, wait=False)

    def _blow(self, what: str) -> None:
        self.blows[what] += 1


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run one soak."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    say(f"seed {seed}, {given.minutes:g} min, {STUDENTS} students")
    # The servers' own users have to reach their folders.
    with tempfile.TemporaryDirectory(prefix="silabo-soak-", ignore_cleanup_errors=True) as folder:
        soak = Soak(Path(folder), seed)
        try:
            return 0 if soak.run(given.minutes) else 1
        finally:
            soak.end()
            database.close_all()


if __name__ == "__main__":
    sys.exit(main())
