"""Growth and share arithmetic on bounded quantities.

Each formula is monotone in every one of its arguments, so its sharp range lies at their ends
(:func:`briefing.quantity.at_corners`); computing step by step would count an argument that occurs
twice as if it could take two values at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import inf

from briefing.corners import Value
from briefing.errors import BriefingError, UnitError
from briefing.means import checked_weights, weighted_mean
from briefing.quantity import Quantity, at_corners, monotone
from briefing.spelled import in_digits
from briefing.wording import Number, to_fraction


def _rate(name: str, rate: Quantity) -> Quantity:
    """Return a growth rate, or refuse what is none."""
    if rate.unit != "percent":
        raise UnitError(f"{name}: is in {rate.unit}; give growth in percent")
    if rate.lower is None or rate.lower <= -100:
        raise BriefingError(f"{name}: {rate.interval} must have a lower end above −100 %")
    return rate


def _bounded(name: str, rate: Quantity) -> Quantity:
    """Return a growth rate with both ends, or refuse another."""
    if _rate(name, rate).upper is None:
        raise BriefingError(f"{name}: {rate.interval} must have ends above −100 %")
    return rate


def _share(share: Quantity) -> Quantity:
    """Return a share as a ratio, or refuse what is none."""
    ratio = share.as_ratio()
    ratio.complement()  # refuses what is not a share
    return ratio


def said_rate(text: str, *, within: Number | None = None) -> Quantity:
    """Read how something grew, as a rate: "more than doubled" is growth of over 100 %.

    Parameters
    ----------
    text : str
        In percent, as a part of the level before, or as a multiple of it; as for
        :meth:`briefing.Quantity.parse`.
    within : number, optional
        Half-width of "about" and "nearly", in percentage points.

    Returns
    -------
    Quantity
        In percent.

    Raises
    ------
    BriefingError
        If it cannot be read so.

    Examples
    --------
    >>> said_rate("more than doubled"), said_rate("over a quarter")
    (<Quantity over 100 %: (100, ∞) percent>, <Quantity over 25 %: (25, ∞) percent>)
    """
    if not in_digits(str(text)).rstrip().endswith("times"):
        return Quantity.parse(text, unit="percent", within=within)
    reach = None if within is None else to_fraction(within, "within") / 100
    before = Quantity.exact(1, "times")
    return percent_change(before, Quantity.parse(text, within=reach))


def percent_change(start: Quantity, end: Quantity) -> Quantity:
    """Change from one level to another, in percent of the first.

    Parameters
    ----------
    start, end : Quantity
        Levels in one unit; the first certainly above zero.

    Returns
    -------
    Quantity
        100 (end / start - 1), in percent.

    Raises
    ------
    UnitError
        If the units differ.
    BriefingError
        If the first level may be zero or less.

    Examples
    --------
    >>> percent_change(Quantity.exact(200, "count"), Quantity.exact(190, "count"))
    <Quantity exactly −5 %: [−5, −5] percent>
    """
    if start.unit != end.unit:
        raise UnitError(f"start, end: are in {start.unit} and {end.unit}; give levels in one unit")
    if start.lower is None or start.lower <= 0:
        raise BriefingError(f"start: {start.interval} may be zero; a change needs a level above it")
    return monotone(lambda a, b: 100 * (b / a - 1), start, end, unit="percent", decimals=2)


def chain(*rates: Quantity) -> Quantity:
    """Growth over several periods, each rate on the level that the one before left.

    Parameters
    ----------
    *rates : Quantity
        Growth in percent, each above -100 %.

    Returns
    -------
    Quantity
        100 (product of (1 + r / 100) - 1), in percent; sharp if the rates vary freely.

    Raises
    ------
    UnitError
        If a rate is not in percent.
    BriefingError
        If there is none, or -100 % is possible.

    Examples
    --------
    >>> chain(Quantity.exact(10, "percent"), Quantity.exact(20, "percent"))
    <Quantity exactly 32 %: [32, 32] percent>
    """
    if not rates:
        raise BriefingError("rates: are missing; give at least one")

    def both(one: Quantity, other: Quantity) -> Quantity:
        def formula(a: Fraction, b: Fraction) -> Fraction:
            return (100 + a) * (100 + b) / 100 - 100

        return monotone(formula, one, other, unit="percent", decimals=2)

    return reduce(both, (_rate("rates", rate) for rate in rates))


def deflated(nominal: Quantity, price_change: Quantity) -> Quantity:
    """Growth in volume, from growth in value and the change of its prices.

    Parameters
    ----------
    nominal, price_change : Quantity
        In percent, above -100 %.

    Returns
    -------
    Quantity
        100 ((1 + n / 100) / (1 + p / 100) - 1), in percent.

    Raises
    ------
    UnitError
        If one is not in percent.
    BriefingError
        If -100 % is possible.

    Examples
    --------
    >>> deflated(Quantity.exact(21, "percent"), Quantity.exact(10, "percent"))
    <Quantity exactly 10 %: [10, 10] percent>
    """
    rates = _rate("nominal", nominal), _rate("price_change", price_change)
    formula = lambda n, p: 100 * (100 + n) / (100 + p) - 100  # noqa: E731
    return monotone(formula, *rates, unit="percent", decimals=2)


def annualised(rate: Quantity, years: Number) -> Quantity:
    """Growth a year that, kept up for some years, gives a rate.

    Parameters
    ----------
    rate : Quantity
        Growth over the whole time, in percent, above -100 %.
    years : number
        How long that is; five months are ``Fraction(5, 12)``.

    Returns
    -------
    Quantity
        100 ((1 + r / 100) ** (1 / years) - 1), in percent. A root that is no fraction is rounded
        outward to ten decimals, and that end is open.

    Raises
    ------
    UnitError
        If the rate is not in percent.
    BriefingError
        If -100 % is possible, or the years are not above 0 and made of up to 1,200 parts.

    Examples
    --------
    >>> annualised(Quantity.exact(21, "percent"), 2)
    <Quantity exactly 10 %: [10, 10] percent>
    """
    time = to_fraction(years, "years")
    if time <= 0 or max(time.numerator, time.denominator) > 1200:
        raise BriefingError(
            f"years: {years!r:.60} is no length of time; write five months as Fraction(5, 12)"
        )
    _rate("rate", rate)

    def yearly(value: Fraction, up: bool) -> tuple[Fraction, bool]:
        root, exact = _root((1 + value / 100) ** time.denominator, time.numerator, up)
        return 100 * root - 100, exact

    low, low_exact = yearly(rate.lower or Fraction(0), False)
    high, high_exact = (None, True) if rate.upper is None else yearly(rate.upper, True)
    point = rate.estimate
    if point is not None:
        point = (yearly(point, False)[0] + yearly(point, True)[0]) / 2
    closed = rate.lower_closed and low_exact, rate.upper_closed and high_exact
    return Quantity(low, high, "percent", *closed, point, decimals=2)


_FINE = 10**12


def _root(value: Fraction, degree: int, up: bool) -> tuple[Fraction, bool]:
    """Root of a positive number, and whether it is exact; if not, to twelve decimals down or up."""
    parts = (_whole_root(part, degree) for part in (value.numerator, value.denominator))
    root = Fraction(*parts)
    if root**degree == value:
        return root, True
    down = _whole_root(value.numerator * _FINE**degree // value.denominator, degree)
    return Fraction(down + up, _FINE), False


def _whole_root(number: int, degree: int) -> int:
    """Greatest whole number whose power is no greater than a number."""
    low, high = 0, 1 << number.bit_length() // degree + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle)
    return low


def mean_growth(rates: Sequence[Quantity], weights: Sequence[Quantity]) -> Quantity:
    """Growth of a whole from the growth of its parts: of a half year from months, say.

    Parameters
    ----------
    rates : sequence of Quantity
        Growth of each part over the same span (year on year, say), in percent, above -100 %.
    weights : sequence of Quantity
        What each part had in the base period, at constant prices: value added in one unit, or a
        ratio where it is assumed, such as 0.9 to 1.1 for each month.

    Returns
    -------
    Quantity
        Σ w r / Σ w, in percent. Sharp if rates and weights vary freely
        (:func:`briefing.means.weighted_mean`).

    Raises
    ------
    UnitError
        If a rate is not in percent, or the weights are in different units.
    BriefingError
        If growth of -100 % is possible, or the weights are not one for each rate, 0 or more, with
        both ends and a total above zero.

    Notes
    -----
    The whole's level is the sum of its parts' levels: Σ w in the base period, Σ w (1 + r) now.
    One over the other leaves the weighted mean.

    Examples
    --------
    >>> months = [Quantity.exact(rate, "percent") for rate in (5, 6, 10)]
    >>> mean_growth(months, [Quantity.between("0.9", "1.1", "ratio")] * 3)
    <Quantity 6.80 to 7.21 %: [6.80, 7.21] percent>
    """
    return weighted_mean([_rate("rates", rate) for rate in rates], weights, decimals=2)


def growth_before(cumulated: Quantity, latest: Quantity, weights: Sequence[Quantity]) -> Quantity:
    """Growth of a stretch of time without its latest part: to May, from growth to June and June's.

    It undoes :func:`mean_growth`: with growth G of the whole stretch, r of its latest part, w the
    weight of that part and W of all before, growth before is G + (G - r) w / W.

    Parameters
    ----------
    cumulated, latest : Quantity
        Growth of the whole stretch and of its latest part, in percent, above -100 %.
    weights : sequence of Quantity
        What each part had in the base period, as for :func:`mean_growth`, in order; the last is
        the latest part's.

    Returns
    -------
    Quantity
        In percent; sharp if rates and weights vary freely.

    Raises
    ------
    UnitError
        If a rate is not in percent, or the weights are in different units.
    BriefingError
        If growth of -100 % is possible, a rate has no upper end, or no weight before the latest
        has a lower end above zero.

    Examples
    --------
    >>> half_year, june = (Quantity.exact(rate, "percent") for rate in (6, "7.2"))
    >>> growth_before(half_year, june, [Quantity.exact(1, "ratio")] * 6)
    <Quantity exactly 5.76 %: [5.76, 5.76] percent>
    """
    *earlier, last = checked_weights(weights)
    if not any(weight.lower for weight in earlier):
        raise BriefingError("weights: none before the latest is certainly above zero; give one")
    before = sum(earlier[1:], start=earlier[0])
    rates = _bounded("cumulated", cumulated), _bounded("latest", latest)
    formula = lambda total, part, times: total + (total - part) * times  # noqa: E731
    return monotone(formula, *rates, last / before, unit="percent", decimals=2)


def rest_gap(group_share: Quantity, lead: Quantity) -> Quantity:
    """How far the rest grows above (negative: below) the total, if the group leads it.

    With base share w of the group and its lead d over the total, g = w (g + d) + (1 - w) g_rest
    gives g_rest - g = -w d / (1 - w).

    Parameters
    ----------
    group_share : Quantity
        The group's share of the total in the base period, in percent or as a ratio.
    lead : Quantity
        The group's growth less the total's, in percentage points, not negative.

    Returns
    -------
    Quantity
        The rest's growth less the total's, in percentage points; no lower end where the share may
        be all of the total.

    Raises
    ------
    UnitError
        If the lead is not in percentage points, or the share is no share.
    BriefingError
        If the share lies outside 0 to 100 %, or the lead may be negative.

    Notes
    -----
    The total's growth is the mean of its parts' growth weighted by base-period shares at constant
    prices; the formula follows by solving for the rest.

    Examples
    --------
    >>> rest_gap(Quantity.over(60, "percent", 100), Quantity.exact("0.5", "percentage points"))
    <Quantity under −0.75 percentage points: (−∞, −0.75) percentage points>
    """
    if lead.unit != "percentage points":
        raise UnitError(
            f"lead: is in {lead.unit}; give the gap between two rates in percentage points"
        )
    if lead.lower is None or lead.lower < 0:
        raise BriefingError(
            f"lead: {lead.interval} may be negative; this is about a group that leads"
        )

    def gap(weight: Fraction, ahead: Value) -> Value:
        if ahead == 0:
            return Fraction(0)
        return -inf if weight == 1 else -weight / (1 - weight) * ahead

    return at_corners(gap, _share(group_share), lead, unit="percentage points")


def growth_of_rest(
    national: Quantity, group: Quantity, share: Quantity, *, share_at: str = "base"
) -> Quantity:
    """Growth of the rest, from the growth of the total and of a group with a known share.

    With growth g of the total, a of the group and b of the rest, and the group's share w at
    constant prices: in the base period g = w a + (1 - w) b; in the end period
    1 / (1 + g) = w / (1 + a) + (1 - w) / (1 + b). Solved for b.

    Parameters
    ----------
    national, group : Quantity
        Growth of the total and of the group, in percent, above -100 %. That of the group may have
        no upper end, if the share is of the base period.
    share : Quantity
        The group's share of the total, in percent or as a ratio.
    share_at : str
        Whether the share is of the "base" or of the "end" period.

    Returns
    -------
    Quantity
        In percent. Sharp: the formula is monotone in each argument, so no width is lost although
        each occurs more than once. No end where the share may be everything.

    Raises
    ------
    UnitError
        If a growth rate is not in percent.
    BriefingError
        If ``share_at`` is neither, the share is no share, growth of -100 % is possible, or a rate
        lacks an upper end that it needs.

    Examples
    --------
    >>> growth_of_rest(*(Quantity.exact(v, "percent") for v in ("6.2", "6.7", "60")))
    <Quantity exactly 5.45 %: [5.45, 5.45] percent>
    """
    if share_at not in ("base", "end"):
        raise BriefingError(f'share_at: {share_at!r} is unknown; say "base" or "end"')
    _bounded("national", national)
    (_rate if share_at == "base" else _bounded)("group", group)

    def at_base(national: Fraction, group: Value, share: Fraction) -> Value:
        if share == 0 or isinstance(group, float):
            return -inf if share else national
        if share == 1:
            return group if group == national else inf if national > group else -inf
        return (national - share * group) / (1 - share)

    def at_end(national: Fraction, group: Fraction, share: Fraction) -> Value:
        total, part = 1 + national / 100, 1 + group / 100
        left = part - share * total  # what the rest's end level is measured against
        return inf if left <= 0 else 100 * ((1 - share) * total * part / left - 1)

    formula = at_base if share_at == "base" else at_end
    return monotone(formula, national, group, _share(share), unit="percent", decimals=2)


def contribution(
    share: Quantity, growth: Quantity, *, total: Quantity | None = None, share_at: str = "base"
) -> Quantity:
    """Percentage points of the total's growth that a part gives.

    With the part's base-period share w and growth g it is w g; with its end-period share it is
    w (1 + G) g / (1 + g), G being the total's growth. Contributions of all parts add up to G.
    End-period share times growth is a frequent shortcut, and does not add up.

    Parameters
    ----------
    share : Quantity
        The part's share at constant prices, in percent or as a ratio.
    growth : Quantity
        The part's growth, in percent.
    total : Quantity, optional
        The total's growth, in percent; needed with an end-period share.
    share_at : str
        "base" or "end".

    Returns
    -------
    Quantity
        In percentage points.

    Raises
    ------
    BriefingError
        If ``share_at`` is neither, or ``total`` is missing for an end-period share.
    """
    if share_at not in ("base", "end"):
        raise BriefingError(f'share_at: {share_at!r} is unknown; say "base" or "end"')
    if share_at == "end" and total is None:
        raise BriefingError("total: is missing; an end-period share needs the total's growth")
    weight = share.as_ratio()
    points = "percentage points"
    if share_at == "base" or total is None:
        return at_corners(lambda share, growth: share * growth, weight, growth, unit=points)

    def at_end(share: Fraction, growth: Fraction, total: Fraction) -> Value:
        return share * (1 + total / 100) * growth / (1 + growth / 100)

    return at_corners(at_end, weight, _rate("growth", growth), total, unit=points)


def largest_member(group_share: Quantity, members: int) -> Quantity:
    """Share that the largest of a group's members can have: from the group's mean to all of it.

    Parameters
    ----------
    group_share : Quantity
        What the group holds together, in percent or as a ratio.
    members : int
        How many they are.

    Returns
    -------
    Quantity
        In the group's unit. The lower end is reached where all members are equal.

    Raises
    ------
    BriefingError
        If there are no members.
    """
    if members < 1 or members != int(members):
        raise BriefingError(f"members: {members} is not a number of members; give 1 or more")
    if group_share.lower is None or group_share.lower < 0:
        raise BriefingError(f"group_share: {group_share.interval} may be negative; a share cannot")
    part = Quantity(Fraction(1, members), Fraction(1), "ratio")
    return at_corners(
        lambda share, part: share * part,
        group_share,
        part,
        unit=group_share.unit,
        share=group_share.share,
    )


def base_share(contribution: Quantity, growth: Quantity) -> Quantity:
    """Share that a part had in the base period, from what it contributed and how fast it grew.

    A part with base share w that grows by g contributes c = w g, so w = c / g.

    Parameters
    ----------
    contribution : Quantity
        In percentage points of the total's growth.
    growth : Quantity
        The part's own growth, in percent, certainly positive or certainly negative.

    Returns
    -------
    Quantity
        In percent of the total in the base period, at constant prices.

    Raises
    ------
    UnitError
        If the units are others.
    BriefingError
        If the growth may be zero.
    """
    if contribution.unit != "percentage points" or growth.unit != "percent":
        raise UnitError(
            f"contribution, growth: are in {contribution.unit} and {growth.unit}; give percentage "
            "points and percent"
        )
    points = Quantity.exact(1, "percentage points")
    return ((contribution / points) / growth.as_ratio()).as_percent() / 100


def share_of_wider(share: Quantity, coverage: Quantity) -> Quantity:
    """Share of a wider total, when a share is known only of the part of it that is covered.

    With share t of the covered part and coverage r, the share of the whole is t r + z (1 - r),
    where z, the share of what is not covered, may be anything from 0 to 1.

    Parameters
    ----------
    share : Quantity
        Share of the covered part, in percent or as a ratio.
    coverage : Quantity
        What the covered part makes of the whole, in percent or as a ratio.

    Returns
    -------
    Quantity
        In percent.

    Raises
    ------
    BriefingError
        If either lies outside 0 to 100 %.
    """
    uncovered = Quantity(Fraction(0), Fraction(1), "ratio")
    parts = _share(share), _share(coverage), uncovered
    return at_corners(
        lambda share, coverage, other: 100 * (share * coverage + other * (1 - coverage)),
        *parts,
        unit="percent",
        share=True,
    )


def relative_mean(group_share: Quantity, members: int, others: int) -> Quantity:
    """How many times a member's mean share is that of an outsider.

    Parameters
    ----------
    group_share : Quantity
        What the group holds together, in percent or as a ratio.
    members, others : int
        How many belong to the group, and how many do not.

    Returns
    -------
    Quantity
        A ratio; without an upper end where the group may hold everything.

    Raises
    ------
    BriefingError
        If either number is below 1, or the share is no share.
    """
    for name, number in (("members", members), ("others", others)):
        if number < 1:
            raise BriefingError(f"{name}: {number} is not a number of members; give 1 or more")
    return at_corners(
        lambda share: inf if share == 1 else share * others / ((1 - share) * members),
        _share(group_share),
        unit="ratio",
    )
