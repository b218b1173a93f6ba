"""Measures of one distribution: how unevenly a total is spread over regions.

Every measure takes amounts (value added, employment, shares in any unit), never mind their scale,
from a list, an array or a pandas Series. Zeros are regions. Two Series are matched by label.

Conventions: HHI on 0 to 1, Gini uncorrected, entropy and both Theil indices in nats, Krugman on
0 to 2. Whatever is not a complete list of amounts raises a ``ValueError`` (a ``BriefingError``).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from briefing.amounts import amounts, aversion, like, paired, positions, scaled, whole
from briefing.errors import BriefingError


class Lorenz(NamedTuple):
    """Points of a Lorenz curve, smallest region first: both run from 0 to 1."""

    regions: np.ndarray
    total: np.ndarray


class TheilDecomposition(NamedTuple):
    """The two parts of Theil T, in nats."""

    within: float
    between: float


def shares(x, total=None):
    """Shares of the total.

    Parameters
    ----------
    x : array_like
        Amounts by region.
    total : float, optional
        What they should sum to (100 for complete percentages); checked to 1 part in 10⁹.

    Returns
    -------
    numpy.ndarray or pandas.Series
        Between 0 and 1, summing to 1; labels are kept.

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts, or does not sum to ``total``: some region is missing.

    Examples
    --------
    >>> shares([30, 30, 20, 20], total=100)
    array([0.3, 0.3, 0.2, 0.2])
    """
    values = amounts(x)
    if total is not None and not abs(values.sum() - total) <= 1e-9 * abs(total):
        raise BriefingError(
            f"x: it sums to {values.sum():.12g}, not {total}; a measure of a part is not the "
            "measure of the whole, so add what is missing"
        )
    scaled(values)
    return like(values / values.sum(), x)


def concentration_ratio(x, k):
    """Share of the ``k`` largest regions, CR_k = p₁ + … + p_k.

    Parameters
    ----------
    x : array_like
        Amounts by region.
    k : int
        How many regions, from 1 to all.

    Returns
    -------
    float
        From k/n (equal) to 1.

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts, or ``k`` not a whole number from 1 to their number.

    Notes
    -----
    Bain (1951), Quarterly Journal of Economics 65(3).

    Examples
    --------
    >>> round(concentration_ratio([35, 20, 15, 15, 10, 5], 4), 4)
    0.85
    """
    values = scaled(amounts(x))
    rest = values.size - whole(k, "k", 1, values.size)
    largest = np.partition(values, rest)[rest:] if rest else values
    return min(1.0, float(largest.sum() / values.sum()))


def hhi(x, points=False):
    """Herfindahl-Hirschman index, Σ p².

    Parameters
    ----------
    x : array_like
        Amounts by region.
    points : bool
        Multiply by 10,000, as competition authorities write it.

    Returns
    -------
    float
        From 1/n (equal) to 1 (one region has all).

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts.

    Notes
    -----
    Hirschman (1945), National Power and the Structure of Foreign Trade; Herfindahl (1950).

    Examples
    --------
    >>> round(hhi([30, 30, 20, 20]), 4), round(hhi([30, 30, 20, 20], points=True))
    (0.26, 2600)
    """
    values = scaled(amounts(x))
    total = values.sum()
    values *= values
    index = float(values.sum() / total**2)
    return 10_000 * index if points else index


def hhi_normalised(x):
    """HHI with the effect of the number of regions removed, (HHI − 1/n)/(1 − 1/n).

    Parameters
    ----------
    x : array_like
        Amounts by region, two or more.

    Returns
    -------
    float
        From 0 (equal) to 1 (one region has all).

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts, or a single region, where it is 0/0.

    Notes
    -----
    HHI − 1/n is computed as Σ (p − 1/n)², which loses no digits near equality.

    Examples
    --------
    >>> round(hhi_normalised([20, 50, 20, 10]), 4)
    0.12
    """
    deviation = np.asarray(shares(x))
    n = _several(deviation)
    deviation = deviation - 1 / n
    return float(deviation @ deviation / (1 - 1 / n))


def effective_number(x):
    """Effective number of regions: how many equal ones have the same HHI, 1/HHI.

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    float
        From 1 (one region has all) to n (equal).

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts.

    Notes
    -----
    Adelman (1969), Review of Economics and Statistics 51(1): the numbers equivalent.

    Examples
    --------
    >>> round(effective_number([20, 50, 20, 10]), 2)
    2.94
    """
    return 1 / hhi(x)


def entropy(x):
    """Shannon entropy of the shares, −Σ p ln p with 0 ln 0 = 0.

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    float
        In nats, from 0 (one region has all) to ln n (equal): it falls as concentration rises.

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts.

    Notes
    -----
    Shannon (1948), Bell System Technical Journal 27.

    Examples
    --------
    >>> round(entropy([20, 50, 20, 10]), 4)
    1.2206
    """
    return max(0.0, -float(x_log_x(np.asarray(shares(x))).sum()))


def theil_t(x):
    """Theil T, the mean of (x/μ) ln(x/μ); equally ln n less the entropy.

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    float
        In nats, from 0 (equal) to ln n (one region has all).

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts.

    Notes
    -----
    Theil (1967), Economics and Information Theory.

    Examples
    --------
    >>> round(theil_t([10, 10, 10, 20, 50]), 4)
    0.2502
    """
    p = np.asarray(shares(x))
    return max(0.0, float(x_log_x(p * p.size).mean()))


def theil_l(x):
    """Theil L, the mean logarithmic deviation, −mean of ln(x/μ).

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    float
        In nats, from 0 (equal); infinite as soon as one region has nothing.

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts.

    Notes
    -----
    Theil (1967), Economics and Information Theory. Some software calls this one simply "Theil".

    Examples
    --------
    >>> round(theil_l([10, 10, 10, 20, 50]), 4), theil_l([1, 0])
    (0.2326, inf)
    """
    return max(0.0, -float(_log_ratios(amounts(x)).mean()))


def theil_decomposition(x, groups):
    """Theil T within and between groups of regions; the two add up to it.

    within = Σ s_g T_g and between = Σ s_g ln(s_g/(n_g/n)), s_g being a group's share of the total
    and n_g its number of regions.

    Parameters
    ----------
    x : array_like
        Amounts by region.
    groups : array_like
        The group of each region; matched by label when both are Series.

    Returns
    -------
    TheilDecomposition
        ``within`` and ``between``, both in nats and 0 or more.

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts, or a region has no group.

    Notes
    -----
    Bourguignon (1979), Econometrica 47(4); Shorrocks (1980), Econometrica 48(3).

    Examples
    --------
    >>> parts = theil_decomposition([10, 30, 20, 40], ["east", "west", "east", "west"])
    >>> [round(part, 4) for part in parts]
    [0.0242, 0.0823]
    """
    p = np.asarray(shares(x))
    names = np.asarray(groups, dtype=object)[positions(x, groups, "x", "groups")]
    codes = np.empty(p.size, dtype=int)
    numbering = {}
    for position, name in enumerate(names):
        if name is None or (name == name) is not True:  # NaN and its kin differ from themselves
            raise BriefingError(f"groups: {name!r} at position {position} is missing; name a group")
        codes[position] = numbering.setdefault(name, len(numbering))
    held, size = np.bincount(codes, weights=p), np.bincount(codes)
    relative = held * p.size / size  # a group's mean against the overall mean
    between = float(size @ x_log_x(relative)) / p.size
    own = np.where(p > 0, relative[codes], 1.0)  # where p is 0 its group may hold nothing
    within = float((own * x_log_x(p * p.size / own)).mean())
    return TheilDecomposition(max(0.0, within), max(0.0, between))


def gini(x, weights=None, corrected=False):
    """Gini coefficient: mean absolute difference over twice the mean.

    Parameters
    ----------
    x : array_like
        Amounts by region; with ``weights``, the amount of each single member.
    weights : array_like, optional
        How many members have each amount, the same as repeating it; matched by label when both
        are Series. They need not be whole.
    corrected : bool
        Multiply by n/(n − 1), n being the number of regions or the sum of the weights.

    Returns
    -------
    float
        From 0 (equal) to 1 − 1/n (one region has all), or to 1 when corrected.

    Raises
    ------
    ValueError
        If ``x`` or ``weights`` is not valid amounts, their product sums to zero, or a single
        member is to be corrected.

    Notes
    -----
    Gini (1912), Variabilità e mutabilità; the correction is Deltas (2003), Review of Economics
    and Statistics 85(1).

    Examples
    --------
    >>> round(gini([20, 50, 20, 10]), 4), round(gini([20, 50, 20, 10], corrected=True), 4)
    (0.3, 0.4)
    >>> round(gini([1, 3], weights=[2, 1]), 4) == round(gini([1, 1, 3]), 4)
    True
    """
    if weights is None:
        values = amounts(x)
        members = n = values.size
        scaled(values).sort()
        mass = n * values.sum()
        # Each pair of opposite ranks counts with its difference: nothing cancels, equals give zero.
        gaps = values[: n // 2]
        gaps -= values[::-1][: n // 2]
        gaps *= np.arange(1 - n, 0, 2.0)
        spread = gaps.sum()
    else:
        values, counts = paired(x, weights, "x", "weights")
        members = counts.sum()
        order = np.argsort(values)
        values, counts = scaled(values)[order], scaled(counts)[order]
        reached = np.cumsum(counts)
        held = values * counts
        spread, mass = (2 * reached - counts - reached[-1]) @ held, reached[-1] * held.sum()
        if mass == 0:
            raise BriefingError("weights: every amount above 0 has weight 0, so the total is zero")
    result = max(0.0, float(spread / mass))
    if corrected and not members > 1:
        raise BriefingError("corrected: the correction needs more than one member; leave it out")
    return float(result * members / (members - 1)) if corrected else result


def hoover(x, reference=None):
    """Hoover index: the share that would have to move to match the reference, ½ Σ |p − q|.

    Parameters
    ----------
    x : array_like
        Amounts by region.
    reference : array_like, optional
        What the amounts are compared with, e.g. population by region; by default equal regions.
        Matched by label when both are Series.

    Returns
    -------
    float
        From 0 (proportional) to 1 − 1/n against equal regions, to 1 in general.

    Raises
    ------
    ValueError
        If an argument is not valid amounts, or the regions differ.

    Notes
    -----
    Hoover (1936), Review of Economics and Statistics 18(4).

    Examples
    --------
    >>> round(hoover([20, 50, 20, 10]), 4)
    0.25
    """
    if reference is None:
        p = np.asarray(shares(x))
        return float(np.abs(p - 1 / p.size).sum() / 2)
    return distance(x, reference, "x", "reference") / 2


def atkinson(x, epsilon):
    """Atkinson index, 1 − [mean of (x/μ)^(1−ε)]^(1/(1−ε)), or 1 − geometric mean/μ at ε = 1.

    Parameters
    ----------
    x : array_like
        Amounts by region.
    epsilon : float
        Aversion to inequality, 0 or more: the larger, the more the smallest regions count.

    Returns
    -------
    float
        From 0 (equal) to 1, which a region with nothing gives for any ε of 1 or more.

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts, or ``epsilon`` negative or not finite.

    Notes
    -----
    Atkinson (1970), Journal of Economic Theory 2(3).

    Examples
    --------
    >>> round(atkinson([10, 20, 30, 40, 50], 0.5), 5), round(atkinson([10, 20, 30, 40, 50], 1), 5)
    (0.06315, 0.13161)
    """
    values, epsilon = amounts(x), aversion(epsilon)
    if epsilon >= 1 and values.min() == 0:
        return 1.0
    logs = _log_ratios(values)
    if epsilon == 1:
        log_mean = logs.mean()
    else:
        # The largest term is taken out, so nothing overflows; log1p and expm1 keep ε near 1 exact.
        powers = (1 - epsilon) * logs
        top = powers.max()
        log_mean = (top + np.log1p(np.expm1(powers - top).mean())) / (1 - epsilon)
    return max(0.0, -float(np.expm1(log_mean)))


def rosenbluth(x):
    """Rosenbluth (Hall-Tideman) index, 1/(2 Σ i p_i − 1) with rank 1 the largest.

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    float
        From 1/n (equal) to 1 (one region has all); equal to 1/(n(1 − Gini)).

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts.

    Notes
    -----
    Hall and Tideman (1967), Journal of the American Statistical Association 62(317).

    Examples
    --------
    >>> round(rosenbluth([20, 50, 20, 10]), 4)
    0.3571
    """
    values = scaled(amounts(x))
    values.sort()
    total = values.sum()
    values *= np.arange(2 * values.size - 1, 0, -2.0)
    return float(total / values.sum())


def lorenz(x):
    """Lorenz curve: the share of the total held by the smallest regions.

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    Lorenz
        ``regions`` and ``total``, arrays of n + 1 cumulated shares from 0 to 1.

    Raises
    ------
    ValueError
        If ``x`` is not valid amounts.

    Notes
    -----
    Lorenz (1905), Publications of the American Statistical Association 9(70).

    Examples
    --------
    >>> lorenz([6, 2]).total
    array([0.  , 0.25, 1.  ])
    """
    values = scaled(amounts(x))
    values.sort()
    held = np.concatenate([[0.0], np.cumsum(values)])
    return Lorenz(np.linspace(0, 1, held.size), held / held[-1])


def x_log_x(x):
    """Return x ln x elementwise, 0 where x is 0."""
    return x * np.log(x, where=x > 0, out=np.zeros_like(x))


def _log_ratios(values):
    """Return ln(x/μ), taking powers of two apart so that no ratio underflows to zero."""
    largest = values.max()
    mantissa, exponent = np.frexp(values)
    top_mantissa, top_exponent = np.frexp(largest)
    with np.errstate(divide="ignore"):
        logs = np.log(mantissa / top_mantissa) + (exponent - top_exponent) * np.log(2)
    return logs - np.log((values / largest).mean())


def distance(a, b, a_name, b_name):
    """Return Σ |a_i − b_i| between two structures in shares."""
    first, second = (scaled(values) for values in paired(a, b, a_name, b_name))
    return float(np.abs(first / first.sum() - second / second.sum()).sum())


def _several(p):
    """Return the number of regions, which must be two or more."""
    if p.size < 2:
        raise BriefingError("x: a single region has no normalised index; give two or more")
    return p.size
