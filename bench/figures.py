"""How a figure is printed: its median and 99th percentile beside a baseline of the same run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """Times in milliseconds of one thing."""

    name: str
    times_ms: Sequence[float]

    @property
    def p50(self) -> float:
        """The median."""
        return median(self.times_ms)

    @property
    def p99(self) -> float:
        """The 99th percentile, by nearest rank."""
        ranked = sorted(self.times_ms)
        return ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))]

    def beside(self, baseline: "Figure", goal: str) -> str:
        """One line: both figures, their ratio, n, and the goal."""
        ratio = self.p50 / baseline.p50
        return (
            f"{self.name}: p50 {self.p50:.1f} ms, p99 {self.p99:.1f} ms (n={len(self.times_ms)});"
            f" {ratio:.1f} x {baseline.name} (p50 {baseline.p50:.1f} ms, p99"
            f" {baseline.p99:.1f} ms, n={len(baseline.times_ms)}); goal: {goal}"
        )


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something happened in so many seconds."""

    name: str
    count: int
    seconds: float

    @property
    def per_second(self) -> float:
        """The mean rate."""
        return self.count / self.seconds

    def beside(self, baseline: "Rate", goal: str, note: str = "") -> str:
        """One line: both rates, their ratio, n, and the goal."""
        ratio = self.per_second / baseline.per_second
        return (
            f"{self.name}: {self.per_second:.0f}/s for {self.seconds:.0f} s (n={self.count}{note});"
            f" {ratio:.2f} x {baseline.name} ({baseline.per_second:.0f}/s, n={baseline.count});"
            f" goal: {goal}"
        )


def timed(name: str, action: Callable[[], object], runs: int) -> Figure:
    """Run something so many times and keep how long each took."""
    times = []
    for _ in range(runs):
        started = perf_counter()
        action()
        times.append((perf_counter() - started) * 1000)
    return Figure(name, times)


def repeated(name: str, action: Callable[[], object], seconds: float) -> Rate:
    """Run something again and again for so many seconds."""
    count, started = 0, perf_counter()
    while perf_counter() - started < seconds:
        action()
        count += 1
    return Rate(name, count, perf_counter() - started)
