"""What asking, polling and claiming cost among ten questions, among a million that are finished and
among a hundred thousand that wait: none may grow.
"""

import time
from collections.abc import Callable, Iterator
from statistics import median

from flask.testing import FlaskClient

from bench.course import Student, student
from bench.process_costs import exact_processor_s
from bench.tool import Tool, large, small
from silabo.domain.questions import Caps
from silabo.storage import questions
from silabo.storage.database import connection, database, transaction
from wiring.parts import build
from wiring.settings import Settings

FEW, FINISHED, WAITING = 10, 1_000_000, 100_000
AT_ONCE = 20_000  # our own limit ends statements that take long
RUNS = 60
GOAL = 1.5
# What SQLite and PostgreSQL both understand; ids like ours, so that the indexes are as large.
FILL = """
INSERT INTO question (public_id, course_id, person_id, idempotency_key, text, language, state,
  round, letter, asked_at, answered_at, run_after, attempt)
WITH RECURSIVE numbers(n) AS (
  SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last}
)
SELECT '{state}' || n, {asker.course}, {asker.person}, '{state}' || n, 'When is the exam?', 'en',
  '{state}', 0, {true}, 1700000000000 + n, 1700000001000 + n, 0, 1 FROM numbers
"""

Costs = dict[str, float]
Clock = Callable[[], float]  # seconds


def fill(asker: Student, state: str, count: int) -> None:
    """So many questions of somebody in a course, in one state."""
    true = "1" if "Sqlite" in type(database.obj).__name__ else "true"
    with connection():
        for first in range(1, count + 1, AT_ONCE):
            last = min(count, first + AT_ONCE - 1)
            sql = FILL.format(first=first, last=last, asker=asker, true=true, state=state)
            database.execute_sql(sql)
        database.execute_sql("ANALYZE")


def measure() -> Iterator[str]:
    """SQLite, under the default limits, in one process: its cost is all of the processor."""
    with small() as tool:
        yield from _lines("SQLite, of processor", tool, lambda: time.process_time)


def measure_postgresql() -> Iterator[str]:
    """The same over PostgreSQL: the processor of this process and of the server's that serve it."""
    with large() as (tool, _):
        yield from _lines("PostgreSQL, of processor", tool, _with_the_servers)


def _with_the_servers() -> Clock:
    with connection():
        found = database.execute_sql(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
        ).fetchall()
    serving = [process for (process,) in found]
    return lambda: time.process_time() + sum(map(exact_processor_s, serving))


def _lines(name: str, tool: Tool, clocks: Callable[[], Clock]) -> Iterator[str]:
    client = build(tool.settings).app.test_client()
    crowd = student(tool.settings)
    fill(crowd, "answered", FEW)
    costs = {"few": _costs(tool, client, clocks)}
    _forget(crowd)
    fill(crowd, "answered", FINISHED)
    costs["finished"] = _costs(tool, client, clocks)
    fill(crowd, "queued", WAITING)
    costs["waiting"] = _costs(tool, client, clocks)
    for what, few in costs["few"].items():
        finished, waiting = costs["finished"][what], costs["waiting"][what]
        yield (
            f"{what}, {name}: {few:.2f} ms among {FEW} finished; {finished:.2f} ms among"
            f" {FINISHED:,}, {finished / few:.2f} x; {waiting:.2f} ms among {WAITING:,} more that"
            f" wait, {waiting / few:.2f} x (n={RUNS} each); goal: {GOAL} x"
        )


def _costs(tool: Tool, client: FlaskClient, clocks: Callable[[], Clock]) -> Costs:
    asker = student(tool.settings)
    asked = questions.ask(asker.question())[0].public_id
    path = f"/fragments/questions/{asked}"
    headers = {"Authorization": f"Bearer {asker.token}"}
    tags = [""]

    def look_again() -> None:
        # With the newest tag, as a panel does.
        answer = client.get(path, headers={**headers, "If-None-Match": tags[0]})
        tags[0] = answer.headers["ETag"]

    client.get(path, headers=headers)  # finds its first passages
    askers = iter([student(tool.settings) for _ in range(RUNS + 1)])
    caps = _default_caps()
    actions: dict[str, Callable[[], object]] = {
        "ask, the row alone": lambda: questions.ask(next(askers).question(), caps),
        "poll of a card": lambda: client.get(path, headers=headers),
        "poll of a card that is there": look_again,
        "list": lambda: client.get("/fragments/questions", headers=headers),
        "claim": lambda: questions.claim("bench:1"),
        "sweep": questions.sweep,
        "how many wait": questions.waiting,
    }
    return {name: _cost(action, clocks) for name, action in actions.items()}


def _cost(action: Callable[[], object], clocks: Callable[[], Clock]) -> float:
    """The median of an action by a clock, in milliseconds; the first one prepares what is kept."""
    action()
    clock = clocks()  # whoever serves it is known by then
    times = []
    for _ in range(RUNS):
        started = clock()
        action()
        times.append((clock() - started) * 1000)
    return median(times)


def _default_caps() -> Caps:
    plain = Settings()
    return Caps(
        open=plain.questions_open,
        hour=plain.questions_hour,
        day=plain.questions_day,
        any_hour=plain.any_questions_hour,
        course_hour=plain.course_questions_hour,
        course_any_hour=plain.course_any_questions_hour,
    )


@transaction
def _forget(asker: Student) -> None:
    database.execute_sql(f"DELETE FROM question WHERE person_id = {int(asker.person)}")
