"""What a claim says of an unnamed list: against plain enumeration, and worlds drawn at random."""

from fractions import Fraction as F
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, ScopeError, UnitError, UnknownNameError
from briefing.facts.computed import computed
from briefing.facts.fact import Derived, Fact
from briefing.facts.said import figure
from briefing.facts.scope import Scope, vocabulary
from briefing.quantity import Quantity
from briefing.verdicts import lists
from briefing.verdicts.lists import Condition, fitting
from conftest import TESTS, refusal

Q = Quantity
DATA = TESTS / "data"
WORDS = vocabulary(DATA)
OVER_60 = Q.over(60, "percent", 100)
ABOVE = "industry above designated size"
same = settings(derandomize=True, deadline=None, max_examples=150)


def span(text, unit):
    """``[1,2)`` as a quantity; a dot stands for a missing end, one number for itself."""
    if text[0] not in "[(":
        return Q.exact(text, unit)
    lower, upper = (None if end == "." else F(end) for end in text[1:-1].split(","))
    return Q(lower, upper, unit, text[0] == "[", text[-1] == "]")


def fact(value, kind, area="XA", **scope):
    about = {"population": ABOVE, "period": "2031", "vintage": "revised"} | scope
    measure = {"level": "value added", "rate": "growth of value added, year on year"}
    about = {"measure": measure.get(kind, "share of industry")} | about
    return Fact(
        f"{area} {kind}",
        value,
        Scope(area=area, kind=kind, **about),
        Derived("", ()),
        vocabulary=WORDS,
    )


def amounts(*texts, **scope):
    """Levels of members A, B, C and so on."""
    spans = [span(text, "yuan") if isinstance(text, str) else text for text in texts]
    return {n: fact(v, "level", n, **scope) for n, v in zip("ABCDEFGH", spans, strict=False)}


def growing(members="", *texts, **scope):
    """Rates of some members; "ACD" names three."""
    spans = [span(text, "percent") if isinstance(text, str) else text for text in texts]
    return {n: fact(v, "rate", n, **scope) for n, v in zip(members, spans, strict=True)}


def nation(text, **scope):
    return fact(span(text, "percent"), "rate", **scope)


def counted(found):
    return found.lists, found.certain, found.possible


# -- by hand -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "claimed", "certain", "possible"),
    [
        # With 4 elsewhere, a first member of 6 holds 60 %.
        ("6", "(60,100]", 0, 0),
        ("6", "[60,100]", 1, 1),
        ("[6,7]", "(60,100]", 0, 1),
        ("(6,7]", "(60,100]", 1, 1),
        ("[5,6]", "[60,100]", 0, 1),
        ("[5,6)", "[60,100]", 0, 0),
        ("[5,6]", "(60,100]", 0, 0),
        # The other end, and both: the two small ones hold 20 % each.
        ("6", "[60,60]", 1, 1),
        ("6", "[30,60)", 0, 0),
        ("[6,7)", "[30,60]", 0, 1),
        ("(6,7)", "[30,60]", 0, 0),
        ("[5,6)", "[30,60)", 1, 1),
        ("[5,6]", "[30,60)", 0, 1),
        ("[5,6]", "[30,60]", 1, 1),
        ("6", "[0,20]", 2, 2),
        ("6", "[0,20)", 0, 0),
        ("[6,7)", "[0,20)", 0, 2),
        ("(6,7)", "[0,20)", 2, 2),
        ("6", "[0,100]", 3, 3),
    ],
)
def test_ends_of_the_share(first, claimed, certain, possible):
    claim = span(claimed, "percent")
    assert counted(fitting(1, amounts(first, "2", "2"), claim)) == (3, certain, possible)
    assert counted(fitting(1, amounts(first, "2", "2"), claim.as_ratio())) == (3, certain, possible)


def test_open_ends_of_the_others_count_too():
    for other, certain in (("(1,2)", 1), ("(1,2]", 0)):
        assert fitting(1, amounts("6", other, other), OVER_60).certain == certain
    assert fitting(1, amounts("6", "[2,3)", "2"), span("[60,100]", "percent")).possible == 1
    assert fitting(1, amounts("6", "(2,3)", "2"), span("[60,100]", "percent")).possible == 0


@pytest.mark.parametrize(
    ("number", "rates", "certain", "possible"),
    [
        # Of the lists AB, AC and BC:
        (2, growing("ABC", "7", "8", "5"), 1, 1),
        (1, growing("ABC", "7", "8", "5"), 2, 2),
        (0, growing("ABC", "7", "8", "5"), 0, 0),
        (2, growing("ABC", "6", "[6,7]", "(6,7]"), 0, 1),
        (2, growing("AB", "7", "8"), 1, 3),
        (1, growing("A", "7"), 0, 3),
        (0, growing("A", "7"), 0, 1),
        (Q.more_than_count(0, 2), growing("A", "7"), 2, 3),
        (Q.fewer_than_count(2), growing("A", "7"), 0, 3),
        (Q.fewer_than_count(2), growing("A", "5"), 2, 3),
        (Q(1, None, "count"), growing("AB", "7", "8"), 3, 3),
        (Q(None, 1, "count"), growing("AB", "7", "8"), 0, 2),
        # Bounds: what lies above 6 for certain, or not, without being known.
        (2, growing("ABC", "(6,.)", "[7,9]", "(.,6]"), 1, 1),
        (2, growing("ABC", "[6,.)", "[7,9]", "(.,6)"), 0, 1),
    ],
)
def test_members_above_and_members_open(number, rates, certain, possible):
    condition = Condition(rates, nation("6"), number)
    found = fitting(2, amounts("1", "1", "1"), span("[0,100]", "percent"), growth=[condition])
    assert counted(found) == (3, certain, possible)


def test_the_rounding_of_the_nation_leaves_members_open():
    rates = growing("AB", Q.rounded("6.2", "percent"), Q.rounded("6.3", "percent"))
    nationwide = fact(Q.rounded("6.2", "percent"), "rate")
    found = fitting(
        1, amounts("1", "1"), span("[0,100]", "percent"), growth=[(rates, nationwide, 1)]
    )
    assert counted(found) == (2, 1, 2)


def test_who_stands_in_the_lists_that_fit():
    levels = amounts("40", "30", "20", "10")
    rates = growing("ABC", "7", "5", "7")
    growth = [Condition(rates, nation("6"), Q(1, 2, "count"))]
    found = fitting(2, levels, span("[50,100]", "percent"), growth=growth)
    # AB holds 70, AC 60, AD and BC 50; each has one that grew faster, AC two, AD one or two.
    assert counted(found) == (6, 4, 4)
    assert found.by_member.to_dict() == {
        "certain": {"A": 3, "B": 2, "C": 2, "D": 1},
        "possible": {"A": 3, "B": 2, "C": 2, "D": 1},
    }
    assert found.by_member.index.name == "member"
    named = fitting(2, levels, span("[50,100]", "percent"), growth=growth, containing=["C"])
    assert counted(named) == (3, 2, 2)
    assert list(named.by_member["certain"]) == [1, 1, 2, 0]
    assert fitting(2, levels, OVER_60, containing=("A", "B")).lists == 1


def test_the_result_as_quantities():
    found = fitting(1, amounts("[5,7]", "2", "2"), OVER_60)
    assert found.number == Q(0, 1, "count") and found.share == Q(0, F(100, 3), "percent")
    assert found.share.share and str(found) == "Fitting(lists=3, certain=0, possible=1)"


def test_numbers_that_no_machine_word_holds_stay_exact():
    tiny = F(1, 10**25)
    for first, certain in ((6 + tiny, 1), (F(6), 0), (6 - tiny, 0)):
        levels = amounts(Q.exact(first, "yuan"), "2", "2")
        assert fitting(1, levels, OVER_60).certain == certain
    thirds = Q(F(1, 3) + tiny, 1, "ratio", False)
    assert fitting(1, amounts("1", "1", "1"), thirds).possible == 0
    assert fitting(1, amounts("1", "1", "1"), Q(F(1, 3), 1, "ratio")).certain == 3


def test_a_large_number_of_lists_is_judged_in_blocks(monkeypatch):
    levels = amounts(*(str(2**n) for n in range(8)))
    whole = fitting(4, levels, OVER_60, containing=["C"])
    monkeypatch.setattr(lists, "_BLOCK", 3)
    blocks = fitting(4, levels, OVER_60, containing=["C"])
    assert counted(whole) == counted(blocks) and whole.by_member.equals(blocks.by_member)
    assert whole.certain == sum(
        10 * (4 + sum(more)) > 6 * 255 for more in combinations((1, 2, 8, 16, 32, 64, 128), 3)
    )


# -- by plain enumeration ------------------------------------------------------------------------


def share_range(inside, outside):
    """The range of a list's share, from its two corners."""

    def end(side, other):
        part = sum(getattr(q, side) for q in inside)
        rest = sum(getattr(q, other) for q in outside)
        closed = [getattr(q, f"{side}_closed") for q in inside]
        closed += [getattr(q, f"{other}_closed") for q in outside]
        return 100 * part / (part + rest), all(closed)

    (low, low_closed), (high, high_closed) = end("lower", "upper"), end("upper", "lower")
    return Q(low, high, "percent", low_closed, high_closed)


def may_be_above(rate, than):
    """The answers that are possible: True, False or both."""
    if rate is None:
        return {True, False}
    touching = rate.lower == than.upper and rate.lower_closed and than.upper_closed
    above, below = rate.upper > than.lower, rate.lower < than.upper or touching
    return {answer for answer, possible in ((True, above), (False, below)) if possible}


def enumerated(size, levels, claimed, containing, growth):
    """Count the lists one by one."""
    certain, possible = [], []
    for names in combinations(levels, size):
        if not set(containing) <= set(names):
            continue
        inside = [levels[n].quantity for n in names]
        share = share_range(inside, [f.quantity for n, f in levels.items() if n not in names])
        sure, may = share in claimed, share.meets(claimed)
        for rates, than, number in growth:
            answers = [
                may_be_above(rates[n].quantity if n in rates else None, than.quantity)
                for n in names
            ]
            numbers = {sum(world) for world in product(*answers)}
            allowed = {number} if isinstance(number, int) else number
            sure &= all(n in allowed for n in numbers)
            may &= any(n in allowed for n in numbers)
        certain += [names] * sure
        possible += [names] * may
    return certain, possible


closed = st.booleans()


@st.composite
def ranges(draw, unit, least, most):
    low, high = sorted(draw(st.tuples(*[st.integers(least, most).map(lambda n: F(n, 2))] * 2)))
    if low == high:
        return Q.exact(low, unit)
    return Q(low, high, unit, draw(closed), draw(closed))


@st.composite
def claims(draw):
    """Members with levels, a share claimed of a list, names, and conditions on growth."""
    levels = amounts(*draw(st.lists(ranges("yuan", 1, 8), min_size=2, max_size=6)))
    size = draw(st.integers(1, len(levels) - 1))
    ends = sorted(draw(st.tuples(*[st.sampled_from((0, 20, 25, F(100, 3), 40, 50, 60, 100))] * 2)))
    shut = ends[0] == ends[1]
    claimed = Q(*ends, "percent", shut or draw(closed), shut or draw(closed))
    names = draw(st.lists(st.sampled_from(list(levels)), unique=True, max_size=size))
    growth = []
    for _ in range(draw(st.integers(0, 2))):
        held = draw(st.lists(st.sampled_from(list(levels)), unique=True))
        rates = growing(held, *(draw(ranges("percent", -2, 6)) for _ in held))
        than = fact(draw(ranges("percent", 0, 4)), "rate")
        least = draw(st.integers(0, size))
        number = draw(st.sampled_from((least, Q(least, size, "count"), Q(0, least, "count"))))
        growth.append((rates, than, number))
    return size, levels, claimed, names, growth


@same
@given(claims())
def test_the_same_lists_as_one_by_one(claim):
    size, levels, claimed, names, growth = claim
    found = fitting(size, levels, claimed, containing=names, growth=growth)
    certain, possible = enumerated(*claim)
    assert (found.certain, found.possible) == (len(certain), len(possible))
    for column, fit in (("certain", certain), ("possible", possible)):
        assert dict(found.by_member[column]) == {
            name: sum(name in members for members in fit) for name in levels
        }


@same
@given(claims(), st.data())
def test_what_is_true_in_a_world_is_possible_there_and_what_is_certain_is_true(claim, data):
    size, levels, claimed, names, growth = claim

    def true(quantity):
        at = data.draw(st.sampled_from((F(1, 10**6), F(1, 2), 1 - F(1, 10**6))))
        return quantity.lower + (quantity.upper - quantity.lower) * at

    values = {name: true(level.quantity) for name, level in levels.items()}
    worlds = []
    for rates, than, number in growth:
        unknown = {name: data.draw(st.sampled_from((-9, 9))) for name in levels}
        known = {name: true(rate.quantity) for name, rate in rates.items()}
        worlds.append((unknown | known, true(than.quantity), number))
    found = fitting(size, levels, claimed, containing=names, growth=growth)
    holding = 0
    for members in combinations(levels, size):
        share = F(100 * sum(values[n] for n in members), sum(values.values()))
        ahead = [(sum(rates[n] > than for n in members), number) for rates, than, number in worlds]
        met = all(n == number if isinstance(number, int) else n in number for n, number in ahead)
        holding += set(names) <= set(members) and share in claimed and met
    assert found.certain <= holding <= found.possible


# -- facts ---------------------------------------------------------------------------------------


def test_a_share_that_was_said_is_of_the_levels_whole():
    said = figure("provinces-share", "2031-03-10", folder=DATA)
    assert said.scope.denominator == "industry, size of enterprise not stated"
    levels = amounts("6", "2", "2")
    assert fitting(1, levels, said) == fitting(1, levels, said.quantity)
    other = amounts("6", "2", "2", population="manufacturing above designated size")
    whole = refusal(ScopeError, fitting, 1, amounts("6", "2", population="whole economy"), said)
    assert whole.endswith(
        "the levels are of whole economy, 2031; take the same, or say why (because=…)"
    )
    assert fitting(1, other, said, because="manufacturing stands for industry").lists == 3


def test_a_share_of_another_period_or_whole_is_refused():
    levels = amounts("6", "2", "2")
    share = Q.over(60, "percent", 100)
    for scope in ({"period": "2030"}, {"denominator": "steel"}, {"denominator": None}):
        claimed = fact(share, "share", **{"denominator": ABOVE} | scope)
        assert "take the same, or say why" in refusal(ScopeError, fitting, 1, levels, claimed)
        assert fitting(1, levels, claimed, because="it moves little").lists == 3
    assert fitting(1, levels, fact(share, "share", denominator=ABOVE)).lists == 3
    said = refusal(BriefingError, fitting, 1, levels, share, because=" ")
    assert said == "because: says nothing; write the reason in words"


def test_computed_rates_serve():
    rates = growing("A", "[7,8]")
    april, may = (
        nation(text, area="B", period=p) for text, p in (("7", "2031-04"), ("9", "2031-05"))
    )
    both = Q(7, 9, "percent")
    rates["B"] = computed(
        both, april, may, how="mean of months", assuming="each weighs as much", period="2031"
    )
    growth = [(rates, nation("6"), 1)]
    assert counted(fitting(1, amounts("6", "2"), OVER_60, growth=growth)) == (2, 1, 1)
    rates["B"] = computed(both, april, may, how="mean of months", period="2031-05")
    said = refusal(ScopeError, fitting, 1, amounts("6", "2"), OVER_60, growth=growth)
    assert said.startswith("facts: mixes period 2031 (XA rate) and 2031-05 (mean of months of B ")


def test_members_may_be_industries():
    def of(kind, value, unit, population):
        return fact(span(value, unit), kind, population=population)

    levels = {name: of("level", "3", "yuan", name) for name in ("steel", "coal")}
    rates = {name: of("rate", "3", "percent", name) for name in levels}
    growth = [(rates, of("rate", "2", "percent", "all"), 1)]
    found = fitting(1, levels, span("[50,100]", "percent"), growth=growth)
    assert counted(found) == (2, 2, 2)
    mixed = levels | {"tin": fact(span("3", "yuan"), "level", "XB", population="tin")}
    said = refusal(ScopeError, fitting, 1, mixed, OVER_60)
    assert said.startswith("facts: mixes population steel")


# -- refusals ------------------------------------------------------------------------------------

LEVELS = amounts("3", "2", "1")


def ask(size=1, levels=LEVELS, share=OVER_60, **more):
    return fitting(size, levels, share, **more)


def grew(rates=None, than=None, number=1):
    condition = Condition(
        growing("A", "7") if rates is None else rates, than or nation("6"), number
    )
    return ask(growth=[condition])


MANY = {f"member {n}": fact(span("1", "yuan"), "level", f"{n}") for n in range(60)}


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (
            lambda: ask(0),
            BriefingError,
            "size: 0 must be at least 1 and the 0 named, and leave out",
        ),
        (
            lambda: ask(3),
            BriefingError,
            "size: 3 must be at least 1 and the 0 named, and leave out",
        ),
        (lambda: ask(1.5), BriefingError, "size: 1.5 must be at least 1"),
        (lambda: ask(1, containing="AB"), UnknownNameError, "member 'AB' is unknown; did you mean"),
        (
            lambda: ask(1, containing=["A", "B"]),
            BriefingError,
            "size: 1 must be at least 1 and the 2",
        ),
        (lambda: ask(2, containing=["A", "A"]), BriefingError, "containing: A stands twice; name"),
        (lambda: ask(30, MANY), BriefingError, "size: makes 118,264,581,564,861,424 lists; name"),
        (
            lambda: ask(levels=LEVELS | {"D": fact(None, "level")}),
            BriefingError,
            "XA level states a relation without a value",
        ),
        *(
            (
                lambda text=text: ask(levels=amounts(text, "1")),
                BriefingError,
                f"levels: {shown} needs a lower end above 0 and an upper",
            )
            for text, shown in (("[0,1]", "[0, 1]"), ("[1,.)", "[1, ∞)"), ("(.,1]", "(−∞, 1]"))
        ),
        (
            lambda: ask(levels=growing("AB", "1", "2")),
            ScopeError,
            "levels: A rate is a rate, not a level",
        ),
        (
            lambda: ask(levels=amounts("1") | {"B": fact(span("1", "index"), "level", "B")}),
            UnitError,
            "facts: mixes unit yuan and index",
        ),
        (
            lambda: ask(
                levels=LEVELS | {"C": fact(span("1", "yuan"), "level", "C", period="2030")}
            ),
            ScopeError,
            "facts: mixes period 2031 (A level) and 2030 (C level)",
        ),
        (lambda: ask(share=nation("6")), ScopeError, "share: XA rate is a rate; give a share"),
        (lambda: ask(share=Q.exact(3, "yuan")), UnitError, "yuan is not a percentage"),
        (lambda: ask(share=Q.over(120, "percent")), BriefingError, "share: over 1.2 is no share"),
        (lambda: ask(share=60), BriefingError, "'60' is no fact"),
        (lambda: grew(growing("D", "7")), UnknownNameError, "rates: member 'D' is unknown"),
        (lambda: grew(amounts("7")), ScopeError, "growth: A level is a level, not a rate"),
        (lambda: grew(than=nation("6", period="2030")), ScopeError, "facts: mixes period 2030"),
        (lambda: grew(than=nation("6", vintage="first")), ScopeError, "facts: mixes vintage first"),
        (
            lambda: grew(number=2),
            BriefingError,
            "number: 2 of 1 members cannot lie above; give 0 to 1",
        ),
        (
            lambda: grew(number=-1),
            BriefingError,
            "number: −1 of 1 members cannot lie above; give 0",
        ),
        (lambda: grew(number=OVER_60), UnitError, "number: over 60 % is no count; give a whole"),
        (lambda: grew(number="all"), UnitError, "number: all is no count; give a whole number"),
    ],
)
def test_what_cannot_be_counted_is_refused(call, error, said):
    assert refusal(error, call).startswith(said)
