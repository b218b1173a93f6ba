"""What assumptions decide about the key industries."""

from __future__ import annotations

from briefing.facts.assumed import Assumptions
from briefing.facts.computed import computed
from briefing.facts.fact import value_of
from briefing.facts.said import figure
from briefing.findings import say
from briefing.growth import share_of_wider
from briefing.quantity import Quantity
from briefing.verdicts.readings import evidence
from briefing.verdicts.verdict import Reading
from briefing.what_if.question import HALF, Told, includes, kept, line, mostly, read


def proxies(assumed: Assumptions) -> tuple[Reading, ...]:
    """Return the readings that set another measure in the place of value added."""
    found = evidence("key-industries-share", **read(assumed))
    return tuple(reading for reading in found.readings if reading.bridge)


def proxy(number: int, assumed: Assumptions) -> Told:
    """Tell whether the range by another measure includes what was said."""
    said = figure("key-industries-share", **read(assumed))
    reading = kept(proxies, assumed, "rounding")[number]
    assert reading.official is not None
    about = {"how": reading.text, "assuming": reading.bridge}
    range_ = computed(reading.official, said, *reading.sources, rests_on=(), **about)
    state = includes(reading.official, value_of(said), "what was said")
    text = say("The range {}, {}, {}: {}.", reading.text, range_, state, said)
    return Told(state, text, said, (range_,))


def all_industry(assumed: Assumptions) -> Told:
    """Tell whether the key industries hold most of all industry."""
    share, covered = figure("key-industries-share", **read(assumed)), assumed["coverage"]
    part = Quantity.exact(covered.value, "percent", share=True)
    wider = share_of_wider(value_of(share), part)
    about = {"how": "share of all industry", "denominator": "all industry"}
    of_all = computed(wider, share, rests_on=[covered], **about)
    state = mostly(wider)
    text = say("Of all industry the key industries hold {}: {}.", of_all, state)
    return Told(state, text, of_all, line=line(HALF, of_all, "half of it"))
