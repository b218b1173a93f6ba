"""The sharp range of a weighted mean whose values and weights are both known only as ranges."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from briefing.errors import BriefingError, UnitError
from briefing.quantity import Quantity
from briefing.wording import MISSING, End


def weighted_mean(
    values: Sequence[Quantity], weights: Sequence[Quantity], *, decimals: int | None = None
) -> Quantity:
    """Mean of values, Σ w v / Σ w, where each value and each weight may lie anywhere in its range.

    Parameters
    ----------
    values : sequence of Quantity
        In one unit.
    weights : sequence of Quantity
        One for each value, in one unit, 0 or more, with both ends. Only their ratios count.
    decimals : int, optional
        Decimals with which the mean is written.

    Returns
    -------
    Quantity
        In the values' unit; a share if all values are. Its point is the mean of the values' points,
        where all values and weights have one.

    Raises
    ------
    UnitError
        If the values, or the weights, are in different units.
    BriefingError
        If there is none, there are not as many weights as values, a weight may be negative or has
        no upper end, or all weights may be zero together.

    Notes
    -----
    The mean rises with each value, and is a ratio of two linear forms in the weights. Such a ratio
    has its extremes at corners of the box of weights (Charnes and Cooper 1962, Naval Research
    Logistics Quarterly 9). At the greatest mean M, the sum of w (v − M) is greatest, and is 0
    (Dinkelbach 1967, Management Science 13): each value above M has its largest weight, each below
    its least. So with the values in order, one threshold after another is tried, n in place of 2ⁿ
    corners.

    Examples
    --------
    >>> rates = [Quantity.exact(value, "percent") for value in (4, 8)]
    >>> weighted_mean(rates, [Quantity.between(1, 3, "ratio")] * 2)
    <Quantity 5 to 7 %: [5, 7] percent>
    """
    values, weights = list(values), checked_weights(weights)
    if len(values) != len(weights):
        raise BriefingError(f"weights: are {len(weights)} of {len(values)} values; give one each")
    for value in values:
        if value.unit != values[0].unit:
            both = f"{values[0].unit} and {value.unit}"
            raise UnitError(f"values: are in {both}; give all in one unit")
    highs = [End(value.upper, value.upper_closed) for value in values]
    lows = [_negative(End(value.lower, value.lower_closed)) for value in values]
    low, high = _negative(_greatest(lows, weights)), _greatest(highs, weights)
    return Quantity(
        *(low.value, high.value, values[0].unit, low.closed, high.closed),
        point=_point(values, weights),
        decimals=decimals,
        share=all(value.share for value in values),
    )


def checked_weights(weights: Sequence[Quantity]) -> list[Quantity]:
    """Return weights in one unit, each 0 or more, whose total is above zero; refuse others."""
    weights = list(weights)
    if not weights:
        raise BriefingError("weights: are missing; give at least one")
    for weight in weights:
        if weight.unit != weights[0].unit:
            both = f"{weights[0].unit} and {weight.unit}"
            raise UnitError(f"weights: are in {both}; give all in one unit")
        if weight.lower is None or weight.lower < 0 or weight.upper is None:
            raise BriefingError(
                f"weights: {weight.interval} is no range of weights; give both ends, 0 or more"
            )
    if all(weight.lower == 0 and weight.lower_closed for weight in weights):
        raise BriefingError("weights: may all be zero; give one that is above it")
    return weights


def _greatest(values: Sequence[End], weights: Sequence[Quantity]) -> End:
    """Return the upper end of the mean, from the upper ends of the values."""
    counted = [(v, w) for v, w in zip(values, weights, strict=True) if w.upper != 0]
    known = [(v.value, w) for v, w in counted if v.value is not None]
    if len(known) < len(counted):
        return MISSING
    known.sort(key=lambda pair: pair[0], reverse=True)
    total = sum(_lower(w) for _, w in known)
    amount = sum(v * _lower(w) for v, w in known)
    means: list[Fraction] = []
    for value, weight in known:  # raise one weight after another from its least to its largest
        more = _upper(weight) - _lower(weight)
        total, amount = total + more, amount + value * more
        means.append(Fraction(amount, total))
    mean = max(means)
    return End(mean, all(_reached(value, weight, mean) for value, weight in counted))


def _reached(value: End, weight: Quantity, mean: Fraction) -> bool:
    """Whether a value and its weight can be where the greatest mean needs them."""
    assert value.value is not None
    without = weight.lower == 0 and weight.lower_closed
    if value.value > mean:
        return value.closed and weight.upper_closed
    if value.value == mean:  # it does not matter how much it weighs
        return value.closed or without
    return without or (value.closed and weight.lower_closed and weight.lower != 0)


def _point(values: Sequence[Quantity], weights: Sequence[Quantity]) -> Fraction | None:
    points = [(v.estimate, w.estimate) for v, w in zip(values, weights, strict=True)]
    known = [(v, w) for v, w in points if v is not None and w is not None]
    if len(known) < len(points):
        return None
    return Fraction(sum(v * w for v, w in known), sum(w for _, w in known))


def _lower(weight: Quantity) -> Fraction:
    return weight.lower or Fraction(0)


def _upper(weight: Quantity) -> Fraction:
    return weight.upper or Fraction(0)


def _negative(end: End) -> End:
    return end if end.value is None else End(-end.value, end.closed)
