"""A briefing you can compute with: stated figures as bounded, citable quantities.

>>> import briefing
>>> briefing.figure("major-provinces-share").quantity
<Quantity over 60 %: (60, 100] percent>
"""

from briefing.claims import claims
from briefing.errors import BriefingError
from briefing.figures import Figure, combine, figure, figures, source
from briefing.quantity import Answer, Quantity
from briefing.statistics import cite

__all__ = [
    "Answer",
    "BriefingError",
    "Figure",
    "Quantity",
    "check",
    "cite",
    "claims",
    "combine",
    "figure",
    "figures",
    "source",
]
__version__ = "0.1.0"


def __getattr__(name):
    # Reading a transcript is rare; its patterns are compiled when somebody does.
    if name == "check":
        from briefing.transcript import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
