"""How long open panels take to see an answer that was recorded, and what their polls cost."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from bench.course import student
from bench.figures import Figure, timed
from bench.process_costs import processor_s
from bench.tool import Tool, large
from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.storage import questions

PANELS = 300
PACE_S = 0.2  # between answers: as if many wrote at once, so that all come within a minute
FIRST_S = 10.0  # all panels have looked once
LAST_S = 20.0  # longer than any interval
POLL = re.compile(rb'data-poll="(\d+)"')
NEXT_MS = 1000  # the interval of the question that is written, and of the next


@dataclass
class Panel:
    """A student who waits and looks again when the server said."""

    token: str
    question: str
    named_ms: int = 0
    polls: int = 0
    seen_at: float = 0.0
    recorded_at: float = 0.0
    named_then_ms: int = 0  # when its answer was recorded

    @property
    def seen_ms(self) -> float:
        """From the commit of its answer until it was on the screen."""
        return (self.seen_at - self.recorded_at) * 1000


def measure() -> Iterator[str]:
    """Each panel polls as its module does, with its ETag; a slot of this process answers."""
    with large() as (tool, _):
        yield from _lines(tool)


def _lines(tool: Tool) -> Iterator[str]:
    web = tool.web(web_processes="2")
    panels = [_asked(tool) for _ in range(PANELS)]
    used, began = processor_s(web.pid), time.perf_counter()
    threads = [threading.Thread(target=_look, args=(tool, each), daemon=True) for each in panels]
    for each in threads:
        each.start()
    time.sleep(FIRST_S)
    _answer({each.question: each for each in panels})
    deadline = time.perf_counter() + LAST_S
    for each in threads:
        each.join(max(0.0, deadline - time.perf_counter()))
    if not all(each.seen_at for each in panels):
        raise RuntimeError("not every panel saw its answer")
    seconds = time.perf_counter() - began
    share = 100 * (processor_s(web.pid) - used) / seconds
    polls = sum(each.polls for each in panels)
    caller = tool.caller()
    bare = timed("a health check", lambda: caller.get("/healthz", ""), 50)
    near = [each for each in panels if each.named_then_ms <= NEXT_MS]
    far = [each for each in panels if each.named_then_ms > NEXT_MS]
    yield _seen("written or next: commit to seen", near).beside(bare, "p99 2000 ms")
    late = max(each.seen_ms - each.named_then_ms for each in far)
    others = _seen("others", far)
    yield (
        f"others: commit to seen: p50 {others.p50:.0f} ms, p99 {others.p99:.0f} ms"
        f" (n={len(far)}); at most {max(late, 0):.0f} ms after the interval that the server had"
        " named; goal: 1000 ms after it"
    )
    yield (
        f"{PANELS} open panels: {polls / seconds:.0f} polls/s for {seconds:.0f} s (n={polls}),"
        f" {share:.0f} % of a core in the web"
    )


def _asked(tool: Tool) -> Panel:
    asker = student(tool.settings)
    return Panel(asker.token, questions.ask(asker.question())[0].public_id)


def _look(tool: Tool, panel: Panel) -> None:
    caller, etag = tool.caller(), ""
    time.sleep(FIRST_S * (hash(panel.question) % 1000) / 1000)  # not all at once
    while not panel.seen_at:
        path = f"/fragments/questions/{panel.question}"
        status, body, etag = caller.get(path, panel.token, etag)
        if status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            return
        panel.polls += 1
        if b'data-state="answered"' in body:
            panel.seen_at = time.perf_counter()
            return
        found = POLL.search(body)
        panel.named_ms = int(found[1]) if found else panel.named_ms
        time.sleep(panel.named_ms / 1000)


def _answer(panels: dict[str, Panel]) -> None:
    outcome = Outcome(AnswerKind.REPLY, "es", (Sentence("Hola.", ()),), reply="reply_greeting")
    while (claimed := questions.claim("bench:1")) is not None:
        time.sleep(PACE_S)
        panel = panels[claimed.public_id]
        panel.named_then_ms = panel.named_ms
        questions.record(claimed, outcome, took_ms=int(PACE_S * 1000))
        panel.recorded_at = time.perf_counter()


def _seen(name: str, panels: list[Panel]) -> Figure:
    return Figure(name, [each.seen_ms for each in panels])
