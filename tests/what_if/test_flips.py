from fractions import Fraction

import pytest

from briefing.facts.assumed import assumptions
from briefing.what_if.flips import FINE, flips

LEAD, FEW, ROUNDING = (assumptions()[id] for id in ("lead", "top_few", "rounding"))


def found(state, one=LEAD):
    return [(f.at.value, f.before, f.after, f.reached) for f in flips(state, one)]


@pytest.mark.parametrize(
    "at", [Fraction(25, 6), Fraction(3), Fraction("0.1"), Fraction(4999, 1000)]
)
def test_a_threshold_is_found_exactly_with_the_side_it_belongs_to(at):
    beyond = found(lambda lead: "far" if lead > at else "near")
    assert beyond == [(at, "near", "far", False)]
    from_there = found(lambda lead: "far" if lead >= at else "near")
    # At the first value there is nothing before it.
    assert from_there == ([] if at == LEAD.least else [(at, "near", "far", True)])


def test_what_no_fraction_is_is_found_as_closely_as_promised():
    ((at, *_),) = found(lambda lead: "far" if lead * lead > 2 else "near")
    assert abs(at * at - 2) < 3 * FINE


def test_every_change_between_two_steps_is_found():
    places = Fraction("1.01"), Fraction("1.02"), Fraction("1.09")
    many = found(lambda lead: str(sum(lead > place for place in places)))
    assert many == [(place, str(n), str(n + 1), False) for n, place in enumerate(places)]


def test_an_answer_that_turns_back_at_a_later_step_turns_twice():
    two = found(lambda lead: "in" if 1 <= lead <= 2 else "out")
    assert two == [(1, "out", "in", True), (2, "in", "out", False)]
    assert found(lambda lead: "same") == []


def test_a_whole_number_goes_step_by_step():
    assert found(lambda few: "most" if few > 8 else "some", FEW) == [(9, "some", "most", True)]
    (flip,) = flips(lambda few: "most" if few > 8 else "some", FEW)
    assert flip.where == "from 9 members on"


def test_a_choice_is_set_against_the_default():
    tested = found(lambda rule: rule[0], ROUNDING)
    assert tested == [("truncated", "h", "t", True)]
    (flip,) = flips(lambda rule: rule[0], ROUNDING)
    assert flip.where == "if truncated"


def test_where_it_turns_is_said_with_the_unit():
    told = [
        flips(test, LEAD)[0].where for test in (lambda x: str(x > 3), lambda x: str(3 * x >= 10))
    ]
    assert told == ["beyond 3 percentage points", "from 3.3333 percentage points on"]
