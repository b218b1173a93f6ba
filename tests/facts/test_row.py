"""From a row to a quantity: what each qualifier allows, and what is assumed where it is silent."""

from decimal import Decimal
from fractions import Fraction as F

import pytest

from briefing.errors import BriefingError
from briefing.facts.assumed import assumptions
from briefing.facts.row import leaning, quantity_of
from conftest import TESTS, refusal


def row(qualifier, value="70", unit="percent", decimals=0, **more):
    value = None if value is None else Decimal(value)
    return {"value": value, "unit": unit, "qualifier": qualifier, "decimals": decimals, **more}


@pytest.mark.parametrize(
    ("cells", "kind", "expected"),
    [
        (row("rounded", "-1.1", decimals=1), "rate", "(−1.15, −1.05]"),
        (row("rounded", "399100", "yuan", -2), "level", "[399050, 399150)"),
        (row("rounded", "100"), "share", "[99.5, 100]"),
        (row("exact"), "rate", "[70, 70]"),
        (row("over"), "rate", "(70, ∞)"),
        (row("over", "0.7", "ratio"), "share", "(0.7, 1]"),
        (row("at least"), "share", "[70, 100]"),
        (row("under"), "share", "[0, 70)"),
        (row("at most"), "share", "[0, 70]"),
        (row("about", within=Decimal("2.5")), "share", "[67.5, 72.5]"),
        (row("about", decimals=0), "share", "[67.5, 72.5]"),
        (row("about", "8.1", decimals=1, within=None), "rate", "[7.85, 8.35]"),
        (row("nearly", within=Decimal(2)), "share", "[68, 70)"),
        (row("nearly", decimals=0), "share", "[67.5, 70)"),
        (row("between", upto=Decimal(80)), "rate", "[70, 80]"),
        (row("derived", "8.4", decimals=1), "share", "(8.3, 8.5)"),
        (row("derived", "-20", decimals=-1), "change", "(−30, −10)"),
        (row("more than", "10", "count"), "count", "[11, 50]"),
        (row("fewer than", "10", "count"), "count", "[0, 9]"),
        (row("exact", "50", "count"), "count", "[50, 50]"),
    ],
)
def test_what_a_row_says(cells, kind, expected):
    found = quantity_of(cells, kind=kind, total=50)
    assert (found.interval, found.unit) == (expected, cells["unit"])
    assert found.qualifier == cells["qualifier"]
    assert found.share is (kind == "share")
    assert found.point == (None if cells["qualifier"] == "between" else F(cells["value"]))
    assert found.total == (50 if cells["unit"] == "count" else None)


@pytest.mark.parametrize(
    ("kind", "cells", "said"),
    [
        ("rate", row(None), "qualifier: is empty; a value needs it"),
        ("rate", row("over", None), "value: is empty; over needs it"),
        ("rate", row("over", unit=None), "unit: is empty; over needs it"),
        ("rate", row("rounded", decimals=None), "decimals: is empty; rounded needs it"),
        ("rate", row("derived", decimals=None), "decimals: is empty; derived needs it"),
        ("rate", row("about", decimals=None), "within: is empty; about needs it"),
        ("rate", row("about", within=None, decimals=None), "within: is empty; about needs it"),
        ("rate", row("nearly", decimals=None), "within: is empty; nearly needs it"),
        ("rate", row("between"), "upto: is empty; between needs it"),
        ("count", row("exact"), "unit: 'percent' is no unit of a count; correct it"),
        ("share", row("exact", unit="yuan"), "unit: 'yuan' is no unit of a share; correct it"),
        ("share", row("exact", "-1"), "value: -1 is no share; it must lie in [0, 100]"),
        ("share", row("over", "-1"), "value: -1 is no share; it must lie in [0, 100]"),
        ("share", row("under", "110"), "value: 110 is no share; it must lie in [0, 100]"),
        ("share", row("exact", "2", "ratio"), "value: 2 is no share; it must lie in [0, 1]"),
    ],
)
def test_a_row_that_says_nothing(kind, cells, said):
    assert refusal(BriefingError, quantity_of, cells, kind=kind) == f"column {said}"


@pytest.mark.parametrize("cells", [row("roughly"), row("exact", unit="parsecs"), row("more than")])
def test_what_the_quantity_refuses_names_the_column(cells):
    sentence = refusal(BriefingError, quantity_of, cells, kind="rate", total=50)
    assert sentence.startswith("column value: ")


@pytest.mark.parametrize(
    ("cells", "changes", "expected"),
    [
        (row("about", decimals=0), {}, "[67, 73]"),
        (row("about", decimals=0), {"half_width": 5}, "[65, 75]"),
        (row("nearly", "8.1", decimals=1), {"half_width": 5}, "[7.6, 8.1)"),
        (row("about", within=Decimal(1), decimals=0), {"half_width": 5}, "[69, 71]"),
        (row("rounded", "31.7", decimals=1), {"rounding": "half even"}, "(31.65, 31.75)"),
        (row("rounded", "31.6", decimals=1), {"rounding": "half even"}, "[31.55, 31.65]"),
        (row("rounded", "31.7", decimals=1), {"rounding": "truncated"}, "[31.7, 31.8)"),
        (row("rounded", "-1.1", decimals=1), {"rounding": "truncated"}, "(−1.2, −1.1]"),
        (row("rounded", "0.0", decimals=1), {"rounding": "truncated"}, "(−0.1, 0.1)"),
        (row("rounded", "399100", "yuan", -2), {"rounding": "truncated"}, "[399100, 399200)"),
        (row("derived", "8.4", decimals=1), {"rounding": "half even"}, "[8.3, 8.5]"),
        (row("more than", "10", "count"), {"count_reading": "ten-odd"}, "[11, 19]"),
        (row("more than", "45", "count"), {"count_reading": "ten-odd"}, "[46, 50]"),
        (row("more than", "40", "count"), {"count_reading": "ten-odd"}, "[41, 45]"),
    ],
)
def test_what_is_assumed_decides(cells, changes, expected):
    under = assumptions(folder=TESTS / "data", **changes)
    total = 45 if cells["value"] == 40 else 50
    kind = "count" if cells["unit"] == "count" else "rate"
    found = quantity_of(cells, kind=kind, total=total, under=under)
    assert found.interval == expected
    assert found.total == (total if kind == "count" else None)
    assert set(changes) <= {*leaning(cells)} or cells.get("within")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (row("about"), ("half_width",)),
        (row("nearly", within=Decimal(2)), ()),
        (row("rounded"), ("rounding",)),
        (row("over"), ()),
        (row(None), ()),
    ],
)
def test_a_row_leans_on_what_decides_it(cells, expected):
    assert leaning(cells) == expected
