"""Outcomes and verdicts: their texts, and the rule between them."""

import copy
import pickle

import pandas as pd
import pytest

from briefing.quantity import Quantity
from briefing.verdicts.verdict import Evidence, Outcome, Reading, Verdict

HOLDS, PRINTED, ROUNDING, FAILS, UNTESTED = Outcome


def reading(outcome, **more):
    return Reading(outcome, **more)


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ([HOLDS], "confirmed"),
        ([HOLDS, PRINTED], "confirmed"),
        ([PRINTED, PRINTED], "confirmed"),
        ([FAILS], "contradicted"),
        ([FAILS, FAILS], "contradicted"),
        ([HOLDS, FAILS], "confirmed on 1 of 2 readings"),
        ([FAILS, PRINTED, HOLDS], "confirmed on 2 of 3 readings"),
        # What neither holds nor fails is no part of the number.
        ([HOLDS, FAILS, UNTESTED, ROUNDING], "confirmed on 1 of 2 readings"),
        ([HOLDS, UNTESTED], "holds where it can be tested"),
        ([ROUNDING, PRINTED], "holds where it can be tested"),
        ([UNTESTED, FAILS], "fails where it can be tested"),
        ([FAILS, ROUNDING], "fails where it can be tested"),
        ([UNTESTED], "cannot be tested"),
        ([ROUNDING], "cannot be tested"),
        ([ROUNDING, UNTESTED], "cannot be tested"),
        ([], "cannot be tested"),
    ],
)
def test_the_verdict_follows_from_the_outcomes(outcomes, verdict):
    found = Evidence("c", tuple(reading(outcome) for outcome in outcomes)).verdict
    assert type(found) is Verdict and found == verdict
    # Without a rule, nothing else counts.
    no_rule = Evidence("", tuple(reading(outcome) for outcome in outcomes)).verdict
    assert no_rule is Verdict.NO_RULE and no_rule == "not tested: no rule"


@pytest.mark.parametrize(
    ("readings", "verdict"),
    [
        ([reading(UNTESTED, no_data=True)], "no data for this period"),
        ([reading(UNTESTED), reading(UNTESTED, no_data=True)], "no data for this period"),
        ([reading(ROUNDING), reading(UNTESTED, no_data=True)], "cannot be tested"),
        ([reading(HOLDS), reading(UNTESTED, no_data=True)], "holds where it can be tested"),
    ],
)
def test_without_data_for_the_period(readings, verdict):
    assert Evidence("c", tuple(readings)).verdict == verdict


@pytest.mark.parametrize(
    ("readings", "little"),
    [
        ([reading(HOLDS, says_little=True)], True),
        ([reading(PRINTED), reading(PRINTED, says_little=True)], True),
        ([reading(HOLDS), reading(FAILS, says_little=True)], False),
        ([reading(UNTESTED, says_little=True)], False),
        ([reading(HOLDS)], False),
    ],
)
def test_says_little_is_a_mark_of_readings_that_hold(readings, little):
    assert Evidence("c", tuple(readings)).says_little is little


def test_evidence_cannot_be_changed():
    with pytest.raises(AttributeError):
        reading(HOLDS).note = ""
    with pytest.raises(AttributeError):
        Evidence("c").claim = ""


def test_verdicts_are_texts():
    partly = Verdict("confirmed on 2 of 5 readings")
    assert (
        partly is Verdict("confirmed on 2 of 5 readings")
        and partly == "confirmed on 2 of 5 readings"
    )
    assert partly.name == "PARTLY" and partly is not Verdict.PARTLY
    assert f"{partly} {partly!s}" == f"{partly.value} {partly.value}"
    for verdict in (partly, Verdict.CONFIRMED):
        assert pickle.loads(pickle.dumps(verdict)) is verdict is copy.deepcopy(verdict)
    assert list(Verdict) == [
        "confirmed",
        "confirmed on n of m readings",
        "holds where it can be tested",
        "fails where it can be tested",
        "contradicted",
        "cannot be tested",
        "not tested: no rule",
        "no data for this period",
    ]
    for text in ("confirmed on 1 of 2 reading", "confirmed on x of 2 readings", "true", "", 1):
        with pytest.raises(ValueError, match="is not a valid Verdict"):
            Verdict(text)


def test_verdicts_in_a_table():
    partly = Verdict("confirmed on 1 of 2 readings")
    table = pd.DataFrame({"verdict": [partly, Verdict.CONFIRMED, partly]}, dtype=object)
    assert list(table["verdict"] == "confirmed") == [False, True, False]
    assert dict(table.groupby("verdict").size()) == {"confirmed": 1, str(partly): 2}
    assert list(table.sort_values("verdict").index) == [1, 0, 2]
    outcomes = "holds, holds as printed, within rounding only, fails, cannot be tested"
    assert ", ".join(Outcome) == outcomes


@pytest.mark.parametrize(
    ("readings", "official"),
    [
        ([], None),
        ([("holds", None)], None),
        ([("holds", "6.2 %"), ("fails", "9 %")], "6.2 %"),
        ([("fails", "6.2 %"), ("fails", "9 %")], "6.15 to under 9.5 %"),
        ([("holds", "63.8 %"), ("holds", "over 62 to under 64 %")], "over 62 to under 64 %"),
        ([("holds", "over 62 to 63 %"), ("holds", "62 to under 63 %")], "62 to 63 %"),
        ([("holds", "over 60 %"), ("holds", "under 61 %")], "unknown %"),
        ([("holds", "at least 60 %"), ("holds", "over 61 %")], "at least 60 %"),
    ],
)
def test_the_official_value_spans_the_readings_that_hold_else_all(readings, official):
    given = [
        reading(Outcome(outcome), official=value and Quantity.parse(value))
        for outcome, value in readings
    ]
    assert Evidence("claim", tuple(given)).official == (official and Quantity.parse(official))
