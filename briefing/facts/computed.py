"""A fact that is computed in a way of its own, such as by a formula of growth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from briefing.facts.assumed import Assumption, together
from briefing.facts.fact import Derived, Fact, _leaves, as_share
from briefing.quantity import Quantity


def computed(
    quantity: Quantity,
    *parts: Fact,
    how: str,
    assuming: str | None = None,
    rests_on: Iterable[Assumption] = (),
    **scope: Any,
) -> Fact:
    """Give a computed quantity a scope and a source.

    Parameters
    ----------
    quantity : Quantity
        The result.
    *parts : Fact
        What it was computed from, the first being what it is about.
    how : str
        The operation, e.g. "growth of the rest".
    assuming : str, optional
        The assumption, in words; it travels with the result.
    rests_on : iterable of Assumption
        Rows of the table of assumptions that the computation took, beside those of the parts.
    **scope
        Where the result's scope is not that of the first part, e.g. ``kind="change"``.

    Returns
    -------
    Fact

    Examples
    --------
    >>> from briefing.facts.said import figure
    >>> share = figure("industry-share-gdp-2023", "2024-07-05")
    >>> computed(share.quantity.complement(), share, how="rest", population="everything else")
    <Fact rest of 2024-07-05:industry-share-gdp-2023: 68.3 % (over 68.25 to 68.35) (share of \
industrial value added in GDP; everything else, CN, 2023, as a share of whole economy, \
said 2024-07-05)>
    """
    keys = dict.fromkeys(key for part in parts for key in _leaves(part))
    assumptions = dict.fromkeys(words for part in parts for words in part.assumptions)
    origin = Derived(how, (*keys,), (*assumptions, *([assuming] if assuming else [])))
    first, more = parts[0], f" and {len(parts) - 1} more" if len(parts) > 1 else ""
    about = replace(first.scope, **scope)
    if about.kind == "share":
        quantity = as_share(quantity, how)
    on = together(*(part.rests_on for part in parts), rests_on)
    id, words = f"{how} of {first.key}{more}", first.vocabulary
    return Fact(id, quantity, about, origin, rests_on=on, vocabulary=words)
