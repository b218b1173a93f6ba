"""Can a chart or a sentence be made to say what is not so? Try each way, and see what refuses it.

Each attempt is what somebody could type into a notebook. It is refused by the check of what is
typed (``typed.py``), or by the library when it is drawn, or it changes nothing that is shown.
"""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "unit"), str(TESTS.parent / "notebooks" / "website")]

from typed import refused, refused_in_code  # noqa: E402

from briefing import charts, figure, official  # noqa: E402
from briefing.facts.official import agreed, one  # noqa: E402
from briefing.findings import counted, say  # noqa: E402

FIRST = {"vintage": "first published"}
MONTHS = FIRST | {"period": "2024-01/2024-05"}
TOTAL = FIRST | {"population": "industry above designated size"}


def things():
    """The facts that the attempts misuse, by the names they have in a notebook."""
    rates = agreed(official("province_growth", **MONTHS))
    nation = rates.pop(TOTAL["population"])
    return {
        "charts": charts,
        "say": say,
        "rates": list(rates.values()),
        "nation": nation,
        "title": say("{}", counted(rates.values(), nation, "provinces")),
        "year_before": one("growth_cumulative", period="2023", **TOTAL),
        "path": official("growth_cumulative", **TOTAL),
        "said": [figure("industry-share-gdp-2023"), figure("key-industries-share")],
        "levels": official("gdp", **FIRST),
        "listed": charts.Named.listed("with Anhui"),
    }


#: What is falsely said, and the code that would say it.
DRAWN = {
    "a title's fell made rose": 'charts.lines(path, title="Growth rose in May")',
    "a title's below made above": 'charts.lines(path, title="May lay above April")',
    "the axis' year": 'charts.lines(path, title=title, axis="growth in another year")',
    "the axis' measure": 'charts.ranking(rates, title=title, axis="growth of output")',
    "legend labels swapped": 'charts.lines(path, title=title, labels=["single month"])',
    "labels of ranges swapped": "charts.intervals(said, title=title, labels={"
    "said[0].id: str(said[1].scope.measure), said[1].id: str(said[0].scope.measure)})",
    "the nation's line moved": "charts.ranking(rates, title=title, reference=9.9)",
    "another year's line": "charts.ranking(rates, title=title, reference=year_before)",
    "the list cut by hand": 'charts.Named("with Anhui", ["Jiangsu", "Guangdong"], True)',
    "the list cut to its first": "charts.Named(listed.name, list(listed.members)[:5], True)",
    "a window of other months": 'charts.lines(path, title=title, window="2024-08/2024-11")',
    "a window with another name": "charts.lines(path, title=title, window=(nation, nation.member))",
    "the order reversed": "charts.ranking(rates[::-1], title=title, reference=nation)",
    "own arithmetic made official": 'charts.intervals(said, title=title, source="official")',
    "a unit made another": 'charts.ranking(rates, title=title, unit="points")',
    "rates of two periods ranked": "charts.ranking([*rates, year_before], title=title)",
    "levels of several years joined": "charts.lines(levels, title=title)",
    "solid and hatched swapped": 'charts.intervals(said, title=title, key="hatched: certain")',
    "a count by hand": 'charts.ranking(rates, title="All provinces but five outgrew the nation")',
}
SENTENCES = (
    "*Industry* is mining and manufacturing.",
    "High-tech manufacturing grew slower than equipment manufacturing.",
    "In May the rate was higher than in April.",
    "Most provinces lag the nation.",
    "The largest province holds nearly all of it.",
    "The share has risen since the census.",
    "Industry grew tenfold.",
    "It holds a quarter of GDP.",
    "It holds ⅔ of GDP.",
    "It is `31.8 %` of GDP.",
    "It is said of over 2000 factories.",
    "## The eleven provinces",
)
#: The reading of an honest call, with which a harmless attempt is compared.
HONEST = "charts.ranking(rates, title=title, reference=nation)"


def outcome(code, names):
    """Say what refuses an attempt, or that it changes nothing; None where it would stand."""
    if refused_in_code(code):
        return "what is typed"
    try:
        drawn = eval(code, dict(names))
    except (TypeError, ValueError):  # an argument that does not exist, or facts that do not fit
        return "the library"
    # Entries of equal value may stand in either order, and the source names the first of all.
    twins = [sorted(chart.twin.splitlines()[:-1]) for chart in (drawn, eval(HONEST, dict(names)))]
    return "no change" if twins[0] == twins[1] else None


def outcomes():
    """Try every attempt; give what became of it."""
    names = things()
    eval(HONEST, dict(names))  # must be possible, or every refusal would mean nothing
    found = {what: outcome(code, names) for what, code in DRAWN.items()}
    return found | {text: "what is typed" if refused(text) else None for text in SENTENCES}


def main():
    """Print a line an attempt, and how many are refused."""
    found = outcomes()
    for what, by in found.items():
        print(f"{what:<66}{by or 'STANDS'}")
    print(f"\n{sum(by is not None for by in found.values())} of {len(found)} cannot be said")


if __name__ == "__main__":
    main()
