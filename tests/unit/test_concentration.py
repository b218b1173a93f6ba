"""The measures against published values, exact arithmetic, and everything they must refuse."""

import json
import math
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import briefing.concentration as c
from briefing.bounds import concentration_bounds
from briefing.panel import panel
from briefing.quantity import Quantity

VECTORS = json.loads((Path(__file__).parent / "concentration_vectors.json").read_text("utf-8"))

ONE_LIST = {
    "hhi": c.hhi,
    "nhhi": c.hhi_normalised,
    "neff": c.effective_number,
    "gini": c.gini,
    "gini_corrected": lambda x: c.gini(x, corrected=True),
    "theil_t": c.theil_t,
    "theil_l": c.theil_l,
    "entropy": c.entropy,
    "hoover": c.hoover,
    "rosenbluth": c.rosenbluth,
}

EVERY_MEASURE = [
    *(f for name, f in ONE_LIST.items() if name != "gini_corrected"),
    lambda x: c.concentration_ratio(x, 1),
    lambda x: c.atkinson(x, 0.5),
    c.lorenz,
    c.shares,
    lambda x: c.theil_decomposition(x, ["a"] * len(x)),
]

PROVINCES = pd.Series({"Hebei": 4.0, "Shanxi": 1.0, "Anhui": 0.0, "Hunan": 5.0})


def ellison_glaeser(plant_emp, plant_region, region_order, region_emp):
    """Compose the Ellison-Glaeser index of measures of plants and regions."""
    by_region = pd.Series(plant_emp, dtype=float).groupby(plant_region).sum()[region_order]
    industry, area = c.shares(by_region).to_numpy(), c.shares(region_emp)
    spread, plants = 1 - c.hhi(area), c.hhi(plant_emp)
    return (((industry - area) ** 2).sum() - spread * plants) / (spread * (1 - plants))


def computed(measure, given):
    """Compute a reference vector's measures with the library."""
    given = dict(given)
    values = given.pop("values", given.pop("shares_pct", None))
    match measure.split("["):
        case ["bounds_hhi", "top-k at least]"]:
            share = Quantity.at_least(str(given["s"]), "ratio", maximum=1)
            found = concentration_bounds("hhi", given["n"], given["k"], share)
            return [found.lower, found.upper]
        case [name, reading] if name.startswith("bounds_"):
            name = name.removeprefix("bounds_").replace("cr_j", "concentration_ratio")
            found = concentration_bounds(
                name, given["n"], given["k"], given["s"], j=given.get("j"), named="named" in reading
            )
            return [found.lower, found.upper]
        case ["shift_share_dunn", _]:
            return [float(part.sum()) for part in c.shift_share(*given.values())]
        case ["interval_diff(pct)"]:
            gap = Quantity.rounded(given["a"], "percent") - Quantity.rounded(given["b"], "percent")
            return [float(gap.lower), float(gap.upper)]
        case ["location_quotient"]:
            region = [given["e_ij"], given["e_j"] - given["e_ij"]]
            return [c.location_quotient(region, [given["e_i"], given["e"] - given["e_i"]])[0]]
        case ["ellison_glaeser"]:
            return [ellison_glaeser(**given)]
        case ["krugman"]:
            return [c.krugman(**given)]
        case ["gini_weighted"]:
            return [c.gini(values, given["weights"])]
        case ["atkinson"]:
            return [c.atkinson(values, given["epsilon"])]
    ratio = {"cr_k": lambda x: c.concentration_ratio(x, given["k"])}
    return [(ONE_LIST | ratio)[name](values) for name in measure.split("|")]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_reference_vector(vector):
    expected = vector["expected"]
    if expected == "ERROR":
        with pytest.raises(ValueError, match="sums to 80, not 100"):
            c.hhi(c.shares(vector["input"]["shares_pct"], total=100))
        return
    found = computed(vector["measure"], vector["input"])
    expected = expected if isinstance(expected, list) else [expected]
    assert len(found) == len(expected)
    assert found == pytest.approx(expected, rel=0, abs=vector["tolerance"])


def test_no_reference_vector_is_lost():
    assert len(VECTORS) == 37


def test_pandas_is_not_imported():
    code = "import sys, briefing.concentration; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- values known exactly ------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 3, 31, 1000])
def test_equal_regions(n):
    x = [7] * n
    assert [f(x) for f in (c.gini, c.theil_t, c.theil_l, c.hoover)] == pytest.approx([0] * 4)
    assert c.hhi_normalised(x) == pytest.approx(0, abs=1e-15)
    assert c.hhi(x) == pytest.approx(1 / n)
    assert c.effective_number(x) == pytest.approx(n)
    assert c.entropy(x) == pytest.approx(math.log(n))
    assert c.rosenbluth(x) == pytest.approx(1 / n)
    assert c.atkinson(x, 2) == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize("n", [2, 3, 31, 1000])
def test_one_region_has_all(n):
    x = [0] * (n - 1) + [9]
    assert c.hhi(x) == c.hhi_normalised(x) == c.effective_number(x) == c.rosenbluth(x) == 1
    assert c.concentration_ratio(x, 1) == c.gini(x, corrected=True) == c.atkinson(x, 1) == 1
    assert c.entropy(x) == 0
    assert c.theil_t(x) == pytest.approx(math.log(n))
    assert c.theil_l(x) == math.inf
    assert c.gini(x) == pytest.approx(1 - 1 / n)
    assert c.hoover(x) == pytest.approx(1 - 1 / n)


def test_a_single_region():
    assert c.hhi([5]) == c.effective_number([5]) == c.rosenbluth([5]) == 1
    assert c.gini([5]) == c.entropy([5]) == c.theil_t([5]) == c.theil_l([5]) == 0
    with pytest.raises(ValueError, match="single region"):
        c.hhi_normalised([5])
    with pytest.raises(ValueError, match="more than one member"):
        c.gini([5], corrected=True)


def test_zeros_are_regions():
    assert c.hhi([1, 1, 0, 0]) == c.hhi([1, 1])
    assert c.gini([1, 1, 0, 0]) == 0.5
    assert c.hoover([1, 1, 0, 0]) == 0.5
    assert c.theil_t([1, 1, 0, 0]) == pytest.approx(math.log(2))


@pytest.mark.parametrize("seed", range(20))
def test_gini_is_the_exact_rational(seed):
    x = np.random.default_rng(seed).integers(0, 10**6, 40).tolist()
    differences = sum(abs(a - b) for a in x for b in x)
    assert c.gini(x) == pytest.approx(float(Fraction(differences, 2 * len(x) * sum(x))), rel=1e-14)


def test_a_group_with_nothing():
    with np.errstate(all="raise"):
        assert c.theil_decomposition([0, 0, 1], ["a", "a", "b"]) == (0, pytest.approx(math.log(3)))


@pytest.mark.parametrize("seed", range(20))
def test_rounding_never_makes_a_share_more_than_all(seed):
    x = np.append(np.random.default_rng(seed).random(300), np.zeros(77))
    assert c.concentration_ratio(x, 300) <= 1


def test_atkinson_is_continuous_where_its_formula_changes():
    x = [10, 20, 30, 40, 50]
    for step in (1e-6, 1e-9, 1e-12):
        assert c.atkinson(x, 1 + step) == pytest.approx(c.atkinson(x, 1), abs=step)
    assert c.atkinson(x, 0) == pytest.approx(0, abs=1e-15)
    assert c.atkinson(x, 1000) == pytest.approx(1 - 10 / 30, abs=2e-3)  # tends to 1 − minimum/mean


def test_lorenz_ends_and_area():
    x = [20, 50, 20, 10]
    regions, total = c.lorenz(x)
    assert (regions[0], regions[-1], total[0], total[-1]) == (0, 1, 0, 1)
    assert 1 - 2 * np.trapezoid(total, regions) == pytest.approx(c.gini(x))


def test_hoover_against_a_reference():
    assert c.hoover([3, 1], [1, 3]) == 0.5
    assert c.hoover([3, 1], [6, 2]) == 0
    assert c.hoover([1, 0], [0, 1]) == 1


# -- size and scale ------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1e-310, 1e-300, 1e-150, 1e150, 1e300, 3e306])
@pytest.mark.parametrize("measure", [*ONE_LIST.values(), lambda x: c.atkinson(x, 2)])
def test_scale_does_not_matter(measure, scale):
    x = np.array([10.0, 10, 10, 20, 50])
    assert measure(x * scale) == pytest.approx(measure(x), rel=1e-11)


def test_a_wide_range_within_one_list():
    x = [1e300, 1e-300]
    assert c.theil_l(x) == pytest.approx(300 * math.log(10) - math.log(2))
    assert c.atkinson(x, 5) == 1
    assert c.hhi(x) == 1


@pytest.mark.parametrize(
    "big",
    [
        np.array([2**62, 2**62, 2**63 - 1]),
        np.array([2**63, 2**63, 2**64 - 1], dtype=np.uint64),
        [10**30, 10**30, 2 * 10**30],
        [10**300, 10**300, 2 * 10**300],
    ],
)
def test_huge_integers_do_not_overflow(big):
    assert c.hhi(big) == pytest.approx(0.375)
    assert c.gini(big) == pytest.approx(1 / 6)


def test_the_largest_number_is_a_number():
    assert c.hhi([10**30, sys.float_info.max]) == pytest.approx(1)


def test_shares_of_a_total_that_is_reached():
    assert list(c.shares([1, 3], total=4)) == [0.25, 0.75]
    assert c.shares([1e6, 1e-4], total=1e6)[0] == pytest.approx(1)  # but for rounding
    with pytest.raises(ValueError, match="^x: it sums to 4, not 5; .* so add what is missing$"):
        c.shares([1, 3], total=5)


def test_index_points_are_ten_thousandths():
    assert c.hhi([30, 30, 20, 20], points=True) == pytest.approx(2600)


def test_one_region_has_no_normalised_index():
    with pytest.raises(ValueError, match="^x: a single region .* give two or more$"):
        c.hhi_normalised([1])


def test_narrow_types_are_widened():
    assert c.hhi(np.full(300, 200, dtype=np.uint8)) == pytest.approx(1 / 300)
    assert c.gini(np.full(300, 60_000, dtype=np.float16)) == 0


def test_many_equal_regions_are_exactly_as_concentrated_as_few():
    x = np.full(10**6, 0.1)
    assert c.gini(x) == pytest.approx(0, abs=1e-15)
    assert c.hhi(x) == pytest.approx(1e-6, rel=1e-12)
    assert c.theil_t(x) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("kind", [np.array, pd.Series])
def test_input_is_left_as_it_was(kind):
    x = kind([3.0, 1.0, 2.0])
    for measure in EVERY_MEASURE:
        measure(x)
    c.gini(x, weights=kind([1.0, 3.0, 2.0]))
    assert list(x) == [3, 1, 2]


# -- what is refused -----------------------------------------------------------------------------

BAD = {
    "negative": ([1, -2, 3], "x: -2.0 at position 1"),
    "negative after nothing": ([0, 0.5, -2], "x: -2.0 at position 2"),
    "missing": ([1, 2, math.nan], "x: nan at position 2"),
    "none": ([1, None], "x: None at position 1"),
    "infinite": ([math.inf, 1], "x: inf at position 0"),
    "empty": ([], "x: it is empty"),
    "zero total": ([0, 0], "x: the total is zero"),
    "text": (["1", "2"], "x: '1' at position 0"),
    "text among numbers": ([1, "2"], "x: '2' at position 1"),
    "truth values": ([True, False], "x: True at position 0"),
    "truth value among big numbers": ([10**30, True], "x: True at position 1"),
    "complex": ([1 + 2j], r"x: \(1\+2j\) at position 0"),
    "too large": ([1, 10**400], "not a finite number"),
    "two-dimensional": ([[1, 2], [3, 4]], "x: it has 2 dimensions"),
    "ragged": ([[1, 2], [3]], r"x: \[1, 2\] at position 0"),
    "one number": (5, "x: it has 0 dimensions"),
    "frame": (pd.DataFrame({"a": [1, 2]}), "x: it has 2 dimensions"),
    "masked": (np.ma.array([1, 2], mask=[False, True]), "x: some values are masked"),
    "nullable": (pd.Series([1, None], dtype="Int64"), "x: (<NA>|nan) at position 1"),
    "labelled": (
        pd.Series({"Hebei": 1.0, "Anhui": math.nan}),
        "at position 1 .label Anhui. is not",
    ),
    "repeated label": (
        pd.Series([1, 2], index=["Hebei", "Hebei"]),
        "^x: label Hebei occurs more than once; give every region one row$",
    ),
    "dates": (np.array(["2024-01-01"], dtype="M8[D]"), "at position 0 is not a finite number"),
}


@pytest.mark.parametrize(("x", "message"), BAD.values(), ids=BAD)
def test_bad_amounts_are_refused_by_every_measure(x, message):
    for measure in EVERY_MEASURE:
        if isinstance(x, int) and measure is EVERY_MEASURE[-1]:
            continue  # a number has no length to make groups for
        with pytest.raises(ValueError, match=message):
            measure(x)


@pytest.mark.parametrize("k", [0, -1, 4, 1.0, "1", None, True])
def test_k_is_checked(k):
    with pytest.raises(ValueError, match="^k: .* whole number from 1 to 3"):
        c.concentration_ratio([1, 2, 3], k)


@pytest.mark.parametrize("epsilon", [-0.1, math.nan, math.inf, "1", None, True])
def test_epsilon_is_checked(epsilon):
    with pytest.raises(ValueError, match="^epsilon: "):
        c.atkinson([1, 2], epsilon)


def test_weights_are_checked():
    with pytest.raises(ValueError, match="weights: its length is 3 where x has 2"):
        c.gini([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="weights: -1.0 at position 0"):
        c.gini([1, 2], [-1, 2])
    with pytest.raises(ValueError, match="weights: the total is zero"):
        c.gini([1, 2], [0, 0])
    with pytest.raises(
        ValueError, match="^weights: every amount above 0 has weight 0, so .* is zero$"
    ):
        c.gini([0, 2], [1, 0])
    with pytest.raises(ValueError, match="^corrected: .* more than one member; leave it out$"):
        c.gini([1, 2], [0.5, 0.5], corrected=True)


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA, pd.NaT])
def test_a_region_without_a_group_is_refused(missing):
    with pytest.raises(ValueError, match="groups: .* at position 1"):
        c.theil_decomposition([1, 2], ["east", missing])


# -- labels --------------------------------------------------------------------------------------


def test_series_are_matched_by_label():
    turned = PROVINCES.iloc[::-1]
    assert c.krugman(PROVINCES, turned) == 0
    assert c.krugman(PROVINCES, turned.to_numpy()) > 0  # without labels, by position
    assert c.hoover(PROVINCES, turned) == 0
    assert c.gini(PROVINCES, turned) == c.gini(PROVINCES, PROVINCES)
    groups = pd.Series({"Hunan": "c", "Anhui": "c", "Shanxi": "n", "Hebei": "n"})
    by_position = c.theil_decomposition(PROVINCES, ["n", "n", "c", "c"])
    assert c.theil_decomposition(PROVINCES, groups) == pytest.approx(by_position)


@pytest.mark.parametrize(
    "compare",
    [
        c.krugman,
        c.hoover,
        c.gini,
        c.location_quotient,
        c.theil_decomposition,
        lambda a, b: c.shift_share(a, a, a, b),
    ],
)
def test_labels_that_do_not_match_are_named(compare):
    other = PROVINCES.rename({"Hebei": "Henan"})
    with pytest.raises(ValueError, match="Hebei only in .* Henan only in"):
        compare(PROVINCES, other)
    with pytest.raises(ValueError, match="Hunan only in"):
        compare(PROVINCES, PROVINCES.drop("Hunan"))
    with pytest.raises(ValueError, match="label Shanxi occurs more than once"):
        compare(PROVINCES, PROVINCES.rename({"Hebei": "Shanxi"}))


def in_place(position):
    """Shift-share with one list in the first place and another in the given one."""

    def call(first, other):
        given = [first] * 4
        given[position] = other
        return c.shift_share(*given)

    return call


TWO_LISTS = [
    (c.krugman, "a", "b"),
    (c.location_quotient, "local", "reference"),
    (c.hoover, "x", "reference"),
    (c.gini, "x", "weights"),
    (in_place(1), "region_start", "region_end"),
    (in_place(2), "region_start", "nation_start"),
    (in_place(3), "region_start", "nation_end"),
]


@pytest.mark.parametrize(
    ("compare", "first", "second"), [*TWO_LISTS, (c.theil_decomposition, "x", "groups")]
)
def test_lists_of_other_regions_are_refused_by_their_names(compare, first, second):
    def said(given, other):
        with pytest.raises(ValueError) as caught:
            compare(given, other)
        return str(caught.value)

    assert said(PROVINCES, PROVINCES.rename({"Hebei": "Henan"})) == (
        f"{second}: labels do not match: Hebei only in {first}, Henan only in {second}; "
        "give both the same regions, with 0 where a region has nothing"
    )
    assert said([1, 2], [1, 2, 3]) == (
        f"{second}: its length is 3 where {first} has 2; "
        "give both the same regions in the same order"
    )
    repeated = said(PROVINCES, PROVINCES.rename({"Hebei": "Shanxi"}))
    assert repeated == f"{second}: label Shanxi occurs more than once; give every region one row"


@pytest.mark.parametrize(("compare", "first", "second"), TWO_LISTS)
def test_what_is_no_amount_is_refused_by_the_name_of_its_list(compare, first, second):
    wrong = (
        "-1.0 at position 0 is not an amount; each must be a finite number of 0 or more, so fill a "
        "gap with its figure, never with a guess"
    )
    for name, given in ((first, ([-1, 2], [1, 2])), (second, ([1, 2], [-1, 2]))):
        with pytest.raises(ValueError) as caught:
            compare(*given)
        assert str(caught.value) == f"{name}: {wrong}"


@pytest.mark.parametrize(
    ("alone", "named"),
    [(5, "a only in a, .* e only in a; give"), (6, "e only in a and 1 more; give")],
)
def test_five_labels_without_a_partner_are_named(alone, named):
    ours = pd.Series(1.0, index=list("abcdefgh"))
    with pytest.raises(ValueError, match=named):
        c.krugman(ours, ours.iloc[alone:])


def test_labels_are_kept():
    assert c.shares(PROVINCES).to_dict() == {"Hebei": 0.4, "Shanxi": 0.1, "Anhui": 0, "Hunan": 0.5}
    reference = pd.Series({"Hunan": 1, "Anhui": 1, "Shanxi": 1, "Hebei": 1})
    assert c.location_quotient(PROVINCES, reference)["Hebei"] == pytest.approx(1.6)
    parts = c.shift_share(PROVINCES, PROVINCES * 2, reference, reference * 2)
    assert parts.total["Hunan"] == parts.national["Hunan"] == 5
    assert list(parts.mix) == list(parts.regional) == [0, 0, 0, 0]


def test_a_zero_in_the_denominator_is_refused():
    with pytest.raises(
        ValueError, match="^reference: 0 at position 1 .* undefined; merge .* another$"
    ):
        c.location_quotient([1, 1], [2, 0])
    with pytest.raises(ValueError, match="nation_start: 0 at position 0"):
        c.shift_share([1, 1], [1, 1], [0, 2], [1, 2])


# -- every period at once ------------------------------------------------------------------------


def long_table(periods=7, regions=12, seed=0):
    random = np.random.default_rng(seed)
    amount = random.lognormal(size=periods * regions)
    amount[random.random(amount.size) < 0.1] = 0
    frame = pd.DataFrame(
        {
            "year": np.repeat(2000 + np.arange(periods), regions),
            "area": np.tile([f"area {i}" for i in range(regions)], periods),
            "output": amount,
        }
    )
    return frame.sample(frac=1, random_state=seed)


@pytest.mark.parametrize("epsilon", [0, 0.5, 1, 2])
def test_panel_agrees_with_the_functions(epsilon):
    frame = long_table()
    frame.loc[frame["year"] == 2003, "output"] *= 1e-311
    frame.loc[frame["year"] == 2004, "output"] = 5e307
    table = panel(frame, value="output", unit="area", by="year", k=(1, 3, 12), epsilon=epsilon)
    assert list(table.index) == list(range(2000, 2007))
    assert table.shape == (7, 13)
    for year, amount in frame.groupby("year")["output"]:
        for name, found in table.loc[year].items():
            if name.startswith("cr"):
                expected = c.concentration_ratio(amount, int(name[2:]))
            elif name == "atkinson":
                expected = c.atkinson(amount, epsilon)
            else:
                expected = getattr(c, name)(amount)
            assert found == pytest.approx(expected, rel=1e-12, abs=1e-14), (name, year)


def test_panel_refuses_what_is_not_one_row_a_region_and_period():
    frame = long_table()
    columns = {"value": "output", "unit": "area", "by": "year"}
    with pytest.raises(ValueError, match="has 0 rows in 200"):
        panel(frame.iloc[1:], **columns)
    with pytest.raises(ValueError, match="has 2 rows in 200"):
        panel(pd.concat([frame, frame.iloc[:1]]), **columns)
    with pytest.raises(ValueError, match="no column 'sales'"):
        panel(frame, **columns | {"value": "sales"})
    with pytest.raises(ValueError, match="^output: -1.0 at position 0"):
        panel(frame.assign(output=-1.0), **columns)
    with pytest.raises(ValueError, match="^output: the total of 2001 is zero"):
        panel(frame.assign(output=frame["output"].where(frame["year"] != 2001, 0)), **columns)
    with pytest.raises(ValueError, match="^area: the row at position 0 has none"):
        panel(frame.assign(area=[None, *frame["area"].iloc[1:]]), **columns)
    with pytest.raises(ValueError, match="^area: a single region"):
        panel(frame[frame["area"] == "area 0"], **columns)
    with pytest.raises(ValueError, match="^k: 13 is not"):
        panel(frame, **columns, k=(13,))
    with pytest.raises(ValueError, match="^epsilon: -1"):
        panel(frame, **columns, epsilon=-1)
    with pytest.raises(ValueError, match="^output: it is empty"):
        panel(frame.iloc[:0], **columns)
    with pytest.raises(ValueError, match="^year: the row at position 0 has none"):
        panel(frame.assign(year=[None, *frame["year"].iloc[1:]]), **columns)
    missing = "^frame: .* has 0 rows in 2006; give .* in every period, with 0 where it had nothing$"
    with pytest.raises(ValueError, match=missing):
        panel(frame.sort_values(["year", "area"]).iloc[:-1], **columns)


def test_a_panel_of_two_regions():
    frame = pd.DataFrame({"year": 2024, "area": ["east", "west"], "output": [1.0, 3.0]})
    table = panel(frame, value="output", unit="area", by="year", k=(1,))
    assert table.index.name == "year"
    assert table.loc[2024, "entropy"] == pytest.approx(c.entropy([1, 3]))


def test_all_regions_hold_exactly_everything():
    # In one order of adding up or another, each of these sums misses 1 by a digit.
    assert c.concentration_ratio([1.3, 1.0, 0.6, 0.6, 0.1], 5) == 1
    frame = pd.DataFrame({"year": 2024, "area": list("abcde"), "output": [1, 1.4, 1.7, 0.2, 1.8]})
    assert panel(frame, value="output", unit="area", by="year", k=(5,)).loc[2024, "cr5"] == 1


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("epsilon", [1, 1.5, 1100])
def test_a_region_with_nothing_is_no_cause_for_a_warning(epsilon):
    x = [0, 1, 2]
    assert c.theil_l(x) == math.inf
    assert c.atkinson(x, epsilon) == 1
    frame = pd.DataFrame({"year": [1] * 3 + [2] * 3, "area": list("abcabc"), "y": [*x, 1, 1, 8]})
    table = panel(frame, value="y", unit="area", by="year", k=(1,), epsilon=epsilon)
    assert table.loc[1, "theil_l"] == math.inf
    assert table.loc[1, "atkinson"] == 1
