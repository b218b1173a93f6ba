"""What is taken for an amount, what is refused, and with which words."""

import math
import sys
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import briefing.concentration as c
from briefing.concentration.inputs import amounts, like, number, paired, positions, shown, whole
from briefing.errors import BriefingError
from briefing.quantity import Quantity
from conftest import refusal

# Something with a quantity, as a fact has, and the quantity's own attributes.
FACT = SimpleNamespace(quantity=Quantity.exact(3, "count"))
OVER = Quantity.over(60, "percent", maximum=100)


@pytest.mark.parametrize(
    "x",
    [
        [1, 1, 2],
        (1, 1.0, Fraction(2)),
        [Decimal("49843.1"), Decimal("49843.1"), Decimal("99686.2")],
        [Fraction(1, 3), np.float32(1 / 3), Decimal(2) / 3],
        [np.int8(1), np.uint64(1), Fraction(2)],
        np.array([2**62, 2**62, 2**63 - 1]),
        np.array([2**63, 2**63, 2**64 - 1], dtype=np.uint64),
        [10**30, 10**30, 2 * 10**30],
        [10**400, 10**400, 2 * 10**400],
        [10**5000, 10**5000, 2 * 10**5000],
        [Decimal("1e400"), 10**400, Fraction(2 * 10**400)],
        [Decimal("1e-400"), Decimal("1e-400"), Fraction(2, 10**400)],
        [Decimal("1e-320"), Decimal("1e-320"), Decimal("2e-320")],
        np.array([1, 1, 2], dtype=np.float16),
        np.array([100, 100, 200], dtype=np.uint8),
        pd.Series([1, 1, 2], dtype="Int64"),
        pd.Series([Decimal(1), Decimal(1), Decimal(2)], index=list("abc")),
    ],
    ids=lambda x: type(x).__name__,
)
def test_numbers_of_every_kind_and_size(x):
    assert c.hhi(x) == pytest.approx(0.375)
    assert c.gini(x) == pytest.approx(1 / 6)
    assert c.theil_l(x) == pytest.approx(math.log(4 / 3) - math.log(2) / 3)


def test_a_small_amount_beside_one_beyond_all_floats():
    assert c.hhi([1, 10**400]) == 1
    assert c.hhi([10**30, sys.float_info.max]) == pytest.approx(1)
    # What floats hold is not divided, to their very ends.
    held = [sys.float_info.min, sys.float_info.max]
    assert list(amounts([*map(Fraction, held)], absolute=True)) == held
    assert [number(value, "x") for value in (0, sys.float_info.max)] == [0, sys.float_info.max]
    assert list(amounts([Fraction(2), Fraction(2)])) == [2, 2]
    assert list(amounts([Decimal("1e10000")] * 2)) == [1, 1]
    assert refusal(BriefingError, paired, [1, 2], [10**400, 1], "x", "y", absolute=True) == (
        "y: some amount is beyond what floats hold; use another unit"
    )
    # Decimals far apart that have floats keep every digit of their ratio.
    assert c.theil_l([Decimal("1e300"), Decimal("1e-300")]) == c.theil_l([1e300, 1e-300])


BAD = {
    "negative": (
        [1, -2, 3],
        "x: -2 at position 1 is not an amount; each must be a finite number of 0 or "
        "more, so fill a gap with its figure, never with a guess",
    ),
    "negative and huge": (
        [1, -(10**400)],
        "x: -10000000000000000000000000000000000000000000000000000000000… at position"
        " 1 is not an amount; each must be a finite number of 0 or more, so fill a "
        "gap with its figure, never with a guess",
    ),
    "missing": (
        [1, 2, math.nan],
        "x: nan at position 2 is not an amount; each must be a finite number of 0 or "
        "more, so fill a gap with its figure, never with a guess",
    ),
    "missing beside a huge one": (
        [10**400, math.nan],
        "x: nan at position 1 is not a finite number; give every region a number",
    ),
    "infinite": (
        [math.inf, 1],
        "x: inf at position 0 is not an amount; each must be a finite number of 0 or "
        "more, so fill a gap with its figure, never with a guess",
    ),
    "signalling decimal": (
        [Decimal("sNaN"), 1],
        "x: Decimal('sNaN') at position 0 is not a finite number; give every region a number",
    ),
    "endless decimal": (
        [Decimal("1e999999"), 1],
        "x: Decimal('1E+999999') at position 0 is not a finite number; give every region a number",
    ),
    "empty": ([], "x: it is empty; give one amount a region"),
    "zero total": ([0, 0], "x: the total is zero; shares of nothing are undefined"),
    "text": (["1", "2"], "x: '1' at position 0 is not a finite number; give every region a number"),
    "text among numbers": (
        [1, "2"],
        "x: '2' at position 1 is not a finite number; give every region a number",
    ),
    "long text": (
        [1, "2" * 10**6],
        "x: '22222222222222222222222222222222222222222222222222222222222… at position"
        " 1 is not a finite number; give every region a number",
    ),
    "control characters": (
        [1, "\x1b[31m\n"],
        "x: '\\x1b[31m\\n' at position 1 is not a finite number; give every region a number",
    ),
    "truth value among big numbers": (
        [10**30, True],
        "x: True at position 1 is not a finite number; give every region a number",
    ),
    "complex": (
        [1 + 2j],
        "x: (1+2j) at position 0 is not a finite number; give every region a number",
    ),
    "two-dimensional": (
        [[1, 2], [3, 4]],
        "x: it has 2 dimensions; give one amount a region, e.g. one column",
    ),
    "ragged": (
        [[1, 2], [3]],
        "x: [1, 2] at position 0 is not a finite number; give every region a number",
    ),
    "frame": (
        pd.DataFrame({"quantity": [1, 2]}),
        "x: it has 2 dimensions; give one amount a region, e.g. one column",
    ),
    "masked": (
        np.ma.array([1, 2], mask=[False, True]),
        "x: some values are masked; fill them in before measuring",
    ),
    "labelled": (
        pd.Series({"Hebei": 1.0, "Anhui": math.nan}),
        "x: nan at position 1 (label 'Anhui') is not an amount; each must be a finite"
        " number of 0 or more, so fill a gap with its figure, never with a guess",
    ),
    "label with a line break": (
        pd.Series({"a": 1.0, "b\n": -1.0}),
        "x: -1.0 at position 1 (label 'b\\n') is not an amount; each must be a finite "
        "number of 0 or more, so fill a gap with its figure, never with a guess",
    ),
    "repeated label": (
        pd.Series([1, 2], index=["Hebei", "Hebei"]),
        "x: label 'Hebei' occurs more than once; give every region one row",
    ),
    "dates": (
        np.array(["2024-01-01"], dtype="M8[D]"),
        "x: datetime.date(2024, 1, 1) at position 0 is not a finite number; give "
        "every region a number",
    ),
    "quantities": (
        [1, OVER],
        "x: <Quantity over 60 %: (60, 100] percent> at position 1 is not a finite "
        "number; a quantity is a range, so pass its printed value, float(q.point)",
    ),
    "a quantity": (
        OVER,
        "x: it has 0 dimensions; a quantity is a range, so pass its printed value, float(q.point)",
    ),
    "facts": (
        [FACT, FACT],
        "x: namespace(quantity=<Quantity 3: [3, 3] count>) at position 0 is not a "
        "finite number; a quantity is a range, so pass its printed value, "
        "float(q.quantity.point)",
    ),
}


@pytest.mark.parametrize(("x", "message"), BAD.values(), ids=BAD)
def test_what_is_no_list_of_amounts_is_refused(x, message):
    said = refusal(BriefingError, amounts, x)
    assert said == message and said.isprintable() and len(said) < 400


def test_a_missing_value_of_a_nullable_kind_is_refused():
    said = refusal(BriefingError, amounts, pd.Series([1, None], dtype="Int64"))
    assert said.startswith(("x: <NA> at position 1 ", "x: nan at position 1 "))


EVERY_MEASURE = {
    name: getattr(c, name)
    for name in (
        *("hhi", "hhi_normalised", "effective_number", "entropy", "theil_t", "theil_l", "gini"),
        *("hoover", "rosenbluth", "lorenz", "shares"),
    )
} | {
    "concentration_ratio": lambda x: c.concentration_ratio(x, 1),
    "atkinson": lambda x: c.atkinson(x, 0.5),
    "theil_decomposition": lambda x: c.theil_decomposition(x, ["a"] * len(x)),
}


@pytest.mark.parametrize("measure", EVERY_MEASURE.values(), ids=EVERY_MEASURE)
def test_every_measure_checks_its_amounts_and_leaves_them_alone(measure):
    assert refusal(BriefingError, measure, [1, -2]).startswith("x: -2 at position 1 is not an")
    assert refusal(BriefingError, measure, []) == "x: it is empty; give one amount a region"
    for kind in (list, np.array, pd.Series):
        x = kind([3.0, 1.0, 2.0])
        measure(x)
        assert list(x) == [3, 1, 2]


@pytest.mark.parametrize("wrong", [0, -1, 4, 1.0, "1", None, True, 10**5000], ids=shown)
def test_whole_numbers(wrong):
    assert whole(np.int64(3), "k", 1, 3) == 3
    message = refusal(BriefingError, whole, wrong, "k", 1, 3)
    assert message == f"k: {shown(wrong)} is not a whole number from 1 to 3"


@pytest.mark.parametrize(
    "wrong",
    [math.nan, math.inf, "1", None, True, Decimal("NaN"), 10**400, OVER, FACT, [1]],
    ids=shown,
)
def test_numbers(wrong):
    assert number(Decimal("0.5"), "total") == number(Fraction(1, 2), "total") == 0.5
    message = refusal(BriefingError, number, wrong, "total")
    point = "q.point" if wrong is OVER else "q.quantity.point" if wrong is FACT else None
    advice = f"; a quantity is a range, so pass its printed value, float({point})" if point else ""
    assert message == f"total: {shown(wrong)} is not a finite number of 0 or more{advice}"


@pytest.mark.parametrize("epsilon", [-0.1, Decimal(-1), math.nan, "1"])
def test_an_aversion_is_a_number_of_0_or_more(epsilon):
    assert refusal(BriefingError, c.atkinson, [1, 2], epsilon).startswith("epsilon: ")
    assert c.atkinson([1, 2], Decimal("0.5")) == c.atkinson([1, 2], Fraction(1, 2))


def test_a_value_in_a_message_is_short_and_on_one_line():
    assert shown("Hebei") == "'Hebei'" and shown(np.float64(-2)) == "-2.0" and shown(24) == "24"
    assert shown("x" * 58) == repr("x" * 58) and shown("x" * 59) == "'" + "x" * 59 + "…"
    assert shown("a\u202eb") == r"'a\u202eb'" and shown("x" * 99) == "'" + "x" * 59 + "…"
    assert shown(np.array([[1], [2]])) == r"'array([[1],\n       [2]])'"
    assert shown(10**5000) == "an integer of 16610 bits"


# -- two lists -----------------------------------------------------------------------------------

PROVINCES = pd.Series({"Hebei": 4.0, "Shanxi": 1.0, "Anhui": 0.5, "Hunan": 5.0})


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
def test_two_lists_have_the_same_regions(compare, first, second):
    def said(given, other):
        return refusal(BriefingError, compare, given, other)

    assert said(PROVINCES, PROVINCES.rename({"Hebei": "Henan"})) == (
        f"{second}: labels do not match: 'Hebei' only in {first}, 'Henan' only in {second}; "
        "give both the same regions, with 0 where a region has nothing"
    )
    assert said([1, 2], [1, 2, 3]) == (
        f"{second}: its length is 3 where {first} has 2; "
        "give both the same regions in the same order"
    )
    repeated = said(PROVINCES, PROVINCES.rename({"Hebei": "Shanxi"}))
    assert repeated == f"{second}: label 'Shanxi' occurs more than once; give every region one row"


@pytest.mark.parametrize(("compare", "first", "second"), TWO_LISTS)
def test_an_error_names_the_list(compare, first, second):
    assert refusal(BriefingError, compare, [-1, 2], [1, 2]).startswith(f"{first}: -1 at position 0")
    assert refusal(BriefingError, compare, [1, 2], [-1, 2]).startswith(
        f"{second}: -1 at position 0"
    )


@pytest.mark.parametrize(("alone", "rest"), [(5, "; give both"), (6, " and 1 more; give both")])
def test_five_labels_without_a_partner_are_named(alone, rest):
    ours = pd.Series(1.0, index=list("abcdefgh"))
    assert f"'e' only in a{rest}" in refusal(BriefingError, c.krugman, ours, ours.iloc[alone:])


def test_a_second_list_without_a_length_is_refused():
    assert refusal(BriefingError, positions, [1, 2], iter([1]), "x", "y") == (
        "y: its length is unknown where x has 2; give both the same regions in the same order"
    )
    repeated = PROVINCES.rename({"Hebei": "Shanxi"})
    once = "label 'Shanxi' occurs more than once; give every region one row"
    assert refusal(BriefingError, positions, repeated, PROVINCES, "x", "y") == f"x: {once}"
    assert refusal(BriefingError, like, repeated.to_numpy(), repeated) == f"x: {once}"


def test_lists_with_labels_are_matched_by_them():
    turned = PROVINCES.iloc[::-1]
    assert c.krugman(PROVINCES, turned) == c.hoover(PROVINCES, turned) == 0
    assert c.krugman(PROVINCES, turned.to_numpy()) > 0  # without labels, by position
    assert c.gini(PROVINCES, turned) == c.gini(PROVINCES, PROVINCES)
    groups = pd.Series({"Hunan": "c", "Anhui": "c", "Shanxi": "n", "Hebei": "n"})
    by_position = c.theil_decomposition(PROVINCES, ["n", "n", "c", "c"])
    assert c.theil_decomposition(PROVINCES, groups) == by_position
