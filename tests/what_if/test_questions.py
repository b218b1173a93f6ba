"""The questions of the notebooks: what moves them, and where, found by another search."""

from fractions import Fraction
from itertools import pairwise

import pytest

from briefing.facts.assumed import assumptions
from briefing.what_if import questions, verdicts

ASKED = questions()
STATED = verdicts()
PROXIES = [id for id in ASKED if id.startswith("proxy")]
each = pytest.mark.parametrize("question", [*ASKED.values(), *STATED.values()], ids=lambda q: q.id)


@each
def test_an_answer_rests_on_what_its_question_says_and_on_nothing_else(question):
    states = [{}] + [{id: end.value} for id in question.moved_by for end in assumptions()[id].ends]
    resting = {one.id for state in states for one in question.told(**state).moving.rests_on}
    resting |= {one.id for state in states for one in question.told(**state).sentence.rests_on}
    assert resting <= {*question.moved_by}
    if question.id in ASKED:
        assert resting == {*question.moved_by}


@each
def test_the_table_of_flips_is_what_a_scan_of_all_steps_gives(question):
    found = {}
    for choice, flip in question.turns():
        found.setdefault((choice, flip.at.id), []).append(flip)
    for choice, id in [("", id) for id in question.moved_by] + [*found]:
        one, beside = assumptions()[id], {question.moved_by[0]: choice} if choice else {}
        told = {v: question.told(**beside, **{id: v}).state for v in one.steps}
        turns = found.get((choice, id), [])
        if one.choices:
            usual = told[one.default]
            scanned = [(v, usual, state) for v, state in told.items() if state != usual]
            assert [(f.at.value, f.before, f.after) for f in turns] == scanned
            continue
        for low, high in pairwise(told):
            between = [
                f for f in turns if low < f.at.value <= high and (f.reached or f.at.value < high)
            ]
            between += [f for f in turns if f.at.value == low and not f.reached]
            path = [told[low], *(f.after for f in between)]
            assert path[-1] == told[high]
            assert [f.before for f in between] == path[:-1]
            if one.kind == "count":
                continue
            for flip in between:  # the answer just before, at, and just after
                tiny, at = Fraction(1, 10**9), flip.at.value
                around = [
                    question.told(**beside, **{id: at + step}).state for step in (-tiny, 0, tiny)
                ]
                assert around == [
                    flip.before,
                    flip.after if flip.reached else flip.before,
                    flip.after,
                ]


def test_thresholds_are_what_arithmetic_by_hand_gives():
    """Where an end of one range meets an end of the other, solved for the assumption."""
    by_revenue, less_cost = (ASKED[id].told().beside[0].quantity for id in PROXIES)
    top = ASKED["top"].told().beside[0].quantity
    least_share, national = Fraction(60, 100), (Fraction("6.15"), Fraction("6.25"))
    expected = {
        (PROXIES[0], "half_width"): [70 - by_revenue.lower],
        (PROXIES[1], "half_width"): [70 - less_cost.upper],
        ("all-industry", "coverage"): [100 * Fraction(50) / Fraction("67.5")],
        ("others", "lead"): [
            national[0] * Fraction(35, 65),
            national[1] * (1 - least_share) / least_share,
        ],
        ("others", "upper_end"): [100 * national[0] / (national[0] + Fraction(1, 2))],
        ("top", "upper_end"): [top.lower, top.upper],
        ("few", "top_few"): [9],  # the first multiple of 6 %, the mean of ten, above half
    }
    for (question, id), thresholds in expected.items():
        turns = [flip.at.value for flip in ASKED[question].flips(id)]
        assert turns == thresholds
