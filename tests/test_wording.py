"""Units, qualifiers, and what is written and read."""

from decimal import Decimal
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import phrases, wording
from briefing.errors import BriefingError, UnitError, UnknownNameError
from briefing.quantity import Quantity
from briefing.wording import UNITS, Qualifier, add_unit, decimals_of, shown, to_fraction
from conftest import refusal

Q = Quantity
POINTS = "percentage points"
YUAN = "100 million yuan"
same = settings(derandomize=True, deadline=None, max_examples=300)


@pytest.fixture
def units(monkeypatch):
    """A copy of the units, so that what a test adds does not stay."""
    monkeypatch.setattr(wording, "UNITS", dict(UNITS))
    monkeypatch.setattr("briefing.quantity.UNITS", wording.UNITS)
    monkeypatch.setattr("briefing.phrases.UNITS", wording.UNITS)
    return wording.UNITS


# -- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "exact", "decimals"),
    [
        (6.2, "31/5", 1),
        (-0.5, "-1/2", 1),
        (7, "7", 0),
        ("10.0", "10", 1),
        (" 31.7 ", "317/10", 1),
        ("1e3", "1000", 0),
        ("1E300", 10**300, 0),
        (Decimal("31.70"), "317/10", 2),
        (F(1, 3), "1/3", 2),
        ("1/8", "1/8", 3),
        (F(1, 10**12), F(1, 10**12), 12),
        (F(1, 10**13), F(1, 10**13), 2),
        (np.float64(6.2), "31/5", 1),
        (np.float32(6.2), "31/5", 1),
        (np.int64(7), "7", 0),
        (10**400, 10**400, 0),
    ],
)
def test_a_number_is_taken_as_written(value, exact, decimals):
    assert to_fraction(value) == F(exact)
    assert type(to_fraction(value)) is F
    assert decimals_of(value) == decimals


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), "nan", "6.2 %", "six", "", "1/0", True, np.True_, None, [1]]
    + ["1e301", "1e-301", "1e999999999", "6\x1b[31m", "9" * 5000, Decimal("NaN"), 1j]
    + [Q.exact(10, "count")],
)
def test_what_is_not_a_finite_number_is_refused(value):
    said = refusal(BriefingError, to_fraction, value, "mine")
    assert said.startswith("mine: ")
    assert said.endswith(" is not a finite number; give a plain one like 6.2")
    assert said.isprintable() and len(said) < 150


@pytest.mark.parametrize(
    ("letters", "shown"), [(58, "'" + 58 * "x" + "'"), (59, "'" + 59 * "x" + "…")]
)
def test_an_error_shows_sixty_characters_of_a_value(letters, shown):
    assert refusal(BriefingError, to_fraction, letters * "x") == (
        f"value: {shown} is not a finite number; give a plain one like 6.2"
    )


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("-1260582.1", None, "−1,260,582.1"),
        ("0.12345", None, "0.12"),
        ("0.1234", None, "0.1234"),
        ("0.5", 0, "1"),
        ("0.125", 2, "0.13"),  # halves go away from zero
        ("-0.125", 2, "−0.13"),
        ("-0.001", 2, "0.00"),
        ("1234", -2, "1,234"),
        ("999.96", 1, "1,000.0"),
    ],
)
def test_a_number_is_shown_with_separators_and_a_minus_sign(value, decimals, text):
    assert shown(F(value), decimals) == text


# -- units ---------------------------------------------------------------------------------------


def test_the_built_in_units():
    built_in = "percent, ratio, count, index, percentage points, times, yuan, thousand yuan, "
    built_in += "million yuan, 100 million yuan, billion yuan, trillion yuan"
    assert set(built_in.split(", ")) <= set(UNITS)
    for unit in built_in.split(", "):
        assert Q.parse(str(Q.rounded(3, unit)), unit=unit) == Q.rounded(3, unit)


def test_a_unit_of_one_s_own(units):
    add_unit("dollars", " dollars", one=" dollar", money=True)
    add_unit("tonnes a head", " t a head")
    assert str(Q.exact(1, "dollars")) == "exactly 1 dollar"
    assert str(Q.over(5, "tonnes a head")) == "over 5 t a head"
    amount = Q.rounded("2.5", "billion dollars")
    assert str(amount) == "2.5 billion dollars"
    assert str(amount.to("100 million dollars")) == "25 hundred million dollars"
    assert amount.to("dollars").interval == "[2450000000, 2550000000)"
    assert Q.parse("over 5 t a head") == Q.over(5, "tonnes a head")
    assert "million tonnes a head" not in units
    before = dict(units)
    add_unit("dollars", " dollars", one=" dollar", money=True)  # the same again is no change
    assert units == before


@pytest.mark.parametrize(
    ("name", "written", "why"),
    [
        (
            "percent",
            " %",
            "unit: 'percent', written ' %', is already 'percent', written ' %'; choose "
            "another name",
        ),  # built in, but no share
        (
            "yuan",
            " CNY",
            "unit: 'yuan', written ' CNY', is already 'yuan', written ' yuan'; choose another name",
        ),
        (
            "renminbi",
            " yuan",
            "unit: 'renminbi', written ' yuan', is already 'yuan', written ' yuan'; choose "
            "another name",
        ),
        (
            "percentage points",
            " points",
            "unit: 'percentage points', written ' points', is already 'percentage points', "
            "written ' percentage points'; choose another name",
        ),
        (
            "x",
            " (x)",
            "unit: 'x', written ' (x)', cannot be read back; use letters and signs, without "
            "brackets",
        ),
        (
            "x\n",
            " x",
            "unit: 'x\\n', written ' x', cannot be read back; use letters and signs, without "
            "brackets",
        ),
        (
            "x",
            "1000",
            "unit: 'x', written '1000', cannot be read back; use letters and signs, without "
            "brackets",
        ),
        (
            "x",
            "-x",
            "unit: 'x', written '-x', cannot be read back; use letters and signs, without brackets",
        ),
        (
            "",
            " x",
            "unit: '', written ' x', cannot be read back; use letters and signs, without brackets",
        ),
        (
            " ",
            "",
            "unit: ' ', written '', cannot be read back; use letters and signs, without brackets",
        ),
    ],
)
def test_a_unit_that_means_two_things_is_refused(units, name, written, why):
    before = dict(units)
    assert refusal(UnitError, add_unit, name, written) == why
    assert units == before
    # What stands behind 1 is looked at as well.
    assert refusal(UnitError, add_unit, "tons", " t", one="1t") == (
        "unit: 'tons', written ' t', cannot be read back; use letters and signs, without brackets"
    )


def test_an_unknown_unit_or_qualifier_suggests_the_nearest():
    said = refusal(UnknownNameError, Q.exact, 1, "percents")
    near = "unit 'percents' is unknown; did you mean percent or percentage points?"
    assert said == refusal(UnknownNameError, Q.parse, "5 percents") == near
    assert refusal(UnknownNameError, Q.exact(1, YUAN).to, "percents") == near
    assert refusal(UnknownNameError, Q.parse, "5 %", unit="percents") == near
    said = refusal(UnknownNameError, Q, 1, 2, "percent", qualifier="nearby")
    assert said == "qualifier 'nearby' is unknown; did you mean nearly or under?"
    said = refusal(UnknownNameError, Q.parse, "5 " + 99 * "x")
    assert said.startswith(f"unit '{60 * 'x'}' is unknown; ")


# -- writing -------------------------------------------------------------------------------------

TEXTS = [
    (Q.exact(10, "count"), "10"),
    (Q.exact(1, POINTS), "exactly 1 percentage point"),
    (Q.exact(-1, POINTS), "exactly −1 percentage point"),
    (Q.rounded(31.7, "percent"), "31.7 %"),
    (Q.rounded(1, POINTS), "1 percentage point"),
    (Q.rounded("1.0", POINTS), "1.0 percentage points"),
    (Q.rounded("0.0", "index"), "0.0"),
    (Q.rounded("1260582.1", YUAN), "1,260,582.1 hundred million yuan"),
    (Q.rounded(1200, "count", -2), "1,200 (to the nearest 100)"),
    (Q.rounded(12000, "count", -3), "12,000 (to the nearest 1,000)"),
    (Q.rounded(0, "percent", -1), "0 % (to the nearest 10)"),
    (Q.rounded("6.25", "percent", 1), "6.25 % (to the nearest 0.1)"),
    (Q.rounded("0.123456", "percent", 5), "0.123456 % (to the nearest 0.00001)"),
    (Q.rounded(100, "percent", share=True), "100 %"),
    (Q.over(60, "percent", 100), "over 60 %"),
    (Q.over(60, "percent", 80), "over 60 to 80 %"),
    (Q.over(140_000, "count"), "over 140,000"),
    (Q.over(10, "count", 50), "over 10 to 50"),
    (Q.at_least(22, "percent", 100), "at least 22 %"),
    (Q.at_least(0, "percent", 100), "0 to 100 %"),
    (Q.at_most(5, "percent", share=True), "at most 5 %"),
    (Q.under(5, "percent", share=True), "under 5 %"),
    (Q.about(70, "percent", within=2.5), "about 70 % (67.5 to 72.5)"),
    (Q.about("70.0", "percent", within=0), "about 70.0 % (70 to 70)"),
    (Q.about(1, "percent", within=2, share=True), "about 1 % (0 to 3)"),
    (Q.nearly(30, "percent", within=2), "nearly 30 % (28 to under 30)"),
    (Q.nearly(30, "count", within=2), "nearly 30 (28 to under 30)"),
    (Q.between(50, 60, "percent"), "between 50 and 60 %"),
    (Q.more_than_count(10, of=50), "more than 10 of 50"),
    (Q.more_than_count(10), "more than 10"),
    (Q.fewer_than_count(10, of=40), "fewer than 10 of 40"),
    (Q(1, 2, "percent"), "1 to 2 %"),
    (Q("4.5", "4.7", "percent", False, False, "4.6"), "4.6 % (over 4.5 to under 4.7)"),
    (Q(1, 2, "percent", point="1.26", decimals=1), "1.3 % (1 to 2)"),
    (Q("40.2849", "40.2949", "percent", point="40.29"), "40.29 % (40.2849 to 40.2949)"),
    (Q("40.2851", "40.295", "percent", point="40.29"), "40.29 % (40.2851 to 40.295)"),
    (Q(F(1, 3), F(2, 3), "ratio"), "0.33 to 0.67"),
    (Q(F(1, 3), F(1, 3), "ratio"), "0.33"),
    (Q.exact(F(1, 3), "ratio"), "0.33"),
    (Q("0.12345", 1, "ratio"), "0.12 to 1"),
    (Q("0.12345", "0.12345", "ratio"), "0.12"),
    (Q(5, 5, "percent"), "exactly 5 %"),
    (Q(5, 5, "count"), "5"),
    (Q(50, 100, "percent"), "50 to 100 %"),
    (Q(50, 100, "percent", share=True), "at least 50 %"),
    (Q(0, 40, "percent", True, False, share=True), "under 40 %"),
    (Q(0, 40, "percent", True, False), "0 to under 40 %"),
    (Q(0, 40, "percent", False, share=True), "over 0 to 40 %"),
    (Q(0, 100, "percent", share=True), "0 to 100 %"),
    (Q(50, 100, "percent", share=True, point=70), "70 % (50 to 100)"),
    (Q(2, None, "ratio"), "at least 2"),
    (Q(None, 2, "ratio", True, False), "under 2"),
    (Q(1, None, "percent", point="1.26"), "at least 1 %"),
    (Q(None, None, "percent"), "unknown %"),
    (Q(None, None, "ratio"), "unknown"),
]


@pytest.mark.parametrize(("quantity", "text"), TEXTS, ids=[text for _, text in TEXTS])
def test_what_is_written(quantity, text):
    assert str(quantity) == quantity.text() == f"{quantity}" == text


def test_decimals_are_for_the_ends_which_round_outward():
    third = Q(F(1, 3), F(2, 3), "percent", lower_closed=False)
    assert third.text(1) == f"{third:1}" == "over 0.3 to 0.7 %"
    assert third.text(0) == "over 0 to 1 %"
    assert Q(F(-1, 3), None, "ratio").text(1) == "at least −0.4"
    assert Q.rounded(31.7, "percent").text(3) == "31.7 %"
    assert Q(F(1, 3), F(2, 3), "percent", point=F(1, 2)).text(2) == "0.50 % (0.33 to 0.67)"
    assert Q(5, 5, "percent").text(1) == "exactly 5.0 %"
    assert Q(5, 5, "count").text(1) == "5"
    assert Q.over("0.25", "percent", 100).text(0) == "over 0.25 %"
    assert Q.between(F(1, 3), F(2, 3), "percent").text(1) == "between 0.3 and 0.7 %"
    assert Q.rounded(F(1, 3), "percent", 1).text(1) == "0.3 % (0.2 to under 0.4)"
    assert Q(F("5.46"), F("5.46"), "percent").text(1) == "5.5 %"  # not exactly, so it reads rounded
    assert Q(1, 2, "count").text(3) == "1 to 2"
    assert Q.about(7, "percent", within=F(1, 3)).text(1) == "about 7 % (6.6 to 7.4)"
    for spec in ("x", ".2f", "-1", " ", "9999", "٣"):
        assert refusal(BriefingError, format, third, spec) == (
            f"format: {spec!r} is not a number of decimals, e.g. {{q:2}}"
        )
    said = refusal(BriefingError, third.text, 301)
    assert said == "decimals: 301 is not a whole number; give one like 1"


def test_a_computed_value_whose_digits_tell_as_much_has_no_range():
    for more in ({"point": "40.29"}, {"point": "40.2875", "decimals": 2}):
        assert str(Q("40.286", "40.2949", "percent", **more)) == "40.29 %"
    beyond = Q("40.286", "40.295", "percent", point="40.29")
    assert str(beyond) == "40.29 % (40.286 to 40.295)"


# -- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("quantity", "text"), TEXTS, ids=[text for _, text in TEXTS])
def test_what_is_written_is_read_back(quantity, text):
    again = Q.parse(text, share=quantity.share, unit=quantity.unit)
    ends = [end for end in (quantity.lower, quantity.upper) if end is not None]
    if all((end * 10**4).denominator == 1 for end in ends):
        assert again == quantity
        assert str(again) == text or quantity.unit == "count"  # "over 10 to 50" is 11 to 50
    assert quantity in again


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("−7 %", Q.rounded(-7, "percent")),
        ("‑7 percent", Q.rounded(-7, "percent")),
        ("OVER 60\u2009%", Q.over(60, "percent")),
        ("more than 60 %", Q.over(60, "percent")),
        ("above 60 per cent", Q.over(60, "percent")),
        ("fewer than 5 %", Q.under(5, "percent")),
        ("less than 5 percent", Q.under(5, "percent")),
        ("no less than 10 %", Q.at_least(10, "percent")),
        ("up to 5%", Q.at_most(5, "percent")),
        ("over 220 of 500", Q.more_than_count(220, 500)),
        ("between 4 and 5 percent", Q.between(4, 5, "percent")),
        ("from 4 to 5 percent", Q.between(4, 5, "percent")),
        ("4–5 %", Q(4, 5, "percent")),
        ("more than 4.5 to less than 4.7 %", Q("4.5", "4.7", "percent", False, False)),
        ("1\u202f260\u202f582.1 hundred million yuan", Q.rounded("1260582.1", YUAN)),
        ("1,260,582.1 hundred million yuan", Q.rounded("1260582.1", YUAN)),
        ("around 7 % (6.5 to 7.5)", Q.about(7, "percent", within="0.5")),
        ("Five", Q.exact(5, "count")),
        ("over ninety-five per cent", Q.over(95, "percent")),
        ("fewer than ten of forty", Q.fewer_than_count(10, 40)),
        ("over half", Q.over("1/2", "ratio")),
        ("between a third and three quarters", Q.between("1/3", "3/4", "ratio")),
        ("more than doubled", Q.over(2, "times")),
        ("at least two and a half times", Q.at_least("2.5", "times")),
        ("up to ten-fold", Q.at_most(10, "times")),
        ("exactly one yuan", Q.exact(1, "yuan")),
    ],
)
def test_what_speakers_say(text, quantity):
    assert Q.parse(text) == quantity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("over a half", Q.over(50, "percent", 100)),
        ("about one third", Q.about("100/3", "percent", within=2, share=True)),
        ("nearly two-thirds", Q.nearly("200/3", "percent", within=2, share=True)),
        ("between a quarter and half", Q.between(25, 50, "percent", share=True)),
        ("over 1/2 %", Q.over("0.5", "percent", 100)),
        ("exactly 11/12", Q.exact("1100/12", "percent", share=True)),
    ],
)
def test_a_part_of_a_whole_is_a_percentage_where_one_is_asked_for(text, quantity):
    read = Q.parse(text, unit="percent", share=True, within=2)
    assert read == quantity and read.point == quantity.point
    assert read in Q.parse(str(read), share=True)


def test_a_part_or_a_multiple_alone_is_refused_and_so_is_one_in_another_unit():
    for text in ("half", "a third", "doubled"):
        assert refusal(BriefingError, Q.parse, text) == (
            f"text: {text!r} does not tell how exact it is; write 'about', 'over', 'nearly' or "
            "'exactly' before it"
        )
    said = refusal(UnitError, Q.parse, "over half", unit="count")
    assert said == "unit: 1/2 is a part of a whole, not count; leave the unit out"


def test_the_quantities_of_a_sentence_are_found():
    asked = "how many", "what share"
    assert phrases.found("five states hold over half", *asked) == ["5", "over 1/2"]
    assert phrases.found("31.7 percent: more than ten of 50 towns", *asked) == [
        "31.7 percent",
        "more than 10 of 50",
    ]
    for sentence, states in (("five hold most", "5;"), ("1, 2, 3", "1, 2, 3;"), ("", "no")):
        said = refusal(BriefingError, phrases.found, sentence, *asked)
        assert said.startswith(f"sentence: {sentence!r} states {states}")
        assert said.endswith("it must state how many and what share, and no other quantity")


@pytest.mark.parametrize(
    "text",
    ["4 to −5 %", "6 to 5 %", "5 (1 to 3) %", "12,34 %", "5 %%", "10 of 50", "", 5, None]
    + ["about 10 of 50", "more than 10 of 50 (1 to 2)", "5 to about 6 %", "under 5 to 6 %"]
    + ["5 to over 6 %", "over 5 % (5 to 6)", "over 5 % (to the nearest 10)", "5 of 6 to 7"]
    + ["1,200 (to the nearest 30)", "1,200 (to the nearest 0)", "over 5 \x1b[31m%", "over"]
    + ["9" * 3999, "9" * 10**6, "unknown parsecs", "５ %", "9 to " * 700],
)
def test_what_is_no_quantity_is_refused_in_one_sentence(text):
    with pytest.raises(BriefingError) as caught:
        Q.parse(text)
    said = str(caught.value)
    assert said.isprintable() and len(said) < 400
    assert said.startswith(("unit '", "lower, upper: ", "value: ")) or said == (
        f"text: {wording.brief(text)} cannot be read as a quantity; write it like 'over 60 %', "
        "'31.7 %' or 'more than 10 of 50'"
    )


def test_about_needs_a_half_width_of_somebody():
    for text, quantity in (
        ("about 70 %", Q.about(70, "percent", within=5)),
        ("nearly 30 %", Q.nearly(30, "percent", within=5)),
        ("close to 40 %", Q.nearly(40, "percent", within=5)),
    ):
        assert Q.parse(text, within=5) == quantity
        assert refusal(BriefingError, Q.parse, text) == (
            f"within: {text!r} has no half-width; say within=..."
        )
    # What the text says goes before what the caller would choose.
    assert Q.parse("about 70 % (69 to 71)", within=5) == Q.about(70, "percent", within=1)


def test_what_has_no_word_is_exact_if_a_count_else_rounded():
    assert (Q.parse("10").qualifier, Q.parse("10 %").qualifier) == ("exact", "rounded")
    assert Q.parse("unknown%") == Q(None, None, "percent")


def test_a_text_of_four_thousand_signs_is_read():
    assert refusal(BriefingError, Q.parse, "9" * 4000).startswith("value: ")
    assert refusal(BriefingError, Q.parse, "9" * 4001).startswith("text: ")


def test_the_unit_of_a_bare_number_is_the_caller_s_and_never_another_s():
    assert Q.parse("49.7", unit="index") == Q.rounded("49.7", "index")
    assert Q.parse("10") == Q.exact(10, "count")
    assert "did you mean" in refusal(UnknownNameError, Q.parse, "5 percent", unit="percentages")
    said = refusal(UnknownNameError, Q.parse, "5 %", unit="count")
    assert said == "unit '%' is unknown; there is count"


def test_each_qualifier_is_its_text():
    assert [str(q) for q in Qualifier][:3] == ["exact", "rounded", "over"]
    assert Qualifier("at least") is Qualifier.AT_LEAST == "at least"
    assert {q for q in Qualifier if q.bound} == wording.BOUNDS
    assert wording.BOUNDS == set(
        "over,at least,under,at most,nearly,more than,fewer than".split(",")
    )


# -- every text, read back -----------------------------------------------------------------------

numbers = st.decimals(-(10**7), 10**7, places=4).map(F) | st.integers(-300, 300).map(F)
ALL = sorted(set(UNITS) - {"tonnes"})


@st.composite
def quantities(draw):
    """Any quantity with ends of at most four decimals, built in any way."""
    kind = draw(st.sampled_from(Qualifier))
    unit = "count" if kind.counts else draw(st.sampled_from(ALL))
    share = unit in ("percent", "ratio") and draw(st.booleans())
    whole = F(UNITS[unit].whole or 0)
    inside = st.integers(0, 10**4).map(lambda n: n * whole / 10**4)
    ends = inside if share else numbers.map(round) if unit == "count" else numbers
    low, high = sorted((draw(ends), draw(ends)))
    more = {"share": share}
    within = draw(st.integers(1, 100))
    match kind:
        case "more than" | "fewer than":
            value = draw(st.integers(1, 10**6))
            total = draw(st.none() | st.integers(value + 1, 10**7))
            return (Q.more_than_count if kind == "more than" else Q.fewer_than_count)(value, total)
        case "rounded":
            decimals = draw(st.integers(-4, 3))
            value = F(round(low * F(10) ** decimals)) / F(10) ** decimals
            return Q.rounded(value, unit, decimals, **more) if low == value else Q.exact(low, unit)
        case "about" | "nearly" | "between":
            if kind == "between":
                return Q.between(low, high, unit, **more)
            if kind == "nearly" and share:
                low = max(low, whole / 10**4)
            return getattr(Q, str(kind))(low, unit, within=within, **more)
        case "exact" | "at least" | "at most":
            return getattr(Q, kind.replace(" ", "_"))(low, unit, **more)
        case "over":
            return Q.over(min(low, whole * F("0.9999")) if share else low, unit, **more)
        case "under":
            return Q.under(max(low, whole / 10**4) if share else low, unit, **more)
    gone = draw(st.tuples(st.booleans(), st.booleans())) if not share else (False, False)
    closed = draw(st.tuples(st.booleans(), st.booleans()))
    if low == high or unit == "count":
        closed = (True, True)
    ends = None if gone[0] else low, None if gone[1] else high
    point = (
        (low + high) / 2 if draw(st.booleans()) and unit != "count" and None not in ends else None
    )
    return Q(*ends, unit, *closed, point, decimals=draw(st.none() | st.integers(0, 3)), **more)


@same
@given(quantities())
def test_every_printed_text_is_read_back_as_the_same_set(quantity):
    """A computed value that is printed without its range is read back as all that rounds to it."""
    text = str(quantity)
    read = Q.parse(text, share=quantity.share, unit=quantity.unit)
    bare = quantity.qualifier == "derived" and quantity.point is not None and "(" not in text
    assert read == quantity or (bare and quantity in read)


@same
@given(quantities(), st.integers(0, 3), st.integers(2, 7))
def test_a_coarser_text_is_read_back_as_a_set_that_holds_it(quantity, decimals, divisor):
    part = quantity / divisor if quantity.unit != "count" else quantity
    read = Q.parse(part.text(decimals), share=part.share, unit=part.unit)
    assert part in read


@settings(same, max_examples=100)
@given(st.text(max_size=20) | st.from_regex(phrases._TEXT, fullmatch=True))
def test_any_text_is_read_or_refused(text):
    try:
        quantity = Q.parse(text, within=1)
    except BriefingError as error:
        assert str(error)
    else:
        assert quantity in Q.parse(str(quantity), unit=quantity.unit)
