"""How large a machine has to be: the arithmetic behind docs/administrators/sizing.md, as tables."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import click

BITS = 4.8  # a weight, of files that are called 4-bit
CONTEXT = 4096  # tokens of one answer that is written, as SILABO_MODEL_CONTEXT_TOKENS has it
READ, WRITTEN = 500, (60, 150)  # tokens of a prompt, and of a short and a long text
# Of the bandwidth on paper what comes of it; how many times as fast processors were measured to
# read as to write; the share of time in which a slot may be busy.
REACHED, FASTER, BUSY = 0.7, (5, 17), 0.7
CACHE_BYTES = 2


@dataclass(frozen=True, slots=True)
class Size:
    """A model as its makers give it."""

    name: str
    parameters: float  # in thousands of millions
    layers: int
    heads: int  # that keys and values have
    head: int = 128

    @property
    def file_gb(self) -> float:
        """Of its weights, in GB."""
        return self.parameters * BITS / 8

    @property
    def context_gb(self) -> float:
        """Of one answer that is written, in GB."""
        kept = 2 * self.layers * self.heads * self.head * CACHE_BYTES
        return kept * CONTEXT / 1e9


SIZES = (
    Size("1.5 B", 1.54, 28, 2),
    Size("3 B", 3.09, 36, 2),
    Size("7 B", 7.62, 28, 4),
    Size("14 B", 14.8, 48, 8),
)
# GB a second on paper, and whether it is a card, on which reading adds less than a second.
MACHINES: Mapping[str, tuple[int, bool]] = {
    "server, 2 channels DDR4": (40, False),
    "server, 8 channels DDR4": (200, False),
    "card with 12 GB": (360, True),
    "card with 24 GB": (900, True),
}
# Questions a day, and at the peak in an hour.
PEAKS: Mapping[str, tuple[int, int]] = {
    "courses of 300 students in all": (30, 3),
    "a faculty of 3,000": (300, 25),
    "30,000, a usual day": (3_000, 255),
    "30,000, a busy day": (9_000, 765),
    "30,000, the eve of exams": (20_000, 3 * 3600),
}
SLOW_S, FAST_S = 40, 6  # an answer on a processor, and on a card


@click.command("sizing", help="How large a machine: memory, seconds and slots.")
@click.option("--reading", type=click.FloatRange(0.1), help="Measured tokens a second.")
@click.option("--writing", type=click.FloatRange(0.1), help="Measured tokens a second.")
def sizing(reading: float | None, writing: float | None) -> None:
    """Print every table. Raises `click.UsageError` where one speed is named without the other."""
    if (reading is None) != (writing is None):
        raise click.UsageError("name both speeds; `flask models check` measures them")
    measured = {"yours": (reading, writing)} if reading and writing else {}
    click.echo("\n".join(tables(measured)))


def answer_s(reading: float, writing: float) -> tuple[float, float]:
    """Seconds of a short and of a long answer, by tokens a second."""
    short, long = (READ / reading + written / writing for written in WRITTEN)
    return short, long


def slots(questions_an_hour: float, seconds: float) -> int:
    """Answers that have to be written at a time."""
    return math.ceil(questions_an_hour / 3600 * seconds / BUSY)


def tables(measured: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """Every table, and how long an answer takes of each model whose tokens a second, reading and
    writing, were measured.
    """
    yield "Memory of a model, in GB (arithmetic)"
    yield from _memory()
    yield ""
    yield f"Seconds of writing {WRITTEN[1]} tokens; in brackets the whole answer (arithmetic)"
    yield from _seconds()
    yield ""
    yield "Answers at a time"
    yield from _peaks()
    if measured:
        yield ""
        yield "Measured here: tokens a second, and seconds an answer"
        yield from _measured(measured)


def _memory() -> Iterator[str]:
    yield from _head("model", "file at 4 bits", f"context of {CONTEXT} tokens, each slot", "both")
    for each in SIZES:
        both = each.file_gb + each.context_gb
        yield _row(each.name, f"{each.file_gb:.1f}", f"{each.context_gb:.2f}", f"{both:.1f}")


def _seconds() -> Iterator[str]:
    yield from _head("machine", "bandwidth on paper", *(each.name for each in SIZES))
    for name, (bandwidth, is_card) in MACHINES.items():
        cells = [_times(bandwidth * REACHED / each.file_gb, is_card=is_card) for each in SIZES]
        yield _row(name, f"{bandwidth} GB/s", *cells)


def _times(writing: float, *, is_card: bool) -> str:
    alone = f"{_whole(WRITTEN[1] / writing)} s"
    if is_card:
        return alone
    slower, faster = (answer_s(times * writing, writing)[1] for times in FASTER)
    return f"{alone} ({_whole(faster)} to {_whole(slower)})"


def _peaks() -> Iterator[str]:
    yield from _head(
        "students",
        "questions a day",
        "peak, an hour",
        f"slots at {SLOW_S} s (processor)",
        f"slots at {FAST_S} s (card)",
    )
    for name, (day, peak) in PEAKS.items():
        needed = [str(slots(peak, each)) for each in (SLOW_S, FAST_S)]
        yield _row(name, f"{day:,}", f"{peak:,}", *needed)


def _measured(measured: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    yield from _head("model", "reads", "writes", "an answer", "slots for 255 an hour")
    for name, (reading, writing) in measured.items():
        short, long = answer_s(reading, writing)
        cells = (f"{reading:.1f}", f"{writing:.1f}", f"{_whole(short)} to {_whole(long)} s")
        yield _row(name, *cells, str(slots(255, long)))


def _whole(seconds: float) -> int:
    return max(1, round(seconds))


def _head(*cells: str) -> Sequence[str]:
    return (_row(*cells), f"|{'---|' * len(cells)}")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
