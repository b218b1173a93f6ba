"""What the assumptions decide: questions whose answers move with what nobody says.

Each question has an answer in words, a sentence with the numbers, and facts that a chart draws.
Where an assumption turns the words is found by search (:mod:`briefing.what_if.flips`).

>>> others = questions()["others"]
>>> print(others.told().sentence)
Together the growth of the other provinces was 5.22 to under 5.5 %: they grew.
>>> for flip in others.flips("lead"):
...     print(flip.where, "-", flip.after)
from 3.3115 percentage points on - they may have grown or shrunk
from 4.1667 percentage points on - they shrank
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from briefing.facts.assumed import Assumptions, assumptions
from briefing.facts.fact import Said
from briefing.facts.said import figure
from briefing.findings import say
from briefing.verdicts.case import lists
from briefing.verdicts.readings import claims, evidence
from briefing.what_if import industries, provinces
from briefing.what_if.question import BRIEFING, HALF, Question, Told, line, read, side


def questions(under: Assumptions | None = None) -> dict[str, Question]:
    """Return the questions that the notebooks leave to assumptions, by their ids.

    Parameters
    ----------
    under : Assumptions, optional
        What to assume where nothing is moved; :func:`briefing.assumptions`.
    """
    rates, _ = provinces.published(assumptions())
    unrated = {name: None for members in lists().values() for name in members if name not in rates}
    asked: list[tuple[str, str, tuple[str, ...], Callable[[Assumptions], Told]]] = [
        *(
            (
                f"proxy-{reading.text.replace(' ', '-')}",
                f"If {reading.bridge}, is there room for what was said?",
                ("half_width", "rounding"),
                partial(industries.proxy, number),
            )
            for number, reading in enumerate(industries.proxies(assumptions()))
        ),
        (
            "all-industry",
            "Do the key industries hold most of all industry?",
            ("coverage", "half_width"),
            industries.all_industry,
        ),
        (
            "others",
            "Did the other provinces grow, taken together?",
            ("lead", "upper_end", "rounding"),
            provinces.others,
        ),
        (
            "top",
            "Does the range of the share include what the largest provinces hold?",
            ("upper_end", "rounding"),
            provinces.top,
        ),
        (
            "few",
            "Do a few provinces at the top hold most of industry?",
            ("top_few", "upper_end"),
            provinces.few,
        ),
        *(
            (
                f"rate-of-{name.lower()}",
                f"Did {name}, whose rate is not held, outgrow the nation?",
                ("month_spread", "rounding", "half_width"),
                partial(provinces.unpublished, name),
            )
            for name in unrated
        ),
        (
            "each",
            "Did each province of the list outgrow the nation?",
            ("list_of_ten", "month_spread", "rounding", "half_width"),
            provinces.each,
        ),
        (
            "cities",
            "Are the fast cities fewer than half of the prominent ones?",
            ("count_reading",),
            _cities,
        ),
    ]
    return {row[0]: Question(*row, under or assumptions()) for row in asked}


def verdicts(briefing: str = BRIEFING, *, under: Assumptions | None = None) -> dict[str, Question]:
    """Return what each statement of a briefing comes to, where that rests on assumptions."""
    found = {}
    for id in claims(briefing).index:
        known = evidence(id, briefing)
        if known.rests_on and known.said:
            text = known.question or f"{known.said.scope.measure}: is it so?"
            moved_by = tuple(one.id for one in known.rests_on)
            tell = partial(_claim, briefing, id)
            found[id] = Question(id, text, moved_by, tell, under or assumptions())
    return found


def _cities(assumed: Assumptions) -> Told:
    share = figure("double-digit-cities-share", **read(assumed))
    assert share.quantity is not None
    words = ("are most of them", "are fewer than half", "may be more or fewer than half")
    state = side(share.quantity, HALF, *words)
    text = say("The fast cities are {} of the prominent ones and {}.", share, state)
    return Told(state, text, share, line=line(HALF, share, "half of them"))


def _claim(briefing: str, id: str, assumed: Assumptions) -> Told:
    found = evidence(id, briefing, under=assumed)
    said, outcomes = found.said, dict.fromkeys(reading.outcome for reading in found.readings)
    assert said is not None and isinstance(said.provenance, Said)
    state = f"{found.verdict} ({', '.join(outcomes)})"
    return Told(state, say("“{}”: {}.", said.provenance.locator.words, state), said)
