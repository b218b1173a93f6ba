"""The errors this library raises: one sentence each, saying what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable


class BriefingError(ValueError):
    """Anything wrong with an input: a table, an argument, a figure's use."""


class TableError(BriefingError):
    """A data table that cannot be read; names the file and, where known, row and column."""


class UnitError(BriefingError):
    """Quantities whose units do not go together."""


class ScopeError(BriefingError):
    """Figures about different populations, periods or denominators put together."""


class NotAPointError(BriefingError):
    """A bound or a range used as if it were one value."""


class UnknownNameError(BriefingError, LookupError):
    """A figure, briefing or series that does not exist; suggests near matches."""


def unknown(kind: str, name: object, known: Iterable[object]) -> UnknownNameError:
    """Say that a name is unknown, and which known ones come near it.

    Parameters
    ----------
    kind : str
        What the name is of, e.g. "figure".
    name : object
        The name that was given.
    known : iterable
        The names there are.

    Returns
    -------
    UnknownNameError
        To be raised by the caller.
    """
    from difflib import get_close_matches  # rarely needed, and slow to load

    names = list(dict.fromkeys(map(str, known)))
    near = get_close_matches(str(name), names, cutoff=0.5)
    if near:
        hint = f"did you mean {' or '.join(near)}?"
    elif names:
        more = f" and {len(names) - 12} more" if len(names) > 12 else ""
        hint = f"there is {'; '.join(names[:12])}{more}"
    else:
        hint = "there is none"
    return UnknownNameError(f"{kind} {name!r} is unknown; {hint}")
