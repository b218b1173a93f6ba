"""Published and hand-computed values, through every door that leads to them."""

import json
from pathlib import Path

import pandas as pd
import pytest

import briefing.concentration as c
from briefing.quantity import Quantity

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))

# What a vector calls a measure, and what the library does.
CALLED = {"nhhi": "hhi_normalised", "neff": "effective_number"}


def ellison_glaeser(plant_emp, plant_region, region_order, region_emp):
    """Compose the Ellison-Glaeser index of measures of plants and regions."""
    by_region = pd.Series(plant_emp, dtype=float).groupby(plant_region).sum()[region_order]
    industry, area = c.shares(by_region).to_numpy(), c.shares(region_emp)
    spread, plants = 1 - c.hhi(area), c.hhi(plant_emp)
    return (((industry - area) ** 2).sum() - spread * plants) / (spread * (1 - plants))


def bounds(measure, given):
    """Compute a vector of bounds, which is called e.g. "bounds_hhi[top-k at least]"."""
    name, reading = measure.removeprefix("bounds_").split("[")
    share = given["s"]
    if "at least" in reading:
        share = Quantity.at_least(str(share), "ratio", maximum=1)
    found = c.concentration_bounds(
        name.replace("cr_j", "concentration_ratio"),
        given["n"],
        given["k"],
        share,
        j=given.get("j"),
        named="named" in reading,
    )
    return [found.lower, found.upper]


def computed(measure, given):
    """Compute a reference vector's measures with the library."""
    given = dict(given)
    values = given.pop("values", given.pop("shares_pct", None))
    match measure.split("[")[0]:
        case name if name.startswith("bounds_"):
            return bounds(measure, given)
        case "shift_share_dunn":
            return [float(part.sum()) for part in c.shift_share(*given.values())]
        case "interval_diff(pct)":
            gap = Quantity.rounded(given["a"], "percent") - Quantity.rounded(given["b"], "percent")
            return [float(gap.lower), float(gap.upper)]
        case "location_quotient":
            region = [given["e_ij"], given["e_j"] - given["e_ij"]]
            return [c.location_quotient(region, [given["e_i"], given["e"] - given["e_i"]])[0]]
        case "ellison_glaeser":
            return [ellison_glaeser(**given)]
        case "krugman":
            return [c.krugman(**given)]
        case "gini_weighted":
            return [c.gini(values, given["weights"])]
        case "atkinson":
            return [c.atkinson(values, given["epsilon"])]
    own = {
        "cr_k": lambda x: c.concentration_ratio(x, given["k"]),
        "gini_corrected": lambda x: c.gini(x, corrected=True),
    }
    names = measure.split("|")
    return [(own.get(name) or getattr(c, CALLED.get(name, name)))(values) for name in names]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_reference_vector(vector):
    expected = vector["expected"]
    if expected == "ERROR":
        with pytest.raises(ValueError, match="sums to 80, not 100"):
            c.shares(vector["input"]["shares_pct"], total=100)
        return
    expected = expected if isinstance(expected, list) else [expected]
    found = computed(vector["measure"], vector["input"])
    assert found == pytest.approx(expected, rel=0, abs=vector["tolerance"])


def test_no_reference_vector_is_lost():
    assert len({vector["id"] for vector in VECTORS}) == 37
