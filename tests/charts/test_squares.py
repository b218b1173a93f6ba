import pytest
from invention import axes_of, fact

from briefing import BriefingError, Quantity, charts

TOWNS = {"population": "industrial towns", "period": None, "kind": "count", "series": "towns"}


def count(quantity, measure="number of towns", **more):
    return fact(quantity, measure=measure, **TOWNS | more)


FAST = count(Quantity.more_than_count(5, 8), "number of fast towns")
ALL = count(Quantity.exact(8, "count"))


def example():
    return charts.squares(FAST, ALL, title="More than 5 of 8 towns grew fast")


def test_squares_are_filled_hatched_or_empty():
    hatches = [patch.get_hatch() for patch in axes_of(example()).patches]
    assert (hatches.count(None), hatches.count("////")) == (6, 2)
    at_most = charts.squares(count(Quantity.between(2, 5, "count"), "fast"), ALL, title="x")
    assert list(at_most.data["number"]) == [2, 3, 3]
    assert "filled: 2 certain; hatched: 3 left open; empty: 3 not among them" in at_most.alt
    assert "number of fast towns: more than 5 of 8" in example().about


def test_what_is_no_part_of_a_count_is_refused():
    with pytest.raises(BriefingError, match="not one number"):
        charts.squares(FAST, FAST, title="x")
    with pytest.raises(BriefingError, match="differ in"):
        charts.squares(FAST, count(Quantity.exact(8, "count"), area="XB"), title="x")
