"""A briefing you can compute with: stated figures as bounded, citable quantities.

>>> import briefing
>>> briefing.figure("major-provinces-share").quantity
<Quantity over 60 %: (60, 100] percent>
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing import charts, concentration, growth
    from briefing.errors import BriefingError
    from briefing.facts.assumed import assumptions
    from briefing.facts.cite import cite
    from briefing.facts.fact import Fact, combine
    from briefing.facts.official import official
    from briefing.facts.said import briefings, figure, figures
    from briefing.facts.scope import Scope
    from briefing.facts.transcript import check
    from briefing.quantity import Answer, Quantity
    from briefing.verdicts.readings import claims, evidence

__all__ = [
    "Answer",
    "BriefingError",
    "Fact",
    "Quantity",
    "Scope",
    "assumptions",
    "briefings",
    "charts",
    "check",
    "cite",
    "claims",
    "combine",
    "concentration",
    "evidence",
    "figure",
    "figures",
    "growth",
    "official",
]
__version__ = "0.2.0.dev0"

#: Where each public name lives. It is loaded when somebody asks for it, so that importing is fast.
_HOMES = {
    "Answer": "quantity",
    "BriefingError": "errors",
    "Fact": "facts.fact",
    "Quantity": "quantity",
    "Scope": "facts.scope",
    "assumptions": "facts.assumed",
    "briefings": "facts.said",
    "check": "facts.transcript",
    "cite": "facts.cite",
    "claims": "verdicts.readings",
    "combine": "facts.fact",
    "evidence": "verdicts.readings",
    "figure": "facts.said",
    "figures": "facts.said",
    "official": "facts.official",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        value = getattr(import_module(f"briefing.{_HOMES[name]}"), name)
    elif name in __all__:
        value = import_module(f"briefing.{name}")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
