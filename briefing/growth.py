"""Growth and share arithmetic on bounded quantities.

Each formula is monotone in every one of its arguments, so its sharp range lies at their ends
(:func:`briefing.quantity.at_corners`); computing step by step would count an argument that occurs
twice as if it could take two values at once.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf, isfinite

from briefing.errors import BriefingError, UnitError
from briefing.quantity import BOUNDS, Quantity, at_corners


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
    <Quantity −5 %: [−5, −5] percent>
    """
    if start.unit != end.unit:
        raise UnitError(f"start, end: are in {start.unit} and {end.unit}; give levels in one unit")
    if start.lower is None or start.lower <= 0:
        raise BriefingError(f"start: {start.interval} may be zero; a change needs a level above it")
    points = None not in (start.point, end.point)
    return at_corners(
        lambda a, b: 100 * (b / a - 1),
        start,
        end,
        unit="percent",
        point=100 * (end.point / start.point - 1) if points else None,
        decimals=2,
    )


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
    share = group_share.as_ratio()
    share.complement()  # refuses what is not a share

    def gap(weight, ahead):
        if ahead == 0:
            return 0 * weight
        return -inf if weight == 1 else -weight / (1 - weight) * ahead

    return at_corners(gap, share, lead, unit="percentage points")


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
        Growth of the total and of the group, in percent, above -100 %.
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
        If ``share_at`` is neither, the share is no share, or growth of -100 % is possible.

    Examples
    --------
    >>> growth_of_rest(*(Quantity.exact(v, "percent") for v in ("6.2", "6.7", "60")))
    <Quantity 5.45 %: [5.45, 5.45] percent>
    """
    if share_at not in ("base", "end"):
        raise BriefingError(f'share_at: {share_at!r} is unknown; say "base" or "end"')
    for name, rate in (("national", national), ("group", group)):
        if rate.unit != "percent":
            raise UnitError(f"{name}: is in {rate.unit}; give growth in percent")
        if rate.lower is None or rate.upper is None or rate.lower <= -100:
            raise BriefingError(f"{name}: {rate.interval} must have ends above −100 %")
    weight = share.as_ratio()
    weight.complement()  # refuses what is not a share

    def at_base(g, a, w):
        if w == 1:
            return g if a == g else inf if g > a else -inf
        return (g - w * a) / (1 - w)

    def at_end(g, a, w):
        total, part = 1 + g / 100, 1 + a / 100
        left = part - w * total  # what the rest's end level is measured against
        return inf if left <= 0 else 100 * ((1 - w) * total * part / left - 1)

    point = None
    if None not in (national.point, group.point, weight.point) and share.qualifier not in BOUNDS:
        point = (at_base if share_at == "base" else at_end)(
            national.point, group.point, weight.point
        )
    return at_corners(
        at_base if share_at == "base" else at_end,
        national,
        group,
        weight,
        unit="percent",
        point=point if point is None or isfinite(point) else None,
        decimals=2,
    )


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
    if share_at == "base":
        return at_corners(lambda w, g: w * g, weight, growth, unit="percentage points")
    return at_corners(
        lambda w, g, t: w * (1 + t / 100) * g / (1 + g / 100),
        weight,
        growth,
        total,
        unit="percentage points",
    )


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
    part = Quantity(Fraction(1, members), 1, "ratio")
    return at_corners(lambda s, p: s * p, group_share, part, unit=group_share.unit)


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
    inner, covered = share.as_ratio(), coverage.as_ratio()
    inner.complement(), covered.complement()  # refuse what is not a share
    uncovered = Quantity(0, 1, "ratio")
    return at_corners(
        lambda t, r, z: (t * r + z * (1 - r)) * 100, inner, covered, uncovered, unit="percent"
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
    share = group_share.as_ratio()
    share.complement()  # refuses what is not a share
    return at_corners(
        lambda s: inf if s == 1 else (s / members) / ((1 - s) / others), share, unit="ratio"
    )
