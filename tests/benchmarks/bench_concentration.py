"""Speed of the measures beside other libraries and a plain sort.

Not part of the ordinary tests. ``pytest tests/benchmarks/bench_concentration.py`` gives statistics;
``python -m tests.benchmarks.bench_concentration`` only the ratios, as a table.
"""

from timeit import repeat

import numpy as np
import pandas as pd
import pytest

from briefing import concentration as c
from briefing.concentration import concentration_bounds, panel

SIZES = (31, 10**4, 10**6)


def amounts(n):
    return np.random.default_rng(0).lognormal(size=n)


def long_table(periods, regions=31):
    return pd.DataFrame(
        {
            "year": np.repeat(np.arange(periods), regions),
            "area": np.tile([f"area {i}" for i in range(regions)], periods),
            "output": amounts(periods * regions),
        }
    )


def library(name):
    """Import another library, or say that it is not there."""
    return pytest.importorskip(name, reason=f"{name} is not installed")


def pysal(measure):
    module = library("inequality")
    return {
        "gini": lambda x: module.gini.Gini(x).g,
        "theil_t": lambda x: module.theil.Theil(x).T,
    }[measure]


def concentration_metrics(measure):
    index = library("concentrationMetrics").Index()
    return {
        "gini": index.gini,
        "hhi": lambda x: index.hhi(x, normalized=False),
        "theil_t": index.theil,
        "entropy": index.shannon,
    }[measure]


def quantecon(measure):
    return {"gini": library("quantecon").gini_coefficient}[measure]


def plain_sort(measure):
    return np.sort


OTHERS = {
    "numpy.sort": (plain_sort, ("gini",)),
    "inequality": (pysal, ("gini", "theil_t")),
    "concentrationMetrics": (concentration_metrics, ("gini", "hhi", "theil_t", "entropy")),
    "quantecon": (quantecon, ("gini",)),
}


def pysal_panel(frame):
    """Give the same table the usual way: a function applied to each group."""
    gini, theil = pysal("gini"), pysal("theil_t")
    atkinson = library("inequality").atkinson.Atkinson

    def measures(x):
        x = x.to_numpy()
        p = np.sort(x / x.sum())
        n, hhi, g = x.size, (p**2).sum(), gini(x)
        return pd.Series(
            {
                "cr1": p[-1],
                "cr4": p[-4:].sum(),
                "hhi": hhi,
                "hhi_normalised": (hhi - 1 / n) / (1 - 1 / n),
                "effective_number": 1 / hhi,
                "entropy": -(p * np.log(p)).sum(),
                "theil_t": theil(x),
                "theil_l": -np.log(n * p).mean(),
                "gini": g,
                "hoover": np.abs(p - 1 / n).sum() / 2,
                "atkinson": atkinson(x, 0.5).A,
                "rosenbluth": 1 / (n * (1 - g)),
            }
        )

    return frame.groupby("year")["output"].apply(measures).unstack()


def our_panel(frame):
    return panel(frame, value="output", unit="area", by="year")


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("measure", ["gini", "hhi", "theil_t", "entropy", "hoover", "rosenbluth"])
def test_measure(benchmark, measure, n):
    benchmark.group = f"{measure} n={n}"
    benchmark(getattr(c, measure), amounts(n))


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize(
    ("name", "measure"), [(name, m) for name, (_, covered) in OTHERS.items() for m in covered]
)
def test_other(benchmark, name, measure, n):
    if name == "quantecon" and n > 10**4:
        pytest.skip("compares every pair: minutes at this size")
    benchmark.group = f"{measure} n={n}"
    x = amounts(n)
    function = OTHERS[name][0](measure)
    function(x)  # compiles, where a library compiles
    benchmark(function, x)


@pytest.mark.parametrize("periods", [300, 3_000, 30_000, 300_000])
def test_panel(benchmark, periods):
    benchmark.group = f"panel {periods}"
    benchmark.pedantic(our_panel, [long_table(periods)], rounds=3, warmup_rounds=1)


def test_panel_by_group(benchmark):
    benchmark.group = "panel 300"
    benchmark.pedantic(pysal_panel, [long_table(300)], rounds=3)


@pytest.mark.parametrize("n", [31, 10_000])
@pytest.mark.parametrize("measure", ["hhi", "gini", "theil_l", "cr5"])
def test_bounds(benchmark, measure, n):
    benchmark(concentration_bounds, measure, n, 10, 0.6)


def seconds(function, *arguments, times=5):
    """Return the best of a few runs."""
    function(*arguments)
    return min(repeat(lambda: function(*arguments), number=1, repeat=times))


def ratios():
    """Print how many times longer each alternative takes."""
    print(f"{'what':<24}{'against':<24}{'ours, ms':>12}{'ratio':>10}")

    def row(what, against, ours, other):
        print(f"{what:<24}{against:<24}{ours * 1e3:>12.3f}{other / ours:>10.2f}")

    for name, (make, covered) in OTHERS.items():
        for measure in covered:
            try:
                function = make(measure)
            except pytest.skip.Exception as reason:
                print(f"{measure:<24}{name:<24}{reason}")
                continue
            if name != "numpy.sort":  # the same question, the same answer
                assert np.isclose(function(amounts(31)), getattr(c, measure)(amounts(31)))
            for n in SIZES:
                if name == "quantecon" and n > 10**4:
                    continue
                x = amounts(n)
                ours = seconds(getattr(c, measure), x, times=15)
                row(f"{measure} n={n}", name, ours, seconds(function, x))
    assert np.allclose(our_panel(long_table(300)), pysal_panel(long_table(300)))
    small = seconds(our_panel, long_table(300), times=15)
    row("panel 300 x 31", "groupby-apply", small, seconds(pysal_panel, long_table(300), times=3))
    row("panel 300 x 31", "300,000 periods", small, seconds(our_panel, long_table(300_000)))
    for n in (31, 10_000):
        ours = seconds(concentration_bounds, "gini", n, 10, 0.6, times=15)
        print(f"{f'bounds gini n={n}':<48}{ours * 1e3:>12.3f}")


if __name__ == "__main__":
    ratios()
