"""Whatever the ends: a result holds every true value, and no end could be drawn in."""

from fractions import Fraction as F
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.quantity import Answer, Quantity, at_corners

same = settings(derandomize=True, deadline=None, max_examples=100)

FAR = F(10) ** 9
NEAR = F(1, 10**12)
numbers = st.integers(-40, 40).map(lambda n: F(n, 4))
weights = st.sampled_from([F(0), F(1, 3), F(1, 2), F(9, 10), F(1)])


@st.composite
def quantities(draw, ends=numbers, unit="ratio", missing=True):
    first, second = sorted((draw(ends), draw(ends)))
    closed = draw(st.tuples(st.booleans(), st.booleans()))
    gone = draw(st.tuples(st.booleans(), st.booleans())) if missing else (False, False)
    if first == second and not any(gone):
        closed = (True, True)
    return Quantity(
        None if gone[0] else first,
        None if gone[1] else second,
        unit,
        lower_closed=closed[0],
        upper_closed=closed[1],
    )


def holds(quantity, value):
    """Whether a value is a possible one."""
    low, high = quantity.lower, quantity.upper
    return (low is None or value > low or (value == low and quantity.lower_closed)) and (
        high is None or value < high or (value == high and quantity.upper_closed)
    )


def inner(quantity):
    """Possible values as near the two ends as can be, or very far where there is none."""
    low = -FAR if quantity.lower is None else quantity.lower
    high = FAR if quantity.upper is None else quantity.upper
    step = min(NEAR, (high - low) / 4)
    return (
        low if quantity.lower_closed or quantity.lower is None else low + step,
        high if quantity.upper_closed or quantity.upper is None else high - step,
    )


def values(quantity, weight):
    low, high = inner(quantity)
    return low + (high - low) * weight


def is_sharp(result, function, *parts):
    """Every end is attained if closed, approached if open, absent if nothing bounds it."""
    reached = [function(*corner) for corner in product(*map(inner, parts))]
    for end, closed, nearest in (
        (result.lower, result.lower_closed, min(reached)),
        (result.upper, result.upper_closed, max(reached)),
    ):
        if end is None:
            assert abs(nearest) > FAR / 100
        elif closed:
            assert any(value == end for value in reached) or abs(nearest - end) < F(1, 10**6)
        else:
            assert abs(nearest - end) < F(1, 10**6)


@same
@given(quantities(), quantities(), weights, weights)
def test_sums_and_differences(a, b, u, v):
    x, y = values(a, u), values(b, v)
    assert holds(a, x) and holds(b, y)
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(-a, -x)
    is_sharp(a + b, lambda p, q: p + q, a, b)
    is_sharp(a - b, lambda p, q: p - q, a, b)


@same
@given(quantities(), quantities(), weights, weights)
def test_products(a, b, u, v):
    x, y = values(a, u), values(b, v)
    result = a * b
    assert holds(result, x * y)
    assert result == b * a
    is_sharp(result, lambda p, q: p * q, a, b)


@same
@given(quantities(), quantities(ends=st.integers(1, 40).map(lambda n: F(n, 4))), st.booleans())
def test_quotients(a, b, negative):
    assume(b.lower is not None)
    b = -b if negative else b
    result = a / b
    for u, v in product((F(0), F(1, 2), F(1)), repeat=2):
        assert holds(result, values(a, u) / values(b, v))
    is_sharp(result, lambda p, q: p / q, a, b)


@same
@given(quantities(missing=False), quantities(missing=False))
def test_a_closed_end_of_a_product_is_attained_and_an_open_one_is_not(a, b):
    result = a * b
    corners = [
        (x * y, (xc and yc) or (x == 0 and xc) or (y == 0 and yc))
        for (x, xc), (y, yc) in product(
            [(a.lower, a.lower_closed), (a.upper, a.upper_closed)],
            [(b.lower, b.lower_closed), (b.upper, b.upper_closed)],
        )
    ]
    for end, closed in ((result.lower, result.lower_closed), (result.upper, result.upper_closed)):
        assert closed == any(attained for value, attained in corners if value == end)


@same
@given(quantities(), quantities(), weights, weights)
def test_an_answer_is_true_of_every_pair_of_values(a, b, u, v):
    x, y = values(a, u), values(b, v)
    for answer, truth in (
        (a < b, x < y),
        (a <= b, x <= y),
        (a > b, x > y),
        (a >= b, x >= y),
    ):
        if answer is not Answer.UNDETERMINED:
            assert bool(answer) is truth


@same
@given(quantities(), quantities())
def test_opposite_questions_have_opposite_answers(a, b):
    opposite = {
        Answer.CERTAIN: Answer.IMPOSSIBLE,
        Answer.IMPOSSIBLE: Answer.CERTAIN,
        Answer.UNDETERMINED: Answer.UNDETERMINED,
    }
    assert (a < b) is opposite[a >= b]
    assert (a <= b) is opposite[a > b]
    assert (a < b) is (b > a)


@same
@given(st.integers(-9999, 9999), st.integers(0, 3), weights)
def test_what_rounds_to_a_printed_figure_is_in_its_range_and_nothing_else_is(n, places, weight):
    printed = Quantity.rounded(F(n, 10**places), "percent", places)
    scale = 10**places

    def rounds_to(value):
        """Half away from zero."""
        whole = int(abs(value) * scale + F(1, 2))
        return F(whole if value >= 0 else -whole, scale)

    value = values(printed, weight)
    assert rounds_to(value) == printed.point
    for end, closed, out in (
        (printed.lower, printed.lower_closed, -NEAR),
        (printed.upper, printed.upper_closed, NEAR),
    ):
        assert (rounds_to(end) == printed.point) is closed
        assert rounds_to(end + out) != printed.point


@same
@given(quantities(ends=st.integers(0, 100).map(F), unit="percent", missing=False))
def test_there_and_back_is_the_same(share):
    assert share.as_ratio().as_percent() == share
    assert share.complement().complement() == share
    negative = -share
    assert -negative == share
    assert hash(share.complement().complement()) == hash(share)


@same
@given(quantities(missing=False), st.integers(0, 3))
def test_ends_are_written_outward(quantity, decimals):
    assume(quantity.lower != quantity.upper)
    third = quantity / 3
    low, high = (
        F(part.replace("−", "-").rstrip(" %")) for part in third.text(decimals).split(" to ")
    )
    slack = F(1, 10**decimals)
    assert third.lower - slack < low <= third.lower
    assert third.upper <= high < third.upper + slack


@same
@given(quantities(ends=st.integers(1, 39).map(lambda n: F(n, 40)), missing=False), weights)
def test_corners_hold_every_value_of_a_formula_that_uses_its_argument_twice(share, weight):
    odds = at_corners(lambda s: s / (1 - s), share, unit="ratio")
    value = values(share, weight)
    assert holds(odds, value / (1 - value))
    is_sharp(odds, lambda s: s / (1 - s), share)
