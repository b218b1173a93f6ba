"""What is false cannot be drawn or said."""

from meaning_mutants import outcomes


def test_falsehoods_are_refused():
    assert [what for what, by in outcomes().items() if by is None] == []
