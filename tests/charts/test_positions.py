from dataclasses import replace

import pytest
from invention import PACKAGE, axes_of, fact

from briefing import BriefingError, charts
from briefing.facts.fact import Reported
from briefing.facts.said import part, registry, source
from conftest import refusal

SAID = [
    f for f in registry("2031-03-10", folder=PACKAGE).values() if hasattr(f.provenance, "locator")
]
OTHERS = part("other-numerals", "2031-03-10", folder=PACKAGE)


def example():
    return charts.positions(SAID, OTHERS, title="Most numerals are figures")


def test_each_stands_where_the_page_has_it():
    chart = example()
    starts = {f.provenance.locator.start for f in SAID} | {row["start"] for row in OTHERS}
    assert {x for x, _ in axes_of(chart).collections[0].get_offsets()} == starts
    length = source("2031-03-10", folder=PACKAGE)["characters"]
    assert axes_of(chart).get_xlim() == (0, length)
    assert f"registered figures: {len(SAID)}; excluded numerals: {len(OTHERS)}" in chart.alt


READ = replace(SAID[0], provenance=replace(SAID[0].provenance, locator=Reported("20.5%")))


@pytest.mark.parametrize(
    "facts, words", [([], "is empty"), ([fact(1)], "has no place"), ([READ], "has no place")]
)
def test_what_has_no_place_is_refused(facts, words):
    assert words in refusal(BriefingError, charts.positions, facts, OTHERS, title="x")
