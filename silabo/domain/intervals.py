"""How sure a share is: its interval of 95 %."""

import math
from dataclasses import dataclass

_Z = 1.959964  # of the normal distribution, for 95 %


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval."""

    value: float
    low: float
    high: float


def wilson(count: float, of: int) -> Estimate:
    """A share (Wilson, JASA 1927). Of nothing, anything is possible: 0 to 1."""
    if not of:
        return Estimate(0.0, 0.0, 1.0)
    share, square = count / of, _Z**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of**2)) / (1 + square / of)
    return Estimate(share, max(0.0, middle - half), min(1.0, middle + half))
