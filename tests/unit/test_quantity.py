"""Quantity: exact ends, openness, units, wording, and every refusal."""

from dataclasses import FrozenInstanceError
from decimal import Decimal
from fractions import Fraction as F
from itertools import product
from math import inf

import pytest

from briefing.errors import BriefingError, NotAPointError, UnitError
from briefing.quantity import UNITS, Answer, Quantity, at_corners, to_fraction

ALL_UNITS = "percent, percentage points, count, 100 million yuan, ratio, index"
POINTS = "percentage points"


def span(quantity):
    """What takes part in equality."""
    return (
        quantity.lower,
        quantity.upper,
        quantity.lower_closed,
        quantity.upper_closed,
        quantity.unit,
    )


def print_of(quantity):
    """What does not: point, wording, decimals."""
    return quantity.point, quantity.qualifier, quantity.decimals


def refusal(error, call):
    """The exact sentence of a refusal."""
    with pytest.raises(error) as caught:
        call()
    assert type(caught.value) is error
    return str(caught.value)


def open_(lower, upper, unit="percent"):
    return Quantity(lower, upper, unit, lower_closed=False, upper_closed=False)


# -- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        (6.2, F(31, 5)),
        (0.1, F(1, 10)),
        (-0.5, F(-1, 2)),
        (7, F(7)),
        ("10.0", F(10)),
        (" 31.7 ", F(317, 10)),
        ("1e3", F(1000)),
        (Decimal("31.70"), F(317, 10)),
        (F(1, 3), F(1, 3)),
        (0, F(0)),
    ],
)
def test_a_number_is_taken_as_written(value, exact):
    number = to_fraction(value)
    assert number == exact
    assert type(number) is F


@pytest.mark.parametrize(
    "value",
    [float("nan"), inf, -inf, "nan", "inf", "6.2 %", "six", "", "1/0", True, False, None, [1]],
)
def test_what_is_not_a_finite_number_is_refused(value):
    assert refusal(BriefingError, lambda: to_fraction(value)) == (
        f"value: {value!r} is not a finite number; give a plain one like 6.2"
    )


def test_an_exponent_may_not_write_out_endless_digits():
    assert to_fraction("1e300") == to_fraction("1E300") == 10**300
    for value in ("1e301", "1E301", "1e-301", "1e999999999"):
        assert value in refusal(BriefingError, lambda value=value: to_fraction(value))


@pytest.mark.parametrize(
    ("value", "decimals"),
    [("1/8", 3), ("1/3", 2), (F(1, 10**12), 12), (F(1, 10**13), 2)],
)
def test_a_fraction_takes_as_many_decimals_as_it_needs_or_two(value, decimals):
    assert Quantity.exact(value, "ratio").decimals == decimals


def test_the_refusal_names_the_argument():
    tail = "is not a finite number; give a plain one like 6.2"
    calls = {
        "value": lambda: Quantity.exact("x", "count"),
        "maximum": lambda: Quantity.over(1, "percent", "x"),
        "within": lambda: Quantity.about(1, "percent", within="x"),
        "of": lambda: Quantity.more_than_count(1, "x"),
        "lower": lambda: Quantity("x", 1, "count"),
        "upper": lambda: Quantity(1, "x", "count"),
        "mine": lambda: to_fraction("x", "mine"),
    }
    for name, call in calls.items():
        assert refusal(BriefingError, call) == f"{name}: 'x' {tail}"
    assert refusal(BriefingError, lambda: Quantity.at_least(1, "percent", "x")).startswith("maxi")
    for build in (Quantity.rounded, Quantity.over, Quantity.at_least, Quantity.exact):
        assert refusal(BriefingError, lambda build=build: build("x", "count")).startswith("value: ")


# -- constructors --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "expected", "printed"),
    [
        (
            Quantity.exact(10, "count"),
            (10, 10, True, True, "count"),
            (10, "exact", 0),
        ),
        (
            Quantity.exact("1.5e3", "count"),
            (1500, 1500, True, True, "count"),
            (1500, "exact", 0),
        ),
        (
            Quantity.exact("6.20", "percent"),
            (F(31, 5), F(31, 5), True, True, "percent"),
            (F(31, 5), "exact", 2),
        ),
        (
            Quantity.rounded(31.7, "percent"),
            (F("31.65"), F("31.75"), True, False, "percent"),
            (F("31.7"), "rounded", 1),
        ),
        (
            Quantity.rounded("10.0", "percent"),
            (F("9.95"), F("10.05"), True, False, "percent"),
            (10, "rounded", 1),
        ),
        (
            Quantity.rounded(10, "percent"),
            (F("9.5"), F("10.5"), True, False, "percent"),
            (10, "rounded", 0),
        ),
        (
            Quantity.rounded(10, "percent", decimals=2),
            (F("9.995"), F("10.005"), True, False, "percent"),
            (10, "rounded", 2),
        ),
        (
            Quantity.rounded("10.0", "percent", decimals=0),
            (F("9.5"), F("10.5"), True, False, "percent"),
            (10, "rounded", 0),
        ),
        (
            Quantity.rounded(1200, "count", decimals=-2),
            (1150, 1250, True, False, "count"),
            (1200, "rounded", -2),
        ),
        (
            Quantity.rounded(Decimal("-0.30"), POINTS),
            (F("-0.305"), F("-0.295"), False, True, POINTS),
            (F("-0.3"), "rounded", 2),
        ),
        (
            Quantity.rounded("0.0", "percent"),
            (F("-0.05"), F("0.05"), False, False, "percent"),
            (0, "rounded", 1),
        ),
        (
            Quantity.rounded("3E3", "100 million yuan"),
            (F("2999.5"), F("3000.5"), True, False, "100 million yuan"),
            (3000, "rounded", 0),
        ),
        (
            Quantity.over(60, "percent", 100),
            (60, 100, False, True, "percent"),
            (60, "over", 0),
        ),
        (
            Quantity.over("2.50", "ratio"),
            (F("2.5"), None, False, False, "ratio"),
            (F("2.5"), "over", 2),
        ),
        (
            Quantity.over(0, "percent", 0.5),
            (0, F(1, 2), False, True, "percent"),
            (0, "over", 0),
        ),
        (
            Quantity.at_least("22.5", "percent", maximum="100"),
            (F("22.5"), 100, True, True, "percent"),
            (F("22.5"), "at least", 1),
        ),
        (
            Quantity.at_least(3, "index"),
            (3, None, True, False, "index"),
            (3, "at least", 0),
        ),
        (
            Quantity.about(70, "percent", within=2.5),
            (F("67.5"), F("72.5"), True, True, "percent"),
            (70, "about", 0),
        ),
        (
            Quantity.about("70.0", "percent", within=0),
            (70, 70, True, True, "percent"),
            (70, "about", 1),
        ),
        (
            Quantity.more_than_count(10, of=50),
            (11, 50, True, True, "count"),
            (10, "more than", 0),
        ),
        (
            Quantity.more_than_count(0, 1),
            (1, 1, True, True, "count"),
            (0, "more than", 0),
        ),
        (
            Quantity("1.5", 2, "ratio", upper_closed=False),
            (F(3, 2), 2, True, False, "ratio"),
            (None, "range", None),
        ),
        (
            Quantity(None, None, "index"),
            (None, None, False, False, "index"),
            (None, "range", None),
        ),
        (
            Quantity(None, 2, "ratio"),
            (None, 2, False, True, "ratio"),
            (None, "range", None),
        ),
        (
            Quantity(2, None, "ratio"),
            (2, None, True, False, "ratio"),
            (None, "range", None),
        ),
    ],
)
def test_what_a_constructor_builds(quantity, expected, printed):
    assert span(quantity) == expected
    assert print_of(quantity) == printed
    assert all(type(end) is F for end in (quantity.lower, quantity.upper) if end is not None)
    assert quantity.point is None or type(quantity.point) is F


def test_within_has_no_default_and_stands_by_name():
    with pytest.raises(TypeError, match="within"):
        Quantity.about(70, "percent")
    with pytest.raises(TypeError):
        Quantity.about(70, "percent", 2.5)


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_can_be_used(unit):
    assert Quantity.exact(1, unit).unit == unit


def test_the_units_are_these():
    assert ", ".join(UNITS) == ALL_UNITS


@pytest.mark.parametrize(
    "build",
    [
        lambda unit: Quantity(1, 2, unit),
        lambda unit: Quantity.exact(1, unit),
        lambda unit: Quantity.rounded(1, unit),
        lambda unit: Quantity.over(1, unit),
        lambda unit: Quantity.at_least(1, unit),
        lambda unit: Quantity.about(1, unit, within=1),
    ],
)
def test_an_unknown_unit_is_refused(build):
    assert refusal(UnitError, lambda: build("%")) == f"unit: '%' is unknown; use one of {ALL_UNITS}"


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        (lambda: Quantity(2, 1, "count"), "[2, 1]"),
        (lambda: Quantity(2, 2, "count", lower_closed=False), "(2, 2]"),
        (lambda: Quantity(2, 2, "count", upper_closed=False), "[2, 2)"),
        (lambda: open_(2, 2), "(2, 2)"),
        (lambda: Quantity.over(60, "percent", 60), "(60, 60]"),
        (lambda: Quantity.at_least(60, "percent", "59.9"), "[60, 59.9]"),
    ],
)
def test_an_inverted_or_empty_range_is_refused(call, shown):
    assert refusal(BriefingError, call) == (
        f"lower, upper: no value lies in {shown}; give a lower end below the upper"
    )


def test_a_negative_half_width_is_refused():
    call = lambda: Quantity.about(70, "percent", within="-0.1")  # noqa: E731
    assert refusal(BriefingError, call) == (
        "within: -0.1 is negative; give a half-width of 0 or more"
    )


@pytest.mark.parametrize(
    ("value", "of"), [(10, 10), (11, 10), (-1, 10), ("0.5", 10), (1, "10.5"), (0, 0)]
)
def test_an_impossible_count_is_refused(value, of):
    assert refusal(BriefingError, lambda: Quantity.more_than_count(value, of)) == (
        f"value, of: more than {value} of {of} is impossible; give whole numbers with "
        "0 <= value < of"
    )


# -- identity ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lower", "upper", "unit", "lower_closed", "point", "qualifier"])
def test_a_quantity_cannot_be_changed(name):
    quantity = Quantity.exact(1, "count")
    with pytest.raises(FrozenInstanceError):
        setattr(quantity, name, 5)
    with pytest.raises(FrozenInstanceError):
        delattr(quantity, name)
    assert not hasattr(quantity, "__dict__")


def test_equal_is_what_allows_the_same_values_in_the_same_unit():
    printed = Quantity.rounded(31.7, "percent")
    same = Quantity("31.65", "31.75", "percent", upper_closed=False)
    assert printed == same
    assert hash(printed) == hash(same)
    assert {printed: "found"}[same] == "found"
    assert Quantity.exact(70, "percent") == Quantity.about(70, "percent", within=0)
    assert Quantity.rounded("10", "count") != Quantity.rounded("10.0", "count")


@pytest.mark.parametrize(
    "other",
    [
        Quantity(1, 2, "ratio"),
        Quantity(0, 2, "count"),
        Quantity(1, 3, "count"),
        Quantity(1, 2, "count", lower_closed=False),
        Quantity(1, 2, "count", upper_closed=False),
        Quantity(None, 2, "count"),
        Quantity(1, None, "count"),
        F(1),
        None,
    ],
)
def test_any_other_set_or_unit_is_not_equal(other):
    assert Quantity(1, 2, "count") != other


def test_a_missing_end_is_open_however_it_was_given():
    assert Quantity(None, 2, "count", lower_closed=True) == Quantity(
        None, 2, "count", lower_closed=False
    )
    assert Quantity(2, None, "count", upper_closed=True) == Quantity(
        2, None, "count", upper_closed=False
    )


# -- wording -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "text", "interval"),
    [
        (Quantity.exact(10, "count"), "10", "[10, 10]"),
        (Quantity.exact("-1.50", "percent"), "−1.50 %", "[−1.5, −1.5]"),
        (Quantity.exact(5, "100 million yuan"), "5 hundred million yuan", "[5, 5]"),
        (Quantity.rounded(31.7, "percent"), "31.7 %", "[31.65, 31.75)"),
        (Quantity.rounded("10.0", "percent"), "10.0 %", "[9.95, 10.05)"),
        (Quantity.rounded("-1.6", POINTS), "−1.6 percentage points", "(−1.65, −1.55]"),
        (Quantity.rounded("0.0", "index"), "0.0", "(−0.05, 0.05)"),
        (Quantity.rounded("0.125", "ratio"), "0.125", "[0.1245, 0.1255)"),
        (Quantity.rounded(1200, "count", -2), "1200", "[1150, 1250)"),
        (Quantity.over(60, "percent", 100), "over 60 %", "(60, 100]"),
        (Quantity.over("-0.50", POINTS), "over −0.50 percentage points", "(−0.5, ∞)"),
        (Quantity.at_least(22, "percent", 100), "at least 22 %", "[22, 100]"),
        (Quantity.about(70, "percent", within=2.5), "about 70 %", "[67.5, 72.5]"),
        (Quantity.more_than_count(10, of=50), "more than 10 of 50", "[11, 50]"),
        (Quantity(1, 2, "percent"), "1 to 2 %", "[1, 2]"),
        (Quantity(0, 2, "percent"), "0 to 2 %", "[0, 2]"),
        (open_(-2, 0, POINTS), "−2 to 0 percentage points", "(−2, 0)"),
        (Quantity(F(1, 3), F(2, 3), "ratio"), "0.33 to 0.67", "[0.33, 0.67]"),
        (Quantity(F(-2, 3), F(-1, 3), "ratio"), "−0.67 to −0.33", "[−0.67, −0.33]"),
        (Quantity("0.1234", "1.001", "ratio"), "0.1234 to 1.001", "[0.1234, 1.001]"),
        (Quantity("0.12345", 1, "ratio"), "0.12 to 1", "[0.12, 1]"),
        (Quantity(60, 100, "percent"), "at least 60 %", "[60, 100]"),
        (Quantity(60, 100, "percent", lower_closed=False), "over 60 %", "(60, 100]"),
        (Quantity(60, 100, "percent", upper_closed=False), "60 to 100 %", "[60, 100)"),
        (Quantity(60, 100, "count"), "60 to 100", "[60, 100]"),
        (Quantity(60, 99, "percent"), "60 to 99 %", "[60, 99]"),
        (Quantity(2, None, "ratio"), "at least 2", "[2, ∞)"),
        (Quantity(2, None, "ratio", lower_closed=False), "over 2", "(2, ∞)"),
        (Quantity(None, 2, "ratio"), "at most 2", "(−∞, 2]"),
        (Quantity(None, 2, "ratio", upper_closed=False), "under 2", "(−∞, 2)"),
        (Quantity(None, None, "percent"), "unknown %", "(−∞, ∞)"),
        (Quantity(None, None, "ratio"), "unknown", "(−∞, ∞)"),
        (
            Quantity("4.5", "4.7", "percent", point=F("4.6"), decimals=1),
            "4.6 % (4.5 to 4.7)",
            "[4.5, 4.7]",
        ),
        (
            Quantity(1, 2, "percent", point=F("1.25")),
            "1.25 % (1 to 2)",
            "[1, 2]",
        ),
        (
            Quantity(1, 2, "percent", point=F("1.26"), decimals=1),
            "1.3 % (1 to 2)",
            "[1, 2]",
        ),
        (
            Quantity(1, None, "percent", point=F("1.26"), decimals=1),
            "at least 1 %",
            "[1, ∞)",
        ),
        (
            Quantity(None, 1, "percent", point=F("0.26"), decimals=1),
            "at most 1 %",
            "(−∞, 1]",
        ),
        (
            Quantity(60, 100, "percent", point=F(80), decimals=0),
            "80 % (60 to 100)",
            "[60, 100]",
        ),
        (Quantity("2.5", "2.5", "percent", point=F("2.5")), "2.5 %", "[2.5, 2.5]"),
    ],
)
def test_text_and_interval(quantity, text, interval):
    assert quantity.text() == text
    assert str(quantity) == text
    assert f"{quantity}" == text
    assert quantity.interval == interval
    assert repr(quantity) == f"<Quantity {text}: {interval} {quantity.unit}>"


def test_a_number_of_decimals_is_for_the_ends_which_round_outward():
    third = Quantity(F(1, 3), F(2, 3), "percent")
    assert third.text(1) == "0.3 to 0.7 %"
    assert third.text(4) == "0.3333 to 0.6667 %"
    assert third.text(0) == "0 to 1 %"
    assert Quantity(1, 2, "percent").text(1) == "1.0 to 2.0 %"
    assert Quantity(F(-1, 3), None, "ratio").text(1) == "at least −0.4"
    assert Quantity(None, F(-1, 3), "ratio").text(1) == "at most −0.3"
    assert Quantity.rounded(31.7, "percent").text(3) == "31.7 %"
    computed = Quantity(F(1, 3), F(2, 3), "percent", point=F(1, 2), decimals=1)
    assert computed.text(3) == "0.5 % (0.333 to 0.667)"
    assert Quantity(F(1, 3), F(2, 3), "ratio", point=F(1, 2)).text(3) == "0.500 (0.333 to 0.667)"


def test_format_takes_a_number_of_decimals_only():
    third = Quantity(F(1, 3), F(2, 3), "percent")
    assert f"{third:3}" == "0.333 to 0.667 %"
    assert f"{third:0}" == "0 to 1 %"
    for spec in ("x", ".2f", "-1", " "):
        assert refusal(BriefingError, lambda spec=spec: format(third, spec)) == (
            f"format: {spec!r} is not a number of decimals; write e.g. {{q:2}}"
        )


def test_html_carries_the_text_and_the_interval_and_escapes_both():
    quantity = Quantity.over(60, "percent", 100)
    assert quantity._repr_html_() == (
        '<span class="quantity" title="(60, 100] percent">over 60 %</span>'
    )


# -- as a number ---------------------------------------------------------------------------------


def test_what_was_printed_as_one_value_is_a_float():
    assert float(Quantity.exact("0.1", "ratio")) == 0.1
    assert float(Quantity.rounded(31.7, "percent")) == 31.7
    assert float(Quantity.about(70, "percent", within=0)) == 70.0
    assert float(Quantity("2.5", "2.5", "ratio")) == 2.5
    assert type(float(Quantity.exact(3, "count"))) is float


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (Quantity.over(60, "percent", 100), '"over 60 %" is not one value but (60, 100] percent'),
        (Quantity.about(70, "percent", within=1), '"about 70 %" is not one value but [69, 71] per'),
        (Quantity.more_than_count(10, 50), '"more than 10 of 50" is not one value but [11, 50] co'),
        (Quantity(None, None, "ratio"), '"unknown" is not one value but (−∞, ∞) ratio'),
        (
            Quantity("4.5", "4.7", "percent", point=F("4.6"), decimals=1),
            '"4.6 % (4.5 to 4.7)" is not one value but [4.5, 4.7] percent',
        ),
    ],
)
def test_a_bound_or_a_range_is_no_float(quantity, said):
    sentence = refusal(NotAPointError, lambda: float(quantity))
    assert sentence.startswith(said)
    assert sentence.endswith(
        f"{quantity.unit}; use .lower and .upper, compare it, or compute with the quantity itself"
    )


# -- arithmetic ----------------------------------------------------------------------------------

LOW = Quantity(1, 2, "ratio", upper_closed=False)  # [1, 2)
HIGH = Quantity(3, 5, "ratio", lower_closed=False)  # (3, 5]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (LOW + HIGH, (4, 7, False, False)),
        (LOW - HIGH, (-4, -1, True, False)),
        (HIGH - LOW, (1, 4, False, True)),
        (-LOW, (-2, -1, False, True)),
        (LOW * HIGH, (3, 10, False, False)),
        (HIGH * LOW, (3, 10, False, False)),
        (HIGH / LOW, (F(3, 2), 5, False, True)),
        (LOW / HIGH, (F(1, 5), F(2, 3), True, False)),
        (LOW * 2, (2, 4, True, False)),
        (2 * LOW, (2, 4, True, False)),
        (LOW * "0.5", (F(1, 2), 1, True, False)),
        (LOW * -1, (-2, -1, False, True)),
        (LOW / -2, (-1, F(-1, 2), False, True)),
        (HIGH / 0.5, (6, 10, False, True)),
        (-LOW * HIGH, (-10, -3, False, False)),
        (Quantity(-1, 2, "ratio") * HIGH, (-5, 10, True, True)),
        (Quantity(-1, 2, "ratio", lower_closed=False) * HIGH, (-5, 10, False, True)),
        (LOW / Quantity(-4, -2, "ratio", upper_closed=False), (-1, F(-1, 4), False, True)),
        # a missing end
        (LOW + Quantity(3, None, "ratio"), (4, None, True, False)),
        (LOW - Quantity(3, None, "ratio"), (None, -1, False, False)),
        (Quantity(3, None, "ratio") - LOW, (1, None, False, False)),
        (Quantity(1, None, "ratio") - Quantity(1, None, "ratio"), (None, None, False, False)),
        (Quantity(1, None, "ratio") + Quantity(1, None, "ratio"), (2, None, True, False)),
        (Quantity(1, None, "ratio") + Quantity(None, 1, "ratio"), (None, None, False, False)),
        (-Quantity(3, None, "ratio"), (None, -3, False, True)),
        (LOW * Quantity(3, None, "ratio"), (3, None, True, False)),
        (LOW * Quantity(None, -3, "ratio"), (None, -3, False, True)),
        (LOW / Quantity(4, None, "ratio"), (0, F(1, 2), False, False)),
        (LOW / Quantity(None, -4, "ratio"), (F(-1, 2), 0, False, False)),
        (Quantity(4, None, "ratio") / LOW, (2, None, False, False)),
        (Quantity(4, None, "ratio") / Quantity(2, None, "ratio"), (0, None, False, False)),
        (Quantity(None, None, "ratio") * 2, (None, None, False, False)),
        # a closed zero makes zero possible, an open one does not
        (Quantity(0, 1, "ratio") * open_(2, 3, "ratio"), (0, 3, True, False)),
        (open_(0, 1, "ratio") * Quantity(2, 3, "ratio"), (0, 3, False, False)),
        (open_(0, 1, "ratio") * Quantity(0, 3, "ratio"), (0, 3, True, False)),
        (open_(0, 1, "ratio") * open_(0, 3, "ratio"), (0, 3, False, False)),
        (Quantity(0, 1, "ratio") * Quantity(2, None, "ratio"), (0, None, True, False)),
        (open_(0, 1, "ratio") * Quantity(2, None, "ratio"), (0, None, False, False)),
        (Quantity(-1, 0, "ratio") * open_(2, 3, "ratio"), (-3, 0, False, True)),
        (Quantity(0, 0, "ratio") * Quantity(None, None, "ratio"), (0, 0, True, True)),
        (Quantity(0, 1, "ratio") / open_(2, 4, "ratio"), (0, F(1, 2), True, False)),
        (open_(0, 1, "ratio") / Quantity(2, 4, "ratio"), (0, F(1, 2), False, False)),
        (Quantity(0, 1, "ratio") / Quantity(2, None, "ratio"), (0, F(1, 2), True, True)),
    ],
)
def test_ends_and_openness_of_a_result(result, expected):
    assert span(result) == (*expected, "ratio")


def unit_of(unit):
    return Quantity.exact(8, unit)


@pytest.mark.parametrize(
    ("first", "second", "unit"),
    [
        ("percent", "percent", "percent"),
        ("percent", POINTS, "percent"),
        (POINTS, "percent", "percent"),
        (POINTS, POINTS, POINTS),
        ("count", "count", "count"),
        ("100 million yuan", "100 million yuan", "100 million yuan"),
        ("ratio", "ratio", "ratio"),
        ("index", "index", "index"),
    ],
)
def test_the_unit_of_a_sum(first, second, unit):
    assert unit_of(first) + unit_of(second) == Quantity.exact(16, unit)


@pytest.mark.parametrize(
    ("first", "second", "unit"),
    [
        ("percent", "percent", POINTS),
        ("percent", POINTS, "percent"),
        (POINTS, POINTS, POINTS),
        ("count", "count", "count"),
        ("100 million yuan", "100 million yuan", "100 million yuan"),
        ("ratio", "ratio", "ratio"),
        ("index", "index", "index"),
    ],
)
def test_the_unit_of_a_difference(first, second, unit):
    assert unit_of(first) - unit_of(second) == Quantity.exact(0, unit)


@pytest.mark.parametrize("unit", UNITS)
def test_the_unit_of_a_product_and_of_a_quotient(unit):
    assert unit_of(unit) * unit_of("ratio") == Quantity.exact(64, unit)
    assert unit_of("ratio") * unit_of(unit) == Quantity.exact(64, unit)
    assert unit_of(unit) / unit_of("ratio") == Quantity.exact(1, unit)
    assert unit_of(unit) / unit_of(unit) == Quantity.exact(1, "ratio")
    assert unit_of(unit) / 2 == Quantity.exact(4, unit)
    assert -unit_of(unit) == Quantity.exact(-8, unit)


@pytest.mark.parametrize(("first", "second"), list(product(UNITS, repeat=2)))
def test_units_that_do_not_go_together_are_refused(first, second):
    a, b = unit_of(first), unit_of(second)
    tail = "; bring both to one unit first"
    both = f"{first} and {second} cannot be"
    if first != second and {first, second} != {"percent", POINTS}:
        assert refusal(UnitError, lambda: a + b) == f"{both} added{tail}"
    if first != second and (first, second) != ("percent", POINTS):
        assert refusal(UnitError, lambda: a - b) == f"{both} subtracted{tail}"
    if first != second and second != "ratio":
        assert refusal(UnitError, lambda: a / b) == f"{both} divided{tail}"
    if "ratio" not in (first, second):
        assert refusal(UnitError, lambda: a * b) == (
            f"{first} times {second} has no meaning here; turn one of them into a ratio first "
            "(.as_ratio())"
        )
    if first != second:
        for compare in (
            lambda: a < b,
            lambda: a <= b,
            lambda: a > b,
            lambda: a >= b,
        ):
            assert refusal(UnitError, compare) == f"{both} compared{tail}"


def test_a_bare_number_has_no_unit_to_add_or_subtract():
    rate = Quantity.rounded(6.2, "percent")
    added = (
        "cannot add the bare number 5 and percent; give it a unit, e.g. "
        'Quantity.exact(5, "percent")'
    )
    assert refusal(UnitError, lambda: rate + 5) == added
    assert refusal(UnitError, lambda: 5 + rate) == added
    assert refusal(UnitError, lambda: rate - 5) == added.replace("add", "subtract")
    assert refusal(UnitError, lambda: 5 - rate) == added.replace("add", "subtract")


@pytest.mark.parametrize(
    ("divisor", "shown"),
    [
        (Quantity(-1, 1, "ratio"), "[−1, 1]"),
        (Quantity(0, 1, "ratio"), "[0, 1]"),
        (Quantity(-1, 0, "ratio"), "[−1, 0]"),
        (Quantity(None, None, "ratio"), "(−∞, ∞)"),
        (Quantity.rounded(0, "ratio"), "(−0.5, 0.5)"),
        (0, "[0, 0]"),
    ],
)
def test_division_where_zero_is_possible_is_refused(divisor, shown):
    assert refusal(BriefingError, lambda: Quantity.exact(1, "percent") / divisor) == (
        f"cannot divide by {shown}: zero is possible there"
    )


def test_the_base_rate_of_a_stated_gain():
    base = Quantity.rounded(6.2, "percent") - Quantity.rounded(1.6, POINTS)
    assert span(base) == (F("4.5"), F("4.7"), False, False, "percent")
    assert print_of(base) == (F("4.6"), "range", 1)
    assert base.text() == "4.6 % (4.5 to 4.7)"
    assert f"{base:2}" == "4.6 % (4.50 to 4.70)"
    gap = Quantity.rounded(6.2, "percent") - Quantity.rounded("4.65", "percent")
    assert gap.text() == "1.55 percentage points (1.495 to 1.605)"
    assert print_of(gap) == (F("1.55"), "range", 2)


@pytest.mark.parametrize(
    ("result", "printed"),
    [
        (Quantity.exact(2, "count") + Quantity.exact(3, "count"), (5, "range", 0)),
        (Quantity.about(70, "percent", within=1) * Quantity.exact("0.5", "ratio"), (35,)),
        (Quantity.rounded("6.2", "percent") * 2, (F("12.4"), "range", 1)),
        (-Quantity.rounded("6.2", "percent"), (F("-6.2"), "range", 1)),
        (Quantity.rounded("6.2", "percent").complement(), (F("93.8"), "range", 1)),
        (Quantity.rounded("62.5", "percent").as_ratio(), (F("0.625"), "range", None)),
        (Quantity.rounded("0.62", "ratio").as_percent(), (62, "range", 2)),
        (Quantity.exact(1, "count") / Quantity.exact(4, "count"), (F(1, 4), "range", None)),
        (Quantity.over(60, "percent") * 2, (None, "range", 0)),
        (Quantity.at_least(60, "percent") * 2, (None, "range", 0)),
        (Quantity.more_than_count(10, 50) / Quantity.exact(50, "count"), (None, "range", None)),
        (Quantity.exact(1, "percent") + Quantity.over(1, "percent"), (None, "range", 0)),
        (Quantity(1, 2, "percent") + Quantity.exact("1.5", "percent"), (None, "range", None)),
        (Quantity(1, 2, "percent", point=1) + Quantity.exact(1, "percent"), (2, "range", None)),
    ],
)
def test_a_point_is_computed_from_points_and_never_from_bounds(result, printed):
    assert print_of(result)[: len(printed)] == printed


def test_a_share_of_a_share():
    inner = Quantity.rounded(31.7, "percent").as_ratio()
    outer = inner * Quantity.over(60, "percent", 100)
    assert span(outer) == (F("18.99"), F("31.75"), False, False, "percent")
    assert outer.text() == "18.99 to 31.75 %"


def test_percent_and_ratio_turn_into_each_other():
    share = Quantity.over(60, "percent", 100)
    assert span(share.as_ratio()) == (F(3, 5), 1, False, True, "ratio")
    assert span(share.as_ratio().as_percent()) == span(share)
    assert share.as_percent() is share
    ratio = Quantity(F(1, 4), F(1, 2), "ratio", upper_closed=False)
    assert ratio.as_ratio() is ratio
    assert span(ratio.as_percent()) == (25, 50, True, False, "percent")
    assert span(Quantity.over(60, "percent").as_ratio()) == (F(3, 5), None, False, False, "ratio")
    for unit in set(UNITS) - {"percent", "ratio"}:
        other = unit_of(unit)
        assert refusal(UnitError, other.as_ratio) == (
            f"{unit} is not a percentage; only percent turns into a ratio"
        )
        assert refusal(UnitError, other.as_percent) == (
            f"{unit} is not a ratio; only a ratio turns into percent"
        )
        assert refusal(UnitError, other.complement) == (
            f"{unit} is not a share; only percent or ratio has a complement"
        )


@pytest.mark.parametrize(
    ("share", "rest"),
    [
        (Quantity.over(60, "percent", 100), (0, 40, True, False, "percent")),
        (Quantity(0, 100, "percent"), (0, 100, True, True, "percent")),
        (Quantity(0, 1, "ratio", lower_closed=False), (0, 1, True, False, "ratio")),
        (Quantity("0.25", "0.5", "ratio"), (F(1, 2), F(3, 4), True, True, "ratio")),
    ],
)
def test_the_complement_of_a_share(share, rest):
    assert span(share.complement()) == rest


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (Quantity(-1, 50, "percent"), "[−1, 50] is not a share; it must lie in [0, 100]"),
        (Quantity(50, 101, "percent"), "[50, 101] is not a share; it must lie in [0, 100]"),
        (Quantity(0, "1.1", "ratio"), "[0, 1.1] is not a share; it must lie in [0, 1]"),
        (Quantity.over(60, "percent"), "(60, ∞) is not a share; it must lie in [0, 100]"),
        (Quantity(None, 1, "ratio"), "(−∞, 1] is not a share; it must lie in [0, 1]"),
    ],
)
def test_what_is_no_share_has_no_complement(quantity, said):
    assert refusal(BriefingError, quantity.complement) == said


# -- comparison ----------------------------------------------------------------------------------

YES, NO, OPEN = Answer.CERTAIN, Answer.IMPOSSIBLE, Answer.UNDETERMINED


def between(text):
    """``[1,2)`` as a quantity; a dot stands for a missing end."""
    lower, upper = text[1:-1].split(",")
    return Quantity(
        None if lower == "." else lower,
        None if upper == "." else upper,
        "ratio",
        lower_closed=text[0] == "[",
        upper_closed=text[-1] == "]",
    )


@pytest.mark.parametrize(
    ("first", "second", "less", "at_most"),
    [
        ("[1,2]", "[3,4]", YES, YES),
        ("[1,2]", "[2,3]", OPEN, YES),
        ("[1,2)", "[2,3]", YES, YES),
        ("[1,2]", "(2,3]", YES, YES),
        ("[1,2)", "(2,3]", YES, YES),
        ("[3,4]", "[1,2]", NO, NO),
        ("[2,3]", "[1,2]", NO, OPEN),
        ("(2,3]", "[1,2]", NO, NO),
        ("[2,3]", "[1,2)", NO, NO),
        ("(2,3]", "[1,2)", NO, NO),
        ("[1,3]", "[2,4]", OPEN, OPEN),
        ("[1,4]", "[2,3]", OPEN, OPEN),
        ("[2,2]", "[2,2]", NO, YES),
        ("(1,2)", "(1,2)", OPEN, OPEN),
        ("(.,2]", "[2,.)", OPEN, YES),
        ("(.,2)", "[2,.)", YES, YES),
        ("[2,.)", "(.,2]", NO, OPEN),
        ("(2,.)", "(.,2]", NO, NO),
        ("(.,.)", "[2,2]", OPEN, OPEN),
        ("[2,2]", "(.,.)", OPEN, OPEN),
        ("[1,.)", "[2,.)", OPEN, OPEN),
        ("(.,1]", "(.,2]", OPEN, OPEN),
    ],
)
def test_the_three_answers(first, second, less, at_most):
    a, b = between(first), between(second)
    assert (a < b) is less
    assert (a <= b) is at_most
    assert (b > a) is less
    assert (b >= a) is at_most


def grid(quantity):
    """Values of a quantity between 0 and 4, in quarters."""
    low, high = quantity.lower, quantity.upper
    return [
        F(n, 4)
        for n in range(17)
        if (low is None or F(n, 4) > low or (F(n, 4) == low and quantity.lower_closed))
        and (high is None or F(n, 4) < high or (F(n, 4) == high and quantity.upper_closed))
    ]


def test_comparison_agrees_with_the_values_in_every_configuration_of_ends():
    ranges = [between("[2,2]")]
    for low, high in product(".12", ".23"):
        for left, right in product("[(", "])"):
            if (low, high) != ("2", "2"):
                ranges.append(between(f"{left}{low},{high}{right}"))
    for a, b in product(ranges, repeat=2):
        pairs = list(product(grid(a), grid(b)))
        less = [x < y for x, y in pairs]
        at_most = [x <= y for x, y in pairs]
        assert (a < b) is (YES if all(less) else OPEN if any(less) else NO), (a, b)
        assert (a <= b) is (YES if all(at_most) else OPEN if any(at_most) else NO), (a, b)


def test_a_bare_number_is_compared_in_the_quantity_s_unit():
    share = Quantity.over(60, "percent", 100)
    assert (share > 60) is YES
    assert (share >= "60") is YES
    assert (share < 60) is NO
    assert (share <= 60) is NO
    assert (60 < share) is YES
    assert (60 >= share) is NO
    assert (share > 60.5) is OPEN
    assert (share <= 100) is YES
    assert (share < 100) is OPEN
    assert refusal(BriefingError, lambda: share < "many").startswith("value: 'many' is not")


def test_only_a_settled_answer_can_stand_in_an_if():
    assert bool(YES) is True
    assert bool(NO) is False
    assert refusal(BriefingError, lambda: bool(OPEN)) == (
        "the bounds do not settle this comparison; test the answer with `is Answer.CERTAIN`, "
        "`is Answer.IMPOSSIBLE` or `is Answer.UNDETERMINED`"
    )
    assert [answer.value for answer in Answer] == ["certain", "impossible", "undetermined"]


# -- corners -------------------------------------------------------------------------------------


def test_an_operand_that_occurs_twice_costs_no_width_at_the_corners():
    share = Quantity("0.2", "0.5", "ratio", lower_closed=False)
    odds = at_corners(lambda s: s / (1 - s), share, unit="ratio")
    assert span(odds) == (F(1, 4), 1, False, True, "ratio")
    assert print_of(odds) == (None, "range", None)
    step_by_step = (share - share * share) / share.complement()
    at_once = at_corners(lambda s: (s - s * s) / (1 - s), share, unit="ratio")
    assert (at_once.lower, at_once.upper) == (F(1, 5), F(1, 2))
    assert step_by_step.lower < at_once.lower and step_by_step.upper > at_once.upper
    nothing = at_corners(lambda s: s - s, share, unit="ratio")
    assert span(nothing) == (0, 0, True, True, "ratio")


def test_corners_carry_the_point_and_the_decimals():
    carried = at_corners(
        lambda a: a, Quantity(1, 3, "ratio"), unit="percent", point=F(2), decimals=1
    )
    assert span(carried) == (1, 3, True, True, "percent")
    assert print_of(carried) == (2, "range", 1)


def test_a_corner_is_closed_if_any_closed_corner_reaches_it():
    first = Quantity(1, 2, "ratio", lower_closed=False)
    flat = at_corners(lambda a, b: b, first, Quantity(3, 4, "ratio"), unit="ratio")
    assert span(flat) == (3, 4, True, True, "ratio")
    reached = at_corners(lambda a, b: b, open_(1, 2, "ratio"), HIGH, unit="ratio")
    assert (reached.lower, reached.upper, reached.lower_closed) == (3, 5, False)


def test_a_corner_without_a_value_is_no_end():
    nothing = at_corners(lambda a: a * 0, Quantity(None, 1, "ratio"), unit="ratio")
    assert span(nothing) == (0, 0, True, True, "ratio")


def test_missing_ends_reach_the_function_as_infinities():
    seen = []

    def watch(a):
        seen.append(a)
        return a

    unknown = at_corners(watch, Quantity(None, None, "ratio"), unit="index")
    assert seen == [-inf, inf]
    assert span(unknown) == (None, None, False, False, "index")


def test_nothing_divided_is_nothing_however_near_zero_the_divisor():
    near = Quantity(0, "0.5", "ratio", lower_closed=False)
    assert Quantity.exact(0, "ratio") / near == Quantity.exact(0, "ratio")
    assert Quantity.exact(1, "ratio") / near == Quantity.at_least(2, "ratio")


def test_a_divisor_open_at_zero_leaves_no_upper_end():
    one = Quantity.exact(1, "ratio")
    up, down = one / Quantity.over(0, "ratio"), one / -Quantity.over(0, "ratio")
    assert (up.lower, up.lower_closed, up.upper) == (0, False, None)
    assert (down.lower, down.upper, down.upper_closed) == (None, 0, False)
    small = Quantity(1, 2, "ratio") / Quantity(0, 4, "ratio", lower_closed=False)
    assert (small.lower, small.lower_closed, small.upper) == (F(1, 4), True, None)


def test_an_end_that_a_whole_face_reaches_is_closed():
    open_ = Quantity(1, 2, "ratio", lower_closed=False, upper_closed=False)
    two = at_corners(max, open_, Quantity.exact(2, "ratio"), unit="ratio")
    assert (two.lower, two.upper, two.lower_closed, two.upper_closed) == (2, 2, True, True)
    none = open_ * Quantity(0, 3, "ratio")
    assert (none.lower, none.lower_closed, none.upper, none.upper_closed) == (0, True, 6, False)


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(None, 100, "percent"), "at most 100 %"),
        (Quantity(100, 100, "percent"), "100 %"),
        (Quantity(22, 100, "percent"), "at least 22 %"),
        (Quantity(5, 5, "percent"), "5 %"),
        (Quantity.exact(F(1, 2), "ratio"), "0.5"),
        (Quantity.exact(F(1, 3), "ratio"), "0.33"),
        (Quantity.exact("1e-3", "ratio"), "0.001"),
        (Quantity.rounded("6.25", "percent", 1), "6.25 %"),
        (
            Quantity.rounded(1200, "count", -2) + Quantity.rounded(1200, "count", -2),
            "2400 (2300 to 2500)",
        ),
        (Quantity.about(99, "percent", within="2.5", maximum=100), "about 99 %"),
    ],
)
def test_texts_at_the_edges(quantity, text):
    assert str(quantity) == text


def test_a_maximum_cuts_about():
    cut = Quantity.about(99, "percent", within="2.5", maximum=100)
    assert (cut.lower, cut.upper, cut.upper_closed) == (F("96.5"), 100, True)
    assert Quantity.rounded(0.00001, "ratio").upper == F("0.000015")


def test_decimals_are_a_whole_number():
    with pytest.raises(BriefingError, match="decimals: 1.0 is not a whole number"):
        Quantity.rounded("6.2", "percent", 1.0)


def test_a_figure_rounded_to_more_decimals_than_it_needs_keeps_them():
    assert Quantity.rounded("0.01", "percent", 3).decimals == 3
    assert Quantity.rounded(1, "count", 300).decimals == 300
    for places in (301, -301):
        with pytest.raises(BriefingError, match=f"^decimals: {places} is not"):
            Quantity.rounded(1, "count", places)
