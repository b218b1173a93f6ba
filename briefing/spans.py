"""Growth over some months, bounded from what is published of others.

Offices publish growth of single months and of months since January, and not every stretch. What a
stretch grew follows from its parts, or from a longer one and what came after, as far as it is known
how much each month weighs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.errors import BriefingError, UnitError
from briefing.growth import growth_before
from briefing.means import weighted_mean
from briefing.quantity import Quantity

Span = tuple[int, int]


def growth_over(first: int, last: int, rates: Mapping[Span, Quantity], month: Quantity) -> Quantity:
    """Growth from a first to a last month, from rates of other stretches of the year.

    Parameters
    ----------
    first, last : int
        The months, 1 to 12.
    rates : mapping of (int, int) to Quantity
        Growth year on year in percent, by first and last month: (4, 4) is April's, (1, 6) that of
        the first half of the year.
    month : Quantity
        What a month had in the base period, as a ratio to the mean month: 0.9 to 1.1, say.

    Returns
    -------
    Quantity
        What all of these leave possible, in percent: the rate itself; the mean of rates of
        stretches that make it up (:func:`briefing.growth.mean_growth`); a longer stretch's rate
        less that of what came after (:func:`briefing.growth.growth_before`). No ends where nothing
        bounds it.

    Raises
    ------
    UnitError
        If a rate is not in percent.
    BriefingError
        If the last month lies before the first, a month is none of 1 to 12, the weight may be
        nothing or has no upper end, or rates contradict each other.

    Notes
    -----
    Each way bounds the growth; they are not solved together, so a tighter bound may exist.

    Examples
    --------
    >>> said = {(1, 3): "5.8", (4, 4): "1.7", (5, 5): "0.8"}
    >>> rates = {span: Quantity.rounded(rate, "percent") for span, rate in said.items()}
    >>> growth_over(1, 5, rates, Quantity.between("0.9", "1.1", "ratio"))
    <Quantity 3.70 to under 4.25 %: [3.70, 4.25) percent>
    """
    for start, end in ((first, last), *rates):
        if not 1 <= start <= end <= 12:
            raise BriefingError(f"rates: {start} to {end} are no months; give 1 to 12, in order")
    for rate in rates.values():
        if rate.unit != "percent":
            raise UnitError(f"rates: one is in {rate.unit}; give growth in percent")
    if month.lower is None or month.lower <= 0 or month.upper is None:
        raise BriefingError(f"month: {month.interval} needs a lower end above 0 and an upper")
    found = [_mean(parts, rates, month) for parts in _tilings(first, last, rates)]
    for start, end in rates:
        if start == first and end > last:
            later = [_mean(parts, rates, month) for parts in _tilings(last + 1, end, rates)]
            weights = [month * (last - first + 1), month * (end - last)]
            bounded = (rate for rate in later if None not in (rate.lower, rate.upper))
            found += [growth_before(rates[start, end], rate, weights) for rate in bounded]
    possible = Quantity(None, None, "percent")
    for rate in found:
        both = possible & rate
        if both is None:
            raise BriefingError(
                f"rates: contradict each other; one way gives {possible}, another {rate}"
            )
        possible = both
    return possible


def _tilings(first: int, last: int, rates: Mapping[Span, Quantity]) -> Iterator[list[Span]]:
    """Go through all ways to make up a stretch of months of stretches with a rate."""
    if first > last:
        yield []
    for start, end in rates:
        if start == first and end <= last:
            for rest in _tilings(end + 1, last, rates):
                yield [(start, end), *rest]


def _mean(parts: Sequence[Span], rates: Mapping[Span, Quantity], month: Quantity) -> Quantity:
    if len(parts) == 1:
        return rates[parts[0]]
    weights = [month * (end - start + 1) for start, end in parts]
    return weighted_mean([rates[part] for part in parts], weights, decimals=2)
