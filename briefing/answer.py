"""The three answers that ranges give to a comparison."""

from __future__ import annotations

from enum import Enum

from briefing.errors import BriefingError


class Answer(Enum):
    """What bounds say of a comparison. Only a settled answer can stand in an ``if``."""

    CERTAIN = "certain"
    IMPOSSIBLE = "impossible"
    UNDETERMINED = "undetermined"

    def __bool__(self) -> bool:
        if self is Answer.UNDETERMINED:
            raise BriefingError(
                "the bounds do not settle this comparison; test the answer with "
                "`is Answer.CERTAIN`, `is Answer.IMPOSSIBLE` or `is Answer.UNDETERMINED`"
            )
        return self is Answer.CERTAIN
