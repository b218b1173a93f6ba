"""The definitions of the indices, as the books have them, and one way to call the library's own."""

import math
from fractions import Fraction

import numpy as np

from briefing.concentration import indices

AVERSIONS = (0, 0.5, 1, 1 + 1e-14, 1 + 1e-6, 2, 110, 5000, 1e308)
FALLING = ("effective_number", "entropy")
RELATIVE = ("gini", "theil_t", "theil_l", "hoover", "atkinson")  # repeating regions changes nothing


def index(name, x, counts=None, *, k=2, epsilon=0.5):
    """Compute an index of amounts, in rows or not; smallest first is all they need."""
    x = np.asarray(x, dtype=float)
    order = np.argsort(x, axis=-1)
    x = np.take_along_axis(x, order, axis=-1)
    if counts is not None:
        counts = np.take_along_axis(np.asarray(counts), order, axis=-1)
    p, logs = indices.shares(x, counts), indices.log_ratios(x, counts)
    match name:
        case "concentration_ratio":
            return indices.concentration_ratio(p, k, counts)
        case "effective_number":
            return indices.effective_number(indices.hhi(p, counts))
        case "theil_t":
            return indices.theil_t(p, logs, counts)
        case "entropy":
            n = x.shape[-1] if counts is None else counts.sum(axis=-1).flat[0]
            return indices.entropy(indices.theil_t(p, logs, counts), n)
        case "theil_l":
            return indices.theil_l(logs, counts)
        case "atkinson":
            return indices.atkinson(logs, epsilon, counts)
    return getattr(indices, name)(p, counts)


def x_log_x(x):
    return x * math.log(x) if x else 0.0


def atkinson(p, epsilon):
    """Atkinson's index as written in the books, for aversions that are no trouble."""
    ratios = [float(share * len(p)) for share in p]
    if epsilon >= 1 and not min(ratios):
        return 1.0
    if epsilon == 1:
        return 1 - math.exp(math.fsum(map(math.log, ratios)) / len(p))
    mean = math.fsum(ratio ** (1 - epsilon) for ratio in ratios) / len(p)
    return 1 - mean ** (1 / (1 - epsilon))


# What the books say, in exact shares.
DEFINITIONS = {
    "concentration_ratio": lambda p: sum(sorted(p)[-2:]),
    "hhi": lambda p: sum(share**2 for share in p),
    "hhi_normalised": lambda p: (
        (sum(s**2 for s in p) - Fraction(1, len(p))) / (1 - Fraction(1, len(p)))
    ),
    "effective_number": lambda p: 1 / sum(share**2 for share in p),
    "entropy": lambda p: -math.fsum(x_log_x(float(share)) for share in p),
    "theil_t": lambda p: math.fsum(x_log_x(float(s * len(p))) for s in p) / len(p),
    "theil_l": lambda p: (
        -math.fsum(math.log(s * len(p)) for s in p) / len(p) if all(p) else math.inf
    ),
    "gini": lambda p: sum(abs(a - b) for a in p for b in p) / (2 * len(p)),
    "hoover": lambda p: sum(abs(share - Fraction(1, len(p))) for share in p) / 2,
    "rosenbluth": lambda p: (
        1 / (2 * sum(i * s for i, s in enumerate(sorted(p, reverse=True), 1)) - 1)
    ),
    "atkinson": lambda p: atkinson(p, 0.5),
}
