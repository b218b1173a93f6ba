"""The errors this library raises: one sentence each, saying what is wrong and what to do."""


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
